"""Cuts a text of the framework into sentences as people read them, in English, French, Swahili and Chinese.

Method and worked example: docs/methods/walking-back.md. Nothing of a text is lost or doubled: sentences stand in order,
with blanks alone between them.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

METHOD = ("governance-sentences", "1")
ENDS = re.compile(r"(?P<wide>[。！？；]+)|(?P<plain>[.!?…]+)|(?P<line>\n+)")
CLOSERS = re.compile("(?:[\u00a0\u202f ]?»|[\"'”’）)\\]」』])*")
OPENERS = "\"'“‘«（([「『¿¡–—-"
# What stands before a full stop without ending a sentence, in small letters. What may as well end one ("etc.") is not
# here: a small letter behind it shows that the sentence goes on.
ABBREVIATIONS = {
    "en": "e.g i.e vs art arts sec para paras p pp fig cf approx dr mr mrs ms st vol",
    "fr": "p.ex c.-à-d art cf env m mm mme mlle dr p pp ex fig chap vol réf tél",
    "sw": "k.m k.v k.f n.w.k k.m.f uk dkt bw bi taz",
}
BEFORE_NUMBERS = frozenset(("no", "nos", "n", "nr"))
WORD_BEFORE = re.compile(r"[^\s(（«“\"'‘’]+$")
INITIALS = re.compile(r"(?:^|[.!?]\s+)[^\W\d_]$|\b[^\W\d_]\.[\s\u00a0-]?[^\W\d_]$")
INITIAL_NEXT = re.compile(r"\s[^\W\d_]\.")
NUMBER_OF_LINE = re.compile(r"(?:^|\n|[.!?;:]\s)\s*\d{1,3}$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a text: from `start` up to, not including, `end`, counted in code points."""

    start: int
    end: int
    text: str


def split_sentences(text: str, language: str = "en") -> tuple[Sentence, ...]:
    """The sentences of a text, in order.

    Args:
        text: any text; lines end a sentence.
        language: a pack language, for its abbreviations; an unknown one has none.
    """
    cuts = [0, *(end for end in ends_of(text, language) if end < len(text)), len(text)]
    parts = ((start, text[start:end]) for start, end in pairwise(cuts))
    return tuple(bare(start, part) for start, part in parts if part.strip())


def bare(start: int, part: str) -> Sentence:
    """A part without the blanks around it."""
    kept = part.strip()
    first = start + part.index(kept)
    return Sentence(first, first + len(kept), kept)


def ends_of(text: str, language: str) -> list[int]:
    """Where sentences end, behind their closing marks."""
    found = []
    for match in ENDS.finditer(text):
        if match["line"]:
            found.append(match.end())
            continue
        closing = CLOSERS.match(text, match.end())
        end = closing.end() if closing else match.end()
        if match["wide"] or is_end(text, match, end, language):
            found.append(end)
    return found


def is_end(text: str, match: re.Match[str], end: int, language: str) -> bool:
    """Whether a full stop, question or exclamation mark ends a sentence: what follows and what stands before say so."""
    rest = text[end:]
    if rest and not rest[0].isspace():
        return False
    if match["plain"] == "." and stands_inside(text[: match.start()], rest, language):
        return False
    following = rest.lstrip(" \t\u00a0\u202f")
    return not following or following[0] == "\n" or begins_anew(following)


def begins_anew(following: str) -> bool:
    """Whether a sentence can begin like this: a capital, a digit, a sign without small letters, or an opening mark."""
    sign = following.lstrip(OPENERS + " \u00a0\u202f")[:1]
    return not sign or not sign.islower()


def stands_inside(before: str, rest: str, language: str) -> bool:
    """Whether the full stop between `before` and `rest` belongs to an abbreviation, initials, or a number in a list."""
    word = WORD_BEFORE.search(before)
    if word is None:
        return False
    short = word.group().casefold()
    if short in BEFORE_NUMBERS:
        return rest.lstrip()[:1].isdigit()
    is_initial = INITIALS.search(before) or (len(short) == 1 and short.isalpha() and INITIAL_NEXT.match(rest))
    return short in ABBREVIATIONS.get(language, "").split() or bool(is_initial or NUMBER_OF_LINE.search(before))
