"""Rows of the public tables as cells of text, and back: the one wording of figures in files and documents."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ladder.core.synthesis.disclosure.figures import FigureError, ShareSpan, Span
from ladder.core.synthesis.disclosure.leaning import WORDS
from ladder.core.synthesis.disclosure.published import (
    CHANGES,
    HEARD,
    KINDS,
    SHOWN,
    STATES,
    WITHHELD,
    Place,
    PublishedGroup,
    PublishedItem,
    PublishedPeople,
    PublishedRow,
)
from ladder.core.synthesis.result import CLASSES

Cells = Mapping[str, str]
LIST = ";"
YES, NO = "yes", "no"
SIDES = ("support", "refusal")
ROW_NEEDS = ("item", "group")
ROW_COLUMNS = (
    "item",
    "group",
    "state",
    "voices",
    "share",
    "lean",
    "heard",
    "with_change",
    "discounted",
    "since",
    "first",
)
ROW_MORE = ("gender", "agree", "disagree", "passed")
ITEM_COLUMNS = (
    "item", "title", "classes", "equal_voice", "side", "divergent", "tested_in", "stable", "objectors", "not_heard",
)  # fmt: skip
GROUP_COLUMNS = ("group", "name", "invited", "vulnerable")
PEOPLE_COLUMNS = ("kind", "group", "gender", "count", "since")


class CellError(ValueError):
    """A cell that cannot be read; `column` names it."""

    def __init__(self, column: str, problem: str) -> None:
        super().__init__(problem)
        self.column = column


def cells_of_row(row: PublishedRow) -> dict[str, str]:
    """A row as cells."""
    return {
        "item": row.item,
        "group": row.group,
        "state": row.state,
        "voices": text_of(row.voices),
        "share": text_of(row.share),
        "lean": row.lean,
        "heard": row.heard,
        "with_change": row.with_change,
        "discounted": YES if row.is_discounted else NO,
        "since": str(row.since),
        "first": str(row.first),
    }


def row_of_cells(cells: Cells, number: int, place: Place) -> PublishedRow:
    """A row of release `number`; also one with exact counts, or with nothing but some of the figures.

    Raises:
        CellError: a cell cannot be read.
    """
    spans = {column: span_in(cells, column) for column in ("voices", "agree", "disagree", "passed")}
    share = share_in(cells, "share")
    says = share is not None or any(spans.values())
    row = PublishedRow(
        item=filled(cells, "item"),
        group=filled(cells, "group"),
        state=word_in(cells, "state", STATES) or (SHOWN if says else WITHHELD),
        voices=spans["voices"] or added_up([spans["agree"], spans["disagree"], spans["passed"]]),
        share=share,
        lean=word_in(cells, "lean", WORDS),
        heard=word_in(cells, "heard", HEARD),
        with_change=word_in(cells, "with_change", CHANGES),
        is_discounted=word_in(cells, "discounted", (YES, NO)) == YES,
        since=number_in(cells, "since", number),
        gender=cells.get("gender", ""),
        agree=spans["agree"],
        disagree=spans["disagree"],
        passed=spans["passed"],
        place=place,
    )
    return replace(row, first=number_in(cells, "first", row.since))


def added_up(spans: Sequence[Span | None]) -> Span | None:
    """All voices, where every kind of answer is told exactly."""
    known = [span for span in spans if span is not None and span.low == span.high]
    return Span(*[sum(span.low for span in known)] * 2) if len(known) == len(spans) else None


def cells_of_item(each: PublishedItem, title: str = "") -> dict[str, str]:
    """An item as cells."""
    return {
        "item": each.item,
        "title": title,
        "classes": LIST.join(each.classes),
        "equal_voice": text_of(each.equal_voice),
        "side": each.side,
        "divergent": "" if each.divergent is None else YES if each.divergent else NO,
        "tested_in": str(each.tested_in),
        "stable": YES if each.is_stable else NO,
        "objectors": LIST.join(each.objectors),
        "not_heard": LIST.join(each.not_heard),
    }


def item_of_cells(cells: Cells, number: int, place: Place) -> PublishedItem:
    """An item of release `number`.

    Raises:
        CellError: a cell cannot be read.
    """
    divergent = word_in(cells, "divergent", (YES, NO))
    return PublishedItem(
        item=filled(cells, "item"),
        classes=words_in(cells, "classes", CLASSES),
        equal_voice=share_in(cells, "equal_voice"),
        side=word_in(cells, "side", SIDES) or SIDES[0],
        divergent=divergent == YES if divergent else None,
        tested_in=number_in(cells, "tested_in", number),
        is_stable=word_in(cells, "stable", (YES, NO)) == YES,
        objectors=words_in(cells, "objectors", ()),
        not_heard=words_in(cells, "not_heard", ()),
        place=place,
    )


def cells_of_group(group: PublishedGroup, name: str = "") -> dict[str, str]:
    """A group as cells."""
    return {
        "group": group.key,
        "name": name,
        "invited": "" if group.invited is None else str(group.invited),
        "vulnerable": YES if group.is_vulnerable else NO,
    }


def group_of_cells(cells: Cells) -> PublishedGroup:
    """A group.

    Raises:
        CellError: a cell cannot be read.
    """
    invited = span_in(cells, "invited")
    if invited is not None and invited.low != invited.high:
        raise CellError("invited", "write one number")
    vulnerable = word_in(cells, "vulnerable", (YES, NO)) == YES
    return PublishedGroup(filled(cells, "group"), invited.low if invited else None, vulnerable)


def cells_of_people(each: PublishedPeople) -> dict[str, str]:
    """A number of people as cells; a hidden one is empty."""
    return {
        "kind": each.kind,
        "group": each.group,
        "gender": each.gender,
        "count": text_of(each.count),
        "since": str(each.since),
    }


def people_of_cells(cells: Cells, number: int, place: Place) -> PublishedPeople:
    """A number of people of release `number`.

    Raises:
        CellError: a cell cannot be read.
    """
    kind = word_in(cells, "kind", KINDS) or KINDS[0]
    since = number_in(cells, "since", number)
    return PublishedPeople(kind, cells.get("group", ""), cells.get("gender", ""), span_in(cells, "count"), since, place)


def text_of(figure: Span | ShareSpan | None) -> str:
    """A figure as text; empty where there is none."""
    return "" if figure is None else str(figure)


def filled(cells: Cells, column: str) -> str:
    """A cell that must not be empty."""
    if not cells.get(column):
        raise CellError(column, "fill it in")
    return cells[column]


def word_in(cells: Cells, column: str, words: tuple[str, ...]) -> str:
    """A cell that is empty or one of some words."""
    text = cells.get(column, "")
    if text and text not in words:
        raise CellError(column, f"{text!r} is not one of {', '.join(words)}")
    return text


def words_in(cells: Cells, column: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """A cell with any number of words between semicolons; any words where none are listed."""
    found = tuple(each for each in cells.get(column, "").split(LIST) if each)
    for each in found:
        if words and each not in words:
            raise CellError(column, f"{each!r} is not one of {', '.join(words)}")
    return found


def span_in(cells: Cells, column: str) -> Span | None:
    """A cell that is empty or a span of counts."""
    text = cells.get(column, "")
    try:
        return Span.parse(text) if text else None
    except FigureError as problem:
        raise CellError(column, f"{text!r}: {problem}") from problem


def share_in(cells: Cells, column: str) -> ShareSpan | None:
    """A cell that is empty or a share."""
    text = cells.get(column, "")
    try:
        return ShareSpan.parse(text) if text else None
    except FigureError as problem:
        raise CellError(column, f"{text!r}: {problem}") from problem


def number_in(cells: Cells, column: str, otherwise: int) -> int:
    """A cell that is empty or the number of a release."""
    span = span_in(cells, column)
    if span is None:
        return otherwise
    if span.low != span.high or not 1 <= span.low <= otherwise:
        raise CellError(column, f"{cells[column]!r} is not the number of this or an earlier release")
    return span.low
