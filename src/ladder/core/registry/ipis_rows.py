"""One row of the IPIS table: a visit to a place and what was said there that day.

Blank is "not asked" and gives no fact; 0 is "asked: no" and gives one. What cannot be read is reported, never guessed.
Method page: docs/how-to/import-ipis.md.
"""

import hashlib
import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ladder.core.registry.ipis_columns import Layout, Trouble
from ladder.core.registry.ipis_facts import FactRow, read_facts
from ladder.core.registry.places import is_in_country
from ladder.core.registry.words import COLLECTORS, read_origin

FIRST_DAY = date(1990, 1, 1)
PLACEHOLDER_DAY = date(2019, 5, 15)
CODE = re.compile(r"\A[A-Za-z]{2,12}\d{1,10}\Z")
VISIT_ID = re.compile(r"\A\d{1,12}\Z")
THIRD_PARTY = "Third-party information"
IDENTITY = ("FID", "vid", "cid", "id")


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """The place as one row describes it."""

    code: str
    name: str
    province: str
    province_before_2015: str
    territoire: str
    collectivite: str
    groupement: str
    village: str
    latitude: float | None
    longitude: float | None
    origin: str
    origin_note: str


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One row that was understood. `sameness` is equal for two rows that say the same under different numbers."""

    row: int
    visit_id: str
    place: PlaceRow
    visited_on: date
    precision: str
    is_on_site: bool | None
    reason_not_visited: str
    collector: str
    source_key: str
    project: str
    method: str
    facts: tuple[FactRow, ...]
    sameness: str
    troubles: tuple[Trouble, ...] = field(default=())


def read_row(number: int, cells: Mapping[str, str], layout: Layout, today: date) -> VisitRow | tuple[Trouble, ...]:
    """A visit with what is doubtful about it, or the reasons why the row cannot be used.

    Args:
        number: the row in the file, the header being row 1.
        cells: text by column, blanks around it already taken off.
        layout: which of the two tables this is.
        today: visits after this day are refused.
    """
    day, refused = read_identity(number, cells, today)
    if refused or day is None:
        return tuple(refused)
    place, doubts = read_place(number, cells)
    visit_doubts, precision, method = read_circumstances(number, cells, day)
    facts, fact_doubts = read_facts(number, cells, layout, method)
    return VisitRow(
        row=number,
        visit_id=cells["vid"],
        place=place,
        visited_on=day,
        precision=precision,
        is_on_site={"1": True, "0": False}.get(cells["visit_onsite"]),
        reason_not_visited=cells["visit_onsite_novisitreason"],
        collector=cells["source"],
        source_key=COLLECTORS.get(cells["source"], "ipis"),
        project=cells["project"],
        method=method,
        facts=facts,
        sameness=same_content(cells),
        troubles=(*doubts, *visit_doubts, *fact_doubts),
    )


def read_identity(number: int, cells: Mapping[str, str], today: date) -> tuple[date | None, list[Trouble]]:
    """The day of the visit; and why the row cannot be used: no number, no code, no name, no day."""
    refused = []
    if not VISIT_ID.match(cells["vid"]):
        refused.append(Trouble("visit_number_unreadable", number, "vid", cells["vid"][:60]))
    if not CODE.match(cells["pcode"]):
        refused.append(Trouble("code_unreadable", number, "pcode", cells["pcode"][:60]))
    refused += [Trouble("cell_empty", number, column) for column in ("name", "province") if not cells[column]]
    day = read_day(cells["visit_date"])
    if day is None:
        refused.append(Trouble("date_unreadable", number, "visit_date", cells["visit_date"][:60]))
    elif not FIRST_DAY <= day <= today:
        refused.append(Trouble("date_impossible", number, "visit_date", cells["visit_date"]))
    return day, refused


def read_day(text: str) -> date | None:
    """A day written YYYY-MM-DD, or None."""
    try:
        return date.fromisoformat(text) if len(text) == len("2000-01-01") else None
    except ValueError:
        return None


def read_place(number: int, cells: Mapping[str, str]) -> tuple[PlaceRow, list[Trouble]]:
    """The place of a row; a position that cannot be true is left out and reported."""
    latitude, longitude = read_number(cells["latitude"]), read_number(cells["longitude"])
    doubts = []
    if latitude is None or longitude is None:
        latitude = longitude = None
        doubts.append(Trouble("position_unreadable", number, "latitude"))
    elif not is_in_country(latitude, longitude):
        rule = "position_swapped" if is_in_country(longitude, latitude) else "position_outside"
        latitude = longitude = None
        doubts.append(Trouble(rule, number, "latitude"))
    place = PlaceRow(
        cells["pcode"],
        cells["name"],
        cells["province"],
        cells["province_old"],
        cells["territoire"],
        cells["collectivite"],
        cells["groupement"],
        cells["village"],
        latitude,
        longitude,
        read_origin(cells["location_origin"]),
        cells["location_origin"],
    )
    return place, doubts


def read_number(text: str) -> float | None:
    """A finite decimal number with a point, or None."""
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def read_circumstances(number: int, cells: Mapping[str, str], day: date) -> tuple[list[Trouble], str, str]:
    """What is doubtful about a visit, how far its date can be believed, and the method that follows."""
    doubts, precision = [], "day"
    if day == PLACEHOLDER_DAY:
        precision = "placeholder"
        doubts.append(Trouble("date_placeholder", number, "visit_date", day.isoformat()))
    elif (day.month, day.day) == (1, 1):
        precision = "year"
        doubts.append(Trouble("date_year_only", number, "visit_date", day.isoformat()))
    reason = cells["visit_onsite_novisitreason"]
    if cells["visit_onsite"] == "1" and reason:
        doubts.append(Trouble("visited_and_not_visited", number, "visit_onsite", reason[:60]))
    elif cells["visit_onsite"] not in {"", "0", "1"}:
        doubts.append(Trouble("answer_unreadable", number, "visit_onsite", cells["visit_onsite"][:60]))
    if cells["source"] not in COLLECTORS:
        doubts.append(Trouble("collector_unknown", number, "source", cells["source"][:60]))
    seen = cells["visit_onsite"] == "1" and not reason and cells["source"] != "Third-party"
    return doubts, precision, "visit" if seen else "report"


def same_content(cells: Mapping[str, str]) -> str:
    """A hash over all cells but the numbers of the row."""
    content = {column: text for column, text in cells.items() if column not in IDENTITY and text}
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def digest_of(visit: VisitRow) -> str:
    """A hash over what was understood of a visit: the same as long as an import would store the same."""
    content = [
        visit.place.code,
        visit.visited_on.isoformat(),
        visit.precision,
        visit.is_on_site,
        visit.collector,
        visit.project,
        [[fact.kind, fact.value] for fact in visit.facts],
    ]
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
