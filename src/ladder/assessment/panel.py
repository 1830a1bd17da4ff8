"""What other rooms' pages show of levels, without knowing this room."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from ladder.assessment.models import SiteLevel
from ladder.assessment.queries import latest_levels, version_after
from ladder.catalogue.access import may_see_drafts
from ladder.catalogue.models import FrameworkVersion
from ladder.catalogue.queries import current_version, ladder_of
from ladder.governance.queries.transitions import transition_of
from ladder.registry.models import Site


def show_level(request: HttpRequest, site: Site) -> SafeString:
    """The level of a site in one line, with the way to its reasons and to what a newer version would change."""
    version = current_version()
    level = latest_levels(version, [site]).get(site.pk)
    highest = ladder_of(version).levels[-1] if version else 0
    more = tell_ahead(request, level) if level else {}
    return render(request, "assessment/_panel.html", Shown(site, level, version, highest), more)


def fill_levels(request: HttpRequest, sites: Sequence[Site]) -> Mapping[int, SafeString]:
    """The level of every site of a list."""
    return fill(request, sites, "assessment/_cell.html")


def fill(request: HttpRequest, sites: Sequence[Site], template: str) -> dict[int, SafeString]:
    """A template a site; two queries whatever their number. A level under an older version is marked as such."""
    version = current_version()
    levels = latest_levels(version, sites)
    highest = ladder_of(version).levels[-1] if version else 0
    return {
        site.pk: render(request, template, Shown(site, levels.get(site.pk), version, highest), {}) for site in sites
    }


@dataclass(frozen=True, slots=True)
class Shown:
    """What one cell or panel consists of: a site, its level, the version in force and its highest level."""

    site: Site
    level: SiteLevel | None
    version: FrameworkVersion | None
    highest: int


def render(request: HttpRequest, template: str, shown: Shown, more: Mapping[str, object]) -> SafeString:
    """One site's level in a template."""
    level = shown.level
    is_older = level is not None and level.version != shown.version
    words = {
        **more,
        "site": shown.site,
        "level": level,
        "highest": ladder_of(level.version).levels[-1] if level and is_older else shown.highest,
        "is_due": level is not None and level.is_due(timezone.localdate()),
        "is_older": is_older,
    }
    return SafeString(render_to_string(template, words, request))


def tell_ahead(request: HttpRequest, level: SiteLevel) -> dict[str, object]:
    """The version after the one of a level, and until when the older one takes assessments. Two queries."""
    newer = version_after(level.version, with_drafts=may_see_drafts(request.user))
    transition = transition_of(level.version) if newer else None
    is_accepted = transition is not None and transition.accepts(timezone.localdate())
    return {"newer": newer, "transition": transition, "is_accepted": is_accepted}
