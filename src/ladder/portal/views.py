"""The first page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def show_home(request: HttpRequest) -> HttpResponse:
    """What this is for, and ways in."""
    return render(request, "portal/home.html")
