"""The table of the resolution desk: one line an issue, filtered, with how far the round is. Constant queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from ladder.accounts.models import User
from ladder.consultation.models import Contribution, Round
from ladder.consultation.wording import text_languages
from ladder.governance.models import Disposition, Issue, IssueMember
from ladder.governance.queries.answering import count_loose, in_use, live_issues, unanswered
from ladder.synthesis.queries.remarks import Remark, remark_of, with_words

NONE, OPEN = "none", "open"
GROUPS_SHOWN = 3
MOST_DIGITS = 6
COLUMNS = (
    "issue_id", "contribution_id", "contribution__kind", "contribution__comment_type", "contribution__group_id",
    "contribution__participant__group_id",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DeskFilter:
    """What a reader looks for; "" , 0 and None leave that side open. `disposition` may be `NONE` or `OPEN` as well."""

    requirement: str = ""
    principle: int = 0
    disposition: str = ""
    group: str = ""
    comment_type: str = ""
    language: str = ""
    assigned_to: User | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One issue of the table. `lead` is the comment that stands for all; `groups` the first of those that commented."""

    issue: Issue
    comments: int
    lead: Remark | None
    types: tuple[str, ...]
    groups: tuple[Mapping[str, str], ...]
    more_groups: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a round is: issues in use, those with a final answer, those that wait for the steering committee."""

    issues: int
    answered: int
    to_steering: int
    loose: int

    @property
    def left(self) -> int:
        """Issues without a final answer: none may be left when the answers are published."""
        return self.issues - self.answered

    @property
    def percent(self) -> int:
        """The share that is answered, never rounded up to the whole."""
        return self.answered * 100 // self.issues if self.issues else 0

    @property
    def is_done(self) -> bool:
        """Whether every comment is in an issue and every issue has a final answer."""
        return self.issues > 0 and not self.left and not self.loose


def find_issues(round_: Round, wanted: DeskFilter) -> QuerySet[Issue]:
    """The issues of a round that a filter leaves, by number."""
    rows = live_issues(round_)
    if wanted.requirement:
        rows = rows.filter(item__key__iexact=wanted.requirement)
    if wanted.principle:
        rows = rows.filter(item__principle=wanted.principle)
    if wanted.assigned_to is not None:
        rows = rows.filter(assigned_to=wanted.assigned_to)
    rows = by_comments(by_disposition(rows, wanted.disposition), wanted)
    return rows.filter(says(wanted.text)) if wanted.text else rows


def by_disposition(rows: QuerySet[Issue], disposition: str) -> QuerySet[Issue]:
    """Issues with this answer, without any, or without a final one."""
    if disposition == NONE:
        return rows.filter(resolution=None)
    if disposition == OPEN:
        return unanswered(rows)
    return rows.filter(resolution__disposition=disposition) if disposition else rows


def by_comments(rows: QuerySet[Issue], wanted: DeskFilter) -> QuerySet[Issue]:
    """Issues with a comment of this group, type and language: one comment that is all of these."""
    conditions = Q()
    if wanted.group:
        of_group = Q(contribution__group=None, contribution__participant__group__group__key=wanted.group)
        conditions &= Q(contribution__group__group__key=wanted.group) | of_group
    if wanted.comment_type:
        conditions &= Q(contribution__comment_type=wanted.comment_type)
    if wanted.language:
        conditions &= Q(contribution__language=wanted.language)
    return rows.filter(has_comment(conditions)) if conditions else rows


def has_comment(conditions: Q) -> Q:
    """That an issue has a comment of this kind that stands."""
    return Q(pk__in=IssueMember.objects.filter(conditions, contribution__superseded_by=None).values("issue"))


def says(text: str) -> Q:
    """That an issue has this number, or these words in a comment, a translation, its title or its reason."""
    words = has_comment(Q(contribution__text__icontains=text) | Q(contribution__proposed__icontains=text))
    words |= has_comment(Q(contribution__translations__text__icontains=text))
    for language in text_languages():
        words |= Q(**{f"titles__{language}__icontains": text})
        words |= Q(**{f"resolution__reasons__{language}__icontains": text})
    is_number = text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS
    return words | Q(number=int(text)) if is_number else words


def count_progress(rounds: Iterable[Round], loose: Mapping[int, int] | None = None) -> dict[int, Progress]:
    """How far rounds are, by their keys, in two queries whatever their number; in one where `loose` is known."""
    keys = [one.pk for one in rounds]
    final = Q(resolution__disposition__in=Disposition.final())
    upwards = Q(resolution__disposition=Disposition.TO_STEERING)
    counted = in_use(Issue.objects.filter(round__in=keys)).order_by().values("round").annotate(
        issues=Count("pk"), answered=Count("pk", filter=final), to_steering=Count("pk", filter=upwards)
    )  # fmt: skip
    counts = {row.pop("round"): row for row in counted}
    known = count_loose(keys) if loose is None else loose
    nothing = {"issues": 0, "answered": 0, "to_steering": 0}
    return {key: Progress(loose=known.get(key, 0), **counts.get(key, nothing)) for key in keys}


def rows_of(round_: Round, issues: Iterable[Issue]) -> list[DeskRow]:
    """The lines of a page, in seven queries whatever their number."""
    page = list(issues)
    members: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    kept = IssueMember.objects.filter(issue__in=[one.pk for one in page], contribution__superseded_by=None)
    for row in kept.order_by("pk").values_list(*COLUMNS):
        members[row[0]].append(row)
    leads = lead_remarks([lead_of(rows) for rows in members.values()])
    names = {row.pk: row.group.names for row in round_.groups.select_related("group")}
    return [row_of(issue, members[issue.pk], leads, names) for issue in page]


def with_answers(issues: QuerySet[Issue]) -> QuerySet[Issue]:
    """Issues with what the table shows of each."""
    return issues.select_related("item", "resolution__duplicate_of", "assigned_to")


def lead_of(rows: Sequence[tuple[Any, ...]]) -> int:
    """The comment that stands for all: a comment before a reason, then the first that was put there."""
    key: int = min(rows, key=lambda row: row[2] != Contribution.Kind.COMMENT)[1]
    return key


def lead_remarks(keys: Iterable[int]) -> dict[int, Remark]:
    """The comments that stand for their issues."""
    rows = with_words(Contribution.objects.filter(pk__in=list(keys)))
    return {row.pk: remark_of(row) for row in rows}


def row_of(
    issue: Issue, rows: Sequence[tuple[Any, ...]], leads: Mapping[int, Remark], names: Mapping[int, Mapping[str, str]]
) -> DeskRow:
    """One line."""
    groups = [names[key] for key in dict.fromkeys(row[4] or row[5] for row in rows) if key in names]
    return DeskRow(
        issue=issue,
        comments=len(rows),
        lead=leads.get(lead_of(rows)) if rows else None,
        types=tuple(dict.fromkeys(row[3] for row in rows if row[3])),
        groups=tuple(groups[:GROUPS_SHOWN]),
        more_groups=max(len(groups) - GROUPS_SHOWN, 0),
    )


def place_in(issues: QuerySet[Issue], number: int) -> int:
    """How many issues of a filter stand before this number."""
    return issues.filter(number__lt=number).count()


def next_after(issues: QuerySet[Issue], number: int) -> int | None:
    """The issue of a filter that follows a number; the first of all where none does, None where there is no other."""
    others = issues.exclude(number=number)
    later = others.filter(number__gt=number).values_list("number", flat=True).first()
    return later or others.values_list("number", flat=True).first()


def list_desks() -> list[tuple[Round, Progress]]:
    """Rounds that opened, the last first, each with how far it is; three queries."""
    rows = list(Round.objects.exclude(status=Round.Status.DRAFT).select_related("version").order_by("-opens_on", "-pk"))
    progress = count_progress(rows)
    return [(row, progress[row.pk]) for row in rows]
