"""What other rooms' pages show of levels, without knowing this room."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from ladder.assessment.models import SiteLevel
from ladder.assessment.queries import latest_levels
from ladder.catalogue.models import FrameworkVersion
from ladder.catalogue.queries import current_version, ladder_of
from ladder.registry.models import Site


def show_level(request: HttpRequest, site: Site) -> SafeString:
    """The level of a site in one line, with the way to its reasons."""
    return fill(request, [site], "assessment/_panel.html")[site.pk]


def fill_levels(request: HttpRequest, sites: Sequence[Site]) -> Mapping[int, SafeString]:
    """The level of every site of a list."""
    return fill(request, sites, "assessment/_cell.html")


def fill(request: HttpRequest, sites: Sequence[Site], template: str) -> dict[int, SafeString]:
    """A template a site; two queries whatever their number. A level under an older version is marked as such."""
    version, today = current_version(), timezone.localdate()
    levels = latest_levels(version, sites)
    highest = ladder_of(version).levels[-1] if version else 0
    return {site.pk: render(request, template, site, levels.get(site.pk), version, today, highest) for site in sites}


def render(  # noqa: PLR0913, PLR0917 - what one cell consists of
    request: HttpRequest, template: str, site: Site, level: SiteLevel | None, version: FrameworkVersion | None,
    today: date, highest: int,
) -> SafeString:  # fmt: skip
    """One site's level in a template."""
    words = {
        "site": site,
        "level": level,
        "highest": ladder_of(level.version).levels[-1] if level and level.version != version else highest,
        "is_due": bool(level and level.is_due(today)),
        "is_older": bool(level and level.version != version),
    }
    return SafeString(render_to_string(template, words, request))
