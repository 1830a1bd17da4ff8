"""Takes back a merge, a split or a move of issues, as long as nothing later stands on it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ladder.accounts.models import User
from ladder.consultation.models import Contribution
from ladder.governance.models import Issue, IssueEvent, IssueMember, Resolution
from ladder.governance.services.desk import hold_desk, leave_trace, refuse_decided, touch
from ladder.governance.services.membership import move_members

Kind = IssueEvent.Kind
UNDOABLE = (Kind.MERGED, Kind.SPLIT, Kind.MOVED)


@transaction.atomic
def undo(*, event: IssueEvent, actor: User) -> IssueEvent:
    """Take a step back; what was bundled in the meantime stays where it was put.

    Comments that became whole because two issues held them stay whole: no word is hidden by an undo.

    Raises:
        ValidationError: it is of another kind, was taken back before, or a later step or a draft stands on it.
    """
    hold_desk(event.issue.round)
    if event.kind not in UNDOABLE or event.other is None or IssueEvent.objects.filter(undoes=event).exists():
        raise ValidationError(_("There is nothing to take back."))
    giver, taker = ends_of(event)
    refuse_decided([giver, taker])
    refuse_later_steps(event, giver, taker)
    refuse_later_drafts(event, giver, taker)
    moved, _both = move_members(moved_of(event, taker), giver)
    if event.kind == Kind.MOVED:
        bring_back(event, giver)
    taker.members.filter(contribution__number__in=event.detail.get("copied", ())).delete()
    named = Resolution.objects.filter(duplicate_of=taker, issue__number__in=event.detail.get("duplicates", ()))
    named.filter(issue__round=giver.round_id).update(duplicate_of=giver)
    giver.merged_into = None
    taker.merged_into = giver if event.kind == Kind.SPLIT else None
    touch(giver, taker)
    return leave_trace(
        issue=event.issue, kind=Kind.UNDONE, actor=actor, other=event.other, undoes=event, detail={"moved": moved}
    )


def ends_of(event: IssueEvent) -> tuple[Issue, Issue]:
    """The issue that gave comments away in a step, and the one that took them, as they stand now."""
    rows = Issue.objects.select_related("resolution").in_bulk([event.issue_id, event.other_id or 0])
    issue, other = rows[event.issue_id], rows[event.other_id or 0]
    return (other, issue) if event.kind == Kind.SPLIT else (issue, other)


def moved_of(event: IssueEvent, taker: Issue) -> QuerySet[IssueMember]:
    """The comments of a step that are still where it put them."""
    return taker.members.filter(contribution__number__in=event.detail["moved"])


def refuse_later_steps(event: IssueEvent, giver: Issue, taker: Issue) -> None:
    """Nothing is taken back from under a later step."""
    merged = giver.merged_into_id == taker.pk if event.kind == Kind.MERGED else giver.merged_into_id is None
    numbers = event.detail["moved"]
    stands = merged and taker.merged_into_id is None
    stands = stands and Contribution.objects.filter(number__in=numbers).count() == moved_of(event, taker).count()
    if stands and event.kind == Kind.SPLIT:
        own = [*numbers, *event.detail.get("copied", ())]
        more = taker.members.exclude(contribution__number__in=own)
        stands = not more.exists() and not Resolution.objects.filter(duplicate_of=taker).exists()
    if not stands:
        raise ValidationError(_("A later step stands on this one. Take back the later step first."))


def refuse_later_drafts(event: IssueEvent, giver: Issue, taker: Issue) -> None:
    """An answer that was drafted to what is bundled now must not come to stand for something else."""
    later = IssueEvent.objects.filter(kind=Kind.DRAFTED, pk__gt=event.pk).exclude(issue__resolution=None)
    number = later.filter(issue__in=[giver, taker]).values_list("issue__number", flat=True).first()
    if number is not None:
        sentence = _("An answer to issue %(number)s was drafted since. Take that draft back first.")
        raise ValidationError(sentence % {"number": number})


def bring_back(event: IssueEvent, giver: Issue) -> None:
    """Comments that both issues held stand in both again after a move is taken back."""
    rows = Contribution.objects.filter(number__in=event.detail.get("whole", ())).exclude(issue_members__issue=giver)
    IssueMember.objects.bulk_create([IssueMember(issue=giver, contribution=row, first_issue=giver) for row in rows])
