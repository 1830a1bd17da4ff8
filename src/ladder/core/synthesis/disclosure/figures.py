"""Published figures that stand for several possible numbers: spans of whole numbers and spans of shares in percent."""

import re
from dataclasses import dataclass
from fractions import Fraction

HUNDRED = 100
LARGEST_COUNT = 1_000_000
SPAN = re.compile(r"(\d{1,7})(?:-(\d{1,7})|(\+))?")
BELOW = re.compile(r"<(\d{1,7})")
BAND = re.compile(r"(\d{1,3}(?:\.\d{1,6})?)-(\d{1,3}(?:\.\d{1,6})?)%")
ROUNDED = re.compile(r"(\d{1,3})(?:\.(\d{1,6}))?%")


class FigureError(ValueError):
    """A text that is no figure; the message says what would be."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Whole numbers from `low` to `high`, both possible; a `high` of None is open."""

    low: int
    high: int | None

    def __post_init__(self) -> None:
        if self.low < 0 or (self.high is not None and self.high < self.low):
            raise ValueError(f"{self.low} to {self.high} is no span of counts")

    def __contains__(self, count: int) -> bool:
        return self.low <= count and (self.high is None or count <= self.high)

    def __str__(self) -> str:
        if self.high is None:
            return f"{self.low}+"
        return str(self.low) if self.low == self.high else f"{self.low}-{self.high}"

    @classmethod
    def parse(cls, text: str) -> "Span":
        """A span from `7`, `5-14`, `50+` or `<5`.

        Raises:
            FigureError: the text is none of these.
        """
        below, found = BELOW.fullmatch(text), SPAN.fullmatch(text)
        if below:
            span = (0, int(below[1]) - 1)
        elif found:
            low = int(found[1])
            span = (low, LARGEST_COUNT if found[3] else int(found[2] or low))
        else:
            raise FigureError("write a count as 7, 5-14, 50+ or <5")
        if not 0 <= span[0] <= span[1] <= LARGEST_COUNT:
            raise FigureError("write counts from 0 to 1000000, the smaller first")
        return cls(span[0], None if found and found[3] else span[1])


@dataclass(frozen=True, slots=True, order=True)
class ShareSpan:
    """Shares in percent from `low` up to `high`; `high` itself only where `is_closed`, as at 100 or after rounding."""

    low: Fraction
    high: Fraction
    is_closed: bool

    @classmethod
    def band(cls, low: int | Fraction, high: int | Fraction) -> "ShareSpan":
        """A band from one edge up to the next, which belongs to the next band but for 100."""
        return cls(Fraction(low), Fraction(high), is_closed=high == HUNDRED)

    @classmethod
    def rounded(cls, percent: Fraction, decimals: int) -> "ShareSpan":
        """What a share printed with so many decimals can have been; halves may have gone either way."""
        half = Fraction(1, 2 * 10**decimals)
        return cls(max(percent - half, Fraction(0)), min(percent + half, Fraction(HUNDRED)), is_closed=True)

    @classmethod
    def parse(cls, text: str) -> "ShareSpan":
        """A share from a band, `20-40%`, or from a rounded percentage, `37%` or `37.5%`.

        Raises:
            FigureError: the text is none of these.
        """
        band, rounded = BAND.fullmatch(text), ROUNDED.fullmatch(text)
        if band and Fraction(band[1]) < Fraction(band[2]) <= HUNDRED:
            return cls.band(Fraction(band[1]), Fraction(band[2]))
        if rounded and Fraction(text[:-1]) <= HUNDRED:
            return cls.rounded(Fraction(text[:-1]), len(rounded[2] or ""))
        raise FigureError("write a share as 20-40%, 37% or 37.5%, from 0 to 100")

    def holds(self, part: int, whole: int) -> bool:
        """Whether `part` of `whole` has such a share; of nobody it has none."""
        if whole <= 0:
            return False
        return self.low * whole <= HUNDRED * part and (
            HUNDRED * part < self.high * whole or (self.is_closed and HUNDRED * part == self.high * whole)
        )

    def __str__(self) -> str:
        return f"{plain(self.low)}-{plain(self.high)}%"


def plain(number: Fraction) -> str:
    """A percentage without needless decimals."""
    return str(number.numerator) if number.denominator == 1 else f"{float(number):g}"
