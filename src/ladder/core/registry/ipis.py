"""The whole IPIS table: every row read, what rows say together doubted, nothing dropped without a word."""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from ladder.core.registry.ipis_columns import CURRENT_COLUMNS, Layout, Trouble, read_header
from ladder.core.registry.ipis_rows import VisitRow, read_row
from ladder.core.registry.ipis_text import MOST_ROWS, iterate_rows, read_text
from ladder.core.registry.names import find_spellings

METHOD = ("ipis-visits", "1")
MOST_TROUBLES = 200
REFUSED_SHARE = 0.1
FEWEST_ROWS_FOR_SHARE = 20
CROWD = 60
JUMP_RATIO = 10
JUMP_LEAST = 500


@dataclass(frozen=True, slots=True)
class Table:
    """What a file holds. `faults` non-empty: the file is refused as a whole and `visits` is empty.

    `doubted` names facts as (visit number, kind); `blurred` names visits whose date turned out a placeholder.
    """

    layout: str
    rows: int
    visits: tuple[VisitRow, ...]
    merged: tuple[Trouble, ...]
    doubts: tuple[Trouble, ...]
    refused: tuple[Trouble, ...]
    faults: tuple[Trouble, ...]
    doubted: frozenset[tuple[str, str]] = frozenset()
    blurred: frozenset[str] = frozenset()


def read_table(content: bytes, today: date) -> Table:
    """Read a whole file. Never raises: whatever is wrong stands in `faults`, with its place."""
    text, faults = read_text(content)
    if faults:
        return refuse("", 0, faults)
    rows = iterate_rows(text)
    try:
        layout, faults = read_header(next(rows))
        if layout is None:
            return refuse("", 0, faults)
        numbered = [(number, row) for number, row in enumerate(rows, 2) if any(cell.strip() for cell in row)]
    except csv.Error as fault:
        return refuse("", 0, (Trouble("not_csv", seen=str(fault)),))
    misshapen = check_shape(numbered, layout)
    return refuse(layout.key, len(numbered), misshapen) if misshapen else read_visits(numbered, layout, today)


def refuse(layout: str, rows: int, faults: Sequence[Trouble]) -> Table:
    """A table of which nothing is taken."""
    listed = tuple(faults[:MOST_TROUBLES])
    if len(faults) > MOST_TROUBLES:
        listed = (*listed, Trouble("more_faults", seen=str(len(faults) - MOST_TROUBLES)))
    return Table(layout, rows, (), (), (), (), listed)


def check_shape(rows: Sequence[tuple[int, list[str]]], layout: Layout) -> list[Trouble]:
    """Rows that do not have as many cells as the header, and a file without rows or with too many."""
    if not rows:
        return [Trouble("no_rows")]
    if len(rows) > MOST_ROWS:
        return [Trouble("too_many_rows", seen=str(len(rows)))]
    width = len(layout.columns)
    return [Trouble("row_width", number, seen=f"{len(row)}/{width}") for number, row in rows if len(row) != width]


def read_visits(rows: Sequence[tuple[int, list[str]]], layout: Layout, today: date) -> Table:
    """Read every row, then look at them together."""
    visits: list[VisitRow] = []
    refused: list[Trouble] = []
    for number, row in rows:
        cells = dict.fromkeys(CURRENT_COLUMNS, "")
        cells.update(zip(layout.columns, (" ".join(cell.split()) for cell in row), strict=True))
        read = read_row(number, cells, layout, today)
        if isinstance(read, VisitRow):
            visits.append(read)
        else:
            refused += read
    spoiled = len({trouble.row for trouble in refused})
    if spoiled > REFUSED_SHARE * len(rows) and (len(rows) >= FEWEST_ROWS_FOR_SHARE or spoiled == len(rows)):
        return refuse(layout.key, len(rows), [*refused, Trouble("too_many_refused", seen=f"{spoiled}/{len(rows)}")])
    kept, merged, twice = drop_doubles(visits)
    return look_at_all(layout, len(rows), kept, merged, [*refused, *twice])


def drop_doubles(visits: Sequence[VisitRow]) -> tuple[list[VisitRow], list[Trouble], list[Trouble]]:
    """Rows that say the same are one visit; a number used for two different visits is refused the second time."""
    by_id: dict[str, VisitRow] = {}
    by_content: dict[str, VisitRow] = {}
    kept, merged, refused = [], [], []
    for visit in visits:
        same = by_content.get(visit.sameness)
        if same is not None:
            merged.append(Trouble("visit_twice", visit.row, "vid", f"{visit.visit_id} = {same.visit_id}"))
        elif visit.visit_id in by_id:
            refused.append(Trouble("number_used_twice", visit.row, "vid", visit.visit_id))
        else:
            by_id[visit.visit_id] = by_content[visit.sameness] = visit
            kept.append(visit)
    return kept, merged, refused


def look_at_all(
    layout: Layout, rows: int, visits: Sequence[VisitRow], merged: Sequence[Trouble], refused: Sequence[Trouble]
) -> Table:
    """What only shows when all rows are seen together."""
    by_code: dict[str, list[VisitRow]] = defaultdict(list)
    for visit in visits:
        by_code[visit.place.code].append(visit)
    own = [trouble for visit in visits for trouble in visit.troubles]
    renamed = [trouble for trouble in own if trouble.rule == "service_renamed"]
    jumps = [jump for same in by_code.values() for jump in find_jumps(same)]
    blurred = find_crowded_days(visits)
    doubts = [
        *(trouble for trouble in own if trouble.rule != "service_renamed"),
        *(trouble for trouble, _ in jumps),
        *(Trouble("date_shared", visit.row, "visit_date", visit.visited_on.isoformat()) for visit in blurred),
        *(doubt for same in by_code.values() for doubt in compare_places(same)),
        *(doubt for same in by_code.values() for doubt in find_shared_days(same)),
        *doubt_spellings(by_code),
    ]
    zero = {trouble.row for trouble in own if trouble.rule == "headcount_zero"}
    doubted = {key for _, key in jumps} | {(visit.visit_id, "headcount") for visit in visits if visit.row in zero}
    return Table(
        layout=layout.key,
        rows=rows,
        visits=tuple(visits),
        merged=(*merged, *sum_up_renamed(renamed), *find_renamed_provinces(by_code)),
        doubts=tuple(sorted(doubts, key=order)),
        refused=tuple(refused),
        faults=(),
        doubted=frozenset(doubted),
        blurred=frozenset(visit.visit_id for visit in blurred),
    )


def order(trouble: Trouble) -> tuple[str, int, str, str]:
    """Findings in one order whatever the order of the work."""
    return trouble.rule, trouble.row or 0, trouble.column, trouble.seen


def find_jumps(visits: Sequence[VisitRow]) -> Iterator[tuple[Trouble, tuple[str, str]]]:
    """Headcounts of one site that differ tenfold between two visits, the larger being 500 or more."""
    counts = sorted(
        (visit.visited_on, visit.row, visit.visit_id, fact.value)
        for visit in visits
        for fact in visit.facts
        if fact.kind == "headcount" and isinstance(fact.value, int) and fact.value > 0
    )
    for (_, _, _, before), (_, row, visit_id, after) in pairwise(counts):
        if max(before, after) >= max(JUMP_LEAST, JUMP_RATIO * min(before, after)):
            yield Trouble("headcount_jump", row, "workers_numb", f"{before} → {after}"), (visit_id, "headcount")


def find_crowded_days(visits: Sequence[VisitRow]) -> list[VisitRow]:
    """Visits of one project on a day that it is said to have made 60 or more: the date of a list, not of visits."""
    crowds = Counter((visit.project, visit.visited_on) for visit in visits if visit.precision == "day")
    return [visit for visit in visits if visit.precision == "day" and crowds[visit.project, visit.visited_on] >= CROWD]


def compare_places(visits: Sequence[VisitRow]) -> list[Trouble]:
    """A code under which rows give another name, province, territory or position than its newest visit."""
    newest = max(visits, key=lambda visit: (visit.visited_on, visit.row)).place
    return [
        Trouble("place_differs", visit.row, column, f"{getattr(visit.place, column)} / {getattr(newest, column)}"[:100])
        for visit in visits
        for column in ("name", "province", "territoire")
        if getattr(visit.place, column) != getattr(newest, column)
    ] + [
        Trouble("position_differs", visit.row, "latitude")
        for visit in visits
        if (visit.place.latitude, visit.place.longitude) != (newest.latitude, newest.longitude)
    ]


def find_shared_days(visits: Sequence[VisitRow]) -> list[Trouble]:
    """Visits of one site on one day that say different things: both are kept."""
    days = Counter(visit.visited_on for visit in visits)
    return [
        Trouble("two_visits_one_day", visit.row, "visit_date", visit.visited_on.isoformat())
        for visit in visits
        if days[visit.visited_on] > 1
    ]


def doubt_spellings(by_code: dict[str, list[VisitRow]]) -> list[Trouble]:
    """Places under different codes whose names may be one name spelt differently: never merged, only named."""
    names = {code: (visits[-1].place.name, visits[-1].place.territoire) for code, visits in by_code.items()}
    first = {code: visits[0].row for code, visits in by_code.items()}
    return [
        Trouble(
            "names_alike",
            min(first[code] for code in codes),
            "name",
            ", ".join(f"{names[code][0]} ({code})" for code in codes),
        )
        for codes in find_spellings(names)
    ]


def sum_up_renamed(renamed: Iterable[Trouble]) -> list[Trouble]:
    """One line per old word, with how often it stood in the file."""
    rows: dict[str, list[int]] = defaultdict(list)
    for trouble in renamed:
        rows[trouble.seen].append(trouble.row or 0)
    return [
        Trouble("service_renamed", min(found), "state_service1", f"{word} ({len(found)})")
        for word, found in sorted(rows.items())
    ]


def find_renamed_provinces(by_code: dict[str, list[VisitRow]]) -> list[Trouble]:
    """Provinces of 2015 with the ones they came from, and at how many sites."""
    pairs: dict[tuple[str, str], list[int]] = defaultdict(list)
    for visits in by_code.values():
        place = visits[0].place
        if place.province_before_2015 and place.province_before_2015 != place.province:
            pairs[place.province_before_2015, place.province].append(visits[0].row)
    return [
        Trouble("province_renamed", min(rows), "province_old", f"{before} → {after} ({len(rows)})")
        for (before, after), rows in sorted(pairs.items())
    ]
