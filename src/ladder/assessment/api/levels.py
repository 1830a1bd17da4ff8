"""Endpoints that tell where sites stand and why."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from ninja import Query, Router

from ladder.accounts.api_auth import optional
from ladder.assessment import access, queries
from ladder.assessment.api.schemas import DeterminationsOut, LevelsOut, Status
from ladder.assessment.forms import is_sensible
from ladder.assessment.models import SiteLevel
from ladder.assessment.reading import look_on
from ladder.assessment.review_beside import with_review
from ladder.catalogue.queries import current_version
from ladder.core.assessment.document import as_document
from ladder.webkit.faults import Fault
from ladder.webkit.reading import FaultyInput

router = Router(tags=["assessment"])
LARGEST_PAGE = 200
FIELDS = ("requirement", "state", "observed_on", "valid_until", "grade", "known_on")
REVIEW_FIELDS = ("finding", "kind", "review", "withdrawn_on", "statement", "appeal")


@router.get("/levels", response=LevelsOut, auth=optional, summary="Present levels of all sites")
def list_levels(
    request: HttpRequest, level: Annotated[int | None, Query(ge=0, le=9)] = None, status: Status = "",
    offset: Annotated[int, Query(ge=0, le=10**7)] = 0, limit: Annotated[int, Query(ge=1, le=LARGEST_PAGE)] = 50,
) -> dict[str, Any]:  # fmt: skip
    """Highest level first. What is shown is public: no reasons, no names of people, no precise place."""
    del request
    version = current_version()
    today = timezone.localdate()
    found = queries.levels_for(version, queries.LevelFilter(level, status), today)
    items = [line_of(one, today) for one in found[offset : offset + limit]]
    return {"version": version.version if version else None, "total": found.count(), "items": items}


def line_of(one: SiteLevel, today: date) -> dict[str, Any]:
    """One site's level in the list."""
    return {
        "site": one.site.public_id,
        "code": one.site.code,
        "name": one.site.name,
        "level": one.level,
        "status": queries.DUE if one.is_due(today) else one.status,
        "grade": one.grade,
        "levels": one.vector,
        "computed_on": one.computed_on,
        "changes_on": one.changes_on,
    }


@router.get("/sites/{uuid:public_id}/level", auth=optional, summary="Level of a site as of a date, with its reasons")
def read_level(request: HttpRequest, public_id: UUID, on: date | None = None, version: str = "") -> dict[str, Any]:
    """The document that `ladder assess` prints. Reasons are left out for those who may not see them."""
    today = timezone.localdate()
    if on and not is_sensible(on, today):
        raise FaultyInput([Fault("on", gettext("Give a day from the year 2000 to ten years ahead."))])
    look = look_on(request.user, public_id, on or today, version)
    document = as_document(queries.result_on(look.site, look.version, look.day))
    if not access.may_see_reasons(request.user, look.site):
        document = {key: document[key] for key in ("as_of", "site_level", "levels", "status", "grade", "method")}
    return {**document, "version": look.version.version, "content_hash": look.version.content_hash}


@router.get(
    "/sites/{uuid:public_id}/determinations",
    response=DeterminationsOut,
    auth=optional,
    summary="Every determination at a site",
)
def list_determinations(request: HttpRequest, public_id: UUID, version: str = "") -> dict[str, Any]:
    """Newest first; names and reasons only for those who work on the site.

    `review` is the verdict on the hand-in ("" where nobody reviewed it), `statement` the operator's latest words,
    `appeal` open, upheld or dismissed. A finding counts no more from `withdrawn_on`.
    """
    look = look_on(request.user, public_id, timezone.localdate(), version)
    access.require_reasons(request.user, look.site)
    fields = ["requirement__key", *FIELDS[1:], *REVIEW_FIELDS]
    names = [*FIELDS, *REVIEW_FIELDS]
    if access.open_notes(request.user, look.site):
        fields, names = [*fields, "decided_by", "reason"], [*names, "decided_by", "reason"]
    rows = with_review(queries.history_of(look.site, look.version)).values_list(*fields)
    return {
        "version": look.version.version,
        "columns": names,
        "rows": [[None if value is None else str(value) for value in row] for row in rows],
    }
