"""Public pages of online dialogues: the list, one dialogue, its file for calendars."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from ladder.catalogue.queries import pack_of
from ladder.consultation import access
from ladder.consultation.calendars import CalendarEntry, write_calendar
from ladder.consultation.forms.places import ZoneForm
from ladder.consultation.models import Gathering
from ladder.consultation.queries import dialogues as queries
from ladder.consultation.views.rounds import context_of
from ladder.consultation.wording import read, say
from ladder.webkit.downloads import offer_file
from ladder.webkit.languages import html_language, pack_language
from ladder.webkit.paging import page_of

CALENDAR_TYPE = "text/calendar; charset=utf-8"


@require_safe
def list_sessions(request: HttpRequest, address: str) -> HttpResponse:
    """The online dialogues of a round, the next first."""
    row = access.get_round_or_404(request.user, address)
    page = page_of(request, queries.list_dialogues(row))
    now = timezone.now()
    context = {
        **context_of(request, row, "sessions"),
        "page": page,
        "dialogues": [queries.show_dialogue(one, now=now) for one in page.object_list],
    }
    return render(request, "consultation/sessions.html", context)


@require_safe
def show_session(request: HttpRequest, address: str, public_id: UUID) -> HttpResponse:
    """One dialogue: when by which clock, agenda, interpretation, how to register, questions that were taken up."""
    dialogue = access.get_dialogue_or_404(request.user, address, public_id)
    form = ZoneForm(request.GET)
    context = {
        **context_of_dialogue(request, dialogue, form.chosen()),
        "description": read(dialogue.descriptions),
        "agenda": queries.list_agenda(dialogue, titles_of(dialogue)),
        "interpretations": queries.list_interpretations(dialogue),
        "channels": queries.list_channels(dialogue),
        "questions": queries.list_taken_up(dialogue),
        "is_host": access.hosts(request.user, dialogue),
        "form": form,
    }
    return render(request, "consultation/session.html", context)


def context_of_dialogue(request: HttpRequest, dialogue: Gathering, zone: str = "") -> dict[str, Any]:
    """What every page of a dialogue needs."""
    shown = queries.show_dialogue(dialogue, zone)
    return {**context_of(request, dialogue.round, "sessions"), "dialogue": dialogue, "shown": shown}


def titles_of(dialogue: Gathering) -> dict[str, Any]:
    """The titles of the requirements on the agenda, by key."""
    pack = pack_of(dialogue.round.version)
    keys = dialogue.agenda.exclude(item=None).values_list("item__key", flat=True)
    return {key: pack.read("requirements", key, "title", pack_language()) for key in keys}


@require_safe
def send_calendar(request: HttpRequest, address: str, public_id: UUID) -> HttpResponse:
    """The dialogue for a calendar, in the reader's language."""
    dialogue = access.get_dialogue_or_404(request.user, address, public_id)
    return calendar_response(dialogue, entry_of(request, dialogue, description=say(dialogue.descriptions)))


def entry_of(request: HttpRequest, dialogue: Gathering, *, description: str) -> CalendarEntry:
    """What a calendar is told of a dialogue."""
    sequence, changed_at = queries.count_changes(dialogue)
    page = reverse("consultation:session", args=[dialogue.round.address, dialogue.public_id])
    return CalendarEntry(
        uid=str(dialogue.public_id),
        sequence=sequence,
        changed_at=changed_at,
        starts_at=dialogue.starts_at or dialogue.created_at,
        ends_at=dialogue.ends_at,
        language=html_language(),
        title=say(dialogue.titles),
        description=description,
        where=request.build_absolute_uri(page),
        is_cancelled=dialogue.status == Gathering.Status.CANCELLED,
    )


def calendar_response(dialogue: Gathering, entry: CalendarEntry) -> HttpResponse:
    """The file, under a name that tells what it is."""
    name = slugify(f"{dialogue.round.address}-{dialogue.held_on.isoformat()}")
    return offer_file(write_calendar(entry), f"{name}.ics", CALENDAR_TYPE)
