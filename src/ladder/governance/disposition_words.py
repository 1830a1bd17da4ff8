"""What becomes of a comment, as the form's column of observations says it, written and read in every language."""

import re
from dataclasses import dataclass
from functools import cache

from ladder.consultation.wording import text_languages
from ladder.governance.models import Disposition
from ladder.webkit.languages import speaking

FIRST_LINE = re.compile(r"(?P<words>[^\d:：]+?)[\s:：]*(?P<number>\d{1,6})?[\s.。:：]*")


@dataclass(frozen=True, slots=True)
class Observation:
    """An observation as it was read: the disposition, the other issue's number of a duplicate, and the reason."""

    disposition: str
    number: int | None
    reason: str


def write_observation(disposition: str, reason: str, number: int | None, language: str) -> str:
    """The disposition on a line of its own, for a duplicate with the other issue's number, and the reason below."""
    first = label_in(disposition, language) + (f" {number}" if number is not None else "")
    return f"{first}\n{reason}" if reason else first


def read_observation(text: str) -> Observation | None:
    """What an observation says, whichever of our languages its first line is in; None where that is no disposition."""
    first, _newline, rest = text.strip().partition("\n")
    found = FIRST_LINE.fullmatch(first.strip())
    disposition = known_words().get(fold(found["words"])) if found else None
    if found is None or disposition is None:
        return None
    return Observation(disposition, int(found["number"]) if found["number"] else None, rest.strip())


def label_in(disposition: str, language: str) -> str:
    """The word for a disposition in a language of texts."""
    with speaking(language):
        return str(Disposition(disposition).label)


@cache
def known_words() -> dict[str, str]:
    """Dispositions by their words in every language."""
    return {fold(label_in(one, code)): one for code in text_languages() for one in Disposition.values}


def fold(words: str) -> str:
    """Words as they are compared: no capitals, single blanks."""
    return " ".join(words.casefold().split())
