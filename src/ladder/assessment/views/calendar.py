"""What runs out when: at one site, and over all sites of those who assess; as a list by month, iCalendar and CSV."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from ladder.assessment import access, incident_access
from ladder.assessment.access import review as review_access
from ladder.assessment.calendar_files import write_csv, write_ics
from ladder.assessment.calendar_queries import (
    MOST_SITES,
    First,
    Item,
    by_month,
    clock_items_at,
    clock_items_over,
    first_over,
    items_at,
)
from ladder.assessment.monitoring_words import AGENDA_WORDS, DUE_WORDS
from ladder.assessment.reading import Look, look_at
from ladder.webkit.downloads import offer_file
from ladder.webkit.paging import page_of
from ladder.webkit.shapes import STATUS_WORDS

LINES_A_PAGE = 100
WORDS = {"kinds": AGENDA_WORDS, "due_words": DUE_WORDS, "status_words": STATUS_WORDS}


def show_at_site(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What runs out at one site within a year."""
    look = look_at(request, public_id)
    items = items_for(request, look)
    context = {**WORDS, "site": look.site, "look": look, "months": by_month(items), "today": look.today}
    return render(request, "assessment/calendar.html", context)


def download_at_site(request: HttpRequest, public_id: UUID, kind: str) -> HttpResponse:
    """The same as a file."""
    look = look_at(request, public_id)
    return offer(items_for(request, look), kind, f"calendar-{look.site.code or look.site.public_id}")


def items_for(request: HttpRequest, look: Look) -> list[Item]:
    """The lines that this reader may see; 404 for those who may not see reasons. Clocks are for those who answer."""
    access.require_reasons(request.user, look.site)
    items = items_at(look.site, look.version, look.today)
    if incident_access.may_answer(request.user, look.site):
        items += clock_items_at(look.site, timezone.now())
    return items


@login_required
def show_all(request: HttpRequest) -> HttpResponse:
    """What comes first at every site that a person answers for."""
    found = all_first(request)
    page = page_of(request, sorted(found.items, key=lambda one: (one.on, one.site.name, one.kind)), LINES_A_PAGE)
    context = {**WORDS, "page": page, "months": by_month(page.object_list), "today": timezone.localdate()}
    context |= {"most_sites": MOST_SITES if found.is_cut else 0}
    return render(request, "assessment/calendar.html", context)


@login_required
def download_all(request: HttpRequest, kind: str) -> HttpResponse:
    """The same as a file."""
    return offer(all_first(request).items, kind, "calendar")


def all_first(request: HttpRequest) -> First:
    """Lapses, changes and clocks of all sites of a person; 404 for those who answer for none."""
    person = incident_access.require_desk(request.user)
    sites = review_access.reviewable_sites(person)
    found = first_over(sites, timezone.localdate())
    return replace(found, items=(*found.items, *clock_items_over(sites, timezone.now())))


def offer(items: Iterable[Item], kind: str, name: str) -> HttpResponse:
    """A file; 404 for any other kind of file."""
    if kind not in {"ics", "csv"}:
        raise Http404
    if kind == "ics":
        return offer_file(write_ics(items, timezone.localdate()), f"{name}.ics", "text/calendar; charset=utf-8")
    return offer_file(write_csv(items), f"{name}.csv", "text/csv; charset=utf-8")
