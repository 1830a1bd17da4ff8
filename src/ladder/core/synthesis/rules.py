"""Every threshold of the signals and of their protection, fixed before a consultation opens and known by one hash."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Self

from ladder.core.canonical import digest_of

MOST_DRAWS = 1_000_000
LARGEST_SEED = 2**63 - 1


class RulesError(ValueError):
    """A rule that is not known or not possible; `key` names it."""

    def __init__(self, key: str, problem: str) -> None:
        super().__init__(f"{key}: {problem}")
        self.key = key
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Rules:
    """Thresholds with their defaults; N, E and p are those of `docs/methods/convergence.md`.

    Evidence: `rho` likeness of hands in an open room, from 0 to 1.
    Classes: `*_answers` are effective answers a group needs, `*_certainty` probabilities that its support is above one
    half, `*_voice` the equal-voice mean E, `provisional_unheard` how many groups may be below `provisional_answers`.
    In a group invited with at most `tiny_group` people a tie is no support.
    Shown: `interval` is the mass of the Jeffreys interval, `strong_share` the support that ranking asks of every group.
    Divergence: `false_discovery` is the share of false findings borne, by `permutations` of everybody's labels. A
    statement that stands alone may pass by `permutations_extended` in all, borne to be false in a share
    `lone_discovery` of consultations. Rooms are tested where groups have `rooms_tested`.
    People are permuted only among those who answered about as much where groups explain `stratify_from` of the variance
    of answer counts and counts correlate with support by `stratify_tie`. `effect_bound` and `effect_draws` belong to
    the pair of groups shown. `seed` fixes chance.
    Protection: see `docs/methods/disclosure.md`; numbers of people, or of groups, or percent.
    """

    rho: float = 0.3
    established_answers: float = 5
    established_certainty: float = 0.80
    established_voice: float = 0.60
    provisional_answers: float = 3
    provisional_certainty: float = 0.50
    provisional_voice: float = 0.65
    provisional_unheard: int = 1
    tiny_group: int = 6
    objection_answers: float = 3
    objection_certainty: float = 0.20
    objection_voice: float = 0.50
    interval: float = 0.90
    strong_share: float = 0.60
    false_discovery: float = 0.05
    permutations: int = 1_999
    permutations_extended: int = 29_999
    lone_discovery: float = 0.01
    rooms_tested: int = 4
    stratify_from: float = 0.14
    stratify_tie: float = 0.20
    effect_bound: float = 0.80
    effect_draws: int = 4_000
    seed: int = 20_260
    smallest_row: int = 5
    smallest_vulnerable_row: int = 10
    smallest_merged_groups: int = 2
    unanimity_hidden_below: int = 10
    bands_below: int = 20
    band_percent: int = 20
    smallest_change: int = 5
    smallest_room_named: int = 8
    smallest_gap: int = 3
    smallest_batch: int = 5

    def __post_init__(self) -> None:
        for each in fields(self):
            object.__setattr__(self, each.name, checked(each.name, getattr(self, each.name), whole=each.type is int))

    @classmethod
    def from_document(cls, document: Mapping[str, object]) -> Self:
        """Rules from JSON; what is left out keeps its default.

        Raises:
            RulesError: a key is not known, or its value is not possible.
        """
        if not isinstance(document, Mapping):
            raise RulesError("rules", "write an object of names and numbers")
        known = {each.name for each in fields(cls)}
        for key in document:
            if key not in known:
                raise RulesError(str(key), "this rule is not known; see docs/methods/convergence.md")
        return cls(**document)  # type: ignore[arg-type]  # checked one by one when the value is made

    def as_document(self) -> dict[str, float | int]:
        """All rules by name, as JSON."""
        return asdict(self)

    @property
    def digest(self) -> str:
        """SHA-256 over the canonical document, in hexadecimal: the same for the same thresholds."""
        return digest_of(self.as_document())


INSIDE = frozenset({"interval", "strong_share", "effect_bound"})
RANGES = {"permutations": (1, MOST_DRAWS), "permutations_extended": (1, MOST_DRAWS), "seed": (0, LARGEST_SEED)}
COUNTS = (0, 1_000_000)


def checked(key: str, value: object, *, whole: bool) -> float | int:
    """A rule's value, if it is a number of the kind and in the range that the rule can have."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise RulesError(key, "write a number")
    if whole and not isinstance(value, int):
        raise RulesError(key, "write a whole number")
    low, high = RANGES.get(key, COUNTS) if whole or key.endswith("_answers") else (0, 1)
    if not low <= value <= high or (key in INSIDE and value in {0, 1}):
        raise RulesError(key, f"write a number from {low} to {high}" + (", its ends left out" if key in INSIDE else ""))
    return value if whole else float(value)
