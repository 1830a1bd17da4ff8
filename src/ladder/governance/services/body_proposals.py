"""Drafts proposals that change a standing body: its rules or its seats. A body with the power for it decides."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ladder.accounts.models import User
from ladder.consultation.wording import say
from ladder.governance.every_language import in_every_language
from ladder.governance.models import Body, Proposal
from ladder.governance.services.body_effects import RULES, SEATS
from ladder.governance.services.body_plans import SeatPlan
from ladder.governance.services.effects import Intended, describe, name_of_kind
from ladder.governance.services.proposal_plans import OptionPlan, hindrances_of
from ladder.governance.services.proposals import draft_proposal


def bodies_with(power: str) -> list[Body]:
    """Standing bodies that have a power, in the order in which they were founded."""
    return [body for body in Body.objects.filter(state=Body.State.STANDING) if power in body.powers]


def propose_rules(
    *, actor: User, body: Body, deciding: Body, kind: str, content: Mapping[str, Any]
) -> Proposal:  # fmt: skip
    """A draft that other rules hold for a body.

    Raises:
        ValidationError: the rules are not possible, or the deciding body has no power for it.
    """
    return propose(actor, body, deciding, Intended(RULES, subject_of(body), {"kind": kind, "content": dict(content)}))


def propose_seat(*, actor: User, body: Body, deciding: Body, plan: SeatPlan) -> Proposal:
    """A draft that a seat is added to a body.

    Raises:
        ValidationError: the seat is not possible, or the deciding body has no power for it.
    """
    entry = {
        "names": dict(plan.names), "chamber": plan.chamber, "reserved_words": dict(plan.reserved_words),
        "reserved_for": str(plan.reserved_for.public_id) if plan.reserved_for else "",
        "reserved_group": plan.reserved_group,
    }  # fmt: skip
    return propose(actor, body, deciding, Intended(SEATS, subject_of(body), {"add": [entry], "close": []}))


def propose_closing(*, actor: User, body: Body, deciding: Body, seats: list[str]) -> Proposal:
    """A draft that seats of a body (by public id) are closed.

    Raises:
        ValidationError: that is not possible, or the deciding body has no power for it.
    """
    return propose(actor, body, deciding, Intended(SEATS, subject_of(body), {"add": [], "close": seats}))


@transaction.atomic
def propose(actor: User, body: Body, deciding: Body, intended: Intended) -> Proposal:
    """A draft with one option that does this; in the draft it can be worded better, and options can be added."""
    hindrances = hindrances_of(deciding, intended)
    if hindrances:
        raise ValidationError(hindrances)
    return draft_proposal(
        body=deciding,
        titles=in_every_language(lambda: title_of(body, intended)),
        texts={},
        options=[OptionPlan("change", in_every_language(lambda: describe(intended)), {}, (intended,))],
        actor=actor,
    )


def title_of(body: Body, intended: Intended) -> str:
    """What is asked, in the active language."""
    return _("%(what)s · %(body)s") % {"what": name_of_kind(intended.kind), "body": say(body.names)}


def subject_of(body: Body) -> str:
    """The body as effects name it."""
    return f"body:{body.public_id}"
