"""Reads amounts of money as people write them, in any of our languages; never through a float."""

import re
from decimal import Decimal

LARGEST = Decimal("999999999999.99")
CENT = Decimal("0.01")
FRACTION_DIGITS = 2
BLANKS = re.compile(r"[\s\u00a0\u2007\u2009\u202f'’_]+")
PLAIN = re.compile(r"[+-]?\d+([.,]\d{1,2})?")
GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d{1,2})?|[+-]?\d{1,3}(\.\d{3})+(,\d{1,2})?")
# One mark with three digits after it: a thousand for one reader, a fraction for the other.
TWO_WAYS = re.compile(r"[+-]?\d{1,3}[.,]\d{3}")
UNREADABLE, AMBIGUOUS, TOO_LARGE, NEGATIVE = "unreadable", "ambiguous", "too_large", "negative"


class AmountRefusedError(ValueError):
    """What was written is no amount; `why` is one of the four words above."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def read_amount(text: str) -> Decimal:
    """An amount with two digits after the mark, not negative.

    `1250`, `1250.5`, `1250,50`, `1 250,50`, `1,250.50` and `1.250,50` are read. `1,250` is refused: it may be meant as
    a thousand or as a fraction.

    Raises:
        AmountRefusedError: it cannot be read, can be read in two ways, is negative or too large.
    """
    written = BLANKS.sub("", text)
    if TWO_WAYS.fullmatch(written):
        raise AmountRefusedError(AMBIGUOUS)
    if not written.isascii() or not (PLAIN.fullmatch(written) or GROUPED.fullmatch(written)):
        raise AmountRefusedError(UNREADABLE)
    whole, fraction = split_fraction(written)
    amount = Decimal(f"{whole}.{fraction or '0'}")
    if amount < 0:
        raise AmountRefusedError(NEGATIVE)
    if amount > LARGEST:
        raise AmountRefusedError(TOO_LARGE)
    return amount.quantize(CENT)


def split_fraction(written: str) -> tuple[str, str]:
    """The digits before and after the mark of the fraction; other marks are taken out."""
    last = max(written.rfind("."), written.rfind(","))
    if last < 0 or len(written) - last - 1 > FRACTION_DIGITS:  # three digits after a mark are a group
        return re.sub("[.,]", "", written), ""
    return re.sub("[.,]", "", written[:last]), written[last + 1 :]


def write_plainly(amount: Decimal) -> str:
    """An amount as documents and files keep it: a point and two digits, no groups, as in `-1250.00`.

    Raises:
        ValueError: it has more than two digits after the point, which no amount here has.
    """
    rounded = amount.quantize(CENT)
    if rounded != amount:
        raise ValueError(f"{amount} has more than two digits after the point.")
    return f"{rounded:f}"
