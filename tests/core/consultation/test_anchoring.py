"""Words are found again after edits whose truth is known, in three languages, and never at other words than theirs."""

import random
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder.core.consultation.anchoring import EDITED, MOVED, ORPHAN, SAME, Placed, Span, place
from ladder.packfiles.reading import read_pack
from tests.core.consultation.edits import INSIDE, WHOLE, edit, judge, pick_span, read, write

PACKS = Path(__file__).parents[3] / "src" / "ladder" / "packs"
TRIALS = 500
OLD = "The operator keeps a register. Every worker reads it. A fine is never taken from pay."


@pytest.fixture(scope="module")
def starter():
    return read_pack(PACKS / "starter")


def span_of(words: str, text: str = OLD) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def read_placed(placed: Placed, text: str) -> str:
    return text[placed.span.start : placed.span.end] if placed.span else ""


@pytest.mark.parametrize("edits", [1, 3])
@pytest.mark.parametrize(("language", "gap"), [("en", " "), ("fr", " "), ("zh", "")])
def test_of_500_edited_texts_98_in_100_are_placed_right_and_none_wrong(starter, language, gap, edits):
    pool = [starter.read("requirements", one.id, "text", language).text for one in starter.requirements]
    chance, told = random.Random(20261123 + edits), Counter()
    for _ in range(TRIALS):
        sentences = chance.sample(pool, chance.choice((1, 2, 4, 6)))
        rest = [sentence for sentence in pool if sentence not in sentences]
        old, signs = write(sentences, gap)
        span = pick_span(chance, old)
        for _edit in range(edits):
            kind = chance.choice(INSIDE + (WHOLE if len(signs) > 1 else ("insert_sentence",)))
            signs = edit(chance, signs, kind, rest, gap)
        told[judge(span, place(span, old, read(signs)), signs)] += 1
    assert told["wrong"] == 0
    assert told["right"] >= 0.98 * TRIALS, told


@pytest.mark.parametrize(
    ("new", "words", "state", "stands"),
    [
        (OLD, "a register", SAME, "a register"),
        ("First of all, sit down. " + OLD, "a register", SAME, "a register"),
        ("Every worker reads it. A fine is never taken from pay. The operator keeps a register.", "a register", MOVED,
         "a register"),
        (OLD.replace("a register", "a dated register"), "a register", EDITED, "a dated register"),
        (OLD.replace("never", "seldom"), "never", EDITED, "seldom"),
        (OLD.replace("never ", ""), "never", ORPHAN, ""),
        ("The operator keeps a register. Every worker reads it.", "never taken", ORPHAN, ""),
        ("", "a register", ORPHAN, ""),
    ],
)  # fmt: skip
def test_what_became_of_the_words(new, words, state, stands):
    placed = place(span_of(words), OLD, new)
    assert (placed.state, read_placed(placed, new)) == (state, stands)


def test_the_same_words_in_another_sentence_are_not_taken_for_them():
    old = "The operator keeps a register of workers. The buyer asks for a receipt."
    new = "The buyer asks for a receipt. A committee looks into a register of complaints every month."
    assert place(span_of("a register of", old), old, new).state == ORPHAN


def test_two_places_that_read_alike_are_no_place():
    old = "Water is tested every month. Nobody works below the water line."
    twice = "Water is tested every month. Dust is measured. Water is tested every month."
    assert place(span_of("every month", old), old, twice).state == ORPHAN


def test_one_of_two_equal_sentences_is_told_by_its_surroundings():
    old = "At the pit there is shade. Water is tested monthly. At the depot there is light. Water is tested monthly."
    new = f"Read this first. {old}"
    second = Span(old.rindex("tested"), old.rindex("monthly") + len("monthly"))
    assert place(second, old, new) == Placed(SAME, Span(second.start + 17, second.end + 17))


texts = st.text(alphabet="ab 。.矿场应x\n", max_size=60)


@given(texts.filter(bool), texts, st.data())
def test_a_place_is_never_outside_and_unchanged_words_are_the_same(old, new, data):
    start = data.draw(st.integers(0, len(old) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(old))))
    placed = place(span, old, new)
    assert (placed.span is None) == (placed.state == ORPHAN)
    if placed.span is not None:
        assert 0 <= placed.span.start < placed.span.end <= len(new)
    if placed.state in (SAME, MOVED):
        assert read_placed(placed, new) == old[span.start : span.end]
    assert place(span, old, old) == Placed(SAME, span)


@pytest.mark.parametrize("span", [Span(0, 0), Span(3, 2), Span(0, 4), Span(-1, 2)])
def test_words_outside_of_the_text_are_refused(span):
    with pytest.raises(ValueError, match="No words at"):
        place(span, "abc", "abc")
