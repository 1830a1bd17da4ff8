"""Carries the words that a comment is about from one text to a later one, and never guesses.

First the sentence is found again: one sentence of the later text must keep most of its words, and clearly more of them
than any other. Then the words are found in it by a word by word comparison: unchanged, or changed between neighbours
that stayed. What cannot be shown in this way is an orphan, which people look at. Method page: docs/methods/anchors.md.
"""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

from ladder.core.consultation.words import Token, split_sentences, split_words, weigh

SAME, MOVED, EDITED, ORPHAN = "same", "moved", "edited", "orphan"
METHOD = ("anchor-placement", "1")
NEAR = 14  # weight of words that prove something: about fourteen letters, or five Chinese signs
LEAST_ALIKE = 0.55
CLEARLY = 0.15
MOST_GROWTH = 3


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a text: from `start` up to, not including, `end`, counted in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Placed:
    """Where the words stand in the later text; an orphan stands nowhere."""

    state: str
    span: Span | None = None


NOWHERE = Placed(ORPHAN)


def place(span: Span, old: str, new: str) -> Placed:
    """Where the words `old[span.start:span.end]` stand in the later text.

    Raises:
        ValueError: the span does not lie in the old text, or is empty.
    """
    if not 0 <= span.start < span.end <= len(old):
        raise ValueError(f"No words at {span.start} to {span.end} of a text of {len(old)}.")
    if old == new:
        return Placed(SAME, span)
    whole, count = sentences_around(span, old)
    found = find_sentences(whole, count, old, new)
    if found is None:
        return NOWHERE
    placed = place_within(span, Cut.of(old, whole), Cut.of(new, found))
    if placed.state == SAME and placed.span is not None and not stays_in_order(span, placed.span, old, new):
        return Placed(MOVED, placed.span)
    return placed


def sentences_around(span: Span, text: str) -> tuple[Span, int]:
    """The whole sentences that hold the words, and how many they are."""
    around = [(start, end) for start, end in split_sentences(text) if start < span.end and span.start < end]
    if not around:
        return span, 1
    return Span(min(around[0][0], span.start), max(around[-1][1], span.end)), len(around)


def find_sentences(whole: Span, count: int, old: str, new: str) -> Span | None:
    """Where the sentences stand in the later text; None where no place, or more than one, is shown."""
    words = old[whole.start : whole.end]
    if weigh(words) < NEAR and words != old:
        return None
    ends = split_sentences(new)
    runs = [Span(ends[at][0], ends[at + count - 1][1]) for at in range(len(ends) - count + 1)]
    ranked = sorted(((likeness(words, new[run.start : run.end]), run) for run in runs), key=lambda pair: -pair[0])
    if not ranked or ranked[0][0] < LEAST_ALIKE:
        return None
    rivals = [run for alike, run in ranked if ranked[0][0] - alike < CLEARLY]
    return rivals[0] if len(rivals) == 1 else find_by_surroundings(whole, rivals, old, new)


def likeness(one: str, other: str) -> float:
    """The weight of the words that two texts share in the same order, as a share of both: 0 to 1."""
    total = weigh(one) + weigh(other)
    return 2 * weigh_shared(one, other) / total if total else 0.0


def weigh_shared(one: str, other: str) -> int:
    """The weight of the words that two texts share in the same order."""
    words, others = ([token.text for token in split_words(text)] for text in (one, other))
    blocks = difflib.SequenceMatcher(None, words, others, autojunk=False).get_matching_blocks()
    return sum(weigh("".join(words[block.a : block.a + block.size])) for block in blocks)


def find_by_surroundings(whole: Span, rivals: Sequence[Span], old: str, new: str) -> Span | None:
    """Of several places that read alike, the one with the old surroundings, if they are clearly its own."""
    exact = old[whole.start : whole.end]
    same = [run for run in rivals if new[run.start : run.end] == exact]
    told = sorted(((weigh_surroundings(whole, run, old, new), run) for run in same), key=lambda pair: -pair[0])
    if not told or told[0][0] < NEAR or (len(told) > 1 and told[0][0] - told[1][0] < NEAR):
        return None
    return told[0][1]


def weigh_surroundings(whole: Span, run: Span, old: str, new: str) -> int:
    """The weight of what stands unchanged directly before and after, both together."""
    before = shared_start(old[: whole.start][::-1], new[: run.start][::-1])
    return weigh(before) + weigh(shared_start(old[whole.end :], new[run.end :]))


def shared_start(one: str, other: str) -> str:
    """The longest beginning that two texts share."""
    length = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[:length]


@dataclass(frozen=True, slots=True)
class Cut:
    """Part of a text, cut into words that know where they stand in the whole."""

    text: str
    span: Span
    words: tuple[Token, ...]

    @classmethod
    def of(cls, text: str, span: Span) -> "Cut":
        """The words of a part."""
        inside = split_words(text[span.start : span.end])
        shift = span.start
        return cls(text, span, tuple(Token(one.text, one.start + shift, one.end + shift) for one in inside))


def place_within(span: Span, old: Cut, new: Cut) -> Placed:
    """Where the words stand inside of sentences that are known to be the same ones, changed or not."""
    inside = [at for at, word in enumerate(old.words) if word.start < span.end and span.start < word.end]
    if not inside:
        return NOWHERE
    lands = match_words(old, new)
    first, last = inside[0], inside[-1]
    if all(at in lands for at in inside):
        start = new.words[lands[first]].start + span.start - old.words[first].start
        end = new.words[lands[last]].end + span.end - old.words[last].end
        if new.text[start:end] == old.text[span.start : span.end]:
            return Placed(SAME, Span(start, end))
    return place_changed(Span(first, last), old, new, lands)


def match_words(old: Cut, new: Cut) -> dict[int, int]:
    """Which word became which, by number."""
    one, other = ([word.text for word in cut.words] for cut in (old, new))
    blocks = difflib.SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return {block.a + step: block.b + step for block in blocks for step in range(block.size)}


def place_changed(numbers: Span, old: Cut, new: Cut, lands: dict[int, int]) -> Placed:
    """The words between the nearest ones that stayed on either side.

    Where none of the words themselves stayed, their direct neighbours must have stayed, or they stand at the edge of
    the sentence. Nothing between the neighbours means that the words were taken out.
    """
    first, last = numbers.start, numbers.end
    is_kept = any(at in lands for at in range(first, last + 1))
    is_held = (first == 0 or first - 1 in lands) and (last == len(old.words) - 1 or last + 1 in lands)
    if not is_kept and not is_held:
        return NOWHERE
    start = lands[first] if first in lands else max((lands[at] + 1 for at in lands if at < first), default=0)
    end = lands[last] + 1 if last in lands else min((lands[at] for at in lands if at > last), default=len(new.words))
    words = new.words[start:end]
    if not any(word.text.isalnum() for word in words):
        return NOWHERE
    span = Span(words[0].start, words[-1].end)
    before = old.text[old.words[first].start : old.words[last].end]
    if weigh(new.text[span.start : span.end]) > MOST_GROWTH * weigh(before) + NEAR:
        return NOWHERE
    return Placed(EDITED, span)


def stays_in_order(span: Span, found: Span, old: str, new: str) -> bool:
    """Whether the words stand where a comparison of the two whole texts expects them, not carried elsewhere."""
    lands = match_words(whole := Cut.of(old, Span(0, len(old))), later := Cut.of(new, Span(0, len(new))))
    at = next(at for at, word in enumerate(whole.words) if word.start < span.end and span.start < word.end)
    if at not in lands:
        return False
    return later.words[lands[at]].start - whole.words[at].start == found.start - span.start
