"""Edits texts at random and keeps, for every sign, where it came from: the truth that placements are judged by."""

import random
from dataclasses import dataclass

from ladder.core.consultation.anchoring import EDITED, MOVED, ORPHAN, SAME, Placed, Span
from ladder.core.consultation.words import split_sentences, split_words

INSIDE = ("replace_words", "insert_words", "delete_words")
WHOLE = ("insert_sentence", "delete_sentence", "move_sentence", "swap_sentences", "replace_sentence")


@dataclass(frozen=True)
class Sign:
    """One sign and the old places that it stands for: its own, or those of the words that it replaced."""

    text: str
    origin: frozenset[int] = frozenset()
    is_own: bool = True


Text = list[list[Sign]]  # by sentence, each with the blank that follows it


def write(sentences: list[str], gap: str) -> tuple[str, Text]:
    """A text of sentences, and its signs."""
    whole, signs = "", []
    for number, sentence in enumerate(sentences):
        piece = sentence + (gap if number < len(sentences) - 1 else "")
        signs.append([Sign(sign, frozenset({len(whole) + index})) for index, sign in enumerate(piece)])
        whole += piece
    return whole, signs


def fresh(text: str, stands_for: frozenset[int] = frozenset()) -> list[Sign]:
    return [Sign(sign, stands_for, is_own=False) for sign in text]


def pick_span(chance: random.Random, text: str) -> Span:
    """A sentence, or one to eight words within one."""
    start, end = chance.choice(split_sentences(text))
    words = [token for token in split_words(text) if start <= token.start < end and token.text.isalnum()]
    if chance.random() < 0.3 or not words:
        return Span(start, end)
    first = chance.randrange(len(words))
    last = min(len(words) - 1, first + chance.randrange(8))
    return Span(words[first].start, words[last].end)


def edit(chance: random.Random, signs: Text, kind: str, pool: list[str], gap: str) -> Text:
    """The text after one edit."""
    signs = [list(sentence) for sentence in signs]
    at = chance.randrange(len(signs))
    if kind in INSIDE:
        signs[at] = edit_words(chance, signs[at], kind, pool, gap)
    elif kind == "insert_sentence":
        signs.insert(chance.randrange(len(signs) + 1), fresh(chance.choice(pool) + gap))
    elif kind == "delete_sentence":
        del signs[at]
    elif kind == "move_sentence":
        moved = signs.pop(at)
        signs.insert(chance.choice([place for place in range(len(signs) + 1) if place != at]), moved)
    elif kind == "swap_sentences":
        other = chance.choice([place for place in range(len(signs)) if place != at])
        signs[at], signs[other] = signs[other], signs[at]
    else:
        signs[at] = fresh(chance.choice(pool) + gap)
    return signs


def edit_words(chance: random.Random, sentence: list[Sign], kind: str, pool: list[str], gap: str) -> list[Sign]:
    """One or two words of a sentence replaced by, or followed by, words of another text, or taken away."""
    words = [token for token in split_words("".join(sign.text for sign in sentence)) if token.text.isalnum()]
    size = min(chance.choice((1, 2)) if gap else chance.choice((2, 3, 4)), len(words))
    first = chance.randrange(len(words) - size + 1)
    start, end = words[first].start, words[first + size - 1].end
    other = [token.text for token in split_words(chance.choice(pool)) if token.text.isalnum()]
    begin = chance.randrange(max(1, len(other) - size))
    new = gap.join(other[begin : begin + size])
    origin = frozenset(place for sign in sentence[start:end] for place in sign.origin)
    if kind == "replace_words":
        return sentence[:start] + fresh(new, origin) + sentence[end:]
    if kind == "delete_words":
        return sentence[:start] + sentence[end + len(gap) :]
    return sentence[:end] + fresh(gap + new) + sentence[end:]


def read(signs: Text) -> str:
    return "".join(sign.text for sentence in signs for sign in sentence)


def truth_of(span: Span, signs: Text) -> Placed:
    """Where the words really are: `SAME` stands for same or moved."""
    flat = [sign for sentence in signs for sign in sentence]
    wanted = set(range(span.start, span.end))
    places = [index for index, sign in enumerate(flat) if sign.origin & wanted]
    if not places:
        return Placed(ORPHAN)
    first, last = places[0], places[-1] + 1
    run = flat[first:last]
    is_whole = [min(sign.origin) for sign in run if sign.is_own and sign.origin] == list(range(span.start, span.end))
    if is_whole and len(run) == len(wanted):
        return Placed(SAME, Span(first, last))
    return Placed(EDITED, Span(first, last))


def judge(span: Span, found: Placed, signs: Text) -> str:
    """`right`, `wrong` (a placement at other words than the true ones), or `careful` (an orphan that is none)."""
    truth, text = truth_of(span, signs), read(signs)
    if truth.span is None or found.span is None:
        return "right" if truth.span is found.span else "careful" if found.span is None else "wrong"
    if truth.state == SAME:
        return "right" if found.span == truth.span and found.state in (SAME, MOVED) else "wrong"
    is_there = found.span.start < truth.span.end and truth.span.start < found.span.end
    is_same_words = words_of(text, found.span) == words_of(text, truth.span)
    return "right" if found.state == EDITED and is_there and is_same_words else "wrong" if not is_there else "loose"


def words_of(text: str, span: Span) -> list[str]:
    return [token.text for token in split_words(text[span.start : span.end]) if token.text.isalnum()]
