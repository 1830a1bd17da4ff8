"""When a dialogue is held, by the clocks of the places where people follow it; summer time as each place keeps it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

# The clocks that every page shows. Places in China keep one time, named after Shanghai in the zone data.
CITIES = {
    "kinshasa": "Africa/Kinshasa",
    "lubumbashi": "Africa/Lubumbashi",
    "beijing": "Asia/Shanghai",
    "brussels": "Europe/Brussels",
    "new_york": "America/New_York",
}
# What a reader may choose beside them: one place for each clock that people of the field live by.
CHOICES = (
    "Africa/Kinshasa", "Africa/Lubumbashi", "Africa/Johannesburg", "Africa/Lagos", "Africa/Nairobi", "Africa/Abidjan",
    "Africa/Cairo", "Africa/Casablanca", "America/Anchorage", "America/Bogota", "America/Chicago", "America/Denver",
    "America/Halifax", "America/Los_Angeles", "America/Mexico_City", "America/New_York", "America/Santiago",
    "America/Sao_Paulo", "America/St_Johns", "Asia/Dubai", "Asia/Dhaka", "Asia/Hong_Kong", "Asia/Jakarta",
    "Asia/Karachi", "Asia/Kolkata", "Asia/Manila", "Asia/Seoul", "Asia/Shanghai", "Asia/Tokyo", "Atlantic/Reykjavik",
    "Australia/Adelaide", "Australia/Perth", "Australia/Sydney", "Europe/Brussels", "Europe/Helsinki",
    "Europe/Istanbul", "Europe/Lisbon", "Europe/London", "Europe/Moscow", "Pacific/Auckland", "Pacific/Honolulu", "UTC",
)  # fmt: skip


class NoSuchTimeError(ValueError):
    """The clocks of that place skip this hour on this day."""


@dataclass(frozen=True, slots=True)
class LocalTime:
    """Beginning and end by the clock of one place.

    Attributes:
        key: a key of `CITIES`, or the zone itself where the reader chose it.
        zone: the name of the zone in the time zone database.
        starts: the beginning by that clock.
        ends: the end by that clock, None where it is not said.
    """

    key: str
    zone: str
    starts: datetime
    ends: datetime | None

    @property
    def ends_later(self) -> bool:
        """Whether it ends on another day than it begins."""
        return self.ends is not None and self.ends.date() != self.starts.date()

    @property
    def offset(self) -> str:
        """How far this clock is from UTC at the beginning, such as `UTC+2` or `UTC−3:30`."""
        shift = self.starts.utcoffset()
        minutes = round(shift.total_seconds() / 60) if shift else 0
        hours, rest = divmod(abs(minutes), 60)
        sign = "−" if minutes < 0 else "+"
        return "UTC" if not minutes else f"UTC{sign}{hours}{f':{rest:02}' if rest else ''}"


def local_times(starts: datetime, ends: datetime | None, chosen: str = "") -> tuple[LocalTime, ...]:
    """The times at every place of `CITIES`, then at the zone that the reader chose, if it is one of `CHOICES`.

    Args:
        starts: an aware moment.
        ends: an aware moment, or None.
        chosen: the name of a zone; one that is not offered is left out.
    """
    zones = list(CITIES.items())
    if chosen in CHOICES:
        zones.append((chosen, chosen))
    return tuple(
        LocalTime(key, zone, starts.astimezone(ZoneInfo(zone)), ends.astimezone(ZoneInfo(zone)) if ends else None)
        for key, zone in zones
    )


def moment_of(day: date, clock: time, zone: str) -> datetime:
    """The moment, in UTC, that the clock of a place shows; of an hour that comes twice, the first.

    Raises:
        NoSuchTimeError: the clocks are put forward over this hour.
    """
    local = datetime.combine(day, clock, ZoneInfo(zone))
    moment = local.astimezone(UTC)
    if moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise NoSuchTimeError(zone)
    return moment
