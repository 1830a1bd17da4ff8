"""Everything that a participant said, in their own words: to read, take along, change and take back."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ladder.consultation.queries.survey import Line, list_lines
from ladder.consultation.services.withdrawal import withdraw
from ladder.consultation.views.present import Here, for_participants, survey_context
from ladder.consultation.views.saving import both_methods
from ladder.webkit.downloads import offer_file


@require_safe
@for_participants
def show_mine(request: HttpRequest, here: Here) -> HttpResponse:
    """What I said."""
    context = {
        **survey_context(request, here.round),
        "participant": here.participant,
        "lines": list_lines(here.participant),
        "is_open": here.is_open,
        "taken_back": "taken" in request.GET,
    }
    return render(request, "consultation/mine.html", context)


@require_safe
@for_participants
def download_mine(request: HttpRequest, here: Here) -> HttpResponse:
    """What I said, as plain text."""
    del request
    text = "\n\n".join(write_line(line) for line in list_lines(here.participant))
    name = "words.txt"  # tells nothing to who looks at a phone
    return offer_file(f"{text}\n", name, "text/plain; charset=utf-8")


def write_line(line: Line) -> str:
    """One contribution as plain text."""
    words = line.words
    parts = (f"{line.key} {line.title.text}", words.exact and f"“{words.exact}”", words.position_name, words.text,
             words.proposed and f"→ {words.proposed}", words.consent_name)  # fmt: skip
    return "\n".join(part for part in parts if part)


@both_methods
@for_participants
def take_back(request: HttpRequest, here: Here, number: UUID) -> HttpResponse:
    """Take back one contribution, after having been asked."""
    line = next((line for line in list_lines(here.participant) if line.words.number == number), None)
    if line is None:
        raise Http404
    if request.method == "POST":
        withdraw(participant=here.participant, number=number, on=timezone.localdate())
        address = redirect("consultation:mine", here.round.address)
        address["Location"] += "?taken=1"
        return address
    return render(request, "consultation/withdraw.html", {**survey_context(request, here.round), "line": line})
