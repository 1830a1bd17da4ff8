"""The finite set of counts that a published row allows, and what somebody who knows it can tell."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ladder.core.synthesis.arrays import Bools, Ints
from ladder.core.synthesis.disclosure.figures import ShareSpan
from ladder.core.synthesis.disclosure.leaning import Cuts, room_of

TWO_OTHERS = 2


@dataclass(frozen=True, slots=True)
class RowFigures:
    """What is published of a row: voices from `low` to `high`, a word for the lean, a span of the share in support.

    `most` is how many people the row can hold at all, where that is known. An empty `lean` or a `share` of None says
    nothing.
    """

    low: int
    high: int
    lean: str = ""
    share: ShareSpan | None = None
    most: int | None = None

    @property
    def top(self) -> int:
        """The most voices possible; what is known of the size counts only where the band allows it."""
        return self.high if self.most is None or self.most < self.low else min(self.high, self.most)


@dataclass(frozen=True, slots=True, eq=False)
class Possible:
    """All pairs (in support, voices) that fit, with the fewest and the most refusals each leaves; equal lengths."""

    agree: Ints
    voices: Ints
    disagree_low: Ints
    disagree_high: Ints

    @property
    def is_empty(self) -> bool:
        """Whether nothing fits."""
        return self.agree.size == 0

    @property
    def others(self) -> Ints:
        """Voices that are not in support: cannot support, or unclear."""
        return self.voices - self.agree

    def where(self, mask: Bools) -> "Possible":
        """The pairs that fit something more."""
        return Possible(self.agree[mask], self.voices[mask], self.disagree_low[mask], self.disagree_high[mask])

    def spans(self) -> dict[str, tuple[int, int]]:
        """Smallest and largest count of every kind of answer, and of everybody but those in support."""
        others = self.others
        return {
            "agree": (int(self.agree.min()), int(self.agree.max())),
            "disagree": (int(self.disagree_low.min()), int(self.disagree_high.max())),
            "passed": (int((others - self.disagree_high).min()), int((others - self.disagree_low).max())),
            "others": (int(others.min()), int(others.max())),
        }

    @property
    def gap(self) -> int:
        """How far apart the smallest and largest possible count lie, of the kind of answer that is known best."""
        return 0 if self.is_empty else min(high - low for low, high in self.spans().values())

    @property
    def fixes_an_answer(self) -> bool:
        """Whether a person of the row, who knows the own answer, can tell what every other person answered.

        They can where fewer than two may have answered anything but one kind of answer; and they can tell that nobody
        else is in support where fewer than two may be.
        """
        if self.is_empty:
            return True
        most = (
            self.agree.max(),
            self.others.max(),
            (self.voices - self.disagree_low).max(),
            (self.agree + self.disagree_high).max(),
        )
        return min(map(int, most)) < TWO_OTHERS


@lru_cache(maxsize=65536)
def possible(figures: RowFigures, cuts: Cuts) -> Possible:
    """The counts that a published row allows."""
    parts = [pairs_of(figures, voices, cuts) for voices in range(figures.low, figures.top + 1)]
    agree, voices, low, high = (np.concatenate(column) for column in zip(*parts, strict=True))
    found = Possible(agree, voices, low, high)
    return found.where((low <= high) & within(figures.share, agree, voices))


def pairs_of(figures: RowFigures, voices: int, cuts: Cuts) -> tuple[Ints, Ints, Ints, Ints]:
    """The columns of `Possible` for one number of voices, before the share is looked at."""
    room = room_of(figures.lean, voices, cuts) if figures.lean else None
    if figures.lean and room is None:
        nothing = np.zeros(0, dtype=np.int64)
        return nothing, nothing, nothing, nothing
    agree = np.arange(room.agree_low, room.agree_high + 1) if room else np.arange(voices + 1)
    low, high = (room.disagree_low, room.disagree_high) if room else (0, voices)
    return agree, np.full(agree.size, voices), np.full(agree.size, low), np.minimum(high, voices - agree)


def within(share: ShareSpan | None, agree: NDArray[np.int64], voices: NDArray[np.int64]) -> Bools:
    """Which pairs have a share in the span; exact, in whole numbers."""
    if share is None:
        return np.ones(agree.size, dtype=np.bool_)
    scale = share.low.denominator * share.high.denominator
    part = 100 * scale * agree
    low, high = int(share.low * scale) * voices, int(share.high * scale) * voices
    top: Bools = part <= high if share.is_closed else part < high
    return np.asarray((voices > 0) & (part >= low) & top)
