"""What a row may say by its size: checked by counting through every possible row, with no help from the code."""

from math import asin, cos, exp, lgamma, log, sin, sqrt

import pytest

from ladder.core.synthesis.disclosure.leaning import COARSE, FINE, Cuts, lean_of
from ladder.core.synthesis.disclosure.shapes import Shape, reading_of
from ladder.core.synthesis.disclosure.terms import Terms, band_of
from ladder.core.synthesis.rules import Rules

TERMS = Terms.of(Rules())
CUTS = Cuts.of(Rules())


def majority(agree, voices):
    """P(p > 1/2) under Beta(agree + 1/2, voices - agree + 1/2), by Simpson's rule."""
    a, b = agree + 0.5, voices - agree + 0.5
    scale = lgamma(a + b) - lgamma(a) - lgamma(b)
    steps = 4000
    # p = sin(t)^2 takes the square roots out of the ends
    start, end = asin(sqrt(0.5)), asin(1.0)
    width = (end - start) / steps

    def density(t):
        s, c = sin(t), cos(t)
        return 0.0 if s <= 0 or c <= 0 else 2 * exp(scale + (2 * a - 1) * log(s) + (2 * b - 1) * log(c))

    total = sum((4 if i % 2 else 2) * density(start + i * width) for i in range(1, steps))
    return (total + density(start) + density(end - 1e-12)) * width / 3


@pytest.mark.parametrize(
    ("agree", "disagree", "voices", "word"),
    [
        (4, 1, 5, "clearly_for"),  # 0.90
        (3, 2, 5, "for"),  # 0.68
        (3, 3, 6, "for"),  # exactly one half
        (2, 3, 5, "open"),  # 0.32
        (1, 2, 5, "against"),  # 0.10, and 2 of 5 refuse: 0.32
        (1, 3, 5, "refuses"),  # 3 of 5 refuse: 0.68
        (1, 4, 5, "clearly_refuses"),
    ],
)
def test_the_words(agree, disagree, voices, word):
    assert lean_of(agree, disagree, voices, CUTS) == word
    cut = {"clearly_for": majority(agree, voices) >= 0.8, "for": 0.5 - 1e-6 <= majority(agree, voices) < 0.8}
    assert cut.get(word, majority(agree, voices) < 0.5)


def test_bands_of_voices_are_counted_from_the_threshold():
    assert [band_of(count, 5) for count in (5, 14, 15, 33)] == [(5, 14), (5, 14), (15, 24), (25, 34)]
    assert band_of(10, 10) == (10, 19)


def rows_behind(shape, word, share=None):
    """Every (agree, disagree, voices) that such a row can stand for."""
    top = shape.high if shape.most is None else min(shape.high, shape.most)
    coarse = {"for_or_more": {"clearly_for", "for"}, "open_or_less": {"open", "against", "refuses", "clearly_refuses"}}
    return [
        (agree, disagree, voices)
        for voices in range(shape.low, top + 1)
        for agree in range(voices + 1)
        for disagree in range(voices - agree + 1)
        if lean_of(agree, disagree, voices, CUTS) in coarse.get(word, {word})
        and (share is None or share.holds(agree, voices))
    ]


def spans(rows):
    kinds = (
        [a for a, _, _ in rows],
        [d for _, d, _ in rows],
        [n - a - d for a, d, n in rows],
        [n - a for a, _, n in rows],
    )
    return [max(kind) - min(kind) for kind in kinds]


@pytest.mark.parametrize("low", [5, 15, 25])
@pytest.mark.parametrize("threshold", [5, 10])
def test_every_band_of_a_row_leaves_four_counts_of_every_kind(low, threshold):
    shape = Shape(low + threshold - 5, low + threshold + 4)
    reading = reading_of(shape, TERMS)
    assert reading.words == FINE
    for word in FINE:
        rows = rows_behind(shape, word)
        assert rows
        assert all(any(share.holds(agree, voices) for share in reading.shares[word]) for agree, _, voices in rows)
        for share in reading.shares[word]:
            assert min(spans(rows_behind(shape, word, share))) >= 3


@pytest.mark.parametrize("most", range(5, 15))
def test_in_a_group_of_known_size_nobody_can_tell_the_others_answers(most):
    shape = Shape(5, 14, most)
    reading = reading_of(shape, TERMS)
    assert (reading.words == COARSE) == (most < 7)
    for word in reading.words:
        for share in reading.shares[word]:
            rows = rows_behind(shape, word, share)
            assert max(agree for agree, _, _ in rows) >= 2
            for kind in (0, 1, 2):
                beside = [n - (a, d, n - a - d)[kind] for a, d, n in rows]
                assert max(beside) >= 2


def test_two_merged_groups_of_up_to_four_leave_each_of_them_open():
    shape = Shape(5, 14, 8, crowd=(4, 4))
    reading = reading_of(shape, TERMS)
    assert reading.words == COARSE
    for word in reading.words:
        inside = set()
        for agree, _, voices in rows_behind(shape, word):
            for own in range(max(1, voices - 4), min(4, voices - 1) + 1):
                for a in range(max(0, agree - (voices - own)), min(own, agree) + 1):
                    inside.add((a, own - a))
        assert {a for a, _ in inside} >= {0, 3}
        assert max(b for _, b in inside) - min(b for _, b in inside) >= 3


def test_groups_too_small_to_hide_in_each_other_are_not_shown():
    # of 4 and 1 people who together lean for, at least two of the four are in support
    assert reading_of(Shape(5, 14, 5, crowd=(4, 1)), TERMS) is None
