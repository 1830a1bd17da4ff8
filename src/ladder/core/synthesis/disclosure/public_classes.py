"""The classes of an item from its public rows alone, so that anybody with the release comes to the same.

The rules are those of `classes.read`; a class is given only where it holds whatever the bands leave open.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ladder.core.synthesis.disclosure.equal_voice import OF_REFUSAL, SLACK, edges_of
from ladder.core.synthesis.disclosure.figures import HUNDRED, ShareSpan
from ladder.core.synthesis.disclosure.leaning import (
    ALL_AGAINST,
    CLEARLY_REFUSES,
    FOR_OR_MORE,
    OPEN_OR_LESS,
    REFUSES,
    at_least_for,
)
from ladder.core.synthesis.disclosure.published import ENOUGH, FEW, HIDDEN, LITTLE, MERGED, SILENT, PublishedRow
from ladder.core.synthesis.result import (
    CLASSES,
    CLEARLY_FOR,
    DIVERGENCE,
    ESTABLISHED,
    FOR,
    MIXED,
    NOT_ENOUGH_HEARD,
    OBJECTION,
    OPEN,
    PROVISIONAL,
    REFUSAL,
)
from ladder.core.synthesis.rules import Rules

AT_ONE_EXTREME = {FOR_OR_MORE: CLEARLY_FOR, OPEN_OR_LESS: CLEARLY_REFUSES}
AT_THE_OTHER = {FOR_OR_MORE: FOR, OPEN_OR_LESS: OPEN}
RESIDUAL = {MIXED, NOT_ENOUGH_HEARD}


@dataclass(frozen=True, slots=True)
class Voice:
    """The mean of an item: from `low` up to `high`, as shares from 0 to 1, of those in support or in refusal."""

    low: float
    high: float
    side: str

    @classmethod
    def of(cls, span: ShareSpan, side: str) -> "Voice":
        """The mean as it is published."""
        return cls(float(span.low) / HUNDRED, float(span.high) / HUNDRED, side)


def classes_of(rows: Iterable[PublishedRow], voice: Voice | None, rules: Rules, *, divergent: bool) -> tuple[str, ...]:
    """The class words of one item, in the order of `CLASSES`. `voice` is None where no row is shown."""
    listed = list(rows)
    if voice is None:
        return (NOT_ENOUGH_HEARD,)
    worlds = [
        found_at(replaced(listed, words), share, voice.side, rules)
        for words in (AT_ONE_EXTREME, AT_THE_OTHER)
        for share in steps_between(voice, rules)
    ]
    found = common_to(worlds) | ({DIVERGENCE} if divergent else set())
    if found - RESIDUAL:
        found -= RESIDUAL
    return tuple(word for word in CLASSES if word in found)


def common_to(worlds: Sequence[set[str]]) -> set[str]:
    """The classes that hold in all worlds; where some say established and all others provisional, provisional holds."""
    agreed = set.intersection(*worlds)
    if all(world & {ESTABLISHED, PROVISIONAL} for world in worlds) and ESTABLISHED not in agreed:
        agreed |= {PROVISIONAL}
    return agreed or {NOT_ENOUGH_HEARD}


def replaced(rows: Sequence[PublishedRow], words: dict[str, str]) -> list[PublishedRow]:
    """The rows with coarse words read in one way."""
    return [replace(row, lean=words.get(row.lean, row.lean)) for row in rows]


def steps_between(voice: Voice, rules: Rules) -> list[float]:
    """Means between which no class changes: the lowest, and every edge inside the span."""
    edges = [float(edge) / HUNDRED for edge in edges_of(rules, voice.side)]
    return [voice.low, *(edge for edge in edges if voice.low + SLACK < edge < voice.high - SLACK)]


def found_at(rows: Sequence[PublishedRow], share: float, side: str, rules: Rules) -> set[str]:
    """The classes but for divergence, if the mean were exactly `share` and no lean were coarse."""
    enough = is_enough(rows, rules)
    found = refusal_at(rows, share, rules) if side == OF_REFUSAL else support_at(rows, share, rules)
    kept = {word for word in found if enough or word == OBJECTION}
    return kept or {MIXED if enough else NOT_ENOUGH_HEARD}


def is_enough(rows: Sequence[PublishedRow], rules: Rules) -> bool:
    """Whether the groups were heard far enough; a row that is heard and hidden keeps everything open."""
    unheard = sum(is_unheard(row) for row in rows)
    barred = any(row.state in {HIDDEN, SILENT} for row in rows)
    return not barred and unheard <= rules.provisional_unheard and unheard < len(rows)


def is_unheard(row: PublishedRow) -> bool:
    """Whether a row has fewer voices than a position needs."""
    return row.state in {FEW, SILENT} or (row.has_figures and row.heard in {LITTLE, ""})


def is_well_heard(rows: Sequence[PublishedRow]) -> bool:
    """Whether every group has a row of its own and enough voices: groups merged because they are small are not."""
    return all(row.has_figures and row.state != MERGED and row.heard == ENOUGH for row in rows)


def support_at(rows: Sequence[PublishedRow], share: float, rules: Rules) -> set[str]:
    """Convergence and objection, whether or not enough was heard.

    A merged row hides the dissent of one of its groups behind the others, so it carries convergence only when it is
    clear, and then a provisional one.
    """
    heard = [row for row in rows if row.has_figures and not is_unheard(row)]
    opposed = any(row.lean in ALL_AGAINST for row in heard) and share >= rules.objection_voice - SLACK
    if opposed:
        return {OBJECTION}
    if (
        is_well_heard(rows)
        and all(row.lean == CLEARLY_FOR for row in heard)
        and share >= rules.established_voice - SLACK
    ):
        return {ESTABLISHED}
    agreed = all(row.lean == CLEARLY_FOR or (at_least_for(row.lean) and row.state != MERGED) for row in heard)
    return {PROVISIONAL} if agreed and share >= rules.provisional_voice - SLACK else set()


def refusal_at(rows: Sequence[PublishedRow], share: float, rules: Rules) -> set[str]:
    """Shared refusal, the mirror image of convergence, whether or not enough was heard."""
    heard = [row for row in rows if row.has_figures and not is_unheard(row)]
    clearly = all(row.lean == CLEARLY_REFUSES for row in heard)
    agreed = all(row.lean == CLEARLY_REFUSES or (row.lean == REFUSES and row.state != MERGED) for row in heard)
    reached = (is_well_heard(rows) and clearly and share >= rules.established_voice - SLACK) or (
        agreed and share >= rules.provisional_voice - SLACK
    )
    return {REFUSAL} if reached else set()


def objectors_of(rows: Iterable[PublishedRow], classes: Sequence[str]) -> tuple[str, ...]:
    """The rows that object, by key."""
    against = tuple(row.group for row in rows if row.has_figures and not is_unheard(row) and row.lean in ALL_AGAINST)
    return against if OBJECTION in classes else ()


def not_heard_of(rows: Iterable[PublishedRow]) -> tuple[str, ...]:
    """The rows that count as not heard, by key."""
    return tuple(row.group for row in rows if is_unheard(row))
