"""What the public knows of the groups behind a row: thresholds, sizes, and so the shape of the row."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil

from ladder.core.synthesis.disclosure.figures import Span
from ladder.core.synthesis.disclosure.members import Crowd
from ladder.core.synthesis.disclosure.published import ENOUGH, JOIN, SOME, PublishedGroup
from ladder.core.synthesis.disclosure.shapes import Shape, reading_of
from ladder.core.synthesis.disclosure.terms import BAND_WIDTH, Terms, band_of


@dataclass(frozen=True, slots=True)
class Frames:
    """The declared groups by key, and the terms of protection."""

    groups: Mapping[str, PublishedGroup]
    terms: Terms

    @classmethod
    def of(cls, groups: Iterable[PublishedGroup], terms: Terms) -> "Frames":
        """Frames of declared groups."""
        return cls({each.key: each for each in groups}, terms)

    def group(self, key: str) -> PublishedGroup:
        """A group; one that was not declared is an ordinary group of unknown size."""
        return self.groups.get(key, PublishedGroup(key))

    def threshold(self, members: Iterable[str]) -> int:
        """Voices that a row of these groups needs."""
        return self.terms.threshold(is_vulnerable=any(self.group(key).is_vulnerable for key in members))

    def size(self, members: Iterable[str]) -> int | None:
        """How many people the groups hold at most, None where that is not known of all."""
        sizes = [self.group(key).invited for key in members]
        known = [each for each in sizes if each is not None]
        return sum(known) if len(known) == len(sizes) else None

    def most_alone(self, key: str) -> int:
        """The most voices that a group has which is not shown by itself."""
        size = self.group(key).invited
        threshold = self.threshold([key])
        alone = Shape(threshold, threshold + BAND_WIDTH - 1, size)
        top = alone.high if reading_of(alone, self.terms) is None else threshold - 1
        return max(1, top if size is None else min(top, size))

    def crowd(self, members: tuple[str, ...]) -> Crowd:
        """The bounds of groups that are merged for the first time; none for a single group."""
        return tuple(self.most_alone(key) for key in members) if len(members) > 1 else ()

    def shape(self, group: str, voices: Span, heard: str, *, is_discounted: bool, is_new: bool) -> Shape:
        """The shape of a row that says `voices`; `is_new` where it has not been shown before."""
        members = tuple(group.split(JOIN))
        low, high = voices.low, voices.low + BAND_WIDTH - 1 if voices.high is None else voices.high
        if not is_discounted:
            low, high = self.trimmed(low, high, heard)
        return Shape(low, high, self.size(members), is_discounted, self.crowd(members) if is_new else ())

    def trimmed(self, low: int, high: int, heard: str) -> tuple[int, int]:
        """The voices left by what is said of how far they go, where every voice counts whole."""
        some, enough = ceil(self.terms.some_from), ceil(self.terms.enough_from)
        first = enough if heard == ENOUGH else some if heard == SOME else 0
        last = enough - 1 if heard == SOME else some - 1 if heard and heard != ENOUGH else high
        return (max(low, first), min(high, last)) if max(low, first) <= min(high, last) else (low, high)

    def can_be_shown(self, members: tuple[str, ...], voices: int, *, is_new: bool) -> bool:
        """Whether a row of so many voices is safe whatever they said."""
        threshold = self.threshold(members)
        if voices < threshold:
            return False
        band = Span(*band_of(voices, threshold))
        shape = self.shape(JOIN.join(members), band, "", is_discounted=False, is_new=is_new)
        return reading_of(shape, self.terms) is not None
