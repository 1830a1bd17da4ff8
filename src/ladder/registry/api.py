"""The registry for programs. Places are public ones throughout, whoever asks."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from ninja import File, Query, Router, Status
from ninja.files import UploadedFile

from ladder.accounts.api_auth import optional, signed_in
from ladder.audit.services import record_read
from ladder.core.registry.comparing import group_facts
from ladder.core.registry.ipis_text import MOST_BYTES
from ladder.core.registry.maps import finest_for, read_box
from ladder.core.registry.places import centre_of, radius_of
from ladder.registry import access, services
from ladder.registry.api_shapes import (
    CellQuery,
    CellsOut,
    Created,
    FactGroupOut,
    ImportOut,
    LegalStatusOut,
    NewFact,
    NewLegalStatus,
    RunOut,
    SiteOut,
    SiteQuery,
    SitesOut,
    group_out,
    run_out,
    site_out,
    statement_out,
)
from ladder.registry.models import Site, Source
from ladder.registry.queries.cells import count_cells
from ladder.registry.queries.imports import list_runs
from ladder.registry.queries.site import facts_of, legal_history
from ladder.registry.queries.sites import SiteFilter, find_sites, rows_of
from ladder.registry.sentences import faults_of, sentence_of
from ladder.webkit.faults import Fault
from ladder.webkit.reading import FaultyInput

router = Router(tags=["registry"])
ROWS_A_PAGE = 100


def site_of(request: HttpRequest, site_id: UUID) -> Site:
    """The site, or 404."""
    return access.get_site_or_404(request.user, site_id)


def source_of(request: HttpRequest, site: Site, key: str) -> Source:
    """The source named, among those in whose name this person may speak of this site.

    Raises:
        FaultyInput: there is none of that key.
    """
    source = access.allowed_sources(request.user, site).filter(key=key).first()
    if source is None:
        sentence = gettext("There is no such source in whose name you may speak. Choose one of yours.")
        raise FaultyInput([Fault("source", sentence)])
    return source


@router.get("/sites", auth=optional, response=SitesOut, summary="Sites, a hundred a page")
def get_sites(request: HttpRequest, wanted: Query[SiteQuery]) -> dict[str, Any]:
    """Sites by name, province, mineral or cell."""
    del request
    sites = find_sites(SiteFilter(wanted.q, wanted.province, wanted.mineral, wanted.cell))
    start = (wanted.page - 1) * ROWS_A_PAGE
    count, found = sites.count(), list(sites[start : start + ROWS_A_PAGE])
    following = wanted.page + 1 if count > start + ROWS_A_PAGE else None
    return {"count": count, "page": wanted.page, "next": following, "sites": [site_out(row) for row in rows_of(found)]}


@router.get("/sites/{uuid:site_id}", auth=optional, response=SiteOut, summary="One site")
def get_site(request: HttpRequest, site_id: UUID) -> dict[str, Any]:
    """One site with its public place, whoever asks."""
    return site_out(rows_of([site_of(request, site_id)])[0])


@router.get(
    "/sites/{uuid:site_id}/facts", auth=optional, response=list[FactGroupOut], summary="What is said about a site"
)
def get_facts(request: HttpRequest, site_id: UUID) -> list[dict[str, Any]]:
    """Facts side by side, disagreements marked. Sensitive ones only for those who assess the site; that is logged."""
    site = site_of(request, site_id)
    facts = facts_of(request.user, site)
    if any(fact.is_sensitive for fact in facts):
        record_read(actor=access.actor_of(request.user), target=f"site:{site.public_id}", why="sensitive_facts")
    return [group_out(group) for group in group_facts(facts, timezone.localdate())]


@router.post("/sites/{uuid:site_id}/facts", auth=signed_in, response={201: Created}, summary="Add a fact")
def post_fact(request: HttpRequest, site_id: UUID, fact: NewFact) -> Status[dict[str, Any]]:
    """Add what a source says. 404 for everybody who does not work on the site."""
    site = site_of(request, site_id)
    access.require(access.may_edit_site(request.user, site))
    source = source_of(request, site, fact.source)
    added = services.add_fact(
        actor=access.actor_of(request.user),
        site=site,
        kind=fact.kind,
        value=fact.value,
        observed_on=fact.observed_on,
        method=fact.method,
        source=source,
        note=fact.note,
    )
    return Status(201, {"id": added.public_id})


@router.get(
    "/sites/{uuid:site_id}/legal-status",
    auth=optional,
    response=list[LegalStatusOut],
    summary="Right to the ground over time",
)
def get_legal_status(request: HttpRequest, site_id: UUID) -> list[dict[str, Any]]:
    """Statements of legal status, newest first; overlapping ones of different sources are all there."""
    return [statement_out(row) for row in legal_history(site_of(request, site_id), timezone.localdate())]


@router.post(
    "/sites/{uuid:site_id}/legal-status",
    auth=signed_in,
    response={201: Created},
    summary="Add a statement of legal status",
)
def post_legal_status(request: HttpRequest, site_id: UUID, statement: NewLegalStatus) -> Status[dict[str, Any]]:
    """Add a statement. 404 for everybody but the secretariat and regulators."""
    site = site_of(request, site_id)
    access.require(access.may_set_legal_status(request.user, site))
    source = source_of(request, site, statement.source)
    added = services.set_legal_status(
        actor=access.actor_of(request.user),
        site=site,
        status=statement.status,
        starts_on=statement.starts_on,
        ends_on=statement.ends_on,
        source=source,
        proof=statement.proof,
    )
    return Status(201, {"id": added.public_id})


@router.get("/cells", auth=optional, response=CellsOut, summary="Counts of sites per grid cell")
def get_cells(request: HttpRequest, wanted: Query[CellQuery]) -> dict[str, Any]:
    """The data of the map. Large windows answer with larger cells than asked for; `resolution` says which."""
    del request
    box = read_box(wanted.bbox)
    if box is None:
        raise FaultyInput([Fault("bbox", sentence_of("bbox_unreadable"))])
    resolution = min(wanted.resolution, finest_for(box))
    counted = count_cells(box, resolution, wanted.province, wanted.mineral)
    cells = [
        {
            "cell": each.cell,
            "count": each.count,
            "latitude": centre_of(each.cell)[0],
            "longitude": centre_of(each.cell)[1],
        }
        for each in sorted(counted, key=lambda one: one.cell)
    ]
    sides = [round(side, 2) for side in (box.west, box.south, box.east, box.north)]
    return {"bbox": sides, "resolution": resolution, "radius_km": radius_of(resolution), "cells": cells}


@router.get("/imports", auth=signed_in, response=list[RunOut], summary="Imports that were made")
def get_imports(request: HttpRequest) -> list[dict[str, Any]]:
    """The last hundred imports, for the secretariat."""
    access.require(access.may_keep_registry(request.user))
    return [run_out(run) for run in list_runs()[:100]]


@router.post("/imports", auth=signed_in, response={200: ImportOut}, summary="Import a table of IPIS visits")
def post_import(request: HttpRequest, file: File[UploadedFile]) -> dict[str, Any]:
    """Read a CSV file in. 422 with every fault where it is at fault; nothing is written then."""
    access.require(access.may_keep_registry(request.user))
    content = file.read(MOST_BYTES + 1)
    report = services.import_visits(content=content, file_name=file.name or "", actor=access.actor_of(request.user))
    if report.is_refused:
        raise FaultyInput(faults_of(report.table.faults))
    return {"run": run_out(report.run) if report.run else None, "counts": report.counts}
