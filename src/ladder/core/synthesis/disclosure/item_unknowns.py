"""Any tables about one item as statements about unknown counts: totals, exact counts, rounded shares, hidden rows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from ladder.core.synthesis.disclosure.consistent import RowFigures, possible
from ladder.core.synthesis.disclosure.equal_voice import OF_SUPPORT, elements, mean_terms
from ladder.core.synthesis.disclosure.figures import HUNDRED
from ladder.core.synthesis.disclosure.frames import Frames
from ladder.core.synthesis.disclosure.leaning import room_of
from ladder.core.synthesis.disclosure.published import (
    ALL,
    FEW,
    HIDDEN,
    SILENT,
    WITHHELD,
    PublishedItem,
    PublishedRow,
)
from ladder.core.synthesis.disclosure.whole_numbers import Sum, Unknowns, added

KINDS_OF_ANSWER = ("agree", "disagree", "passed")
WIDEST_LEAN = 200
MOST_PAIRS = 3_000
# means are stated in millionths, since statements are in whole numbers
FINENESS = 1_000_000
Atom = tuple[int, str, str]
"""A release, a group and a gender (empty where no table tells genders apart)."""


@dataclass
class ItemUnknowns:
    """Unknown counts of one item: for every release, group and gender how many gave each kind of answer.

    `releases` holds the number and the rows of the item in each. That `*` is the sum of all groups, and an empty gender
    that of the genders listed, is what an attacker would assume. `unused` are rows that say more than could be stated.
    """

    releases: Sequence[tuple[int, Sequence[PublishedRow]]]
    frames: Frames
    means: Sequence[tuple[int, PublishedItem]] = ()
    unknowns: Unknowns = field(default_factory=Unknowns)
    places: dict[tuple[Atom, str], int] = field(default_factory=dict)
    unused: list[PublishedRow] = field(default_factory=list)

    def __post_init__(self) -> None:
        for number, rows in self.releases:
            for group in self.groups:
                for gender in genders_of(rows):
                    for kind in KINDS_OF_ANSWER:
                        self.places[(number, group, gender), kind] = self.unknowns.add()
            for row in rows:
                self.state_row(number, row)
        for number, mean in self.means:
            self.state_mean(number, mean)

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """All groups, declared or named in a row."""
        named = {member for _, rows in self.releases for row in rows for member in row.members}
        return tuple(sorted((named | set(self.frames.groups)) - {ALL}))

    def atoms_of(self, number: int, row: PublishedRow) -> list[Atom]:
        """The atoms that a row sums up."""
        groups = self.groups if row.group == ALL else row.members
        rows = dict(self.releases)[number]
        genders = genders_of(rows) if not row.gender else (row.gender,)
        return [(number, group, gender) for group in groups for gender in genders]

    def count(self, atoms: Sequence[Atom], kind: str) -> dict[int, int]:
        """The sum of one kind of answer over atoms; `voices` are all kinds together."""
        kinds = KINDS_OF_ANSWER if kind == "voices" else (kind,)
        return {self.places[atom, each]: 1 for atom in atoms for each in kinds}

    def state_row(self, number: int, row: PublishedRow) -> None:
        """State all that a row says."""
        atoms = self.atoms_of(number, row)
        voices = self.count(atoms, "voices")
        low, high = self.voices_bounds(row)
        self.unknowns.state(voices, low, high)
        for kind, span in (("agree", row.agree), ("disagree", row.disagree), ("passed", row.passed)):
            if span is not None:
                self.unknowns.state(self.count(atoms, kind), span.low, span.high)
        if row.share is not None:
            self.state_share(self.count(atoms, "agree"), voices, row)
        if row.lean and not row.is_discounted:
            self.state_lean(atoms, row, low, high)

    def voices_bounds(self, row: PublishedRow) -> tuple[int, int | None]:
        """How many voices a row's own words leave possible."""
        if row.voices is not None:
            return row.voices.low, row.voices.high
        below = self.frames.threshold(row.members) if not row.gender else self.frames.terms.vulnerable_row
        size = self.frames.size(row.members)
        top = below - 1 if size is None else min(below - 1, size)
        few = self.frames.terms.few_below
        spans = {SILENT: (0, 0), FEW: (1, few - 1), HIDDEN: (min(few, top), top), WITHHELD: (0, top)}
        return spans.get(row.state, (0, None))

    def state_share(self, agree: Sum, voices: Sum, row: PublishedRow) -> None:
        """State a share as two sums: 100 A less low N, and high N less 100 A, both at least 0."""
        if row.share is None:
            return
        low, high = row.share.low, row.share.high
        scale = low.denominator * high.denominator
        self.unknowns.state(voices, 1, None)
        self.unknowns.state(weighted(agree, HUNDRED * scale, voices, -int(low * scale)), 0, None)
        least = 0 if row.share.is_closed else 1
        self.unknowns.state(weighted(agree, -HUNDRED * scale, voices, int(high * scale)), least, None)

    def state_lean(self, atoms: Sequence[Atom], row: PublishedRow, low: int, high: int | None) -> None:
        """State a lean: one number of voices is chosen, and the counts lie in the room that the word leaves there."""
        if high is None or high - low > WIDEST_LEAN:
            self.unused.append(row)
            return
        rooms = {voices: room_of(row.lean, voices, self.frames.terms.cuts) for voices in range(low, high + 1)}
        chosen = {voices: self.unknowns.add(1) for voices, room in rooms.items() if room}
        self.unknowns.state(dict.fromkeys(chosen.values(), 1), 1, 1)
        minus_voices = {place: -weight for place, weight in self.count(atoms, "voices").items()}
        self.unknowns.state(minus_voices | {place: voices for voices, place in chosen.items()}, 0, 0)
        for kind in ("agree", "disagree"):
            for edge, sign in (("low", 1), ("high", -1)):
                limits = {place: -sign * getattr(rooms[each], f"{kind}_{edge}") for each, place in chosen.items()}
                counted = {place: sign * weight for place, weight in self.count(atoms, kind).items()}
                self.unknowns.state(counted | limits, 0, None)

    def state_mean(self, number: int, mean: PublishedItem) -> None:
        """State the mean over the shown rows of a release: of each row one pair of counts is chosen."""
        rows = {row.group: row for row in dict(self.releases).get(number, ()) if row.has_figures and not row.gender}
        rows.pop(ALL, None)
        chosen = [self.choose_pair(number, row, mean.side) for row in rows.values()]
        known = [each for each in chosen if each is not None]
        if mean.equal_voice is None or len(known) < len(chosen):
            self.unused.extend(rows.values())
        elif known:
            scale = Fraction(FINENESS * len(known), HUNDRED)
            last = 0 if mean.equal_voice.is_closed else len(known) + 1
            low, high = int(mean.equal_voice.low * scale), int(mean.equal_voice.high * scale)
            self.unknowns.state(added(known), low - len(known), high - last)

    def choose_pair(self, number: int, row: PublishedRow, side: str) -> Sum | None:
        """Choose one of the counts that a row allows; gives what it adds to the mean, None where there are too many."""
        low, high = self.voices_bounds(row)
        if row.is_discounted or high is None or high - low > WIDEST_LEAN:
            return None
        figures = RowFigures(max(low, 1), high, row.lean, row.share)
        terms = self.frames.terms
        if possible(figures, terms.cuts).agree.size > MOST_PAIRS:
            return None
        found = elements(figures, side, terms)
        atoms = self.atoms_of(number, row)
        chosen = [self.unknowns.add(1) for _ in range(found.agree.size)]
        self.unknowns.state(dict.fromkeys(chosen, 1), 1, 1)
        counted = [("voices", found.voices), ("agree", found.agree)]
        counted += [] if side == OF_SUPPORT else [("disagree", found.disagree_low)]
        for kind, values in counted:
            minus = dict.fromkeys(self.count(atoms, kind), -1)
            self.unknowns.state(minus | dict(zip(chosen, values.tolist(), strict=True)), 0, 0)
        weights = (mean_terms(found, side) * FINENESS).round().astype(int)
        return dict(zip(chosen, weights.tolist(), strict=True))

    def nobody_left(self) -> Unknowns:
        """The same with everybody of a release still there, and of the same mind, in the next."""
        found = self.unknowns.copy()
        for (before, old), (after, new) in pairwise(self.releases):
            split = genders_of(old) == genders_of(new)
            for group in self.groups:
                for gender in genders_of(old) if split else ("",):
                    for kind in KINDS_OF_ANSWER:
                        first = self.count(self.part(before, old, group, gender), kind)
                        second = self.count(self.part(after, new, group, gender), kind)
                        found.state(added([second, dict.fromkeys(first, -1)]), 0, None)
        return found

    def part(self, number: int, rows: Sequence[PublishedRow], group: str, gender: str) -> list[Atom]:
        """The atoms of a group, of one gender or of all."""
        return [(number, group, each) for each in genders_of(rows) if gender in {"", each}]


def genders_of(rows: Sequence[PublishedRow]) -> tuple[str, ...]:
    """The genders that rows tell apart; one empty gender where none does."""
    return tuple(sorted({row.gender for row in rows if row.gender})) or ("",)


def weighted(first: Sum, weight: int, second: Sum, other: int) -> dict[int, int]:
    """`weight` times the first sum and `other` times the second."""
    return added(
        [
            {place: weight * each for place, each in first.items()},
            {place: other * each for place, each in second.items()},
        ]
    )
