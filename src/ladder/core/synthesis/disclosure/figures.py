"""Published figures that stand for several possible numbers: spans of whole numbers and spans of shares in percent."""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

HUNDRED = 100


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

    @property
    def is_exact(self) -> bool:
        """Whether it is one number."""
        return self.low == self.high


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

    def holds(self, part: int, whole: int) -> bool:
        """Whether `part` of `whole` has such a share; of nobody it has none."""
        if whole <= 0:
            return False
        return self.low * whole <= HUNDRED * part and (
            HUNDRED * part < self.high * whole or (self.is_closed and HUNDRED * part == self.high * whole)
        )

    def parts_of(self, whole: int) -> tuple[int, int]:
        """Smallest and largest count with such a share of `whole`; the first is the larger where there is none."""
        lowest = ceil(self.low * whole / HUNDRED)
        highest = self.high * whole / HUNDRED
        return lowest, floor(highest) if self.is_closed else ceil(highest) - 1

    def __str__(self) -> str:
        return f"{plain(self.low)}-{plain(self.high)}%"


def plain(number: Fraction) -> str:
    """A percentage without needless decimals."""
    return str(number.numerator) if number.denominator == 1 else f"{float(number):g}"
