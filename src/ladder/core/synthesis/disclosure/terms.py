"""What the rules of a round say about protection, as the few numbers that its functions need."""

from dataclasses import dataclass
from math import ceil

from ladder.core.synthesis.disclosure.leaning import Cuts
from ladder.core.synthesis.rules import Rules

BAND_WIDTH = 10


@dataclass(frozen=True, slots=True)
class Terms:
    """Thresholds of protection; see `docs/methods/disclosure.md` for each.

    `row` and `vulnerable_row` are the voices a row needs, `merged` the groups a merged row needs, `gap` how far apart
    the smallest and the largest possible count must lie, `change` how many people must be new before a row changes.
    Groups with fewer voices than `few_below` count as not heard; effective voices from `some_from` may carry a
    provisional signal or an objection, from `enough_from` an established one.
    """

    row: int
    vulnerable_row: int
    merged: int
    gap: int
    change: int
    unanimity_below: int
    bands_below: int
    band_percent: int
    few_below: int
    some_from: float
    enough_from: float
    cuts: Cuts

    @classmethod
    def of(cls, rules: Rules) -> "Terms":
        """The terms of a set of rules."""
        return cls(
            row=max(rules.smallest_row, 1),
            vulnerable_row=max(rules.smallest_vulnerable_row, rules.smallest_row, 1),
            merged=max(rules.smallest_merged_groups, 2),
            gap=rules.smallest_gap,
            change=rules.smallest_change,
            unanimity_below=rules.unanimity_hidden_below,
            bands_below=rules.bands_below,
            band_percent=min(max(rules.band_percent, 1), 100),
            few_below=max(ceil(rules.provisional_answers), 1),
            some_from=max(rules.provisional_answers, rules.objection_answers),
            enough_from=max(rules.established_answers, rules.provisional_answers, rules.objection_answers),
            cuts=Cuts.of(rules),
        )

    def threshold(self, *, is_vulnerable: bool) -> int:
        """Voices that a row needs to be shown."""
        return self.vulnerable_row if is_vulnerable else self.row


def band_of(count: int, threshold: int) -> tuple[int, int]:
    """The band of ten numbers, counted from the threshold, in which a count that reaches it lies."""
    steps = (count - threshold) // BAND_WIDTH
    low = threshold + steps * BAND_WIDTH
    return low, low + BAND_WIDTH - 1
