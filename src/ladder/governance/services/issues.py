"""Everything that is done to issues: bundling, merging, splitting, moving, taking back, naming and assigning."""

from collections.abc import Collection, Mapping

from django.db import transaction

from ladder.accounts.models import User
from ladder.consultation.models import Round
from ladder.consultation.wording import trimmed
from ladder.governance.models import Issue, IssueEvent
from ladder.governance.services.bundling import bundle_comments
from ladder.governance.services.desk import hold_desk, hold_issues, leave_trace, touch
from ladder.governance.services.regrouping import merge_issues, merge_many, move_comments, split_issue
from ladder.governance.services.undoing import undo

__all__ = [
    "assign_issues", "bundle_comments", "merge_issues", "merge_many", "move_comments", "name_issue", "split_issue",
    "undo",
]  # fmt: skip


@transaction.atomic
def name_issue(*, issue: Issue, titles: Mapping[str, str], actor: User) -> Issue:
    """Give an issue a title by language, or none."""
    [held] = hold_issues(hold_desk(issue.round), [issue.number])
    held.titles = trimmed(titles)
    touch(held)
    leave_trace(issue=held, kind=IssueEvent.Kind.NAMED, actor=actor)
    return held


@transaction.atomic
def assign_issues(*, round_: Round, numbers: Collection[int], to: User | None, actor: User) -> int:
    """Say who of the desk sees to these issues, all or none of them; nobody where `to` is None.

    Returns:
        How many were assigned anew. A draft that somebody has open stays good: `revision` does not grow.
    """
    rows = hold_issues(hold_desk(round_), numbers)
    changed = [issue for issue in rows if issue.assigned_to_id != (to.pk if to else None)]
    Issue.objects.filter(pk__in=[issue.pk for issue in changed]).update(assigned_to=to)
    for issue in changed:
        leave_trace(issue=issue, kind=IssueEvent.Kind.ASSIGNED, actor=actor, detail={"is_own": to == actor})
    return len(changed)
