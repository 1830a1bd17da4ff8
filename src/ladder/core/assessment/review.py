"""Which hand-ins need a reviewer's care, why, and in which order (docs/methods/review.md)."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ladder.core.assessment.facts import LAPSED, MET, NOT_APPLICABLE, NOT_ASSESSED, SELF_DECLARED
from ladder.core.assessment.result import CAPPED, LAPSED_STATUS, SUSPENDED, SiteResult

OPENS_GATE, STOP_FAILED, CAP_FAILED, DISAGREES = "opens_gate", "stop_failed", "cap_failed", "disagrees"
CONTESTED_HERE, ANSWERED, FLAGGED, MANY_SET_ASIDE = "contested_here", "answered", "flagged", "many_set_aside"
TOO_FAST, GRADED_BY_HAND, SAMPLE = "too_fast", "graded_by_hand", "sample"
# What may hide that people are in danger comes first, then what says so, then doubts about the evidence.
REASONS = (
    OPENS_GATE, STOP_FAILED, CAP_FAILED, DISAGREES, CONTESTED_HERE, ANSWERED, FLAGGED, MANY_SET_ASIDE, TOO_FAST,
    GRADED_BY_HAND, SAMPLE,
)  # fmt: skip
SECONDS_AN_ANSWER = 20
ANSWERS_THAT_TAKE_TIME = 10
DAYS_OF_DISAGREEMENT = 30
SAMPLE_OF_256 = 32
SAMPLE_METHOD = b"cobalt-ladder review sample 1:"
SUPPORTING = frozenset({MET, NOT_APPLICABLE})


@dataclass(frozen=True, slots=True)
class HandIn:
    """What is known of one hand-in: counts of its findings that stand, and what was seen beside them.

    `na_shares` lie between 0 and 1, by level, over all that is asked there. `seconds` is how long the visit took
    by its evidence, None where nothing says. `graded_by_hand`: a grade that somebody typed is better than the rule's.
    """

    public_id: UUID
    answers: int
    opens_gate: bool = False
    stops_failed: int = 0
    caps_failed: int = 0
    disagreements: int = 0
    contests: int = 0
    statements: int = 0
    flags: frozenset[str] = frozenset()
    na_shares: Mapping[int, float] | None = None
    seconds: float | None = None
    graded_by_hand: bool = False


def reasons_for_care(hand_in: HandIn, na_review_share: float) -> tuple[str, ...]:
    """Why a reviewer should look closely, gravest first; empty where nothing stands out."""
    holds = {
        OPENS_GATE: hand_in.opens_gate,
        STOP_FAILED: hand_in.stops_failed > 0,
        CAP_FAILED: hand_in.caps_failed > 0,
        DISAGREES: hand_in.disagreements > 0,
        CONTESTED_HERE: hand_in.contests > 0,
        ANSWERED: hand_in.statements > 0,
        FLAGGED: bool(hand_in.flags),
        MANY_SET_ASIDE: any(share > na_review_share for share in (hand_in.na_shares or {}).values()),
        TOO_FAST: is_too_fast(hand_in.answers, hand_in.seconds),
        GRADED_BY_HAND: hand_in.graded_by_hand,
        SAMPLE: is_in_sample(hand_in.public_id),
    }
    return tuple(reason for reason in REASONS if holds[reason])


def rank_of(reasons: Iterable[str]) -> tuple[int, ...]:
    """Sorts hand-ins: the gravest reason first, then the next; those without any come last."""
    return (*sorted(REASONS.index(reason) for reason in reasons), len(REASONS))


def is_too_fast(answers: int, seconds: float | None) -> bool:
    """Whether so many answers in so little time cannot each have been looked at."""
    return seconds is not None and answers >= ANSWERS_THAT_TAKE_TIME and seconds < answers * SECONDS_AN_ANSWER


def is_in_sample(public_id: UUID) -> bool:
    """Whether a hand-in belongs to the eighth that is looked at whatever it says: by its hash, never by chance.

    Anybody can check it, and nobody who hands in can know it before: the public id is made by the server.
    """
    return hashlib.sha256(SAMPLE_METHOD + public_id.bytes).digest()[0] < SAMPLE_OF_256


def differs(first: str, second: str) -> bool:
    """Whether a second reading speaks against the first. "Cannot tell" does so only against what supports a level."""
    if second == NOT_ASSESSED:
        return first in SUPPORTING
    return first != second and {first, second} != {MET, LAPSED}


def are_apart(first_on: date, second_on: date) -> bool:
    """Whether two looks lie too far apart to contradict each other: things change."""
    return abs((first_on - second_on).days) > DAYS_OF_DISAGREEMENT


def would_raise(now: SiteResult, without: SiteResult) -> bool:
    """Whether a site would stand better anywhere if some findings no longer counted: that needs two people.

    Better is a higher level of any principle or of the site, a milder status, or a gate that would no longer be failed.
    """
    grave = {SUSPENDED: 3, CAPPED: 2, LAPSED_STATUS: 1}
    failed = {each.requirement for each in now.gates if each.failed_on}
    left = {each.requirement for each in without.gates if each.failed_on}
    return (
        without.site_level > now.site_level
        or any(level > now.levels[key] for key, level in without.levels.items())
        or grave.get(without.status, 0) < grave.get(now.status, 0)
        or not failed <= left
    )


def is_better_than(grade: str, rule: str) -> bool:
    """Whether a grade is better than another; none counts as the worst."""
    return (grade or SELF_DECLARED) < rule
