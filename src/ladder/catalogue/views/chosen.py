"""Which version a page shows."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ladder.catalogue.access import get_version_or_404, may_see_drafts, type_of_reader
from ladder.catalogue.models import FrameworkVersion
from ladder.catalogue.queries import current_version, list_versions


def choose_version(request: HttpRequest, address: str) -> FrameworkVersion | None:
    """The version named in the address, or the one in force; None where none is published yet.

    Raises:
        Http404: the named version is not there for this reader.
    """
    return get_version_or_404(request.user, address) if address else current_version()


def list_shown(user: type_of_reader) -> list[FrameworkVersion]:
    """The versions that this reader may see, newest first."""
    return list_versions(with_drafts=may_see_drafts(user))


def show_nothing_yet(request: HttpRequest) -> HttpResponse:
    """The page before any version is published."""
    return render(request, "catalogue/nothing_yet.html", {"drafts": list_shown(request.user)})
