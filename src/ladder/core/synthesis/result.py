"""The result of hearing declared groups: frozen, the same for the same evidence whatever its order and spelling."""

from collections.abc import Mapping
from dataclasses import dataclass

from ladder.core.synthesis.evidence import GroupFrame, Tally
from ladder.core.synthesis.method import DECLARED_GROUPS, Method

ESTABLISHED, PROVISIONAL = "convergence_established", "convergence_provisional"
OBJECTION, DIVERGENCE, REFUSAL = "objection", "divergence", "shared_refusal"
MIXED, NOT_ENOUGH_HEARD = "mixed", "not_enough_heard"
CLASSES = (ESTABLISHED, PROVISIONAL, OBJECTION, DIVERGENCE, REFUSAL, MIXED, NOT_ENOUGH_HEARD)

CLEARLY_FOR, FOR, OPEN, AGAINST, UNHEARD = "clearly_for", "for", "open", "against", "unheard"
LEANS = (CLEARLY_FOR, FOR, OPEN, AGAINST, UNHEARD)


@dataclass(frozen=True, slots=True)
class GroupSignal:
    """How one group stands to one statement.

    People: `agree` (`with_change` of them), `disagree`, `passed`; `in_rooms` of them stand in tallies, `organisations`
    of the answers came from organisations as such. Voices: `effective`, `agree_effective`, and `independent`, which
    "established" asks for. `low` and `high` are the Jeffreys interval of the rules (90 % by default); `p_majority` and
    `p_strong` are P(p > 1/2) and P(p > 0.6); `worst_low` and `worst_high` bound the share of all invited, None where
    nobody knows how many were.
    """

    agree: int
    with_change: int
    disagree: int
    passed: int
    in_rooms: int
    organisations: int
    effective: float
    agree_effective: float
    independent: float
    low: float
    high: float
    p_majority: float
    p_strong: float
    worst_low: float | None
    worst_high: float | None
    lean: str


@dataclass(frozen=True, slots=True)
class Divergence:
    """Whether groups differ more than chance lets them.

    `p_residual` and `p_chi2` are permutation p-values, `q` the smallest false discovery rate at which the item counts
    as divergent. `pair` are the two groups surely furthest apart, first the one more in favour, and `pair_low` the
    lower bound of their difference; both only where the item is divergent.
    """

    p_residual: float
    p_chi2: float
    q: float
    is_divergent: bool
    pair: tuple[str, str] | None
    pair_low: float


@dataclass(frozen=True, slots=True)
class ItemResult:
    """What was heard on one statement, in all groups.

    `classes` in the order of `CLASSES`; `is_strong_refusal` tells an established shared refusal from a provisional one.
    `not_heard` are the groups below the answers that a position needs, silent ones among them. `divergence` is None
    where it was not tested, `is_stable` None where nothing was left out. `changes_with` names, as `kind:name`, what
    changes the classes when left out. `views` are the classes under other ways of counting. `narrative` are rooms that
    agreed without a count, or were mixed.
    """

    statement: str
    classes: tuple[str, ...]
    groups: Mapping[str, GroupSignal]
    equal_voice: float
    objectors: tuple[str, ...]
    not_heard: tuple[str, ...]
    rank_score: float
    is_strong_refusal: bool
    divergence: Divergence | None = None
    is_stable: bool | None = None
    changes_with: tuple[str, ...] = ()
    views: Mapping[str, tuple[str, ...]] | None = None
    narrative: tuple[Tally, ...] = ()


@dataclass(frozen=True, slots=True)
class Analysis:
    """All statements in the order they were given.

    `is_stratified` tells whether people were permuted only among those who answered about as much,
    `is_divergence_retested` whether divergence was tested again each time something was left out.
    """

    items: tuple[ItemResult, ...]
    groups: tuple[GroupFrame, ...]
    rules_digest: str
    is_stratified: bool
    is_divergence_retested: bool
    method: Method = DECLARED_GROUPS
