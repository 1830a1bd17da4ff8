"""The auditor on naive releases: it finds exactly what counting through all tables finds."""

import re
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ladder.core.synthesis.disclosure.asking import answer_all
from ladder.core.synthesis.disclosure.auditing import audit
from ladder.core.synthesis.disclosure.figures import ShareSpan, Span
from ladder.core.synthesis.disclosure.frames import Frames
from ladder.core.synthesis.disclosure.protecting import protect
from ladder.core.synthesis.disclosure.published import Place, PublishedRow
from ladder.core.synthesis.disclosure.tables_audit import audit_item
from ladder.core.synthesis.disclosure.terms import Terms
from ladder.core.synthesis.rules import Rules
from tests.core.synthesis.disclosure import brute_force
from tests.core.synthesis.disclosure.naive import exact, hide_small, percent, tables, total, withheld
from tests.core.synthesis.disclosure.rounds import rounds

RULES = Rules()
GAP, SMALL = 3, 5
CELL = re.compile(r"release (\d+), item R1, (\w+): (agree|disagree|passed|voices)$")


def cells(certificate, kinds=("recoverable", "narrow")):
    """What was found, as {(release, group, kind of answer): (low, high)}."""
    found = {}
    for leak in certificate.leaks:
        match = CELL.fullmatch(leak.cell)
        if leak.kind in kinds and match:
            found[int(match[1]), match[2], match[3]] = (leak.low, leak.high)
    return found


def expected(groups, rows, *, most, found=None, release=1):
    """The cells of small groups that lie closer together than three, or than the hidden row itself leaves them."""
    found = found if found is not None else brute_force.tables(groups, rows, most)
    leaks = {}
    for group in groups:
        own = next((row for row in rows if row.group == group), None)
        if own is not None and own.state == "shown" and own.voices.low >= SMALL:
            continue
        low, high = (0, SMALL - 1) if own is None or own.state == "withheld" else (own.voices.low, own.voices.high)
        for kind, span in brute_force.spans_of(found, group).items():
            prior = high - low if kind == "voices" else high
            if span[1] - span[0] < min(GAP, prior):
                leaks[release, group, kind] = span
    return leaks


def test_one_hidden_row_beside_a_total_comes_back_by_subtraction():
    counts = {"miners": (3, 1, 0), "traders": (6, 2, 1), "state": (4, 3, 2)}
    certificate = audit(tables(hide_small(counts)), RULES)
    assert cells(certificate) == {
        (1, "miners", "agree"): (3, 3),
        (1, "miners", "disagree"): (1, 1),
        (1, "miners", "passed"): (0, 0),
        (1, "miners", "voices"): (4, 4),
    }
    assert {leak.kind for leak in certificate.leaks} == {"recoverable"}


def test_two_hidden_rows_beside_a_total_leak_what_they_have_in_common():
    # together 0 of the 5 passed, so nobody in either group did; 4 + 1 in support leaves each group open otherwise
    counts = {"miners": (2, 1, 0), "washers": (2, 0, 0), "state": (4, 3, 2)}
    certificate = audit(tables(hide_small(counts)), RULES)
    groups = tuple(counts)
    assert cells(certificate) == expected(groups, hide_small(counts), most=9)
    assert cells(certificate)[1, "miners", "passed"] == (0, 0)


def test_without_a_total_hidden_rows_stay_hidden():
    counts = {"miners": (3, 1, 0), "traders": (6, 2, 1)}
    assert audit(tables(hide_small(counts, with_total=False)), RULES).is_certified


def test_a_percentage_with_the_number_of_voices_gives_the_count_back():
    # 67 % of 3 voices is 2 of 3
    rows = [percent("miners", (2, 1, 0))]
    assert cells(audit(tables(rows), RULES))[1, "miners", "agree"] == (2, 2)


def test_the_same_cell_rounded_differently_in_two_languages():
    # 31 of 43 is 72 % in one file and 72.1 % in the other, voices are a band: only 31 of 43 is left of the total
    band = Span(40, 44)
    whole = PublishedRow("R1", "*", "shown", band, ShareSpan.rounded(72, 0))
    finer = PublishedRow("R1", "*", "shown", band, ShareSpan.rounded(Fraction(721, 10), 1))
    rest = exact("traders", (29, 8, 2))
    rows = [rest, withheld("miners"), whole, finer]
    alone = [rest, withheld("miners"), whole]
    groups = ("traders", "miners")
    fits = [
        split
        for split in brute_force.all_splits(4)
        if all(brute_force.fits(row, (29 + split[0], 8 + split[1], 2 + split[2]), SMALL) for row in (whole, finer))
    ]
    assert {(a, a + d + p) for a, d, p in fits} == {(2, 4)}
    assert cells(audit(tables(rows, groups=groups), RULES))[1, "miners", "agree"] == (2, 2)
    assert cells(audit(tables(alone, groups=groups), RULES))[1, "miners", "agree"] == (0, 2)


def test_a_later_release_with_one_more_person_tells_what_that_person_said():
    first, second = [exact("traders", (6, 3, 1))], [exact("traders", (7, 3, 1), since=2)]
    leaks = audit(tables(first, second), RULES).leaks
    assert [(leak.kind, leak.low, leak.high) for leak in leaks] == [
        ("difference", 1, 1),
        ("difference", 0, 0),
        ("difference", 0, 0),
    ]
    assert "since release 1" in str(leaks[0])


def test_one_person_who_changes_an_answer_is_seen():
    first, second = [exact("traders", (6, 3, 1))], [exact("traders", (5, 4, 1), since=2)]
    spans = {(leak.kind, leak.low, leak.high) for leak in audit(tables(first, second), RULES).leaks}
    assert spans == {("difference", -1, -1), ("difference", 1, 1), ("difference", 0, 0)}


def test_an_unchanged_row_and_one_with_many_newcomers_tell_nothing():
    first = [exact("traders", (6, 3, 2)), exact("state", (6, 3, 2))]
    second = [exact("traders", (6, 3, 2), since=2), exact("state", (9, 6, 3), since=2)]
    assert audit(tables(first, second), RULES).is_certified


def test_newcomers_who_all_said_the_same_are_seen():
    first, second = [exact("state", (6, 3, 2))], [exact("state", (12, 3, 2), since=2)]
    assert {leak.kind for leak in audit(tables(first, second), RULES).leaks} == {"difference"}


@pytest.mark.parametrize(
    ("counts", "known"),
    [
        ((6, 0, 0), True),
        ((5, 1, 0), True),
        ((0, 6, 0), True),
        ((3, 3, 0), False),
        ((1, 4, 2), True),
        ((3, 2, 2), False),
        ((12, 0, 0), False),
    ],
)
def test_unanimity_in_a_small_exact_row_is_found(counts, known):
    # (5, 1, 0): the one who disagrees knows all the others; (1, 4, 2): the one in support knows that nobody else is
    assert any(leak.kind == "answer_known" for leak in audit(tables([exact("state", counts)]), RULES).leaks) is known


def test_a_row_of_a_vulnerable_group_needs_ten_voices():
    rows = [exact("miners", (3, 2, 2))]
    assert audit(tables(rows), RULES).is_certified
    kinds = {leak.kind for leak in audit(tables(rows, vulnerable=("miners",)), RULES).leaks}
    assert kinds == {"small_row", "recoverable"}


def test_rows_by_gender_give_back_the_gender_that_is_hidden():
    rows = [
        exact("traders", (9, 4, 2)),
        exact("traders", (7, 3, 2), gender="men"),
        PublishedRow("R1", "traders", "withheld", gender="women"),
    ]
    leaks = audit(tables(rows), RULES).leaks
    assert [leak.cell for leak in leaks if leak.kind == "recoverable"] == [
        f"release 1, item R1, traders, women: {kind}" for kind in ("agree", "disagree", "passed", "voices")
    ]


def test_overlapping_rows_are_subtracted():
    rows = [exact("a+b", (5, 4, 2)), exact("a", (3, 3, 2))]
    found = cells(audit(tables(rows, groups=("a", "b")), RULES))
    assert found == {
        (1, "b", "agree"): (2, 2),
        (1, "b", "disagree"): (1, 1),
        (1, "b", "passed"): (0, 0),
        (1, "b", "voices"): (3, 3),
    }


def test_figures_that_cannot_all_be_true_are_said():
    rows = [exact("a", (6, 2, 2)), exact("b", (5, 2, 2)), exact("*", (10, 4, 4))]
    assert [leak.kind for leak in audit(tables(rows), RULES).leaks] == ["contradiction"]


small = st.tuples(st.integers(0, 3), st.integers(0, 2), st.integers(0, 1))
large = st.tuples(st.integers(2, 4), st.integers(2, 3), st.integers(1, 2))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(small.filter(lambda counts: sum(counts) < SMALL), min_size=1, max_size=3), large, st.booleans())
def test_the_auditor_finds_what_counting_through_all_tables_finds(hidden, shown, with_total):
    counts = {f"g{place}": each for place, each in enumerate(hidden)} | {"h": shown}
    rows = hide_small(counts, with_total=with_total)
    assert cells(audit(tables(rows), RULES)) == expected(tuple(counts), rows, most=9)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(small.filter(lambda c: 0 < sum(c) < SMALL), small.filter(lambda c: 0 < sum(c) < SMALL), st.integers(0, 2))
def test_percentages_of_a_total_against_counting(first, second, decimals):
    rows = [
        withheld("a"),
        withheld("b"),
        percent("*", tuple(map(sum, zip(first, second, strict=True))), decimals=decimals),
    ]
    assert cells(audit(tables(rows), RULES)) == expected(("a", "b"), rows, most=4)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    small.filter(lambda c: 0 < sum(c) < SMALL),
    small.filter(lambda c: 0 < sum(c) < SMALL),
    st.tuples(st.integers(0, 1), st.integers(0, 1), st.integers(0, 1)),
)
def test_two_releases_against_counting(first, second, newcomers):
    later = tuple(map(sum, zip(second, newcomers, strict=True)))
    before, after = {"a": first, "b": second}, {"a": first, "b": later}
    one, two = hide_small(before), hide_small(after, since=2)
    pairs = brute_force.grown(brute_force.tables(("a", "b"), one, 7), brute_force.tables(("a", "b"), two, 7))
    wanted = expected(("a", "b"), one, most=7, found=[pair[0] for pair in pairs])
    wanted |= expected(("a", "b"), two, most=7, found=[pair[1] for pair in pairs], release=2)
    assert cells(audit(tables(one, two), RULES)) == wanted


def test_the_lines_name_the_file_and_what_gives_the_cell_away():
    counts = {"miners": (3, 1, 0), "traders": (6, 2, 1)}
    rows = [
        PublishedRow("R1", "miners", "withheld", place=Place("cells.csv", 2)),
        exact("traders", counts["traders"], place=Place("cells.csv", 3)),
        total(counts, place=Place("cells.csv", 4)),
    ]
    leak = audit(tables(rows), RULES).leaks[0]
    assert str(leak) == ("cells.csv:2: release 1, item R1, miners: agree can be worked out: is 3 (from cells.csv:4).")


def test_our_own_release_passes_the_general_auditor_too():
    made, _, _ = rounds(0, items=1, releases=1, sizes={"a": 12, "b": 6, "c": 5})
    release = protect(made[0], (), RULES).tables
    frames = Frames.of(release.groups, Terms.of(RULES))
    rows, means = [(1, list(release.rows))], [(1, item) for item in release.items]
    assert any(row.has_figures for row in release.rows)
    assert list(answer_all([audit_item("R0", rows, means, frames)])) == [[]]
