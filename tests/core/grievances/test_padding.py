"""Padding gives one of four lengths and the same text back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder.core.grievances.padding import MOST_BYTES, SIZES, TooLongError, pad, unpad


@pytest.mark.parametrize(
    ("length", "size"),
    [
        (0, 1024),
        (1020, 1024),
        (1021, 4096),
        (4092, 4096),
        (4093, 16384),
        (16380, 16384),
        (16381, 65536),
        (65532, 65536),
    ],
)
def test_the_smallest_size_that_holds_length_and_text(length, size):
    assert len(pad(b"x" * length)) == size


def test_the_length_stands_in_front():
    assert pad(b"abc")[:8] == b"\x00\x00\x00\x03abc\x00"


def test_more_than_the_largest_size_is_refused():
    with pytest.raises(TooLongError):
        pad(bytes(MOST_BYTES + 1))


@given(st.binary(max_size=MOST_BYTES))
def test_unpadding_gives_the_text_back(text):
    assert unpad(pad(text)) == text
    assert len(pad(text)) in SIZES


@pytest.mark.parametrize(
    "broken", [b"", b"abc", bytes(1023), b"\x00\x00\x04\x00" + bytes(1020), bytes(4) + b"x" + bytes(1019)]
)
def test_what_was_not_padded_here_is_refused(broken):
    with pytest.raises(ValueError, match="padded"):
        unpad(broken)
