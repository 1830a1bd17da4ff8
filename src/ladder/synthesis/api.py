"""Results for programs: releases of a round, their files and their items. Nothing before it is published."""

from datetime import date
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from ninja import Field, Router, Schema

from ladder.accounts.api_auth import optional
from ladder.consultation.access import get_round_or_404
from ladder.consultation.models import Round
from ladder.core.synthesis.disclosure.published import PublishedItem, PublishedRow
from ladder.synthesis.models import Release
from ladder.synthesis.queries import releases

router = Router(tags=["results"])


class SpanOut(Schema):
    """From `low` to `high`, both possible; a `high` of null is open."""

    low: float
    high: float | None


class ReleaseOut(Schema):
    """One published release. `digest` is the SHA-256 of its manifest, `rules_digest` that of the rules."""

    number: int
    kind: Annotated[str, Field(description="interim, or closing")]
    published_on: date | None
    digest: str
    rules_digest: str
    certificate: dict[str, Any]


class FileOut(Schema):
    """One file of a release. Its text is at /results/<round>/releases/<number>/files/<name>."""

    name: str
    digest: str


class ReleaseDetailOut(ReleaseOut):
    """A release with its files."""

    files: list[FileOut]


class RowOut(Schema):
    """One public row: a group, or several joined by `+`. Without figures unless it is shown or merged."""

    group: str
    state: Annotated[str, Field(description="shown, merged, hidden, few, silent")]
    voices: SpanOut | None
    share: SpanOut | None
    lean: str
    heard: str
    with_change: str
    is_discounted: bool
    since: int


class ItemOut(Schema):
    """One requirement with its classes and rows, as published."""

    item: str
    classes: list[str]
    is_stable: bool
    objectors: list[str]
    not_heard: list[str]
    rows: list[RowOut]


class ItemsOut(Schema):
    """The requirements of the newest published release, or of the one asked for."""

    round: str
    release: int
    framework_version: str
    items: list[ItemOut]


@router.get(
    "/rounds/{address}/releases", response=list[ReleaseOut], auth=optional, summary="Published releases of a round"
)
def list_releases(request: HttpRequest, address: str) -> list[dict[str, Any]]:
    """Oldest first; empty where nothing was published."""
    return [describe(one) for one in published_of(get_round_or_404(request.user, address))]


@router.get(
    "/rounds/{address}/releases/{int:number}",
    response=ReleaseDetailOut,
    auth=optional,
    summary="One published release with its files",
)
def show_release(request: HttpRequest, address: str, number: int) -> dict[str, Any]:
    """One release."""
    release = find(get_round_or_404(request.user, address), number)
    return {**describe(release), "files": releases.list_files(release)}


@router.get(
    "/rounds/{address}/items", response=ItemsOut, auth=optional, summary="Signals of every requirement, as published"
)
def list_items(request: HttpRequest, address: str, release: int | None = None) -> dict[str, Any]:
    """What the newest published release says (or release number `release`), row by row."""
    consultation = get_round_or_404(request.user, address)
    found = find(consultation, release)
    tables = releases.bundle_of(found).tables
    rows: dict[str, list[PublishedRow]] = {}
    for row in tables.rows:
        rows.setdefault(row.item, []).append(row)
    return {
        "round": consultation.address,
        "release": found.number,
        "framework_version": consultation.version.version,
        "items": [describe_item(item, rows.get(item.item, [])) for item in tables.items],
    }


def published_of(consultation: Round) -> list[Release]:
    """The published releases of a round."""
    return list(releases.releases_of(consultation).filter(state=Release.State.PUBLISHED))


def find(consultation: Round, number: int | None) -> Release:
    """The published release of this number; the newest where none is named."""
    every = published_of(consultation)
    found = [one for one in every if number in {None, one.number}]
    if not found:
        raise Http404
    return found[-1]


def describe(release: Release) -> dict[str, Any]:
    """A release as the API tells it."""
    names = ("number", "kind", "published_on", "digest", "rules_digest", "certificate")
    return {name: getattr(release, name) for name in names}


def describe_item(item: PublishedItem, rows: list[PublishedRow]) -> dict[str, Any]:
    """A requirement with its rows."""
    return {
        "item": item.item,
        "classes": list(item.classes),
        "is_stable": item.is_stable,
        "objectors": list(item.objectors),
        "not_heard": list(item.not_heard),
        "rows": [describe_row(row) for row in rows if not row.gender],
    }


def describe_row(row: PublishedRow) -> dict[str, Any]:
    """A row of a requirement."""
    names = ("group", "state", "lean", "heard", "with_change", "is_discounted", "since")
    voices = {"low": row.voices.low, "high": row.voices.high} if row.voices else None
    share = {"low": float(row.share.low), "high": float(row.share.high)} if row.share else None
    return {**{name: getattr(row, name) for name in names}, "voices": voices, "share": share}
