"""Says values, ages and places in the reader's language."""

from collections.abc import Mapping
from datetime import date

from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext

from ladder.core.registry.places import Place
from ladder.registry.sentences import word_of

DAYS_A_MONTH, DAYS_A_YEAR = 30.44, 365.25
MONTHS_SHOWN = 24


def say_value(value: object, unit: str = "") -> str:
    """A value of a fact in words; lists and objects become one line."""
    if isinstance(value, bool):
        return word_of("yes" if value else "no")
    if isinstance(value, int | float):
        return f"{number_format(value, force_grouping=True)} {word_of(unit)}".strip()
    if isinstance(value, list):
        return "; ".join(say_value(part) for part in value)
    if isinstance(value, Mapping):
        said = ((key, part) for key, part in value.items() if part not in ("", []))
        return ", ".join(f"{word_of(str(key))}: {say_value(part)}" for key, part in said)
    return word_of(str(value))


def say_age(then: date, now: date) -> str:
    """How long ago a day was, roughly."""
    days = (now - then).days
    if days < DAYS_A_MONTH:
        return ngettext("%(count)s day ago", "%(count)s days ago", days) % {"count": days}
    months = round(days / DAYS_A_MONTH)
    if months < MONTHS_SHOWN:
        return ngettext("%(count)s month ago", "%(count)s months ago", months) % {"count": months}
    years = int(days / DAYS_A_YEAR)
    return ngettext("%(count)s year ago", "%(count)s years ago", years) % {"count": years}


def say_place(place: Place) -> str:
    """Where a place is, as exactly as this place may say."""
    if place.latitude is None or place.longitude is None:
        return gettext("Position not known")
    digits, side = (5 if place.is_exact else 2), ("S" if place.latitude < 0 else "N")
    position = f"{abs(place.latitude):.{digits}f}° {side}, {place.longitude:.{digits}f}° E"
    if place.is_exact:
        return position
    return gettext("near %(position)s, to about %(radius)s km") % {"position": position, "radius": place.radius_km}
