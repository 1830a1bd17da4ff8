"""Amounts are read as people write them, and refused where they may be meant in two ways."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder.core.governance.amounts import AmountRefusedError, read_amount, write_plainly

READ = {
    "0": "0.00", "1250": "1250.00", "1250.5": "1250.50", "1250,50": "1250.50", "1 250,50": "1250.50",
    "1\u202f250,5": "1250.50", "1\u00a0250": "1250.00", "1'250.50": "1250.50", "1,250.50": "1250.50",
    "1.250,50": "1250.50", "1,250,000": "1250000.00", "1.250.000": "1250000.00", "+7": "7.00",
    "999999999999.99": "999999999999.99",
}  # fmt: skip
REFUSED = {
    "1,250": "ambiguous", "1.250": "ambiguous", "": "unreadable", "abc": "unreadable", "1,2,3": "unreadable",
    "12.3456": "unreadable", "1e5": "unreadable", "NaN": "unreadable", "١٢": "unreadable", "1.2.3": "unreadable",
    "1,250.505": "unreadable", "$5": "unreadable", "-1": "negative", "1000000000000": "too_large",
}  # fmt: skip


@pytest.mark.parametrize(("text", "amount"), READ.items())
def test_read(text, amount):
    assert write_plainly(read_amount(text)) == amount


@pytest.mark.parametrize(("text", "why"), REFUSED.items())
def test_refused(text, why):
    with pytest.raises(AmountRefusedError) as refusal:
        read_amount(text)
    assert refusal.value.why == why


@given(st.integers(0, 99_999_999_999_999))
def test_what_is_written_plainly_reads_back(cents):
    plain = f"{cents // 100}.{cents % 100:02d}"
    assert read_amount(plain) == Decimal(plain)
    assert write_plainly(Decimal(plain)) == plain


@given(st.integers(1_000, 999_999_999_999), st.integers(0, 99))
def test_french_and_english_hands_mean_the_same(whole, cents):
    english, french = f"{whole:,}.{cents:02d}", f"{whole:,}".replace(",", "\u202f") + f",{cents:02d}"
    assert read_amount(english) == read_amount(french) == Decimal(f"{whole}.{cents:02d}")


def test_no_amount_has_three_digits_after_the_point():
    with pytest.raises(ValueError, match="more than two digits"):
        write_plainly(Decimal("1.005"))
