"""Puts versions before a body: a draft proposal that one be published, or withdrawn, by its content hash."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ladder.accounts.models import User
from ladder.catalogue.models import FrameworkVersion
from ladder.governance.every_language import in_every_language
from ladder.governance.models import Body, NextVersion, Proposal
from ladder.governance.queries.deciding_bodies import bodies_with_power
from ladder.governance.services.effects import Intended
from ladder.governance.services.next_version import lock_changeable
from ladder.governance.services.proposal_plans import OptionPlan
from ladder.governance.services.proposals import draft_proposal
from ladder.governance.services.publishing import PUBLISH, hindrances_to_publish, intend_for, intend_to_publish


@transaction.atomic
def propose_publication(*, next_version: NextVersion, body: Body, actor: User) -> Proposal:
    """A draft proposal that a body publish what was built, with the answers of its rounds.

    Raises:
        ValidationError: something stands in the way, or the body has no power to publish.
    """
    row = lock_changeable(next_version)
    intended = intend_to_publish(row)
    if hindrances := hindrances_to_publish(intended):
        raise ValidationError(hindrances)
    rounds = [f"round:{one.public_id}" for one in row.rounds.all()]
    return draft(body, intended, actor, rounds)


@transaction.atomic
def propose_status(*, version: FrameworkVersion, body: Body, actor: User) -> Proposal:
    """A draft proposal that a body publish a loaded draft, or withdraw a published version.

    Raises:
        ValidationError: it was built from answers and is proposed with them, or the body has no power for it.
    """
    intended = intend_for(version)
    hindrances = hindrances_to_publish(intended) if intended.kind == PUBLISH else []
    if hindrances or version.status == FrameworkVersion.Status.WITHDRAWN:
        raise ValidationError(hindrances or [_("This version was withdrawn already.")])
    return draft(body, intended, actor, [])


def draft(body: Body, intended: Intended, actor: User, subjects: list[str]) -> Proposal:
    """The proposal: do it, or leave everything as it is."""
    if body not in bodies_with_power(intended.kind):
        raise ValidationError({"body": _("This body has no power to do this. Choose another.")})
    act = OptionPlan("act", words(intended, "act"), {}, (intended,))
    leave = OptionPlan("leave", in_every_language(lambda: _("Leave everything as it is")), {})
    return draft_proposal(
        body=body, titles=words(intended, "title"), texts=words(intended, "text"), options=[act, leave], actor=actor,
        subjects=subjects,
    )  # fmt: skip


def words(intended: Intended, part: str) -> Mapping[str, str]:
    """A sentence of the proposal in every language."""
    return in_every_language(lambda: sentence_of(intended, part))


def sentence_of(intended: Intended, part: str) -> str:
    """A sentence of the proposal in the active language."""
    is_publishing = intended.kind == PUBLISH
    sentences = {
        "title": _("Publish version %(version)s?") if is_publishing else _("Withdraw version %(version)s?"),
        "act": _("Publish version %(version)s") if is_publishing else _("Withdraw version %(version)s"),
        "text": _("The content is fixed by its hash: %(digest)s."),
    }
    return sentences[part] % dict(intended.payload)
