"""Pages of plans: all of them, and that of one site."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from ladder.assessment.reading import Look, look_at
from ladder.catalogue.queries import ladder_of, pack_of
from ladder.consultation.wording import name_of_language, text_languages
from ladder.core.assessment.result import OpenRequirement
from ladder.improvement import access
from ladder.improvement.queries.plans import PlanView, list_plans, read_plan, rows_of
from ladder.improvement.queries.progress import counts_of
from ladder.improvement.reading import group, tell_all
from ladder.improvement.services.plans import start_plan
from ladder.improvement.words import STATE_WORDS
from ladder.packfiles.model import Pack, Reading
from ladder.registry.access import is_privileged
from ladder.webkit.languages import find_language, html_language, pack_language
from ladder.webkit.paging import page_of


@require_safe
def show_plans(request: HttpRequest) -> HttpResponse:
    """Every plan that this reader may see; strangers see those of demonstrations."""
    plans = list_plans()
    if not is_privileged(request.user):
        plans = plans.filter(site__is_demonstration=True)
    page = page_of(request, plans)
    context = {"page": page, "rows": rows_of(list(page.object_list), timezone.localdate())}
    return render(request, "improvement/plans.html", context)


@require_safe
def show_plan(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One site's plan: three things first, then everything by state, then gaps without a measure."""
    site = access.get_site_or_404(request.user, public_id)
    look = look_at(request, public_id)
    view = read_plan(site, look.version, look.today)
    return render(request, "improvement/plan.html", context_of(request, look, view))


def context_of(request: HttpRequest, look: Look, view: PlanView) -> dict[str, object]:
    """What the plan's page and its print show."""
    pack, ladder, language = pack_of(look.version), ladder_of(look.version), pack_language()
    told = tell_all(view.standings, pack, ladder, language)
    first = [one for key in view.first for one in told if one.standing is key]
    return {
        "site": look.site,
        "look": look,
        "plan": view.plan,
        "papers": [(code, html_language(find_language(code)), name_of_language(code)) for code in text_languages()],
        "result": view.result,
        "next_level_name": level_name(view, pack, language),
        "first": first,
        "groups": group(told),
        "gaps": [(gap, title_of(gap, pack, language)) for gap in view.gaps],
        "confirming": [(gap, title_of(gap, pack, language)) for gap in view.confirming],
        "unseen": len(view.unseen),
        "counts": counts_of(view.standings),
        "state_words": STATE_WORDS,
        "may_work": access.may_work(request.user, look.site),
        "is_illustrative": pack.illustrative,
    }


def level_name(view: PlanView, pack: Pack, language: str) -> str:
    """The name of the level above; empty at the top."""
    above = view.result.next_level
    key = next((each.key for each in pack.levels if above and each.rank == above.level), "")
    return pack.say("levels", key, "name", language) if key else ""


def title_of(gap: OpenRequirement, pack: Pack, language: str) -> Reading:
    """What a gap is called."""
    return pack.read("requirements", gap.requirement, "title", language)


@login_required
@require_POST
def start(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Start the plan with one suggested measure a gap."""
    person, site = access.get_worked_site_or_404(request.user, public_id)
    look = look_at(request, public_id)
    start_plan(site=site, version=look.version, actor=person, on=look.today)
    messages.success(request, gettext("The plan has started. Look at each measure and make it yours."))
    return redirect("improvement:plan", public_id)
