"""Values of rules as data: shares are written "1/2" and never rounded; what cannot be a rule is named."""

import re
from collections.abc import Collection, Mapping
from fractions import Fraction

UNKNOWN, MISSING, NO_NUMBER, NO_SHARE, OUT_OF_RANGE, NO_CHOICE, NO_LIST, NO_TEXT = (
    "unknown", "missing", "no_number", "no_share", "out_of_range", "no_choice", "no_list", "no_text",
)  # fmt: skip
SHARE = re.compile(r"\d{1,6}(/\d{1,6}|\.\d{1,6})?", re.ASCII)
SENTENCES = {
    UNKNOWN: "this rule is not known",
    MISSING: "this rule is missing",
    NO_NUMBER: "write a whole number",
    NO_SHARE: 'write a share as a fraction, such as "1/2"',
    OUT_OF_RANGE: "this value is not possible",
    NO_CHOICE: "this choice does not exist",
    NO_LIST: "write a list",
    NO_TEXT: "write a key",
}


class RuleError(ValueError):
    """A rule that is not known or not possible: `key` names it, `problem` is a key of `SENTENCES`."""

    def __init__(self, key: str, problem: str) -> None:
        super().__init__(f"{key}: {SENTENCES[problem]}")
        self.key = key
        self.problem = problem


def require_keys(document: object, keys: Collection[str], *, optional: Collection[str] = ()) -> Mapping[str, object]:
    """The document, if it is an object with all `keys` and nothing beside them and the `optional` ones."""
    if not isinstance(document, Mapping):
        raise RuleError("rules", MISSING)
    for key in document:
        if key not in keys and key not in optional:
            raise RuleError(str(key), UNKNOWN)
    for key in keys:
        if key not in document:
            raise RuleError(key, MISSING)
    return document


def read_whole(key: str, value: object, low: int, high: int) -> int:
    """A whole number from `low` to `high`."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise RuleError(key, NO_NUMBER)
    if not low <= value <= high:
        raise RuleError(key, OUT_OF_RANGE)
    return value


def read_share(key: str, value: object) -> Fraction:
    """A share from 0 to 1, written as text: "1/2", "0.6" or "1". A float is refused: in binary 0.6 is not 3/5."""
    if not isinstance(value, str) or not SHARE.fullmatch(value):
        raise RuleError(key, NO_SHARE)
    try:
        share = Fraction(value)
    except ZeroDivisionError:
        raise RuleError(key, NO_SHARE) from None
    if not 0 <= share <= 1:
        raise RuleError(key, OUT_OF_RANGE)
    return share


def read_choice(key: str, value: object, choices: Collection[str]) -> str:
    """One of the words that are possible."""
    if not isinstance(value, str) or value not in choices:
        raise RuleError(key, NO_CHOICE)
    return value


def read_key(key: str, value: object) -> str:
    """A key of a group, chamber or country, not empty."""
    if not isinstance(value, str) or not value.strip():
        raise RuleError(key, NO_TEXT)
    return value


def read_keys(key: str, value: object) -> tuple[str, ...]:
    """Keys, at least one, each once and in order of the alphabet."""
    if not isinstance(value, list | tuple) or not value:
        raise RuleError(key, NO_LIST)
    return tuple(sorted({read_key(key, one) for one in value}))
