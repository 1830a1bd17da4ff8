"""Reads single answers as phones write them; what is not exactly that is odd, never guessed."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar

LONGEST_TEXT = 2000
LARGEST_NUMBER = 1_000_000
FAULTS = ("unknown_choice", "not_a_number", "not_a_day", "not_a_moment", "not_a_place", "too_long", "not_clean")
MOST_LATITUDE, MOST_LONGITUDE = 90, 180
ALTITUDE_AND_ACCURACY = ("altitude", "accuracy")
Read = TypeVar("Read")


class OddValueError(ValueError):
    """An answer cannot be followed; `why` is a key of `FAULTS`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """An answer that cannot be followed: the path of its question and why, a key of `FAULTS`."""

    question: str
    why: str


@dataclass(frozen=True, slots=True)
class Point:
    """Where a phone was: degrees, and metres of accuracy where it says so."""

    latitude: float
    longitude: float
    accuracy_m: float | None = None


@dataclass(slots=True)
class Reader:
    """Reads answers one by one and remembers what could not be read."""

    values: Mapping[str, str]
    faults: list[Fault] = field(default_factory=list)

    def read(self, path: str, how: Callable[[str], Read]) -> Read | None:
        """What the reading gives; None where there is no answer or it is odd."""
        value = self.values.get(path, "").strip()
        if not value:
            return None
        try:
            return how(value)
        except OddValueError as odd:
            self.faults.append(Fault(path, odd.why))
            return None

    def text(self, path: str) -> str:
        """Words; cut nowhere, for what is too long is a fault."""
        return self.read(path, read_text) or ""

    def choice(self, path: str, allowed: frozenset[str]) -> str:
        """One of the allowed keys, or nothing."""
        return self.read(path, lambda value: read_choice(value, allowed)) or ""

    def choices(self, path: str, allowed: frozenset[str]) -> tuple[str, ...]:
        """Several of the allowed keys, each once, in their order."""
        return self.read(path, lambda value: read_choices(value, allowed)) or ()


def read_text(value: str) -> str:
    """Words that both databases keep."""
    if len(value) > LONGEST_TEXT:
        raise OddValueError("too_long")
    if "\x00" in value or any("\ud800" <= sign <= "\udfff" for sign in value):
        raise OddValueError("not_clean")
    return value


def read_choice(value: str, allowed: frozenset[str]) -> str:
    """A key that the form offers."""
    if value not in allowed:
        raise OddValueError("unknown_choice")
    return value


def read_choices(value: str, allowed: frozenset[str]) -> tuple[str, ...]:
    """Keys that the form offers, with blanks between them."""
    return tuple(sorted({read_choice(each, allowed) for each in value.split()}))


def read_whole(value: str) -> int:
    """A whole number from 0 up to a million, in plain digits."""
    if not (value.isascii() and value.isdigit()) or len(value) > len(str(LARGEST_NUMBER)):
        raise OddValueError("not_a_number")
    number = int(value)
    if number > LARGEST_NUMBER:
        raise OddValueError("not_a_number")
    return number


def read_decimal(value: str) -> float:
    """A measured number."""
    try:
        number = float(value) if value.isascii() and "_" not in value else math.nan
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise OddValueError("not_a_number")
    return number


def read_day(value: str) -> date:
    """A day, YYYY-MM-DD; where a moment is given, its day as the phone saw it."""
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        raise OddValueError("not_a_day") from None


def read_moment(value: str) -> datetime:
    """A moment with its offset from universal time; without one it says nothing of when."""
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise OddValueError("not_a_moment") from None
    if moment.tzinfo is None:
        raise OddValueError("not_a_moment")
    return moment


def read_point(value: str) -> Point:
    """A place as phones write it: latitude, longitude, altitude and accuracy with blanks between; two are enough."""
    try:
        latitude, longitude, *more = [read_decimal(each) for each in value.split()]
    except ValueError:
        raise OddValueError("not_a_place") from None
    if len(more) > len(ALTITUDE_AND_ACCURACY) or abs(latitude) > MOST_LATITUDE or abs(longitude) > MOST_LONGITUDE:
        raise OddValueError("not_a_place")
    known = dict(zip(ALTITUDE_AND_ACCURACY, more, strict=False))
    accuracy = known.get("accuracy", 0.0)
    return Point(latitude, longitude, accuracy if accuracy > 0 else None)
