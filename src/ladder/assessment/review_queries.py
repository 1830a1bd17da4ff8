"""Reads hand-ins that wait for review, and why each needs care. A constant number of queries, however many wait."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from ladder.assessment.models import (
    Appeal,
    Assessment,
    Circumstance,
    Determination,
    EvidenceCheck,
    EvidenceUse,
    OperatorStatement,
    Review,
    SecondReading,
)
from ladder.catalogue.queries import ladder_of
from ladder.core.assessment.facts import CONTESTED, MET, NOT_APPLICABLE, NOT_MET, PARTLY
from ladder.core.assessment.photo_flags import FLAGGED_BELOW, SERIOUS
from ladder.core.assessment.review import REASONS, HandIn, are_apart, rank_of, reasons_for_care
from ladder.core.catalogue.ladder import CAP, STOP, Ladder
from ladder.registry.models import Site

MOST = 1000
WAITING, SECOND_READER, READ, RETURNED, REFUSAL_WAITS, REFUSED, CONFIRMED = (
    "waiting", "second_reader", "read", "returned", "refusal_waits", "refused", "confirmed",
)  # fmt: skip
OPEN_STATES = (WAITING, SECOND_READER, READ, REFUSAL_WAITS)
AGAINST = (NOT_MET, PARTLY, CONTESTED)
GOOD_GRADES = ("A", "B")


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """What the queue is narrowed to; "" leaves that side open. State "": everything that waits for somebody."""

    state: str = ""
    reason: str = ""
    kind: str = ""

    @classmethod
    def read(cls, address: Mapping[str, str]) -> "QueueFilter":
        """From an address; words it does not know are left out."""
        state, reason, kind = (address.get(name, "") for name in ("state", "reason", "kind"))
        return cls(
            state if state in {*OPEN_STATES, RETURNED, REFUSED, CONFIRMED} else "",
            reason if reason in REASONS else "",
            kind if kind in Assessment.Kind.values else "",
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One hand-in of the queue: its state, why it needs care, and what its findings are."""

    assessment: Assessment
    state: str
    reasons: tuple[str, ...]
    answers: int
    failed: int
    grades: tuple[tuple[str, int], ...]
    flags: tuple[str, ...]


@dataclass(slots=True)
class Seen:
    """What was read of one hand-in."""

    answers: int = 0
    failed: int = 0
    stops: int = 0
    caps: int = 0
    by_hand: bool = False
    grades: Counter[str] = field(default_factory=Counter)
    set_aside: Counter[int] = field(default_factory=Counter)
    flags: set[str] = field(default_factory=set)
    began: datetime | None = None
    ended: datetime | None = None


def queue_of(sites: QuerySet[Site], wanted: QueueFilter) -> list[Line]:
    """Hand-ins at these sites that are as wanted, what protects people first. At most the 1,000 that came in last."""
    rows = list(hand_ins_in(sites, wanted)[:MOST])
    lines = [line for line in lines_of(rows) if not wanted.reason or wanted.reason in line.reasons]
    return sorted(lines, key=lambda line: (rank_of(line.reasons), line.assessment.created_at, line.assessment.pk))


def with_state(rows: QuerySet[Assessment]) -> QuerySet[Assessment]:
    """The same, each with its latest verdict, whether any of its findings count, and whether somebody read it again."""
    latest = Review.objects.filter(assessment=OuterRef("pk")).order_by("-pk").values("verdict")[:1]
    standing = Determination.objects.filter(assessment=OuterRef("pk"), withdrawal=None)
    read = SecondReading.objects.filter(determination__assessment=OuterRef("pk"))
    return rows.annotate(verdict=Subquery(latest), counts=Exists(standing), is_read=Exists(read))


def state_of(row: Any) -> str:
    """Where a hand-in of `with_state` is on its way."""
    verdict = Review.Verdict
    if row.verdict is None:
        return WAITING
    if row.verdict == verdict.SECOND_READER:
        return READ if row.is_read else SECOND_READER
    if row.verdict == verdict.REFUSED:
        return REFUSAL_WAITS if row.counts else REFUSED
    return RETURNED if row.verdict == verdict.RETURNED else CONFIRMED


def hand_ins_in(sites: QuerySet[Site], wanted: QueueFilter) -> QuerySet[Assessment]:
    """Hand-ins in the states that are wanted, the last first."""
    rows = with_state(Assessment.objects.filter(site__in=sites))
    verdict = Review.Verdict
    is_state = {
        "": Q(counts=True) & (Q(verdict=None) | Q(verdict__in=(verdict.SECOND_READER, verdict.REFUSED))),
        WAITING: Q(counts=True, verdict=None),
        SECOND_READER: Q(counts=True, verdict=verdict.SECOND_READER, is_read=False),
        READ: Q(counts=True, verdict=verdict.SECOND_READER, is_read=True),
        REFUSAL_WAITS: Q(counts=True, verdict=verdict.REFUSED),
        REFUSED: Q(counts=False, verdict=verdict.REFUSED),
        RETURNED: Q(verdict=verdict.RETURNED),
        CONFIRMED: Q(verdict=verdict.CONFIRMED),
    }
    found = rows.filter(is_state[wanted.state])
    found = found.filter(kind=wanted.kind) if wanted.kind else found
    return found.select_related("site", "version__framework").order_by("-created_at", "-pk")


def lines_of(rows: Sequence[Assessment]) -> list[Line]:
    """Hand-ins with all that makes them stand out. Eight queries."""
    keys = [row.pk for row in rows]
    seen = read_counts(keys)
    read_flags(keys, seen)
    read_times(keys, seen)
    opening = set(openings(keys))
    disagreeing = Counter(disagreements(keys))
    contested, answered = set(contested_in(keys)), set(answered_in(keys))
    lines = []
    for row in rows:
        one, ladder = seen[row.pk], ladder_of(row.version)
        facts = HandIn(
            row.public_id, one.answers, row.pk in opening, one.stops, one.caps, disagreeing[row.pk],
            int(row.pk in contested), int(row.pk in answered), frozenset(one.flags), shares_of(one.set_aside, ladder),
            seconds_of(one), one.by_hand,
        )  # fmt: skip
        reasons = reasons_for_care(facts, ladder.na_review_share)
        grades = tuple(sorted(one.grades.items(), key=lambda pair: pair[0] or "E"))
        lines.append(Line(row, state_of(row), reasons, one.answers, one.failed, grades, tuple(sorted(one.flags))))
    return lines


def read_counts(keys: Sequence[int]) -> defaultdict[int, Seen]:
    """Findings that count, by hand-in: how many, what is failed, how graded, how many set aside. One query."""
    seen: defaultdict[int, Seen] = defaultdict(Seen)
    counted = standing_in(keys).values_list(
        "assessment_id", "requirement__gate", "requirement__level", "state", "grade", "rule"
    )
    for key, gate, level, state, grade, rule, number in counted.annotate(number=Count("pk")):
        one = seen[key]
        one.answers += number
        one.grades[grade] += number
        one.by_hand |= not rule and grade in GOOD_GRADES
        if state in {NOT_MET, PARTLY}:
            one.failed += number
            one.stops += number * (gate == STOP)
            one.caps += number * (gate == CAP)
        elif state == NOT_APPLICABLE:
            one.set_aside[level] += number
    return seen


def standing_in(keys: Sequence[int]) -> QuerySet[Determination]:
    """Findings of these hand-ins that were not withdrawn."""
    return Determination.objects.filter(assessment__in=keys, withdrawal=None).order_by()


def read_flags(keys: Sequence[int], seen: Mapping[int, Seen]) -> None:
    """What the latest check of each piece of evidence found seriously odd. One query."""
    latest = EvidenceCheck.objects.filter(evidence=OuterRef("evidence")).order_by("-pk").values("pk")[:1]
    uses = "evidence__uses__determination"
    found = EvidenceCheck.objects.filter(
        **{f"{uses}__assessment__in": keys, f"{uses}__withdrawal": None}, score__lt=FLAGGED_BELOW, pk=Subquery(latest)
    )
    for key, flags in found.values_list(f"{uses}__assessment_id", "flags"):
        seen[key].flags.update(flag for flag in map(str, flags) if flag in SERIOUS)


def read_times(keys: Sequence[int], seen: Mapping[int, Seen]) -> None:
    """When each visit began and ended, by its evidence. One query."""
    uses = EvidenceUse.objects.filter(determination__assessment__in=keys).order_by()
    spans = uses.values_list("determination__assessment_id").annotate(
        began=Min("evidence__visit_started_at"), ended=Max("evidence__visit_ended_at")
    )
    for key, began, ended in spans:
        seen[key].began, seen[key].ended = began, ended


def seconds_of(one: Seen) -> float | None:
    """How long a visit took; None where its evidence does not say."""
    return (one.ended - one.began).total_seconds() if one.began and one.ended else None


def shares_of(set_aside: Mapping[int, int], ladder: Ladder) -> dict[int, float]:
    """The share of each level's requirements that a hand-in says do not apply."""
    asked = Counter(each.level for each in ladder.requirements)
    return {level: number / asked[level] for level, number in set_aside.items() if asked[level]}


def openings(keys: Sequence[int]) -> Iterator[int]:
    """Hand-ins that find a gate met which the look before found failed. One query.

    What whoever runs a site says of itself is a look only where nobody else ever looked: it must not hide that a gate
    which others found failed is opened.
    """
    earlier = Q(observed_on__lt=OuterRef("observed_on")) | Q(observed_on=OuterRef("observed_on"), pk__lt=OuterRef("pk"))
    before = Determination.objects.filter(
        earlier, site=OuterRef("site"), requirement=OuterRef("requirement"), withdrawal=None
    ).order_by("-observed_on", "-pk")
    by_others = before.exclude(assessment__kind=Assessment.Kind.SELF)
    gates = standing_in(keys).filter(state=MET).exclude(requirement__gate="")
    last = Coalesce(Subquery(by_others.values("state")[:1]), Subquery(before.values("state")[:1]))
    found = gates.annotate(before=last).filter(before__in=AGAINST)
    yield from found.values_list("assessment_id", flat=True)


def disagreements(keys: Sequence[int]) -> Iterator[int]:
    """Hand-ins once for each finding that another assessor contradicts within a month. Two queries.

    The nearest look on either side tells: a later one must not hide one that is within the month.
    """
    for mine, theirs in (((MET, NOT_APPLICABLE), AGAINST), ((NOT_MET, PARTLY), (MET,))):
        others = Determination.objects.filter(
            site=OuterRef("site"), requirement=OuterRef("requirement"), state__in=theirs, withdrawal=None
        ).exclude(decided_by=OuterRef("decided_by"))
        others = others.exclude(assessment__kind=Assessment.Kind.SELF)
        before = others.filter(observed_on__lte=OuterRef("observed_on")).order_by("-observed_on").values("observed_on")
        after = others.filter(observed_on__gt=OuterRef("observed_on")).order_by("observed_on").values("observed_on")
        found = standing_in(keys).filter(state__in=mine).exclude(assessment__kind=Assessment.Kind.SELF)
        rows = found.annotate(before=Subquery(before[:1]), after=Subquery(after[:1])).exclude(before=None, after=None)
        for key, seen_on, *nearest in rows.values_list("assessment_id", "observed_on", "before", "after"):
            if any(other_on is not None and not are_apart(seen_on, other_on) for other_on in nearest):
                yield key


def contested_in(keys: Sequence[int]) -> Iterator[int]:
    """Hand-ins of which a finding is disputed by an open contest. One query."""
    contests = Circumstance.objects.filter(
        site=OuterRef("site"), version=OuterRef("version"), subject=OuterRef("requirement__key"), closes=None,
        kind=Circumstance.Kind.CONTEST, closings=None, starts_on__gte=OuterRef("observed_on"),
    )  # fmt: skip
    yield from standing_in(keys).filter(Exists(contests)).values_list("assessment_id", flat=True)


def answered_in(keys: Sequence[int]) -> Iterator[int]:
    """Hand-ins of which the operator answered a finding or has an appeal open. One query."""
    stated = OperatorStatement.objects.filter(determination=OuterRef("pk"))
    appealed = Appeal.objects.filter(determination=OuterRef("pk"), decision=None)
    found = standing_in(keys).filter(Exists(stated) | Exists(appealed))
    yield from found.values_list("assessment_id", flat=True)


def one_line(assessment: Assessment) -> Line:
    """The same of one hand-in."""
    rows = list(with_state(Assessment.objects.filter(pk=assessment.pk)).select_related("site", "version__framework"))
    return lines_of(rows)[0]
