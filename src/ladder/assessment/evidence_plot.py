"""Draws a photo's time against its visit as one bar, without saying where anything is."""

from dataclasses import dataclass
from datetime import datetime

WIDTH, EDGE = 320.0, 10.0


@dataclass(frozen=True, slots=True)
class TimePlot:
    """The visit from `left` to `right`, the photo at `mark`, in units of a drawing 320 wide."""

    left: float
    right: float
    mark: float

    @property
    def span(self) -> float:
        """How long the visit is drawn."""
        return round(self.right - self.left, 1)

    @property
    def is_within(self) -> bool:
        """Whether the photo is drawn within the visit."""
        return self.left <= self.mark <= self.right


def draw_time(starts_at: datetime | None, ends_at: datetime | None, taken_at: datetime | None) -> TimePlot | None:
    """The drawing, or None where one of the three is not known."""
    if starts_at is None or ends_at is None or taken_at is None or ends_at <= starts_at:
        return None
    first, last = min(starts_at, taken_at), max(ends_at, taken_at)
    scale = (WIDTH - 2 * EDGE) / (last - first).total_seconds()
    left, right, mark = (EDGE + (moment - first).total_seconds() * scale for moment in (starts_at, ends_at, taken_at))
    return TimePlot(round(left, 1), round(max(right, left + 2), 1), round(mark, 1))
