"""Budgets add up by currency and by work item, exactly; what is unknown stays unknown."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from ladder.core.governance.budgeting import LineFacts, Sum, cost_by_item, total_by_currency

AMOUNTS = st.decimals(0, 999_999_999_999, places=2, allow_nan=False)
SIGNED = st.decimals(-999_999_999, 999_999_999, places=2, allow_nan=False)
LINES = st.lists(
    st.builds(
        LineFacts,
        key=st.uuids().map(str),
        kind=st.sampled_from(["income", "cost"]),
        currency=st.sampled_from(["USD", "CDF", "EUR"]),
        planned=st.none() | AMOUNTS,
        booked=st.none() | SIGNED,
        item=st.sampled_from(["", "a", "b"]),
    ),
    max_size=40,
)


def in_cents(amounts) -> int | None:
    """Independent of decimals: whole cents added as integers."""
    known = [int((amount * 100).to_integral_exact()) for amount in amounts if amount is not None]
    return sum(known) if known else None


def cents(amount) -> int | None:
    return None if amount is None else int((amount * 100).to_integral_exact())


@given(LINES)
def test_totals_agree_with_whole_cents_added_by_hand(lines):
    totals = {total.currency: total for total in total_by_currency(lines)}
    assert set(totals) == {line.currency for line in lines}
    for currency, total in totals.items():
        for kind in ("income", "cost"):
            mine = [line for line in lines if (line.currency, line.kind) == (currency, kind)]
            assert cents(getattr(total, kind).planned) == in_cents(line.planned for line in mine)
            assert cents(getattr(total, kind).booked) == in_cents(line.booked for line in mine)
        planned = [total.income.planned, total.cost.planned]
        if planned == [None, None]:
            assert total.balance.planned is None
        else:
            assert cents(total.balance.planned) == (cents(planned[0]) or 0) - (cents(planned[1]) or 0)


@given(LINES, st.randoms())
def test_order_does_not_matter_to_totals(lines, random):
    shuffled = list(lines)
    random.shuffle(shuffled)
    assert total_by_currency(shuffled) == total_by_currency(lines)


@given(LINES)
def test_costs_of_items_add_up_to_all_costs(lines):
    parts = cost_by_item(lines)
    for total in total_by_currency(lines):
        mine = [part.cost for part in parts if part.currency == total.currency]
        assert cents(total.cost.planned) == in_cents(part.planned for part in mine)
        assert cents(total.cost.booked) == in_cents(part.booked for part in mine)


def test_currencies_never_mix_and_nothing_booked_is_not_zero():
    lines = [
        LineFacts("1", "income", "USD", Decimal("1000.00"), Decimal("400.00")),
        LineFacts("2", "cost", "USD", Decimal("900.00")),
        LineFacts("3", "cost", "CDF", Decimal("5000.00"), Decimal("0.00")),
    ]
    francs, dollars = total_by_currency(lines)
    assert (francs.currency, francs.cost) == ("CDF", Sum(Decimal("5000.00"), Decimal("0.00")))
    assert francs.income == Sum(None, None)
    assert dollars.cost == Sum(Decimal("900.00"), None)
    assert dollars.cost.deviation is None
    assert (dollars.income.deviation, dollars.income.percent) == (Decimal("-600.00"), Decimal("40.0"))
    assert dollars.balance == Sum(Decimal("100.00"), Decimal("400.00"))


def test_no_percentage_of_nothing():
    assert Sum(Decimal(0), Decimal(5)).percent is None
    assert Sum(None, Decimal(5)).percent is None
    assert Sum(Decimal(3), Decimal(1)).percent == Decimal("33.3")
