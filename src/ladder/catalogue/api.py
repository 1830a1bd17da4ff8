"""The catalogue for programs: versions, requirements, crosswalks, differences, search."""

from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema

from ladder import __version__
from ladder.catalogue.access import get_version_or_404, may_see_drafts
from ladder.catalogue.api_shapes import (
    ComparisonOut,
    CoverageOut,
    HitOut,
    LineOut,
    RequirementOut,
    SystemOut,
    VersionOut,
)
from ladder.catalogue.models import FrameworkVersion
from ladder.catalogue.queries import current_version, list_versions, pack_of
from ladder.catalogue.queries.comparison import compare_versions
from ladder.catalogue.queries.crosswalk_pages import build_coverage, list_systems
from ladder.catalogue.queries.matrix import Part, list_lines
from ladder.catalogue.queries.requirement_page import build_page
from ladder.catalogue.queries.search import search_requirements
from ladder.packfiles.model import GATES, Pack
from ladder.webkit.languages import pack_language

router = Router(tags=["framework"])
Language = Annotated[str, Field(description="Language of the texts: en, fr, zh, sw", max_length=12)]
A_DAY_SECONDS = 86_400


class Wanted(Schema):
    """Which requirements, and in which language."""

    principle: int | None = None
    level: int | None = None
    gate: Annotated[str, Field(description=f"one of: {', '.join(GATES)}")] = ""
    language: Language = ""


@router.get("/versions", response=list[VersionOut], summary="Every version that this reader may see, newest first")
def show_versions(request: HttpRequest) -> list[FrameworkVersion]:
    """Versions of every framework."""
    return list_versions(with_drafts=may_see_drafts(request.user))


@router.get("/versions/{address}", response=VersionOut, summary="One version; `current` is the one in force")
def show_version(request: HttpRequest, address: str) -> FrameworkVersion:
    """One version."""
    return find(request, address)


@router.get(
    "/versions/{address}/document", summary="The stored document; its SHA-256 is the content hash", response=dict
)
def show_document(request: HttpRequest, address: str) -> HttpResponse:
    """The whole version as it was loaded."""
    version = find(request, address)
    tag = f'"{version.content_hash}"'
    if tag in request.headers.get("If-None-Match", ""):
        response = HttpResponse(status=304)
    else:
        response = HttpResponse(version.document.text, "application/json")
    return with_caching(response, version, address, tag)


@router.get("/versions/{address}/requirements", response=list[LineOut], summary="Requirements of a version")
def show_requirements(
    request: HttpRequest, response: HttpResponse, address: str, wanted: Annotated[Wanted, Query()]
) -> Any:
    """Requirements, or those of a principle, a level or a class of gate."""
    version = find(request, address)
    pack = pack_of(version)
    with_caching(response, version, address, tag_of(version, wanted.language))
    return list_lines(pack, spoken(pack, wanted.language), Part(wanted.principle, wanted.level, wanted.gate))


@router.get("/versions/{address}/requirements/{key}", response=RequirementOut, summary="One requirement")
def show_requirement(
    request: HttpRequest, response: HttpResponse, address: str, key: str, language: Language = ""
) -> Any:
    """One requirement with its evidence, gate, condition and crosswalk."""
    version = find(request, address)
    pack = pack_of(version)
    if key not in pack.requirement_by_id:
        raise Http404
    with_caching(response, version, address, tag_of(version, language))
    return build_page(pack, key, spoken(pack, language))


@router.get("/versions/{address}/crosswalks", response=list[SystemOut], summary="Systems related to a version")
def show_systems(request: HttpRequest, address: str, language: Language = "") -> Any:
    """Every system with its counts."""
    pack = pack_of(find(request, address))
    return list_systems(pack, spoken(pack, language))


@router.get("/versions/{address}/crosswalks/{key}", response=CoverageOut, summary="One system, with the gaps both ways")
def show_system(request: HttpRequest, address: str, key: str, language: Language = "") -> Any:
    """Coverage of one system."""
    pack = pack_of(find(request, address))
    if key not in {system.key for system in pack.systems}:
        raise Http404
    return build_coverage(pack, key, spoken(pack, language))


@router.get("/compare", response=ComparisonOut, summary="What changed between two versions")
def show_comparison(request: HttpRequest, before: str, after: str, language: Language = "") -> Any:
    """The difference between two versions of one framework."""
    earlier, later = find(request, before), find(request, after)
    if earlier.framework_id != later.framework_id:
        raise Http404
    return compare_versions(earlier, later, spoken(pack_of(later), language))


@router.get("/search", response=list[HitOut], summary="Requirements by words in any language")
def search(
    request: HttpRequest,
    q: Annotated[str, Query(max_length=200)],
    address: Annotated[str, Query(alias="version")] = "current",
    language: Language = "",
) -> Any:
    """Requirements that hold every word."""
    version = find(request, address)
    return search_requirements(version, q, spoken(pack_of(version), language))


def find(request: HttpRequest, address: str) -> FrameworkVersion:
    """The version named, or the one in force.

    Raises:
        Http404: there is none for this reader.
    """
    version = current_version() if address == "current" else get_version_or_404(request.user, address)
    if version is None:
        raise Http404
    return version


def spoken(pack: Pack, language: str) -> str:
    """The pack's language for what was asked; the reader's own where nothing was, English tags taken as they are."""
    asked = pack_language(language or None)
    return asked if asked in pack.languages else pack.authoritative_language


def tag_of(version: FrameworkVersion, language: str) -> str:
    """The tag of an answer that depends on the version and the language only."""
    return f'W/"{version.content_hash[:32]}-{pack_language(language or None)}-{__version__}"'


def with_caching(response: HttpResponse, version: FrameworkVersion, address: str, tag: str) -> HttpResponse:
    """Let copies be kept where a fixed, published version was named."""
    is_fixed = address != "current" and version.status != FrameworkVersion.Status.DRAFT
    response["ETag"] = tag
    response["Cache-Control"] = f"public, max-age={A_DAY_SECONDS}" if is_fixed else "private, no-cache"
    return response
