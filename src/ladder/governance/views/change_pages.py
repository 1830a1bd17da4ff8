"""Public pages of what a version changed: all changes by kind, and each requirement sentence by sentence."""

from collections import Counter
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ladder.catalogue.labels import label
from ladder.consultation.wording import read
from ladder.core.governance.bands import stack
from ladder.governance.access import get_changed_version_or_404
from ladder.governance.queries import change_pages as queries
from ladder.governance.queries.version_pairs import VersionPair, pair_of
from ladder.packfiles.model import MIGRATION_KINDS
from ladder.webkit.languages import pack_language
from ladder.webkit.paging import page_of

WIDTH = 300.0


def found_pair(address: str) -> VersionPair:
    """The version with the one that it came from, or 404."""
    pair = pair_of(get_changed_version_or_404(address))
    if pair is None:
        raise Http404
    return pair


@require_safe
def list_changes(request: HttpRequest, address: str) -> HttpResponse:
    """Every change of a version, by kind, with a plot of how many of each there are."""
    pair = found_pair(address)
    lines = queries.list_changes(pair, pack_language())
    kinds = Counter(kind for kind, _before, _after in {(line.kind, line.before, line.after) for line in lines})
    wanted = request.GET.get("kind", "")
    widest = max(kinds.values(), default=0)
    context = {
        "pair": pair,
        "version": pair.version,
        "page": page_of(request, [line for line in lines if wanted in {"", line.kind}]),
        "kind": wanted if wanted in kinds else "",
        "kinds": [
            (key, label("change", key), kinds[key], stack([(key, kinds[key])], widest, WIDTH))
            for key in MIGRATION_KINDS
            if kinds[key]
        ],
        "total": len(lines),
        "scale": WIDTH,
    }
    return render(request, "governance/changes.html", context)


@require_safe
def show_change(request: HttpRequest, address: str, key: str) -> HttpResponse:
    """One requirement, sentence by sentence: what it said before, which words caused it, and by which decision."""
    pair = found_pair(address)
    page = queries.page_of_requirement(pair, key, pack_language())
    if page is None:
        raise Http404
    context: dict[str, Any] = {"pair": pair, "version": pair.version, "requirement": page}
    if page.change is not None:
        context["notes"] = read(page.change.notes)
    return render(request, "governance/change.html", context)
