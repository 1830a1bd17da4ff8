"""Turns counts and their classes into the results of statements: what every group says, and who was not heard."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from ladder.core.synthesis.arrays import Bools, Ints, Reals
from ladder.core.synthesis.classes import Reading, reaches, read
from ladder.core.synthesis.counts import Counts
from ladder.core.synthesis.evidence import GroupFrame
from ladder.core.synthesis.frame import Frame
from ladder.core.synthesis.intervals import HALF, certainty_above, jeffreys_interval, worst_case_bounds
from ladder.core.synthesis.result import LEANS, GroupSignal, ItemResult
from ladder.core.synthesis.rules import Rules


@dataclass(frozen=True, slots=True)
class Shares:
    """What is known of the support of every group on every statement; `lean` indexes `LEANS`."""

    low: Reals
    high: Reals
    p_strong: Reals
    worst_low: Reals
    worst_high: Reals
    lean: Ints

    @classmethod
    def of(cls, counts: Counts, reading: Reading, groups: Sequence[GroupFrame], rules: Rules) -> Self:
        """Compute all of them at once."""
        low, high = jeffreys_interval(rules.interval, counts.support, counts.voices)
        people = counts.agree + counts.disagree + counts.passed
        invited = np.array([group.invited or 0 for group in groups], dtype=np.int64).reshape(-1, 1)
        worst_low, worst_high = worst_case_bounds(counts.agree, people, invited)
        strong = certainty_above(rules.strong_share, counts.support, counts.voices)
        return cls(low, high, strong, worst_low, worst_high, leans(reading, rules))


def leans(reading: Reading, rules: Rules) -> Ints:
    """Where every group leans on every statement, as places in `LEANS`; too few answers are unheard."""
    certainty = reading.support.certainty
    steps = [
        reading.unheard,
        reaches(certainty, rules.established_certainty),
        reaches(certainty, rules.provisional_certainty),
        reaches(-certainty, -rules.objection_certainty),
    ]
    places = [LEANS.index(word) for word in ("unheard", "clearly_for", "for", "against", "open")]
    return np.select(steps, places[:-1], places[-1]).astype(np.int64)


@dataclass(frozen=True, slots=True)
class Heard:
    """Everything that the results of some statements are read from."""

    counts: Counts
    reading: Reading
    shares: Shares
    groups: tuple[GroupFrame, ...]


def item_results(
    counts: Counts, frame: Frame, statements: Sequence[str], divergent: Bools | None = None
) -> tuple[ItemResult, ...]:
    """The results of the statements whose counts these are; `divergent` as in `classes.read`."""
    reading = read(counts, frame.rules, frame.is_tiny, divergent)
    heard = Heard(counts, reading, Shares.of(counts, reading, frame.groups, frame.rules), frame.groups)
    return tuple(item_result(place, statement, heard) for place, statement in enumerate(statements))


def item_result(place: int, statement: str, heard: Heard) -> ItemResult:
    """The result of the statement at one place of the arrays."""
    side = heard.reading.support
    opposing = side.opposing[:, place] & side.opposed[place]
    return ItemResult(
        statement,
        heard.reading.classes_of(place),
        {group.key: group_signal((row, place), heard, group) for row, group in enumerate(heard.groups)},
        float(side.voice[place]) if heard.groups else HALF,
        chosen(heard.groups, opposing),
        chosen(heard.groups, heard.reading.unheard[:, place]),
        float(heard.shares.p_strong[:, place].min()) if heard.groups else 0.0,
        is_strong_refusal=bool(heard.reading.refusal.established[place]),
    )


def chosen(groups: Sequence[GroupFrame], marked: Bools) -> tuple[str, ...]:
    """The keys of the groups that are marked."""
    return tuple(group.key for group, is_marked in zip(groups, marked.tolist(), strict=True) if is_marked)


def group_signal(at: tuple[int, int], heard: Heard, group: GroupFrame) -> GroupSignal:
    """What one group says on one statement; `at` is its place in the arrays."""
    counts, shares = heard.counts, heard.shares
    knows_frame = group.invited is not None and not np.isnan(shares.worst_low[at])
    return GroupSignal(
        int(counts.agree[at]),
        int(counts.with_change[at]),
        int(counts.disagree[at]),
        int(counts.passed[at]),
        int(counts.in_rooms[at]),
        int(counts.organisations[at]),
        float(counts.voices[at]),
        float(counts.support[at]),
        float(counts.independent[at]),
        float(shares.low[at]),
        float(shares.high[at]),
        float(heard.reading.support.certainty[at]),
        float(shares.p_strong[at]),
        float(shares.worst_low[at]) if knows_frame else None,
        float(shares.worst_high[at]) if knows_frame else None,
        LEANS[shares.lean[at]],
    )
