"""How the framework relates to other systems."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ladder.catalogue.labels import RELATION_MEANINGS
from ladder.catalogue.queries import pack_of
from ladder.catalogue.queries.crosswalk_pages import build_coverage, list_systems
from ladder.catalogue.views.chosen import choose_version, show_nothing_yet
from ladder.webkit.languages import pack_language


@require_safe
def show_systems(request: HttpRequest, address: str = "") -> HttpResponse:
    """Every system, and what the words of relation mean."""
    version = choose_version(request, address)
    if version is None:
        return show_nothing_yet(request)
    systems = list_systems(pack_of(version), pack_language())
    context = {"version": version, "systems": systems, "relation_meanings": RELATION_MEANINGS.items()}
    return render(request, "catalogue/crosswalks.html", context)


@require_safe
def show_system(request: HttpRequest, key: str, address: str = "") -> HttpResponse:
    """One system: what relates to what, and the gaps both ways."""
    version = choose_version(request, address)
    if version is None:
        raise Http404
    try:
        coverage = build_coverage(pack_of(version), key, pack_language())
    except KeyError as fault:
        raise Http404 from fault
    titles = [line.title for line in coverage.unrelated]
    titles += [one.requirement.title for item in coverage.items for one in item.relations]
    context = {"version": version, "coverage": coverage, "titles": titles}
    return render(request, "catalogue/system.html", context)
