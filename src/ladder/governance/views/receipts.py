"""Receipts: what became of what I said. By a code, without an account; nothing is kept of who looked."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ladder.audit.services import record_read
from ladder.consultation.access import get_round_or_404
from ladder.consultation.services import limits
from ladder.consultation.services.presence import enter, participant_of
from ladder.consultation.views.present import survey_context
from ladder.consultation.views.saving import UNPROCESSABLE, both_methods, sent
from ladder.consultation.wording import read
from ladder.core.consultation.codes import HALF, normalise, show_code
from ladder.governance.access import get_submission_or_404
from ladder.governance.forms.receipts import CodesForm, HandedInForm, ReceiptForm
from ladder.governance.queries import receipts as queries
from ladder.webkit.answers import answer_status

NOT_FOUND = 404


@both_methods
def find_receipt(request: HttpRequest) -> HttpResponse:
    """One field for any code: a participant's own, or the one of a room."""
    form = ReceiptForm(sent(request))
    if form.is_valid():
        if limits.is_spent(request, limits.CODES):
            return answer_status(request, limits.TOO_MANY)
        answer = open_code(request, form.cleaned_data["code"])
        if answer is not None:
            return answer
        limits.spend(request, limits.CODES)
        form.add_unknown()
    context = {"form": form}
    return render(request, "governance/receipts.html", context, status=UNPROCESSABLE if form.errors else 200)


def open_code(request: HttpRequest, code: str) -> HttpResponse | None:
    """Where a code leads; None where nowhere. Both kinds are looked for, whatever the first one finds."""
    voice, room = queries.find_voice(code), queries.find_room(code)
    if voice is not None:
        enter(request, voice, normalise(code))
        return redirect("governance:receipt", voice.round.address)
    return redirect("governance:room_receipt", room.seal_code) if room is not None else None


@require_safe
def show_receipt(request: HttpRequest, address: str) -> HttpResponse:
    """What became of everything that I said in a round, for whoever holds the code in this browser."""
    row = get_round_or_404(request.user, address)
    participant = participant_of(request, row)
    if participant is None:
        return redirect("governance:receipts")
    context = {**survey_context(request, row), "receipt": queries.receipt_of_voice(participant)}
    return render(request, "governance/receipt.html", context)


@require_safe
def show_room(request: HttpRequest, code: str) -> HttpResponse:
    """What became of what a room said: a list to print and to read out in the village."""
    if limits.is_spent(request, limits.CODES):
        return answer_status(request, limits.TOO_MANY)
    room = queries.find_room(code)
    if room is None:
        limits.spend(request, limits.CODES)
        return answer_status(request, NOT_FOUND)
    context = {
        "room": room,
        "title": read(room.titles),
        "round_title": read(room.round.titles),
        "code": show_code(room.seal_code),
        "receipt": queries.receipt_of_room(room),
        "today": timezone.localdate(),
    }
    return render(request, "governance/room_receipt.html", context)


@both_methods
def list_receipts(request: HttpRequest) -> HttpResponse:
    """Receipts of several paper forms as one list, for a meeting: each person finds theirs by the end of their code."""
    form = CodesForm(sent(request))
    if not form.is_valid():
        status = UNPROCESSABLE if form.errors else 200
        return render(request, "governance/receipt_list.html", {"form": form}, status=status)
    found, unknown = [], []
    for code in form.cleaned_data["codes"]:
        if limits.is_spent(request, limits.CODES):
            return answer_status(request, limits.TOO_MANY)
        voice = queries.find_voice(code)
        if voice is None:
            limits.spend(request, limits.CODES)
            unknown.append(show_code(code))
        else:
            found.append((code[HALF:], queries.receipt_of_voice(voice)))
    context = {"form": form, "receipts": found, "unknown": unknown, "today": timezone.localdate()}
    return render(request, "governance/receipt_list.html", context)


@both_methods
def find_by_file(request: HttpRequest) -> HttpResponse:
    """What became of a written submission, for whoever still has the file that was handed in."""
    form = HandedInForm(sent(request), request.FILES if request.method == "POST" else None)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        if limits.is_spent(request, limits.CODES):
            return answer_status(request, limits.TOO_MANY)
        submission = queries.find_file(form.digest())
        if submission is not None:
            context |= {"submission": submission, "receipt": queries.receipt_of_file(submission)}
            return render(request, "governance/submission_receipt.html", context)
        limits.spend(request, limits.CODES)
        form.add_unknown()
    return render(request, "governance/submission_receipt.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_safe
def show_submission(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The same for those who act for the organisation, and for the secretariat; the reading is logged."""
    reader, submission = get_submission_or_404(request.user, public_id)
    record_read(actor=reader, target=f"submission:{submission.public_id}", why="submission_receipt")
    context = {"submission": submission, "receipt": queries.receipt_of_file(submission)}
    return render(request, "governance/submission_receipt.html", context)
