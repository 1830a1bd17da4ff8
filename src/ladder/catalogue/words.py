"""Words: how a text is folded for search, and how two texts differ word by word."""

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["same", "added", "removed"]

# Chinese has no blanks between words, so each of its characters counts as a word of its own.
IDEOGRAPH = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
TOKEN = re.compile(rf"[{IDEOGRAPH}]|[^\W{IDEOGRAPH}]+(?:['’\-][^\W{IDEOGRAPH}]+)*|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that both texts share, or that only the later or only the earlier one has."""

    kind: Kind
    text: str


def fold(text: str) -> str:
    """A text as search sees it: no capitals, no diacritics, full-width forms made plain, single blanks."""
    plain = "".join(mark for mark in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(mark))
    return " ".join(unicodedata.normalize("NFKC", plain).casefold().split())


def compare_words(before: str, after: str) -> tuple[Piece, ...]:
    """The two texts as one run of shared, removed and added words; joining what is not added gives `before` back."""
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    pieces: list[Piece] = []
    for _, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, came = "".join(old[old_from:old_to]), "".join(new[new_from:new_to])
        if gone == came:
            pieces.append(Piece("same", gone))
            continue
        pieces += [Piece("removed", gone)] if gone else []
        pieces += [Piece("added", came)] if came else []
    return tuple(pieces)
