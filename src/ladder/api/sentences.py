"""What a value lacked, in the reader's language, instead of a validator's own words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy

SENTENCES = {
    "missing": gettext_lazy("This is required."),
    "string_type": gettext_lazy("Give text."),
    "string_too_short": gettext_lazy("Give at least %(min_length)s characters."),
    "string_too_long": gettext_lazy("Give at most %(max_length)s characters."),
    "string_pattern_mismatch": gettext_lazy("This text does not have the form that is asked for."),
    "int_type": gettext_lazy("Give a whole number."),
    "int_parsing": gettext_lazy("Give a whole number."),
    "int_from_float": gettext_lazy("Give a whole number."),
    "int_parsing_size": gettext_lazy("This number is too large."),
    "float_type": gettext_lazy("Give a number."),
    "float_parsing": gettext_lazy("Give a number."),
    "finite_number": gettext_lazy("Give a finite number."),
    "decimal_parsing": gettext_lazy("Give a number."),
    "greater_than": gettext_lazy("Give a number above %(gt)s."),
    "greater_than_equal": gettext_lazy("Give at least %(ge)s."),
    "less_than": gettext_lazy("Give a number below %(lt)s."),
    "less_than_equal": gettext_lazy("Give at most %(le)s."),
    "bool_type": gettext_lazy("Give true or false."),
    "bool_parsing": gettext_lazy("Give true or false."),
    "date_type": gettext_lazy("Give a date as year-month-day, such as 2026-03-31."),
    "date_parsing": gettext_lazy("Give a date as year-month-day, such as 2026-03-31."),
    "date_from_datetime_parsing": gettext_lazy("Give a date as year-month-day, such as 2026-03-31."),
    "date_from_datetime_inexact": gettext_lazy("Give a date without a time."),
    "datetime_type": gettext_lazy("Give a moment such as 2026-03-31T08:00:00Z."),
    "datetime_parsing": gettext_lazy("Give a moment such as 2026-03-31T08:00:00Z."),
    "datetime_from_date_parsing": gettext_lazy("Give a moment such as 2026-03-31T08:00:00Z."),
    "uuid_type": gettext_lazy("Give an identifier (UUID)."),
    "uuid_parsing": gettext_lazy("Give an identifier (UUID)."),
    "enum": gettext_lazy("Give one of: %(expected)s."),
    "literal_error": gettext_lazy("Give one of: %(expected)s."),
    "list_type": gettext_lazy("Give a list."),
    "too_long": gettext_lazy("Give at most %(max_length)s entries."),
    "too_short": gettext_lazy("Give at least %(min_length)s entries."),
    "dict_type": gettext_lazy("Give an object with named fields."),
    "model_type": gettext_lazy("Give an object with named fields."),
    "model_attributes_type": gettext_lazy("Give an object with named fields."),
    "extra_forbidden": gettext_lazy("This field is not known here. Leave it out."),
}
OTHERWISE = gettext_lazy("This value is not of the kind that is expected here.")


def sentence_of_error(error: Mapping[str, Any]) -> str:
    """One clear sentence for one of pydantic's errors."""
    sentence = SENTENCES.get(str(error.get("type")))
    if sentence is None:
        return str(OTHERWISE)
    try:
        return str(sentence) % (error.get("ctx") or {})
    except (KeyError, TypeError):
        return str(OTHERWISE)
