"""Lists of requirements, the page of each, and search."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ladder.catalogue.access import get_version_or_404
from ladder.catalogue.models import FrameworkVersion
from ladder.catalogue.queries import current_version, pack_of
from ladder.catalogue.queries.matrix import Part, build_matrix, list_lines
from ladder.catalogue.queries.requirement_page import build_page, find_holder, list_appearances, list_changes
from ladder.catalogue.queries.search import search_requirements
from ladder.catalogue.views.chosen import show_nothing_yet
from ladder.webkit.languages import pack_language
from ladder.webkit.paging import page_of

LONGEST_QUESTION = 200
MOST_DIGITS = 3


@require_safe
def list_requirements(request: HttpRequest, address: str) -> HttpResponse:
    """The requirements of a version, or of one principle, level or class of gate."""
    version = get_version_or_404(request.user, address)
    pack, language = pack_of(version), pack_language()
    part = read_part(request)
    page = page_of(request, list_lines(pack, language, part))
    gates = [(gate.key, pack.say("gates", gate.key, "name", language)) for gate in pack.gates]
    context = {
        "version": version,
        "matrix": build_matrix(pack, language),
        "part": part,
        "page": page,
        "gates": gates,
        "titles": [line.title for line in page],
    }
    return render(request, "catalogue/requirements.html", context)


def read_part(request: HttpRequest) -> Part:
    """The part of the framework that the address asks for; what cannot be read leaves that side open."""
    principle, level = (read_number(request.GET.get(name, "")) for name in ("principle", "level"))
    return Part(principle, level, request.GET.get("gate", ""))


def read_number(text: str) -> int | None:
    """A small whole number, or None."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS else None


@require_safe
def show_requirement(request: HttpRequest, address: str, key: str) -> HttpResponse:
    """A requirement as one version states it: the permanent address."""
    return render_requirement(request, get_version_or_404(request.user, address), key, is_latest_address=False)


@require_safe
def show_latest(request: HttpRequest, key: str) -> HttpResponse:
    """A requirement as it stands now, or as the last version that had it stated it."""
    current = current_version()
    if current is None:
        raise Http404
    version = current if key in pack_of(current).requirement_by_id else find_holder(current.framework_id, key)
    if version is None:
        raise Http404
    return render_requirement(request, version, key, is_latest_address=True)


def render_requirement(
    request: HttpRequest, version: FrameworkVersion, key: str, *, is_latest_address: bool
) -> HttpResponse:
    """The page of a requirement."""
    pack = pack_of(version)
    if key not in pack.requirement_by_id:
        raise Http404
    context = {
        "version": version,
        "requirement": build_page(pack, key, pack_language()),
        "subject": (version.pk, key),
        "appearances": list_appearances(version, key),
        "changes": list_changes(version, key),
        "current": current_version(),
        "is_latest_address": is_latest_address,
    }
    return render(request, "catalogue/requirement.html", context)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Requirements by words, in every language of the texts."""
    version = current_version()
    if version is None:
        return show_nothing_yet(request)
    question = request.GET.get("q", "")[:LONGEST_QUESTION].strip()
    page = page_of(request, search_requirements(version, question, pack_language()))
    return render(request, "catalogue/search.html", {"version": version, "question": question, "page": page})
