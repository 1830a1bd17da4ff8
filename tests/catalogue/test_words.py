"""Folding for search and differences by words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder.catalogue.words import Piece, compare_words, fold

WRITTEN = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0"), max_size=60)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Équipement  de PROTECTION", "equipement de protection"),
        ("Ｃobalt", "cobalt"),
        ("童工 Œuvre", "童工 œuvre"),
        ("Straße", "strasse"),
        ("Haki za\nWafanyakazi", "haki za wafanyakazi"),
    ],
)
def test_search_sees_no_capitals_no_diacritics_and_single_blanks(text, folded):
    assert fold(text) == folded


@given(WRITTEN)
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


def test_one_changed_number_is_shown_between_shared_words():
    assert compare_words("Pits stay under 30 m.", "Pits stay under 10 m.") == (
        Piece("same", "Pits stay under "),
        Piece("removed", "30"),
        Piece("added", "10"),
        Piece("same", " m."),
    )


def test_chinese_is_compared_by_characters():
    assert compare_words("每月检查", "每周检查") == (
        Piece("same", "每"),
        Piece("removed", "月"),
        Piece("added", "周"),
        Piece("same", "检查"),
    )


def test_french_elisions_stay_one_word():
    assert compare_words("L'exploitant signe", "L'exploitant publie")[0] == Piece("same", "L'exploitant ")


@given(WRITTEN, WRITTEN)
def test_both_texts_can_be_read_back_from_the_pieces(before, after):
    pieces = compare_words(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != "added") == before
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == after


def test_equal_texts_have_one_shared_piece_and_empty_ones_none():
    assert compare_words("a b", "a b") == (Piece("same", "a b"),)
    assert compare_words("", "") == ()
