"""Reads what a request brings and refuses, with every place named, what no room could store on both databases.

Refused: bytes that are not UTF-8, NUL, half characters (lone surrogates), JSON with duplicate keys, with NaN or
infinities, with numbers no column holds, or nested deeper than any real document.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import unquote_to_bytes

from django.http import HttpRequest
from django.utils.translation import gettext

from ladder.webkit.faults import Fault
from ladder.webkit.text import is_clean

DEEPEST = 64
LARGEST_INTEGER = 2**63 - 1
LONGEST_INTEGER = 20
MOST_FAULTS = 50
BROKEN_BYTE = re.compile(r"%[89A-F][0-9A-F]", re.IGNORECASE)  # how Django leaves bytes of a path that are not UTF-8


class FaultyInput(Exception):  # noqa: N818 - says what it is
    """What was sent cannot be read; every fault is listed."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults[:MOST_FAULTS]
        super().__init__(faults)


def check_address(request: HttpRequest) -> None:
    """Refuse a path or a query that is not clean UTF-8 text.

    Raises:
        FaultyInput: with one fault a place.
    """
    faults = [] if is_clean(request.path) and not BROKEN_BYTE.search(request.path) else [unclean(gettext("address"))]
    for part in request.META.get("QUERY_STRING", "").encode("utf-8", "surrogatepass").split(b"&"):
        name, _, value = part.partition(b"=")
        if not is_clean_pair(name, value):
            faults.append(unclean(name_of(name)))
    refuse(faults)


def is_clean_encoded(part: bytes) -> bool:
    """Whether a percent-encoded part is clean UTF-8."""
    try:
        return is_clean(unquote_to_bytes(part).decode("utf-8"))
    except UnicodeDecodeError:
        return False


def is_clean_pair(name: bytes, value: bytes) -> bool:
    """Whether a percent-encoded field is clean UTF-8, name and value."""
    return is_clean_encoded(name) and is_clean_encoded(value)


def name_of(part: bytes) -> str:
    """The name of a field, as far as it can be read."""
    return unquote_to_bytes(part).decode("utf-8", "replace")


def check_form(request: HttpRequest) -> None:
    """Refuse form fields and file names that are not clean text.

    Raises:
        FaultyInput: with one fault a field.
    """
    if request.method in {"GET", "HEAD", "OPTIONS", "TRACE"}:
        return
    if request.content_type == "application/x-www-form-urlencoded":
        pairs = (part.partition(b"=") for part in request.body.split(b"&"))
        refuse([unclean(name_of(name)) for name, _, value in pairs if not is_clean_pair(name, value)])
    faults = [unclean(name) for name, values in request.POST.lists() if not all_clean([name, *map(str, values)])]
    for name, files in request.FILES.lists():
        if not all_clean([name, *(file.name or "" for file in files)]):
            faults.append(unclean(name))
    refuse(faults)


def all_clean(values: Iterable[str]) -> bool:
    """Whether every text is clean. A replaced byte (U+FFFD) counts as unclean: it was not what was typed."""
    return all(is_clean(value) and "\ufffd" not in value for value in values)


def read_json(request: HttpRequest) -> Any:
    """The JSON document of a request, None where the body is empty.

    Raises:
        FaultyInput: it is broken, or holds what must not be stored.
    """
    body = request.body
    return parse_json(body) if body else None


def parse_json(body: bytes) -> Any:
    """A JSON document, read strictly.

    Raises:
        FaultyInput: with every fault found.
    """
    reader = StrictReader()
    try:
        document = json.loads(
            body.decode("utf-8"), object_pairs_hook=reader.read_pairs, parse_constant=reader.read_constant,
            parse_float=reader.read_float, parse_int=reader.read_integer,
        )  # fmt: skip
    except UnicodeDecodeError as fault:
        sentence = gettext("The text is not UTF-8: byte %(position)s cannot be read. Save it as UTF-8.")
        raise FaultyInput([Fault("", sentence % {"position": fault.start + 1})]) from fault
    except json.JSONDecodeError as fault:
        sentence = gettext("This is not JSON: it cannot be read on from line %(row)s, column %(column)s.")
        raise FaultyInput([Fault("", sentence % {"row": fault.lineno, "column": fault.colno})]) from fault
    except RecursionError as fault:
        raise FaultyInput([too_deep("")]) from fault
    refuse([*reader.faults, *faults_of(document)])
    return document


class StrictReader:
    """Hooks of the JSON parser that note what the standard parser would let pass."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def read_pairs(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        """An object; a key that stands twice is a fault."""
        found = dict(pairs)
        if len(found) < len(pairs):
            names = [name for name, _ in pairs]
            for name in sorted({name for name in names if names.count(name) > 1}):
                sentence = gettext("This key stands twice in one object. Keep one of them.")
                self.faults.append(Fault(shown(name), sentence))
        return found

    def read_constant(self, word: str) -> None:
        """NaN and the infinities are not JSON."""
        sentence = gettext("%(word)s is not a number that JSON knows. Give a number, or leave it out.")
        self.faults.append(Fault("", sentence % {"word": word}))

    def read_float(self, text: str) -> float:
        """A number with a fraction or an exponent."""
        number = float(text)
        if number in {float("inf"), float("-inf")}:
            self.faults.append(too_large(text))
        return number

    def read_integer(self, text: str) -> int:
        """A whole number of at most 63 bits."""
        if len(text) <= LONGEST_INTEGER and abs(int(text)) <= LARGEST_INTEGER:
            return int(text)
        self.faults.append(too_large(text))
        return 0


def faults_of(document: Any) -> Iterator[Fault]:
    """Unclean text and too deep nesting, with their places, found without recursion."""
    stack: list[tuple[str, int, Any]] = [("", 0, document)]
    while stack:
        place, depth, value = stack.pop()
        if isinstance(value, str):
            if not is_clean(value):
                yield unclean(place)
        elif depth >= DEEPEST and isinstance(value, dict | list):
            yield too_deep(place)
        elif isinstance(value, dict):
            yield from (unclean(place or key) for key in value if not is_clean(key))
            stack += [(f"{place}.{key}" if place else key, depth + 1, inner) for key, inner in value.items()]
        elif isinstance(value, list):
            stack += [(f"{place}[{number}]", depth + 1, inner) for number, inner in enumerate(value)]


def unclean(where: str) -> Fault:
    """The fault of text that cannot be stored."""
    return Fault(shown(where), gettext("This text holds a character that cannot be stored. Remove it and send again."))


def too_deep(where: str) -> Fault:
    """The fault of a document nested beyond reason."""
    sentence = gettext("This is nested more than %(depth)s levels deep. Flatten it.") % {"depth": DEEPEST}
    return Fault(shown(where), sentence)


def too_large(text: str) -> Fault:
    """The fault of a number that no column holds."""
    return Fault("", gettext("The number %(number)s is too large.") % {"number": shown(text)})


def shown(text: str) -> str:
    """A name as it may be shown: short, and without what made it unclean."""
    return "".join(sign if sign.isprintable() and is_clean(sign) else "\u00b7" for sign in text[:60])


def refuse(faults: list[Fault]) -> None:
    """Raise when there is any fault."""
    if faults:
        raise FaultyInput(faults)
