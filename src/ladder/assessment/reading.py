"""Brings together what the pages and the API of one site need: the site, the version, the day."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone

from ladder.assessment.forms import DayForm
from ladder.assessment.queries import judged_versions
from ladder.catalogue.models import FrameworkVersion
from ladder.catalogue.queries import current_version
from ladder.registry import access as registry_access
from ladder.registry.models import Site


@dataclass(frozen=True, slots=True)
class Look:
    """One look at one site: under which version, as of which day."""

    site: Site
    version: FrameworkVersion
    day: date
    today: date
    versions: tuple[FrameworkVersion, ...]

    @property
    def is_today(self) -> bool:
        """Whether the day is today."""
        return self.day == self.today


def look_at(request: HttpRequest, public_id: UUID) -> Look:
    """The look that an address asks for with `?on=` and `?version=`, or 404."""
    site = registry_access.get_site_or_404(request.user, public_id)
    today = timezone.localdate()
    day = DayForm(request.GET).chosen(today)
    versions = tuple(judged_versions(site))
    version = choose_version(versions, request.GET.get("version", ""))
    if day is None or version is None:
        raise Http404
    return Look(site, version, day, today, versions)


def choose_version(versions: tuple[FrameworkVersion, ...], wanted: str) -> FrameworkVersion | None:
    """The version named, or the one in force; results stay bound to the version they were judged on."""
    current = current_version()
    if not wanted:
        return current or (versions[0] if versions else None)
    offered = [*versions, *([current] if current else [])]
    return next((version for version in offered if version.version == wanted), None)
