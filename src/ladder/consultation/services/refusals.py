"""How services of the room refuse a plan: every fault at once, each under its field."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError


def refuse_all(faults: Iterable[tuple[str, str]]) -> None:
    """Refuse what has faults, given as field and sentence; nothing happens where there are none.

    Raises:
        ValidationError: with every sentence under its field.
    """
    by_field: dict[str, list[str]] = {}
    for field, sentence in faults:
        by_field.setdefault(field, []).append(sentence)
    if by_field:
        raise ValidationError(by_field)
