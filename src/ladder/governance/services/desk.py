"""What every act at the resolution desk begins and ends with: the round is held, a trace is left, the log is told."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from ladder.accounts.models import User
from ladder.audit import services as audit
from ladder.consultation.models import Round
from ladder.governance.models import AnswerSet, Issue, IssueEvent, Proposal

BEFORE_THE_COMMITTEE = (Proposal.State.OPEN, Proposal.State.UNDECIDED)


def hold_desk(round_: Round) -> Round:
    """The round, kept from others until the transaction ends, so that one act at its desk follows another.

    Raises:
        ValidationError: it has not opened yet, or its answers are published: then nothing changes any more.
    """
    held = Round.objects.select_for_update().get(pk=round_.pk)
    if held.status == Round.Status.DRAFT:
        raise ValidationError(_("This round has not opened yet: there is nothing to answer."))
    if AnswerSet.objects.filter(round=held).exists():
        raise ValidationError(_("The answers of this round are published. Nothing at its desk changes any more."))
    return held


def hold_issues(round_: Round, numbers: Iterable[int]) -> list[Issue]:
    """Issues as they stand now, each once, in the order of their numbers; to be called after `hold_desk`.

    Raises:
        ValidationError: one is not there, was merged into another, or is in the hands of the steering committee.
    """
    wanted = sorted(set(numbers))
    rows = Issue.objects.filter(round=round_, number__in=wanted).select_related("merged_into", "resolution")
    found = list(rows.order_by("number"))
    missing = set(wanted) - {one.number for one in found}
    if missing or not wanted:
        raise ValidationError(_("There is no issue %(number)s in this round.") % {"number": min(missing, default="–")})
    for issue in found:
        refuse_merged(issue)
    refuse_decided(found)
    return found


def refuse_merged(issue: Issue) -> None:
    """No act on an issue that another took in."""
    if issue.merged_into is not None:
        values = {"number": issue.number, "other": issue.merged_into.number}
        raise ValidationError(_("Issue %(number)s was merged into issue %(other)s. Open that one.") % values)


def refuse_decided(issues: Iterable[Issue]) -> None:
    """No act on issues that the steering committee decided, or is deciding."""
    rows = list(issues)
    for issue in rows:
        if hasattr(issue, "resolution") and issue.resolution.decision_id is not None:
            sentence = _("Issue %(number)s was decided by the steering committee. Its answer stands.")
            raise ValidationError(sentence % {"number": issue.number})
    before = Proposal.objects.filter(issue__in=rows, state__in=BEFORE_THE_COMMITTEE).values_list(
        "issue__number", flat=True
    )
    if number := before.first():
        sentence = _(
            "Issue %(number)s lies before the steering committee. Wait for its decision, or for its withdrawal."
        )
        raise ValidationError(sentence % {"number": number})


def touch(*issues: Issue) -> None:
    """Let whoever has these issues open see that they changed."""
    for issue in issues:
        issue.revision += 1
        issue.save(update_fields=["revision", "merged_into", "titles"])


def leave_trace(
    *, issue: Issue, kind: str, actor: User, other: Issue | None = None, undoes: IssueEvent | None = None,
    detail: Mapping[str, Any] | None = None,
) -> IssueEvent:  # fmt: skip
    """The trace of a step with an issue, and its entry in the log, which holds counts alone."""
    kept = dict(detail or {})
    audit.record(
        actor=actor,
        action=f"governance.issue_{kind}",
        target=f"issue:{issue.public_id}",
        detail={"other": str(other.public_id) if other else "", "comments": len(kept.get("moved", ()))},
    )
    return IssueEvent.objects.create(
        issue=issue, kind=kind, other=other, undoes=undoes, actor=actor, detail=kept, happened_at=timezone.now()
    )
