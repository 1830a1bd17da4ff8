"""What the registry's page of a site shows of its plan: the things to do first, with their pictures."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from ladder.catalogue.queries import ladder_of, pack_of
from ladder.improvement.access import may_see_plan
from ladder.improvement.queries.plans import latest_plan
from ladder.improvement.queries.progress import counts_of, first_of, standings_of
from ladder.improvement.reading import tell_all
from ladder.registry.models import Site
from ladder.webkit.languages import pack_language


def show_first_things(request: HttpRequest, site: Site) -> SafeString:
    """Up to three measures and how many are done; nothing where there is no plan or the reader may not see it."""
    plan = latest_plan(site) if may_see_plan(request.user, site) else None
    if plan is None:
        return SafeString("")
    ladder, standings = ladder_of(plan.version), standings_of(plan.measures.all(), timezone.localdate())
    first = tell_all(first_of(standings, ladder), pack_of(plan.version), ladder, pack_language())
    context = {"plan": plan, "site": site, "first": first, "counts": counts_of(standings)}
    return SafeString(render_to_string("improvement/_panel.html", context, request))
