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
from ladder.governance.queries.transitions import transition_of
from ladder.registry import access as registry_access
from ladder.registry.models import Site


@dataclass(frozen=True, slots=True)
class Look:
    """One look at one site: under which version, as of which day. `versions` are those it was judged by."""

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
    """The look that an address asks for with `?on=` and `?version=`, or 404; with all versions, for pages."""
    site = registry_access.get_site_or_404(request.user, public_id)
    today = timezone.localdate()
    day = DayForm(request.GET).chosen(today)
    versions = tuple(judged_versions(site))
    wanted = request.GET.get("version", "")
    version = choose_version(versions, current_version(), wanted) or accepted_version(wanted, today)
    if day is None or version is None:
        raise Http404
    return Look(site, version, day, today, versions)


def look_on(user: registry_access.Reader, public_id: UUID, day: date, wanted: str) -> Look:
    """The look at a site on a day under the version that is wanted ("": the one in force), or 404. Two queries."""
    site = registry_access.get_site_or_404(user, public_id)
    current = current_version()
    is_current = current is not None and wanted in {"", current.address}
    version = current if is_current else choose_version(tuple(judged_versions(site)), current, wanted)
    today = timezone.localdate()
    version = version or accepted_version(wanted, today)
    if version is None:
        raise Http404
    return Look(site, version, day, today, ())


def choose_version(
    versions: tuple[FrameworkVersion, ...], current: FrameworkVersion | None, wanted: str
) -> FrameworkVersion | None:
    """The version named, or the one in force; results stay bound to the version they were judged on."""
    if not wanted:
        return current or (versions[0] if versions else None)
    offered = [*versions, *([current] if current else [])]
    return next((version for version in offered if version.address == wanted), None)


def accepted_version(wanted: str, today: date) -> FrameworkVersion | None:
    """The version named, where the one after it is published and assessments under it are still accepted."""
    version = FrameworkVersion.objects.filter(address=wanted, status=FrameworkVersion.Status.PUBLISHED).first()
    transition = transition_of(version) if version else None
    return version if transition and transition.until and transition.accepts(today) else None


def require_open(look: Look) -> None:
    """Answer 404 where the version no longer takes new results: it was withdrawn."""
    if look.version.status == FrameworkVersion.Status.WITHDRAWN:
        raise Http404
