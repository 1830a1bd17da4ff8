"""Every comment is in exactly one bundle, and nobody shares an answer with somebody who stands elsewhere."""

from hypothesis import given
from hypothesis import strategies as st

from ladder.core.governance.bundling import ALONE, NEARLY, SAME, SUPPORT, Bundle, Comment, bundle

LETTER = "We of the union find that the fee for the register is far too high for any digger who works alone."
comments = st.lists(
    st.builds(
        Comment,
        key=st.uuids().map(str),
        about=st.sampled_from(["", "R-1", "R-2"]),
        position=st.sampled_from(["", "as_written", "cannot", "with_change"]),
        text=st.sampled_from(["", "Too dear.", "too dear", LETTER, LETTER + " So we say.", "Dust makes us cough."]),
        proposed=st.sampled_from(["", "Pay less.", "Pay nothing."]),
    ),
    unique_by=lambda one: one.key,
    max_size=30,
)


def said(key, text, about="R-1", position="", proposed=""):
    return Comment(key, about, position, text, proposed)


@given(comments)
def test_nobody_is_left_out_doubled_or_put_with_another_stance(rows):
    found = bundle(rows)
    assert sorted(key for one in found for key in one.members) == sorted(row.key for row in rows)
    by_key = {row.key: row for row in rows}
    for one in found:
        kinds = {(by_key[key].about, by_key[key].position, by_key[key].proposed) for key in one.members}
        assert len(kinds) == 1
        assert (one.why == ALONE) == (len(one.members) == 1)


@given(comments, st.randoms())
def test_the_order_of_the_rows_changes_nothing(rows, chance):
    shuffled = list(rows)
    chance.shuffle(shuffled)
    assert bundle(shuffled) == bundle(rows)


def test_the_worked_example_of_the_method_page():
    rows = [
        said("a", LETTER), said("b", LETTER.upper()), said("c", LETTER + " So we say."), said("d", LETTER, about="R-2"),
        said("e", LETTER, position="cannot"), said("f", "Too dear."), said("g", "too dear"),
        said("h", "Good.", position="as_written"), said("i", "It protects us.", position="as_written"),
        said("j", "Good.", position="as_written", proposed="Pay less."), said("k", "", proposed="Pay less."),
        said("l", "", proposed="pay less!"),
    ]  # fmt: skip
    assert bundle(rows) == (
        Bundle(("a", "b", "c"), NEARLY), Bundle(("d",), ALONE), Bundle(("e",), ALONE), Bundle(("f", "g"), SAME),
        Bundle(("h", "i"), SUPPORT), Bundle(("j",), ALONE), Bundle(("k", "l"), SAME),
    )  # fmt: skip
