"""Discovered opinion groups as they may be shown: sizes in bands, marks that stand for at least five people each.

A second view, never a ground for a decision. Method page: `docs/methods/opinion-groups.md`.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self

import numpy as np

from ladder.core.synthesis.disclosure.terms import band_of
from ladder.core.synthesis.matrix import Reals
from ladder.core.synthesis.opinion.cross_table import CUTS_ACROSS, FOLLOWS, cross_tabulate
from ladder.core.synthesis.opinion.result import UNGROUPED, Labels, OpinionGroups

SIDES = (12, 9, 6, 4, 3, 2)
ENOUGH_SHOWN = 0.6
EDGE_PERCENT = 2


@dataclass(frozen=True, slots=True)
class Mark:
    """A square of the plane with at least the smallest number of people: its place, counted from 0, and a band."""

    across: int
    up: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class GroupSize:
    """How many people a discovered group has, in a band, and whether it recurs too seldom to be more than tentative."""

    low: int
    high: int
    is_tentative: bool


@dataclass(frozen=True, slots=True)
class AggregatedOpinions:
    """What may be shown of discovered groups.

    `marks` lie on a plane of `side` by `side` squares. `follows` tells whether the groups follow the declared ones or
    cut across them (`cross_table.cross_tabulate`), None where neither can be said. `reason` is a word of
    `opinion.result.REASONS`.
    """

    is_stable: bool
    reason: str
    groups: tuple[GroupSize, ...]
    marks: tuple[Mark, ...]
    side: int
    follows: bool | None

    def as_document(self) -> dict[str, Any]:
        """As JSON."""
        return asdict(self)

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> Self:
        """From JSON as `as_document` writes it."""
        return cls(
            is_stable=document["is_stable"],
            reason=document["reason"],
            groups=tuple(GroupSize(**one) for one in document["groups"]),
            marks=tuple(Mark(**one) for one in document["marks"]),
            side=document["side"],
            follows=document["follows"],
        )


def aggregate(found: OpinionGroups, declared: Sequence[str], smallest: int, seed: int) -> AggregatedOpinions:
    """Bands and marks of what was found; `declared` is the group of every participant, in the order of `found`.

    A discovered group below `smallest` people hides all of them: its size would follow from the others.
    """
    sizes = np.bincount(found.members[found.members != UNGROUPED], minlength=found.k)
    is_shown = found.stable and bool((sizes >= smallest).all())
    side, marks = marks_of(found.positions, smallest)
    return AggregatedOpinions(
        is_stable=is_shown,
        reason="" if is_shown else found.reason or "too_few_people",
        groups=tuple(
            GroupSize(*band_of(int(size), smallest), is_tentative)
            for size, is_tentative in zip(sizes, found.is_tentative, strict=True)
        )
        if is_shown
        else (),
        marks=marks,
        side=side,
        follows=follows(found.members, declared, seed) if is_shown else None,
    )


def marks_of(positions: Reals, smallest: int) -> tuple[int, tuple[Mark, ...]]:
    """The finest grid on which most people stand in squares that may be shown, and these squares; others stay blank.

    Where no grid shows most of them, the coarsest.
    """
    if len(positions) < smallest:
        return SIDES[0], ()
    low, high = np.percentile(positions, [EDGE_PERCENT, 100 - EDGE_PERCENT], axis=0)
    shares = (positions - low) / np.maximum(high - low, 1e-9)
    for side in SIDES:
        squares = np.clip((shares * side).astype(np.int64), 0, side - 1)
        cells, people = np.unique(squares, axis=0, return_counts=True)
        shown = people >= smallest
        if people[shown].sum() >= ENOUGH_SHOWN * len(positions):
            break
    pairs = zip(cells[shown].tolist(), people[shown].tolist(), strict=True)
    return side, tuple(Mark(across, up, *band_of(number, smallest)) for (across, up), number in pairs)


def follows(members: Labels, declared: Sequence[str], seed: int) -> bool | None:
    """Whether discovered groups follow the declared ones (True) or cut across them (False); None where too few tell."""
    names = {name: place for place, name in enumerate(sorted(set(declared)))}
    told = cross_tabulate([names[name] for name in declared], members, seed)
    return {FOLLOWS: True, CUTS_ACROSS: False}.get(told.verdict)
