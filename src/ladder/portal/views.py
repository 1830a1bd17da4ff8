"""The first page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ladder.portal.doors import list_doors
from ladder.portal.queries import count_standing, find_framework
from ladder.webkit.languages import pack_language


@require_safe
def show_home(request: HttpRequest) -> HttpResponse:
    """What this is for, the framework in force, where the sites stand, and ways in."""
    framework = find_framework(pack_language())
    context = {"framework": framework, "standing": count_standing(framework), "doors": list_doors()}
    return render(request, "portal/home.html", context)
