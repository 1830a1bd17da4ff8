"""The result of judging a site: frozen, naming its method, and the same for ever for the same facts and date."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ladder.core.assessment.climb import Hold
from ladder.core.assessment.standing import Standing

NONE, GOOD_STANDING, LAPSED_STATUS, CAPPED, SUSPENDED = "none", "good_standing", "lapsed", "capped", "suspended"
STATUSES = (NONE, GOOD_STANDING, LAPSED_STATUS, CAPPED, SUSPENDED)


@dataclass(frozen=True, slots=True)
class Method:
    """Which rules gave a result."""

    name: str
    version: str


LADDER_LEVELS = Method("ladder-levels", "1")


@dataclass(frozen=True, slots=True)
class GateState:
    """A gate and how it stands; `failed_on` is the day of the finding that is still open."""

    requirement: str
    gate: str
    state: str
    failed_on: date | None
    plan_until: date | None


@dataclass(frozen=True, slots=True)
class Lapse:
    """The last good day of a requirement."""

    requirement: str
    on: date


@dataclass(frozen=True, slots=True)
class NextLevel:
    """How far the next level is: counts over its requirements, and the share met as an interval.

    `low` counts what is met, `high` also what was not looked at yet; None where nothing applies.
    """

    level: int
    applicable: int
    met: int
    partly: int
    not_met: int
    lapsed: int
    contested: int
    not_assessed: int
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class OpenRequirement:
    """Something to do for the next level or to open a gate; `due_on` is when its clock runs out, if one runs."""

    requirement: str
    principle: str
    level: int
    gate: str
    state: str
    cost_class: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Remark:
    """Something recorded that was not taken as it stands, with a stable code."""

    requirement: str
    code: str


@dataclass(frozen=True, slots=True)
class SiteResult:
    """Level, status and reasons of one site on one date.

    `levels` are what the ladder gives per principle, gates or not; `site_level` is their minimum, held down by `cap`.
    `grade` is the weakest grade among the gates the level rests on (without gates: among all it rests on).
    `share_b_or_better` and `na_shares` lie between 0 and 1.
    """

    as_of: date
    site_level: int
    levels: Mapping[str, int]
    status: str
    cap: int | None
    gates: tuple[GateState, ...]
    holds_back: tuple[Hold, ...]
    lapses_next: Lapse | None
    next_level: NextLevel | None
    grade: str | None
    share_b_or_better: float | None
    na_shares: Mapping[int, float]
    review_forced: bool
    open: tuple[OpenRequirement, ...]
    remarks: tuple[Remark, ...]
    standings: Mapping[str, Standing]
    method: Method = LADDER_LEVELS
