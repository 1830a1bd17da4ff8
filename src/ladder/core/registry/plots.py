"""A small plot of one number over time."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, log10

from ladder.core.registry.comparing import FactView, number_of

WIDTH, HEIGHT = 400, 200
LEFT, RIGHT, TOP, BOTTOM = 60, 20, 14, 34


@dataclass(frozen=True, slots=True)
class Dot:
    """One value; `shape` numbers its source; doubtful ones are drawn hollow."""

    x: float
    y: float
    shape: int
    is_doubted: bool
    title: str


@dataclass(frozen=True, slots=True)
class Plot:
    """All that the page needs to draw it."""

    width: int
    height: int
    dots: tuple[Dot, ...]
    levels: tuple[tuple[float, str], ...]
    years: tuple[tuple[float, str], ...]
    sources: tuple[tuple[int, str], ...]


def plot(series: Sequence[FactView]) -> Plot | None:
    """The plot of a series, oldest first; None for fewer than two values, which need none."""
    if len(series) < 2:  # noqa: PLR2004 - one value is no course
        return None
    first, last = series[0].observed_on.toordinal(), series[-1].observed_on.toordinal()
    span = max(last - first, 1)
    numbers = [number_of(fact.value) or 0.0 for fact in series]
    top = round_up(max(*numbers, 1.0))
    shapes = {key: place for place, key in enumerate(sorted({fact.source_key for fact in series}), 1)}

    def x(day: int) -> float:
        return round(LEFT + (day - first) / span * (WIDTH - LEFT - RIGHT), 1)

    def y(number: float) -> float:
        return round(TOP + (1 - number / top) * (HEIGHT - TOP - BOTTOM), 1)

    dots = tuple(
        Dot(
            x(fact.observed_on.toordinal()),
            y(number),
            shapes[fact.source_key],
            fact.is_doubted,
            f"{fact.observed_on.isoformat()}: {number:g}",
        )
        for fact, number in zip(series, numbers, strict=True)
    )
    ends = [(x(first), series[0].observed_on.isoformat()), (x(last), series[-1].observed_on.isoformat())]
    titles = {fact.source_key: fact.source_title for fact in series}
    return Plot(
        WIDTH,
        HEIGHT,
        dots,
        tuple((y(part * top), f"{part * top:,.0f}") for part in (0, 0.5, 1)),
        tuple(ends[: 1 + (last > first)]),
        tuple((shapes[key], titles[key]) for key in sorted(shapes)),
    )


def round_up(number: float) -> float:
    """The next of 1, 2, 5 times a power of ten."""
    power = 10 ** ceil(log10(number) - 1e-9)
    return float(next(part * power for part in (0.1, 0.2, 0.5, 1) if part * power >= number))
