"""Two versions side by side."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ladder.catalogue.access import get_version_or_404
from ladder.catalogue.labels import CHANGE_MEANINGS
from ladder.catalogue.models import FrameworkVersion
from ladder.catalogue.queries import current_version
from ladder.catalogue.queries.comparison import compare_versions
from ladder.catalogue.views.chosen import list_shown, show_nothing_yet
from ladder.webkit.languages import pack_language


@require_safe
def show_comparison(request: HttpRequest) -> HttpResponse:
    """The versions named in the address, or the one in force and the one before it."""
    current = current_version()
    if current is None:
        return show_nothing_yet(request)
    versions = [one for one in list_shown(request.user) if one.framework_id == current.framework_id]
    after = named(request, "to") or current
    before = named(request, "from") or next((one for one in versions if one.position < after.position), None)
    context: dict[str, object] = {
        "version": current, "versions": versions, "before": before, "after": after, "meanings": CHANGE_MEANINGS.items(),
    }  # fmt: skip
    if before is not None and before.framework_id == after.framework_id:
        context["comparison"] = compare_versions(before, after, pack_language())
    return render(request, "catalogue/compare.html", context)


def named(request: HttpRequest, name: str) -> FrameworkVersion | None:
    """The version that a part of the address names, None where it names none."""
    address = request.GET.get(name, "")
    return get_version_or_404(request.user, address) if address else None
