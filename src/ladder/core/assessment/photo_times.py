"""When a photo says it was taken, against when the visit was."""

from dataclasses import dataclass
from datetime import datetime, timedelta

TOLERANCE = timedelta(minutes=45)
"""Phones without network are minutes off, and a last picture is taken while packing."""
OLD_AFTER = timedelta(days=2)
ALL_OFFSETS_H = tuple(range(-12, 15))


@dataclass(frozen=True, slots=True)
class Window:
    """From when to when the visit was, in UTC. `offsets_h`: the zones that clocks at the site may show."""

    starts_at: datetime
    ends_at: datetime
    offsets_h: tuple[int, ...] = ALL_OFFSETS_H

    def off_by(self, taken_at: datetime, *, is_zone_known: bool) -> timedelta:
        """How far outside the window; negative before it, zero within it and its tolerance.

        A wall clock without a zone is read in the zone that suits it best.
        """
        offsets = (0,) if is_zone_known else self.offsets_h
        return min((self._outside(taken_at - timedelta(hours=hours)) for hours in offsets), key=abs)

    def _outside(self, moment: datetime) -> timedelta:
        """One moment against the window."""
        if moment < self.starts_at - TOLERANCE:
            return moment - self.starts_at
        if moment > self.ends_at + TOLERANCE:
            return moment - self.ends_at
        return timedelta(0)
