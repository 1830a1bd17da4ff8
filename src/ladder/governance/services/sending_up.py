"""Puts an issue that the desk sent up to the steering committee, as a proposal in preparation."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ladder.accounts.models import User
from ladder.catalogue.queries import pack_of
from ladder.consultation.wording import name_of_language, trimmed
from ladder.governance.disposition_words import label_in
from ladder.governance.models import Body, Disposition, Issue, Proposal
from ladder.governance.services.desk import hold_desk, hold_issues
from ladder.governance.services.effects import Intended
from ladder.governance.services.proposal_plans import OptionPlan
from ladder.governance.services.proposals import draft_proposal
from ladder.webkit.languages import speaking

EFFECT = "answer_issue"
OFFERED = (
    Disposition.ACCEPTED, Disposition.MODIFIED, Disposition.NOT_ACCEPTED, Disposition.NOTED, Disposition.OUT_OF_SCOPE,
)  # fmt: skip
FEWEST_OPTIONS = 2


@transaction.atomic
def send_up(*, issue: Issue, reasons: Mapping[str, Mapping[str, str]], actor: User) -> Proposal:
    """A proposal to the steering committee: one option for each answer that has a reason.

    Args:
        issue: what the desk drafted as "to the steering committee".
        reasons: by disposition, the reason of that answer by language; an answer without any is not offered.
        actor: who prepares it.

    Raises:
        ValidationError: the issue was not sent up or waits there already, fewer than two answers are offered, a reason
            is missing in a language of the round, or no steering committee stands that may answer issues.
    """
    held = hold_desk(issue.round)
    [row] = hold_issues(held, [issue.number])
    if not hasattr(row, "resolution") or row.resolution.disposition != Disposition.TO_STEERING:
        raise ValidationError(_("Answer this issue with “to the steering committee” first."))
    if Proposal.objects.filter(issue=row, state=Proposal.State.DRAFT).exists():
        raise ValidationError(_("A proposal on this issue is in preparation already."))
    offered = {key: trimmed(reasons[key]) for key in OFFERED if trimmed(reasons.get(key, {}))}
    if len(offered) < FEWEST_OPTIONS:
        raise ValidationError(_("Give the reasons of at least two answers, so that there is a choice."))
    for key, texts in offered.items():
        refuse_missing(key, texts, held.languages)
    row.round = held
    return draft_proposal(
        body=find_committee(), titles={code: title_in(row, code) for code in held.languages},
        texts=row.resolution.reasons, options=[option_of(row, key, texts) for key, texts in offered.items()],
        actor=actor, round_=held, issue=row,
    )  # fmt: skip


def refuse_missing(disposition: str, texts: Mapping[str, str], languages: list[str]) -> None:
    """Each answer that is offered must be publishable as it is."""
    missing = [name_of_language(code) for code in languages if code not in texts]
    if missing:
        sentence = _("“%(answer)s” has no reason in: %(languages)s.")
        values = {"answer": str(Disposition(disposition).label), "languages": ", ".join(missing)}
        raise ValidationError(sentence % values)


def find_committee() -> Body:
    """The steering committee that stands and may answer issues."""
    rows = Body.objects.filter(kind=Body.Kind.STEERING, state=Body.State.STANDING).order_by("pk")
    found = next((body for body in rows if EFFECT in body.powers), None)
    if found is None:
        raise ValidationError(_("No steering committee stands that may answer issues."))
    return found


def title_in(issue: Issue, language: str) -> str:
    """The question in one language."""
    title = issue.titles.get(language, "")
    if not title and issue.item is not None:
        title = pack_of(issue.round.version).read("requirements", issue.item.key, "title", language).text
    key = issue.item.key if issue.item else ""
    with speaking(language):
        name = _("What is answered to issue %(number)s?") % {"number": issue.number}
    return " ".join(part for part in (name, key, title) if part)


def option_of(issue: Issue, disposition: str, texts: Mapping[str, str]) -> OptionPlan:
    """One answer as an option with its effect."""
    return OptionPlan(
        key=disposition.replace("_", "-"),
        names={code: label_in(disposition, code) for code in texts},
        texts=texts,
        effects=[Intended(EFFECT, f"issue:{issue.public_id}", {"disposition": disposition, "reasons": dict(texts)})],
    )
