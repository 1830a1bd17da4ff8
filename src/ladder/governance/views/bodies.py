"""Public pages of bodies: the first page of the room, and one body with its composition on any day."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ladder.accounts.models import User
from ladder.consultation.access import is_keeper
from ladder.consultation.views.saving import UNPROCESSABLE
from ladder.governance import access
from ladder.governance.models import Body
from ladder.governance.queries import bodies, overview
from ladder.governance.queries.body_rules import rules_in_words
from ladder.governance.queries.interests import list_interests
from ladder.governance.rule_words import say_breaches
from ladder.governance.services.composing import breaches_among
from ladder.governance.services.effects import handler_of
from ladder.webkit.faults import Fault
from ladder.webkit.paging import page_of


@require_safe
def list_bodies(request: HttpRequest) -> HttpResponse:
    """Who decides, what was decided last, where answers and years are; and what waits for whom sits somewhere."""
    today = timezone.localdate()
    page = page_of(request, bodies.find_bodies(with_preparing=is_keeper(request.user)))
    context = {
        "page": page,
        "bodies": bodies.show_bodies(page.object_list, today),
        "decisions": overview.latest_decisions(),
        "answered": overview.latest_answers(),
        "waiting": overview.waiting_for(request.user, today) if isinstance(request.user, User) else (),
        "to_close": overview.list_to_close(timezone.now()) if is_keeper(request.user) else (),
        "may_keep": is_keeper(request.user),
        "may_use_desk": access.may_use_desk(request.user),
    }
    return render(request, "governance/bodies.html", context)


@require_safe
def show_body(request: HttpRequest, address: str) -> HttpResponse:
    """One body: who sits there today or on a chosen day, by which rules, with which powers, and what it did."""
    body = access.get_body_or_404(request.user, address)
    day, faults = read_day(request, body)
    takes_part = access.takes_part_in(request.user, body)
    shown = about(body, day)
    context = {
        **shown,
        "faults": faults,
        "breaches": say_breaches(breaches_among(shown["view"].seats, body, day), body),
        "history": bodies.history_of(shown["view"]),
        "powers": [handler.name for power in body.powers if (handler := handler_of(power))],
        "rules": rules_in_words(body, day),
        "decisions": overview.latest_decisions(body, overview.MOST_OF_A_BODY),
        "meetings": overview.meetings_of(body, with_planned=takes_part),
        "interests": list_interests(body, day) if takes_part else (),
        "takes_part": takes_part,
        "hides_people": body.shields_seats and not takes_part,
        "may_keep": is_keeper(request.user),
    }
    return render(request, "governance/body.html", context, status=UNPROCESSABLE if faults else 200)


def about(body: Body, day: date) -> dict[str, Any]:
    """What every page of a body needs."""
    return {"body": body, "view": bodies.show_body(body, day), "day": day, "today": timezone.localdate()}


def read_day(request: HttpRequest, body: Body) -> tuple[date, list[Fault]]:
    """The day that was asked for; today (or the body's last day) where none was, or one that cannot be read."""
    usual = min(timezone.localdate(), body.ended_on or date.max)
    text = request.GET.get("on", "").strip()
    if not text:
        return usual, []
    try:
        return date.fromisoformat(text), []
    except ValueError:
        return usual, [Fault(_("On which day"), _("Write a day as year-month-day, such as 2026-03-03."))]
