"""Codes survive being read aloud, written down and typed again."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder.core.consultation.codes import LENGTH, LOOK_ALIKES, SIGNS, draw_code, is_wellformed, normalise, show_code

seeds = st.integers(min_value=0, max_value=2**32)


def draw(seed: int) -> str:
    return draw_code(random.Random(seed).choice)


@given(seeds)
def test_a_drawn_code_is_wellformed_and_stays_as_it_is(seed: int) -> None:
    code = draw(seed)
    assert len(code) == LENGTH == 8
    assert is_wellformed(code)
    assert normalise(code) == code


@given(seeds, st.sampled_from([" ", "-", "–", "\u00a0", "\u3000", ". "]))
def test_case_and_blanks_make_no_difference(seed: int, between: str) -> None:
    code = draw(seed)
    typed = f" {code[:4].lower()}{between}{code[4:].lower()} "
    assert normalise(typed) == code
    assert normalise(show_code(code)) == code


def test_full_width_signs_are_read() -> None:
    assert normalise("４ＫＸ７ｍ２ｑｐ") == "4KX7M2QP"


@pytest.mark.parametrize(("written", "meant"), [("Z", "2"), ("s", "5"), ("g", "6"), ("B", "8"), ("u", "V")])
def test_a_look_alike_is_read_as_the_sign_we_use(written: str, meant: str) -> None:
    assert normalise("4KX7M2Q" + written) == "4KX7M2Q" + meant


def test_no_sign_is_taken_for_another() -> None:
    pairs = ("0O", "0D", "OQ", "1I", "1L", "IL", "2Z", "5S", "6G", "8B", "UV")
    assert not [pair for pair in pairs if set(pair) <= set(SIGNS)]
    assert not set(SIGNS) & {chr(sign) for sign in LOOK_ALIKES}
    assert not set(SIGNS) & set("AEIOU"), "no vowel, no word that somebody would not like to read aloud"


@pytest.mark.parametrize("text", ["", "4KX7M2Q", "4KX7M2QPP", "4KX7M2Q0", "4KX7M2Q1", "💬" * 8, "x" * 100_000])
def test_what_cannot_be_a_code_is_told(text: str) -> None:
    assert not is_wellformed(normalise(text))
