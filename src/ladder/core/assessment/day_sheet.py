"""What a resident monitor counts on one day: few numbers, never names. What was not counted is absent, never 0."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ladder.core.assessment.incidents import ARMED_PEOPLE, DEATH, UNDER_18_AT_WORK


@dataclass(frozen=True, slots=True)
class Count:
    """One number of the sheet. `largest` is what a careful person may have counted; more is a slip of the finger."""

    key: str
    largest: int
    is_guarded: bool = False


PEOPLE, WOMEN, PITS, UNDERGROUND = "people", "women", "pits", "underground"
HURT, DEATHS, UNDER_18, ARMED = "hurt", "deaths", "under_18", "armed"
BAGS_OUT, LOTS_OUT = "bags_out", "lots_out"

COUNTS: Mapping[str, Count] = MappingProxyType({
    one.key: one
    for one in (
        Count(PEOPLE, 20_000),  # people at work on the site, at the busiest hour
        Count(WOMEN, 20_000),  # of these, women
        Count(PITS, 2_000),  # pits in which somebody worked
        Count(UNDERGROUND, 5_000),  # people who went underground
        Count(HURT, 500),  # people hurt so that they stopped working; the dead are not among them
        Count(DEATHS, 500),  # people who died on the site
        Count(UNDER_18, 5_000, is_guarded=True),  # people under 18 seen at work: digging, sorting, carrying, selling
        Count(ARMED, 1_000, is_guarded=True),  # armed people, but for the site's agreed guards and the mining police
        Count(BAGS_OUT, 50_000),  # bags of ore that left the site
        Count(LOTS_OUT, 1_000),  # of these bags, lots with an origin paper
    )
})  # fmt: skip
NOT_MORE_THAN = ((WOMEN, PEOPLE), (UNDERGROUND, PEOPLE), (LOTS_OUT, BAGS_OUT))


@dataclass(frozen=True, slots=True)
class Opening:
    """An incident that a sheet opens by rule. `is_credible`: the count alone says what happened."""

    kind: str
    number: int
    is_credible: bool


def faults_of(counts: Mapping[str, object]) -> tuple[str, ...]:
    """Keys of what nobody can have counted: unknown, negative, too large, no whole number."""
    return tuple(sorted(key for key, number in counts.items() if not is_possible(key, number)))


def is_possible(key: str, number: object) -> bool:
    """Whether somebody can have counted this."""
    is_whole = isinstance(number, int) and not isinstance(number, bool)
    return key in COUNTS and is_whole and 0 <= number <= COUNTS[key].largest  # type: ignore[operator] # whole above


def oddities_of(counts: Mapping[str, int]) -> tuple[tuple[str, str], ...]:
    """Pairs of a part counted as more than its whole. Shown to those who work on the site; never refused or mended."""
    return tuple(
        (part, whole)
        for part, whole in NOT_MORE_THAN
        if part in counts and whole in counts and counts[part] > counts[whole]
    )


def openings_of(counts: Mapping[str, int]) -> tuple[Opening, ...]:
    """The incidents that a sheet opens: somebody under 18 at work, a death, armed people.

    That armed people were there does not say whose they were: such a sheet opens a report that waits for somebody to
    find out, and is no finding by itself.
    """
    rules = ((UNDER_18, UNDER_18_AT_WORK, True), (DEATHS, DEATH, True), (ARMED, ARMED_PEOPLE, False))
    return tuple(Opening(kind, counts[key], credible) for key, kind, credible in rules if counts.get(key, 0) > 0)
