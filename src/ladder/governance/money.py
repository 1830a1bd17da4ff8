"""Writes amounts of money as readers of each language write them, always with their currency."""

from decimal import Decimal

from django.utils.numberformat import format as write_number
from django.utils.translation import gettext as _

from ladder.webkit.languages import pack_language

KEPT_TOGETHER = "\u00a0"
MINUS = "\u2212"
DIGITS_A_GROUP = 3  # in Chinese too: accounts there are written in groups of three, whatever other numbers do
MARKS = {"fr": (",", KEPT_TOGETHER)}
USUAL_MARKS = (".", ",")


def write_money(amount: Decimal | str, currency: str, *, is_signed: bool = False) -> str:
    """`1,250.00 USD`, in French `1 250,00 USD`; signed amounts carry a plus or a minus. Nothing breaks within it."""
    exact = Decimal(amount)
    mark, between = MARKS.get(pack_language(), USUAL_MARKS)
    number = write_number(abs(exact), mark, 2, DIGITS_A_GROUP, between, force_grouping=True)
    sign = MINUS if exact < 0 else "+" if is_signed and exact > 0 else ""
    return f"{sign}{number}{KEPT_TOGETHER}{currency}"


def write_percent(percent: Decimal | str) -> str:
    """A percentage with one digit after the mark."""
    mark, _between = MARKS.get(pack_language(), USUAL_MARKS)
    words = _("%(number)s %%") % {"number": write_number(Decimal(percent), mark, 1)}
    return words.replace(" ", KEPT_TOGETHER)
