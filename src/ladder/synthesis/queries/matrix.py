"""Requirements by groups, ready to be shown: from a release for everybody, from what is weighed for those who decide.

A cell never says more than a release would: bands of people and shares, and for small groups nothing at all.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil, floor

from ladder.consultation.models import Round, RoundItem
from ladder.core.synthesis.disclosure.figures import ShareSpan, Span
from ladder.core.synthesis.disclosure.published import (
    ENOUGH,
    FEW,
    HIDDEN,
    LITTLE,
    SHOWN,
    SILENT,
    SOME,
    PublishedItem,
    PublishedRow,
    PublishedTables,
)
from ladder.core.synthesis.disclosure.terms import Terms, band_of
from ladder.core.synthesis.result import Analysis, GroupSignal, ItemResult
from ladder.core.synthesis.rules import Rules

BAND = 10
PERCENT = 100


@dataclass(frozen=True, slots=True)
class Cell:
    """One group on one requirement. `low` and `high` are percent in support, None where no share is told.

    `state` is shown, merged, hidden, few or silent. `with` are the groups that a merged row stands for.
    """

    group: str
    state: str
    members: tuple[str, ...] = ()
    voices: str = ""
    low: int | None = None
    high: int | None = None
    lean: str = ""
    heard: str = ""
    with_change: str = ""
    is_discounted: bool = False
    is_objecting: bool = False

    @property
    def width(self) -> int:
        """How wide the bar is, in percent; at least 2, so that it can be seen."""
        return max((self.high or 0) - (self.low or 0), 2)

    @property
    def left(self) -> int:
        """Where the bar begins, in percent."""
        return min(self.low or 0, PERCENT - self.width)


@dataclass(frozen=True, slots=True)
class Line:
    """One requirement with its classes and cells, in the order of the groups."""

    key: str
    principle: int
    level: int
    classes: tuple[str, ...]
    cells: tuple[Cell, ...]
    is_stable: bool | None
    equal_voice: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard of a round: groups in order, one line a requirement. `number` is the release, 0 for none."""

    groups: tuple[str, ...]
    lines: tuple[Line, ...]
    number: int = 0

    def line(self, key: str) -> Line | None:
        """The line of one requirement."""
        return next((line for line in self.lines if line.key == key), None)


@dataclass(frozen=True, slots=True)
class Filter:
    """What a reader wants to see; 0 and "" leave that side open."""

    principle: int = 0
    group: str = ""
    of_class: str = ""

    def select(self, heard: Heard) -> Heard:
        """The part of the matrix that is asked for."""
        lines = [
            line
            for line in heard.lines
            if self.principle in {0, line.principle} and (not self.of_class or self.of_class in line.classes)
        ]
        if self.group not in heard.groups:
            return Heard(heard.groups, tuple(lines), heard.number)
        narrowed = (narrow(line, self.group) for line in lines)
        return Heard((self.group,), tuple(narrowed), heard.number)


def narrow(line: Line, group: str) -> Line:
    """A line with the cell of one group."""
    return replace(line, cells=tuple(cell for cell in line.cells if cell.group == group))


def items_of(consultation: Round) -> dict[str, RoundItem]:
    """The requirements that a round asks about, in order."""
    return {item.key: item for item in consultation.items.order_by("position")}


def heard_in_release(tables: PublishedTables, items: Mapping[str, RoundItem], groups: Sequence[str]) -> Heard:
    """The matrix of a release."""
    rows: dict[str, list[PublishedRow]] = {}
    for row in tables.rows:
        if not row.gender:
            rows.setdefault(row.item, []).append(row)
    told = {item.item: item for item in tables.items}
    lines = (line_of_release(items[key], told.get(key), rows.get(key, ()), groups) for key in items)
    return Heard(tuple(groups), tuple(lines), tables.number)


def line_of_release(
    item: RoundItem, told: PublishedItem | None, rows: Iterable[PublishedRow], groups: Sequence[str]
) -> Line:
    """One requirement as a release tells it."""
    by_group = {member: row for row in rows for member in row.members}
    objectors = set(told.objectors) if told else set()
    cells = tuple(cell_of_row(group, by_group.get(group), objectors) for group in groups)
    voice = percents(told.equal_voice) if told and told.equal_voice else None
    classes = told.classes if told else ()
    return Line(item.key, item.principle, item.level, classes, cells, told.is_stable if told else None, voice)


def cell_of_row(group: str, row: PublishedRow | None, objectors: set[str]) -> Cell:
    """One group's cell; a group that no row names was silent."""
    if row is None:
        return Cell(group, SILENT)
    if not row.has_figures:
        return Cell(group, row.state)
    low, high = percents(row.share) if row.share else (None, None)
    return Cell(
        group=group,
        state=row.state,
        members=row.members if len(row.members) > 1 else (),
        voices=span_words(row.voices),
        low=low,
        high=high,
        lean=row.lean,
        heard=row.heard,
        with_change=row.with_change,
        is_discounted=row.is_discounted,
        is_objecting=row.group in objectors,
    )


def span_words(span: Span | None) -> str:
    """People as they are told: one number, two with a dash, or from one upwards."""
    return "" if span is None else str(span).replace("-", "–")


def percents(share: ShareSpan) -> tuple[int, int]:
    """A share in whole percent, never narrower than it is."""
    return floor(share.low), ceil(share.high)


def heard_so_far(analysis: Analysis, items: Mapping[str, RoundItem], rules: Rules) -> Heard:
    """The matrix of what is weighed, before any release, with small groups already hidden."""
    groups = tuple(frame.key for frame in analysis.groups)
    terms = Terms.of(rules)
    smallest = {frame.key: terms.threshold(is_vulnerable=frame.is_vulnerable) for frame in analysis.groups}
    lines = (line_so_far(items[result.statement], result, smallest, terms) for result in analysis.items)
    return Heard(groups, tuple(lines))


def line_so_far(item: RoundItem, result: ItemResult, smallest: Mapping[str, int], terms: Terms) -> Line:
    """One requirement as it is weighed."""
    cells = tuple(
        replace(cell_of_signal(key, signal, smallest[key], terms), is_objecting=key in result.objectors)
        for key, signal in result.groups.items()
    )
    return Line(item.key, item.principle, item.level, result.classes, cells, result.is_stable)


def cell_of_signal(group: str, signal: GroupSignal, smallest: int, terms: Terms) -> Cell:
    """One group's cell: its interval widened to whole bands of ten percent."""
    people = signal.agree + signal.disagree + signal.passed
    if people < smallest:
        return Cell(group, SILENT if not people else FEW if people < terms.few_below else HIDDEN)
    return Cell(
        group=group,
        state=SHOWN,
        voices=span_words(Span(*band_of(people, smallest))),
        low=floor(signal.low * PERCENT / BAND) * BAND,
        high=min(ceil(signal.high * PERCENT / BAND) * BAND, PERCENT),
        lean=signal.lean,
        heard=heard_word(signal, terms),
        is_discounted=signal.effective < people,
    )


def heard_word(signal: GroupSignal, terms: Terms) -> str:
    """How far a group's independent voices go."""
    if min(signal.effective, signal.independent) >= terms.enough_from:
        return ENOUGH
    return SOME if signal.effective >= terms.some_from else LITTLE
