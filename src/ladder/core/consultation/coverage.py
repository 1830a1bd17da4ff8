"""Who was heard on what, and what is lacking: docs/methods/coverage.md.

Only numbers of voices come in and go out, never positions: coverage may be looked at while a round is open.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ladder.core.synthesis.method import Method
from ladder.core.synthesis.rules import Rules

COVERAGE = Method("coverage", "1")
SLACK = 1e-9  # sums of fractions of voices are not exact
NOT_YET, SOME, ENOUGH = "not_yet", "some", "enough"


@dataclass(frozen=True, slots=True)
class Frame:
    """A group that speaks for itself or for those joined to it, and how many people are expected of it."""

    key: str
    expected: int
    is_vulnerable: bool = False


@dataclass(frozen=True, slots=True)
class Lacking:
    """A module (principle) with the requirements on which a group has too few voices, and how many voices that is."""

    module: int
    items: int
    voices: int


@dataclass(frozen=True, slots=True)
class GroupCoverage:
    """How far one group was heard.

    Of `items`, `unheard` have fewer than `few` effective voices, `thin` at least `few` and fewer than `enough`, and
    `well` at least `enough`. `lacking` names the modules to take to the group next, most voices lacking first.
    `band` is `NOT_YET` where every item is unheard, `ENOUGH` where none is less than well heard, else `SOME`.
    """

    key: str
    expected: int
    few: float
    enough: float
    items: int
    unheard: int
    thin: int
    well: int
    lacking: tuple[Lacking, ...]
    is_too_small: bool
    method: Method = COVERAGE

    @property
    def band(self) -> str:
        """The one word that everybody may see while the round is open."""
        if self.unheard == self.items:
            return NOT_YET
        return ENOUGH if self.well == self.items else SOME


def cover(
    frames: Sequence[Frame], modules: Mapping[str, int], voices: Mapping[tuple[str, str], float], rules: Rules
) -> tuple[GroupCoverage, ...]:
    """Coverage of each group, in the order of `frames`.

    Args:
        frames: the groups.
        modules: the module of each item by its key.
        voices: effective voices by (group, item); what is missing is 0.
        rules: `few` is `provisional_answers`; `enough` is what a row needs to be established and shown:
            the larger of `established_answers` and `smallest_row`, or `smallest_vulnerable_row` for a group at risk.
    """
    return tuple(cover_group(frame, modules, voices, rules) for frame in frames)


def cover_group(
    frame: Frame, modules: Mapping[str, int], voices: Mapping[tuple[str, str], float], rules: Rules
) -> GroupCoverage:
    """Coverage of one group. A group of which fewer than enough people are expected is too small to stand alone."""
    few, enough = rules.provisional_answers, enough_for(frame, rules)
    heard = {item: voices.get((frame.key, item), 0.0) + SLACK for item in modules}
    return GroupCoverage(
        key=frame.key,
        expected=frame.expected,
        few=few,
        enough=enough,
        items=len(heard),
        unheard=sum(number < few for number in heard.values()),
        thin=sum(few <= number < enough for number in heard.values()),
        well=sum(number >= enough for number in heard.values()),
        lacking=find_lacking(modules, heard, enough),
        is_too_small=frame.expected < enough,
    )


def enough_for(frame: Frame, rules: Rules) -> float:
    """Effective voices from which a group's row can be established and shown."""
    return max(rules.established_answers, rules.smallest_vulnerable_row if frame.is_vulnerable else rules.smallest_row)


def find_lacking(modules: Mapping[str, int], heard: Mapping[str, float], enough: float) -> tuple[Lacking, ...]:
    """The modules in which voices are lacking, most first, then by number."""
    items: dict[int, int] = {}
    voices: dict[int, int] = {}
    for item, module in modules.items():
        missing = math.ceil(enough - heard[item])
        if missing > 0:
            items[module] = items.get(module, 0) + 1
            voices[module] = voices.get(module, 0) + missing
    return tuple(sorted((Lacking(m, items[m], voices[m]) for m in items), key=lambda one: (-one.voices, one.module)))
