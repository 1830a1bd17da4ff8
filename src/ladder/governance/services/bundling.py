"""Puts every comment that has no issue into one, by the rule of `core.governance.bundling`."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from ladder.accounts.models import User
from ladder.audit import services as audit
from ladder.consultation.models import Contribution, Round
from ladder.core.governance.bundling import ALONE, METHOD, Bundle, Comment, bundle
from ladder.governance.models import Issue, IssueEvent, IssueMember, Resolution
from ladder.governance.queries.answering import comments_of
from ladder.governance.services.desk import hold_desk

CHUNK = 500
REPLACES = "replaces"
Homes = Mapping[int, frozenset[int]]  # issues in use by the comment they hold


@dataclass(frozen=True, slots=True)
class Placed:
    """Comments that go together: into an issue that is there (`home`), or into a new one."""

    rows: Sequence[Contribution]
    why: str
    home: int | None = None


@transaction.atomic
def bundle_comments(*, round_: Round, actor: User, on: date) -> list[Issue]:
    """Give every comment without an issue one; done twice it does nothing more.

    A comment joins an issue that is there only where its like all stand in that one and no answer is drafted to it:
    nobody's words are answered by a draft that was written before they were read.

    Returns:
        The new issues, in the order of their numbers.
    """
    held = hold_desk(round_)
    rows = {str(row.number): row for row in comments_of(held).select_related("item")}
    homes = homes_of(held)
    drafted = frozenset(Resolution.objects.filter(issue__round=held).values_list("issue_id", flat=True))
    placed = list(place(rows, homes, drafted))
    if not placed:
        return []
    made = make_issues(held, [one for one in placed if one.home is None], actor, on)
    join_issues([one for one in placed if one.home is not None], actor)
    detail = {"issues": len(made), "comments": sum(len(one.rows) for one in placed), "method": " ".join(METHOD)}
    audit.record(actor=actor, action="governance.comments_bundled", target=f"round:{held.public_id}", detail=detail)
    return made


def homes_of(round_: Round) -> Homes:
    """The issues in use that each comment is in, those that a newer comment replaced included."""
    rows = IssueMember.objects.filter(issue__round=round_, issue__merged_into=None)
    found: dict[int, set[int]] = defaultdict(set)
    for comment, issue in rows.values_list("contribution_id", "issue_id"):
        found[comment].add(issue)
    return {comment: frozenset(issues) for comment, issues in found.items()}


def place(rows: Mapping[str, Contribution], homes: Homes, drafted: frozenset[int]) -> Iterable[Placed]:
    """Where each comment without an issue goes."""
    loose = {key for key, row in rows.items() if row.pk not in homes}
    for key in sorted(loose):
        home = only_home([homes.get(rows[key].supersedes_id or 0, frozenset())], drafted)
        if home is not None:
            loose.discard(key)
            yield Placed([rows[key]], REPLACES, home)
    for one in bundles_of(rows.values()):
        fresh = [rows[key] for key in one.members if key in loose]
        if fresh:
            held = [homes[rows[key].pk] for key in one.members if rows[key].pk in homes]
            why = one.why if len(fresh) > 1 or held else ALONE
            yield Placed(fresh, why, only_home(held, drafted))


def only_home(homes: Iterable[frozenset[int]], drafted: frozenset[int]) -> int | None:
    """The one issue in which all stand, if no answer is drafted to it."""
    found = frozenset().union(*homes)
    return next(iter(found)) if len(found) == 1 and not found & drafted else None


def bundles_of(rows: Iterable[Contribution]) -> list[Bundle]:
    """The bundles of comments in the order of the document; what is about the whole of it comes first."""
    known = {str(row.number): row for row in rows}
    found = bundle(
        Comment(key, f"{row.item_id}:{row.question_id}", row.position, row.text, row.proposed)
        for key, row in known.items()
    )
    return sorted(found, key=lambda one: (place_of(known[one.members[0]]), -len(one.members), one.members))


def place_of(row: Contribution) -> int:
    """Where in the document a comment belongs; 0 for the whole of it."""
    return row.item.position + 1 if row.item else 0


def make_issues(round_: Round, placed: Sequence[Placed], actor: User, on: date) -> list[Issue]:
    """New issues with their comments and traces, in a constant number of steps."""
    last = Issue.objects.filter(round=round_).aggregate(last=Max("number"))["last"] or 0
    made = Issue.objects.bulk_create(
        [
            Issue(round=round_, number=last + at, item=one.rows[0].item, made_on=on)
            for at, one in enumerate(placed, start=1)
        ],
        batch_size=CHUNK,
    )
    take_in([(issue.pk, one) for issue, one in zip(made, placed, strict=True)], IssueEvent.Kind.MADE, actor)
    return made


def join_issues(placed: Sequence[Placed], actor: User) -> None:
    """Comments that go to issues that are there."""
    into = [(one.home, one) for one in placed if one.home is not None]
    Issue.objects.filter(pk__in=[key for key, _ in into]).update(revision=F("revision") + 1)
    take_in(into, IssueEvent.Kind.ADDED, actor)


def take_in(pairs: Sequence[tuple[int, Placed]], kind: str, actor: User) -> None:
    """Rows of membership, and the trace: how many, which, and why together."""
    IssueMember.objects.bulk_create(
        [
            IssueMember(issue_id=key, contribution=row, first_issue_id=key)
            for key, one in pairs
            for row in one.rows
        ],
        batch_size=CHUNK,
    )  # fmt: skip
    now = timezone.now()
    IssueEvent.objects.bulk_create(
        [
            IssueEvent(
                issue_id=key, kind=kind, actor=actor, happened_at=now,
                detail={"why": one.why, "moved": sorted(str(row.number) for row in one.rows)},
            )
            for key, one in pairs
        ],
        batch_size=CHUNK,
    )  # fmt: skip
