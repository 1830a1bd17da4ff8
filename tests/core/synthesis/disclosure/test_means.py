"""The mean over the rows: what it narrows, counted through by hand on small items, and over several releases."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ladder.core.synthesis.disclosure.auditing import audit
from ladder.core.synthesis.disclosure.consistent import RowFigures
from ladder.core.synthesis.disclosure.equal_voice import Statement, Version, Voices, narrowed
from ladder.core.synthesis.disclosure.figures import ShareSpan, Span
from ladder.core.synthesis.disclosure.joint_means import not_open
from ladder.core.synthesis.disclosure.leaning import FINE, lean_of
from ladder.core.synthesis.disclosure.published import PublishedGroup, PublishedItem, PublishedRow, PublishedTables
from ladder.core.synthesis.disclosure.terms import Terms
from ladder.core.synthesis.rules import Rules

RULES = Rules()
TERMS = Terms.of(RULES)


def counts(figures):
    """Every (agree, voices) of a row, by going through all of them."""
    return [
        (agree, voices)
        for voices in range(figures.low, figures.high + 1)
        for agree in range(voices + 1)
        if any(lean_of(agree, rest, voices, TERMS.cuts) == figures.lean for rest in range(voices - agree + 1))
        and (figures.share is None or figures.share.holds(agree, voices))
    ]


def term(pair):
    return Fraction(2 * pair[0] + 1, 2 * (pair[1] + 1))


def by_hand(rows, band):
    """For each row the pairs for which some pairs of the others bring the mean into the band."""
    everything = [counts(row) for row in rows]
    kept = [set() for _ in rows]
    for choice in product(*everything):
        mean = 100 * sum(map(term, choice)) / len(choice)
        if band.low <= mean < band.high or (band.is_closed and mean == band.high):
            for place, pair in enumerate(choice):
                kept[place].add(pair)
    return kept


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(FINE), st.integers(5, 7), st.integers(0, 1)), min_size=1, max_size=2),
    st.sampled_from([(0, 50), (50, 60), (60, 65), (65, 100), (0, 100)]),
)
def test_a_mean_leaves_the_counts_that_counting_through_leaves(rows, edges):
    figures = [RowFigures(low, low + more, lean) for lean, low, more in rows]
    band = ShareSpan.band(*edges)
    versions = tuple(Version(str(place), 1, row) for place, row in enumerate(figures))
    left = narrowed(Statement(Voices(versions, "support"), band), TERMS)
    found = [set(zip(row.agree.tolist(), row.voices.tolist(), strict=True)) for row in left]
    assert found == by_hand(figures, band)


def item(group_rows, band, number=1):
    rows = tuple(
        PublishedRow("R1", key, "shown", Span(*voices), share, lean, "enough", since=since, first=1)
        for key, voices, share, lean, since in group_rows
    )
    groups = tuple(PublishedGroup(row.group) for row in rows)
    return PublishedTables(number, groups, rows, (PublishedItem("R1", ("mixed",), ShareSpan.band(*band)),))


def test_a_mean_that_pins_a_single_row_is_found():
    # 15 to 24 voices that lean for: 8 to 14 in support, but a mean of 55 to 56 % leaves only some of them
    narrow = item([("a", (15, 24), None, "for", 1)], (Fraction(55), Fraction(56)))
    wide = item([("a", (15, 24), None, "for", 1)], (50, 60))
    assert audit([wide], RULES).is_certified
    leaks = audit([narrow], RULES).leaks
    assert [leak.kind for leak in leaks] == ["narrow"]
    left = by_hand([RowFigures(15, 24, "for")], ShareSpan.band(55, 56))[0]
    assert (leaks[0].low, leaks[0].high) == (min(a for a, _ in left), max(a for a, _ in left))


def statement(rows, band):
    return Statement(Voices(tuple(rows), "support"), ShareSpan.band(*band))


def test_means_of_two_releases_over_a_carried_row_are_judged_together():
    # b says in both releases the same, but is two different rows; a is carried. Each mean alone leaves a wide open:
    # with b from 0 to 1/3 and the mean below 30 %, a is low; with the later b high and the mean from 70 %, a is high.
    a = Version("a", 1, RowFigures(15, 24))
    low, high = (
        Version("b", 1, RowFigures(15, 24, "clearly_refuses")),
        Version("b", 2, RowFigures(15, 24, "clearly_for")),
    )
    first, second = statement([a, low], (0, 30)), statement([a, high], (70, 100))
    assert not_open((first,), TERMS) == ()
    assert not_open((second,), TERMS) == ()
    # together a is between what the second asks (at least 140 - 98 = 42 %) and what the first leaves (at most 58 %)
    assert not_open((first, second), TERMS) == ()
    # less than 48 % and more than 50 % cannot both be: then nothing is shown to be open
    tight, tighter = statement([a, low], (0, 25)), statement([a, high], (74, 100))
    assert a in not_open((tight, tighter), TERMS)


@pytest.mark.parametrize("word", ["support", "refusal"])
def test_a_mean_that_cannot_be_is_no_leak_of_a_row(word):
    versions = (Version("a", 1, RowFigures(15, 24, "clearly_for")),)
    left = narrowed(Statement(Voices(versions, word), ShareSpan.band(0, 1)), TERMS)
    assert all(row.is_empty for row in left)
