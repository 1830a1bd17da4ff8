"""How the registry's rows look in the API. Places are public ones throughout."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from ninja import Field, Schema

from ladder.core.registry.comparing import FactGroup, FactView
from ladder.core.registry.maps import COUNTRY
from ladder.core.registry.places import Place
from ladder.registry.models import ImportRun
from ladder.registry.queries.site import Statement
from ladder.registry.queries.sites import SiteRow


class PlaceOut(Schema):
    """Where a site is: the middle of its grid cell (H3, resolution 5), never its own position."""

    province: str
    territoire: str
    cell: str
    latitude: float | None
    longitude: float | None
    radius_km: float | None


class SiteOut(Schema):
    """A site with its public place."""

    id: UUID
    code: str
    name: str
    kind: str
    place: PlaceOut
    minerals: list[str]
    headcount: int | None
    headcount_on: date | None
    is_demonstration: bool
    credit: str


class SitesOut(Schema):
    """One page of sites; `next` is the number of the page that follows, or null."""

    count: int
    page: int
    next: int | None
    sites: list[SiteOut]


class FactOut(Schema):
    """One thing a source says, seen on a day."""

    id: UUID
    kind: str
    value: Any
    unit: str
    observed_on: date
    date_precision: str
    method: str
    source: str
    collected_by: str
    is_doubted: bool
    is_sensitive: bool
    replaced_by: str
    note: str


class FactGroupOut(Schema):
    """All that is said about one thing: the last word of each source, and what was said before."""

    kind: str
    disagrees: bool
    latest: list[FactOut]
    earlier: list[FactOut]


class LegalStatusOut(Schema):
    """A statement of legal status; contested where another source says otherwise for the same days."""

    id: UUID
    status: str
    starts_on: date
    ends_on: date | None
    source: str
    proof: str
    is_current: bool
    is_contested: bool
    is_replaced: bool


class CellOut(Schema):
    """A grid cell and how many sites it holds."""

    cell: str
    count: int
    latitude: float
    longitude: float


class CellsOut(Schema):
    """Counts per cell of a window."""

    bbox: list[float]
    resolution: int
    radius_km: float
    cells: list[CellOut]


class NewFact(Schema):
    """A fact to be added; `source` is the key of a source in whose name you may speak."""

    kind: Annotated[str, Field(max_length=40)]
    value: bool | int | str | list[str]
    observed_on: date
    method: Annotated[str, Field(max_length=12)]
    source: Annotated[str, Field(max_length=60)]
    note: Annotated[str, Field(max_length=300)] = ""


class NewLegalStatus(Schema):
    """A statement of legal status to be added."""

    status: Annotated[str, Field(max_length=32)]
    starts_on: date
    ends_on: date | None = None
    source: Annotated[str, Field(max_length=60)]
    proof: Annotated[str, Field(max_length=300)] = ""


class RunOut(Schema):
    """An import and what it took."""

    id: UUID
    file_name: str
    sha256: str
    layout: str
    counts: dict[str, int]


class ImportOut(Schema):
    """What an import did; `run` is null where the file held nothing new."""

    run: RunOut | None
    counts: dict[str, int]


class Created(Schema):
    """The id of what was added."""

    id: UUID


class SiteQuery(Schema):
    """What is looked for."""

    q: Annotated[str, Field(max_length=80, description="Words of the name")] = ""
    province: Annotated[str, Field(max_length=60)] = ""
    mineral: Annotated[str, Field(max_length=24, description="Such as cobalt")] = ""
    cell: Annotated[str, Field(max_length=15, description="An H3 cell of resolution 3, 4 or 5")] = ""
    page: Annotated[int, Field(ge=1, le=100_000)] = 1


class CellQuery(Schema):
    """The window and the size of cells."""

    bbox: Annotated[str, Field(max_length=80, description="west,south,east,north in degrees")] = COUNTRY.as_text()
    resolution: Annotated[int, Field(ge=3, le=5, description="Size of cells: 3 large, 5 the public cells")] = 3
    province: Annotated[str, Field(max_length=60)] = ""
    mineral: Annotated[str, Field(max_length=24)] = ""


def place_out(place: Place) -> dict[str, Any]:
    """A public place as the API shows it."""
    return {
        "province": place.province,
        "territoire": place.territoire,
        "cell": place.cell,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "radius_km": place.radius_km,
    }


def site_out(row: SiteRow) -> dict[str, Any]:
    """A site as the API shows it."""
    return {
        "id": row.public_id,
        "code": row.code,
        "name": row.name,
        "kind": row.kind,
        "place": place_out(row.place),
        "minerals": list(row.minerals),
        "headcount": row.headcount,
        "headcount_on": row.headcount_on,
        "is_demonstration": row.is_demonstration,
        "credit": row.credit,
    }


def fact_out(fact: FactView) -> dict[str, Any]:
    """A fact as the API shows it."""
    return {
        "id": fact.key,
        "kind": fact.kind,
        "value": fact.value,
        "unit": fact.unit,
        "observed_on": fact.observed_on,
        "date_precision": fact.precision,
        "method": fact.method,
        "source": fact.source_key,
        "collected_by": fact.collected_by,
        "is_doubted": fact.is_doubted,
        "is_sensitive": fact.is_sensitive,
        "replaced_by": fact.replaced_by,
        "note": fact.note,
    }


def group_out(group: FactGroup) -> dict[str, Any]:
    """A group of facts as the API shows it."""
    return {
        "kind": group.kind,
        "disagrees": group.disagrees,
        "latest": [fact_out(fact) for fact in group.latest],
        "earlier": [fact_out(fact) for fact in group.earlier],
    }


def statement_out(statement: Statement) -> dict[str, Any]:
    """A statement of legal status as the API shows it."""
    row = statement.row
    return {
        "id": row.public_id,
        "status": row.status,
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
        "source": row.source.key,
        "proof": row.proof,
        "is_current": statement.is_current,
        "is_contested": statement.is_contested,
        "is_replaced": statement.is_replaced,
    }


def run_out(run: ImportRun) -> dict[str, Any]:
    """An import as the API shows it."""
    return {
        "id": run.public_id,
        "file_name": run.file_name,
        "sha256": run.sha256,
        "layout": run.layout,
        "counts": run.counts,
    }
