"""What other rooms' pages show of levels, without knowing this room."""

from collections.abc import Mapping, Sequence

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from ladder.assessment.queries import current_levels
from ladder.catalogue.queries import current_version
from ladder.registry.models import Site


def show_level(request: HttpRequest, site: Site) -> SafeString:
    """The level of a site in one line, with the way to its reasons."""
    return render_level(request, site, "assessment/_panel.html")


def render_level(request: HttpRequest, site: Site, template: str) -> SafeString:
    """One site's level in a template; two queries."""
    level = current_levels(current_version(), [site]).get(site.pk)
    today = timezone.localdate()
    words = {"site": site, "level": level, "is_due": bool(level and level.changes_on and level.changes_on <= today)}
    return SafeString(render_to_string(template, words, request))


def fill_levels(request: HttpRequest, sites: Sequence[Site]) -> Mapping[int, SafeString]:
    """The level of every site of a list; two queries whatever their number."""
    levels, today = current_levels(current_version(), sites), timezone.localdate()
    return {
        site.pk: SafeString(render_to_string("assessment/_cell.html", {
            "site": site, "level": (level := levels.get(site.pk)),
            "is_due": bool(level and level.changes_on and level.changes_on <= today),
        }, request))
        for site in sites
    }
