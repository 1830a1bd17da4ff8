"""Codes can be drawn, shown, typed badly and still be read; slips are noticed."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder.core.grievances.codes import (
    DIGITS,
    LENGTH,
    check_of,
    draw_code,
    is_wellformed,
    normalise,
    show_code,
    split_message,
)

codes = st.integers(min_value=0).map(lambda seed: draw_code(random.Random(seed).choice))


def test_the_check_digit_of_damm_s_own_example():
    assert check_of("572") == 4  # the example that every description of the method works through
    assert check_of("5724") == 0


def test_a_code_has_more_than_64_bits():
    assert len(DIGITS) ** (LENGTH - 1) > 2**64


@given(codes)
def test_a_drawn_code_is_wellformed_and_read_from_its_groups(code):
    assert is_wellformed(code)
    assert [len(group) for group in show_code(code).split()] == [3] * 7
    assert normalise(show_code(code)) == code


@given(codes, st.integers(0, LENGTH - 1), st.sampled_from(DIGITS))
def test_every_single_wrong_digit_is_noticed(code, place, digit):
    typed = code[:place] + digit + code[place + 1 :]
    assert is_wellformed(typed) == (typed == code)


@given(codes, st.integers(0, LENGTH - 2))
def test_every_swap_of_neighbours_is_noticed(code, place):
    typed = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert is_wellformed(typed) == (typed == code)


def test_digits_of_other_keyboards_are_read():
    assert normalise("４８２-٠٩٣.7") == "4820937"


@given(codes, st.sampled_from(["", "CODE ", "code: ", "Code. "]), st.sampled_from(["", "they came back", "3 men came"]))
def test_a_message_may_begin_with_the_code(code, word, rest):
    assert split_message(f"{word}{show_code(code)} {rest}") == (code, rest)
    assert split_message(f"{word}{code} {rest}") == (code, rest)


def test_words_are_words_and_a_wrong_code_is_no_grievance():
    assert split_message("Three men with guns") == ("", "Three men with guns")
    assert split_message("3 men with guns") == ("", "3 men with guns")
    assert split_message("CODE 123 456") == ("123456", "")
    assert split_message("") == ("", "")


@pytest.mark.parametrize("typed", ["", "1" * 20, "1" * 22, "a" * 21])
def test_what_cannot_be_a_code(typed):
    assert not is_wellformed(typed)
