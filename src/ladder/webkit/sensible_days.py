"""Days that people can mean: what lies further off is a slip of the keyboard, and calendars end."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

EARLIEST = date(2000, 1, 1)
AHEAD = timedelta(days=3653)  # ten years


def is_sensible(day: date, today: date) -> bool:
    """Whether somebody can mean this day: from the year 2000 to ten years ahead."""
    return EARLIEST <= day <= today + AHEAD


def say_sensible() -> str:
    """Which days can be meant, in the reader's language."""
    return _("Give a day from the year 2000 to ten years ahead.")


def check_sensible(day: date) -> None:
    """Refuse a day that nobody can mean, for fields of forms.

    Raises:
        ValidationError: it is one.
    """
    if not is_sensible(day, timezone.localdate()):
        raise ValidationError(say_sensible())
