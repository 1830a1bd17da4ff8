"""Cuts texts of any language into words and sentences, and says how much a run of signs tells."""

import re
from dataclasses import dataclass

WORD = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]|[^\W\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+|[^\w\s]")
IDEOGRAPH = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
SENTENCE = re.compile(r"[^.!?;。！？；\n]*(?:[.!?;。！？；\n]+[\"'”’»）)]*|$)")
WEIGHT_OF_IDEOGRAPH = 3  # a Chinese sign says about as much as three letters


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a Chinese sign or a mark, and where it stands."""

    text: str
    start: int
    end: int


def split_words(text: str) -> list[Token]:
    """Words, Chinese signs one by one, and marks, in order; blanks are left out."""
    return [Token(match.group(), match.start(), match.end()) for match in WORD.finditer(text)]


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Where each sentence begins and ends, without the blanks around it; semicolons and lines end one as well."""
    found = []
    for match in SENTENCE.finditer(text):
        bare = match.group().strip()
        if bare:
            start = match.start() + match.group().index(bare)
            found.append((start, start + len(bare)))
    return found


def weigh(text: str) -> int:
    """How much a run of signs tells: a letter or digit one, a Chinese sign three, blanks and marks nothing."""
    return sum(WEIGHT_OF_IDEOGRAPH if IDEOGRAPH.match(sign) else 1 for sign in text if sign.isalnum())
