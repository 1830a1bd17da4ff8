"""Merges, splits and moves what is bundled into issues. Each step leaves its trace; `undoing` takes one back."""

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from ladder.accounts.models import User
from ladder.consultation.models import Round
from ladder.consultation.wording import trimmed
from ladder.governance.models import Issue, IssueEvent, IssueMember, Resolution
from ladder.governance.services.desk import hold_desk, hold_issues, leave_trace, touch
from ladder.governance.services.membership import move_members

Kind = IssueEvent.Kind


@transaction.atomic
def merge_issues(*, issue: Issue, into: Issue, actor: User) -> IssueEvent:
    """Take an issue into another one of its round. Its comments go along; a comment that both hold becomes whole.

    Issues that were answered as duplicates of it now name the other.

    Raises:
        ValidationError: both are one, of different rounds, merged before, decided, or one is the other's duplicate.
    """
    issue, into = hold_pair(issue, into)
    if is_duplicate(into, issue) or is_duplicate(issue, into):
        raise ValidationError(_("One of them is answered as a duplicate of the other. Take that draft back first."))
    moved, whole = move_members(issue.members.all(), into)
    named = Resolution.objects.filter(duplicate_of=issue)
    duplicates = sorted(named.values_list("issue__number", flat=True))
    named.update(duplicate_of=into)
    issue.merged_into = into
    touch(issue, into)
    detail = {"moved": moved, "whole": whole, "duplicates": duplicates}
    return leave_trace(issue=issue, kind=Kind.MERGED, actor=actor, other=into, detail=detail)


@transaction.atomic
def merge_many(*, round_: Round, numbers: Collection[int], actor: User) -> Issue:
    """Take several issues into the first of them by number, all or none.

    Raises:
        ValidationError: fewer than two were named, or one of them is refused.
    """
    first, *others = hold_issues(hold_desk(round_), numbers)
    if not others:
        raise ValidationError(_("Select at least two issues to merge."))
    for issue in others:
        merge_issues(issue=issue, into=first, actor=actor)
    return first


@transaction.atomic
def split_issue(
    *, issue: Issue, numbers: Collection[UUID], titles: Mapping[str, str], actor: User, on: date, part: str = ""
) -> tuple[Issue, IssueEvent]:
    """Make a new issue of some comments. With `part`, of those words of the one comment, which stays here as well.

    Raises:
        ValidationError: nothing was chosen, or nothing would stay; the words are not in the comment.
    """
    held = hold_desk(issue.round)
    [issue] = hold_issues(held, [issue.number])
    chosen = chosen_of(issue, numbers)
    copied = [str(one.contribution.number) for one in chosen] if part.strip() else []
    if copied:
        refuse_foreign_words(chosen, part.strip())
    elif issue.members.count() == len(chosen):
        raise ValidationError(_("At least one comment has to stay. To name an issue otherwise, give it a title."))
    last = Issue.objects.filter(round=held).aggregate(last=Max("number"))["last"]
    made = Issue.objects.create(
        round=held, number=last + 1, item=issue.item, titles=trimmed(titles), split_from=issue, made_on=on
    )
    moved: list[str] = []
    if copied:
        [one] = chosen
        IssueMember.objects.create(
            issue=made, contribution=one.contribution, part=part.strip(), first_issue=one.first_issue
        )
    else:
        moved, _whole = move_members(IssueMember.objects.filter(pk__in=[one.pk for one in chosen]), made)
    touch(issue)
    detail = {"moved": moved, "copied": copied}
    return made, leave_trace(issue=made, kind=Kind.SPLIT, actor=actor, other=issue, detail=detail)


@transaction.atomic
def move_comments(*, issue: Issue, into: Issue, numbers: Collection[UUID], actor: User) -> IssueEvent:
    """Move some comments to another issue of the round; one that both hold becomes whole there.

    Raises:
        ValidationError: nothing was chosen, nothing would stay, or one of the issues cannot be changed.
    """
    issue, into = hold_pair(issue, into)
    chosen = chosen_of(issue, numbers)
    if issue.members.count() == len(chosen):
        raise ValidationError(_("Nothing would stay in this issue. Merge it into the other one instead."))
    rows = IssueMember.objects.filter(pk__in=[one.pk for one in chosen])
    moved, whole = move_members(rows, into)
    rows.filter(issue=issue).delete()
    touch(issue, into)
    detail = {"moved": moved, "whole": whole}
    return leave_trace(issue=issue, kind=Kind.MOVED, actor=actor, other=into, detail=detail)


def hold_pair(issue: Issue, other: Issue) -> tuple[Issue, Issue]:
    """Two issues of one round as they stand now."""
    if issue.pk == other.pk or issue.round_id != other.round_id:
        raise ValidationError(_("Choose another issue of this round."))
    rows = {one.pk: one for one in hold_issues(hold_desk(issue.round), [issue.number, other.number])}
    return rows[issue.pk], rows[other.pk]


def is_duplicate(one: Issue, of: Issue) -> bool:
    """Whether an issue is answered as a duplicate of another."""
    return hasattr(one, "resolution") and one.resolution.duplicate_of_id == of.pk


def chosen_of(issue: Issue, numbers: Collection[UUID]) -> list[IssueMember]:
    """The comments of an issue that were chosen."""
    rows = issue.members.filter(contribution__number__in=list(numbers)).select_related("contribution", "first_issue")
    found = list(rows.order_by("pk"))
    if not found:
        raise ValidationError(_("Choose at least one comment of this issue."))
    return found


def refuse_foreign_words(chosen: Collection[IssueMember], part: str) -> None:
    """The part of one comment must be words of that comment."""
    if len(chosen) != 1:
        raise ValidationError({"part": _("Choose the one comment that these words are from.")})
    [one] = chosen
    said = " ".join(f"{one.contribution.text} {one.contribution.proposed}".split())
    if " ".join(part.split()) not in said:
        raise ValidationError({"part": _("These words do not stand in the comment. Copy them from it as they are.")})
