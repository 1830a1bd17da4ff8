"""Writes amounts of money as readers of each language write them, always with their currency."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

KEPT_TOGETHER = "\u00a0"
MINUS = "\u2212"


def write_money(amount: Decimal | str, currency: str, *, is_signed: bool = False) -> str:
    """`1,250.00 USD`, in French `1 250,00 USD`; signed amounts carry a plus or a minus. Nothing breaks within it."""
    exact = Decimal(amount)
    number = number_format(abs(exact), decimal_pos=2, force_grouping=True)
    sign = MINUS if exact < 0 else "+" if is_signed and exact > 0 else ""
    return f"{sign}{number}{KEPT_TOGETHER}{currency}"


def write_percent(percent: Decimal | str) -> str:
    """A percentage with one digit after the mark."""
    number = number_format(Decimal(percent), decimal_pos=1)
    return _("%(number)s %%") % {"number": number}
