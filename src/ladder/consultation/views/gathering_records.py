"""Pages about what devices sent: conflicts to settle, the sealed record in print, files, side notes, taking back."""

import io
from uuid import UUID

import segno
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from ladder.audit.services import record_read
from ladder.consultation import access
from ladder.consultation.forms.gatherings import RecordsFileForm, SettlingForm
from ladder.consultation.models import Contribution, DeviceRecord, Gathering
from ladder.consultation.queries.conflicts import list_conflicts
from ladder.consultation.queries.gatherings import record_of, side_notes_for
from ladder.consultation.records_file import open_file
from ladder.consultation.services.device_records import Answer, receive_records
from ladder.consultation.services.settling import settle_record
from ladder.consultation.services.side_notes import handle_note, open_note
from ladder.consultation.services.taking_back import take_back_record
from ladder.consultation.views.gatherings import status_of, title_of
from ladder.consultation.views.saving import both_methods, faults_of, sent
from ladder.core.consultation.codes import show_code
from ladder.webkit.faults import Fault
from ladder.webkit.reading import FaultyInput

AT_ONCE = 500


@login_required
@require_safe
def show_conflicts(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Records that need a person; opening them is logged, because they hold what people said."""
    person, gathering = access.get_read_gathering_or_404(request.user, public_id)
    conflicts = list_conflicts(gathering)
    if conflicts:
        record_read(actor=person, target=f"gathering:{public_id}", why="gathering_conflicts")
    context = {"gathering": gathering, "title": title_of(gathering), "conflicts": conflicts, "form": SettlingForm()}
    return render(request, "consultation/gathering_conflicts.html", context)


@login_required
@require_POST
def settle(request: HttpRequest, public_id: UUID, number: UUID, digest: str) -> HttpResponse:
    """Settle one record."""
    person, gathering = access.get_read_gathering_or_404(request.user, public_id)
    record = get_object_or_404(DeviceRecord, gathering=gathering, number=number, digest=digest)
    form = SettlingForm(request.POST)
    if not form.is_valid():
        messages.error(request, gettext("Choose what holds, and say why in a few words."))
        return redirect("consultation:gathering_conflicts", public_id)
    said = form.cleaned_data
    try:
        settle_record(
            record=record, choice=said["choice"], reason=said["reason"], actor=person, on=timezone.localdate()
        )
    except ValidationError as fault:
        for one in faults_of(fault):
            messages.error(request, one.sentence)
    else:
        messages.success(request, gettext("Settled."))
    return redirect("consultation:gathering_conflicts", public_id)


@login_required
@require_safe
def show_seal(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The sealed record for print, with its code and QR."""
    person, gathering = access.get_read_gathering_or_404(request.user, public_id)
    if gathering.status != Gathering.Status.SEALED or not gathering.seal_digest:
        raise Http404
    record_read(actor=person, target=f"gathering:{public_id}", why="gathering_record")
    context = {
        "gathering": gathering, "title": title_of(gathering), "record": record_of(gathering),
        "code": show_code(gathering.seal_code), "qr": draw_qr(gathering),
        "positions": Contribution.Position.choices,
    }  # fmt: skip
    return render(request, "consultation/gathering_seal.html", context)


def draw_qr(gathering: Gathering) -> str:
    """Code and whole digest as a QR code, in SVG without styles of its own."""
    buffer = io.BytesIO()
    words = f"{gathering.public_id} {gathering.seal_code} {gathering.seal_digest}"
    segno.make(words, error="m").save(buffer, kind="svg", xmldecl=False, svgclass="qr", lineclass=None, omitsize=True)
    return buffer.getvalue().decode()


@login_required
@both_methods
def import_file(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A sealed file, handed in for a device that never found network."""
    person, gathering = access.get_recorded_gathering_or_404(request.user, public_id)
    form = RecordsFileForm(sent(request), request.FILES or None)
    faults: list[Fault] = []
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            entries = open_file(said["file"].read(), said["passphrase"], public_id)
        except FaultyInput as refusal:
            faults = refusal.faults
        else:
            answers: list[Answer] = []
            for start in range(0, len(entries), AT_ONCE):
                part = entries[start : start + AT_ONCE]
                answers += receive_records(gathering=gathering, entries=part, actor=person, on=timezone.localdate())
            say_received(request, answers)
            return redirect("consultation:gathering", public_id)
    context = {"gathering": gathering, "title": title_of(gathering), "form": form, "faults": faults}
    return render(request, "consultation/gathering_import.html", context, status=status_of(request))


def say_received(request: HttpRequest, answers: list[Answer]) -> None:
    """How many records are safe, and how many need a person."""
    safe = sum(answer.is_safe for answer in answers)
    sentence = ngettext("%(number)d record is safely received.", "%(number)d records are safely received.", safe)
    messages.success(request, sentence % {"number": safe})
    if safe < len(answers):
        damaged = len(answers) - safe
        sentence = ngettext(
            "%(number)d record of the file was damaged. Export it again from the device.",
            "%(number)d records of the file were damaged. Export it again from the device.",
            damaged,
        )
        messages.error(request, sentence % {"number": damaged})


@login_required
@require_POST
def take_back(request: HttpRequest, public_id: UUID, number: UUID) -> HttpResponse:
    """Take back what somebody said, because they ask."""
    person, gathering = access.get_recorded_gathering_or_404(request.user, public_id)
    take_back_record(gathering=gathering, number=number, actor=person, on=timezone.localdate())
    messages.success(request, gettext("It is taken back. Nothing of its words is left here."))
    return redirect("consultation:gathering", public_id)


@login_required
@require_safe
def list_side_notes(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """That there are side notes, for those who record the gathering; their words only when one is opened."""
    _person, gathering = access.get_recorded_gathering_or_404(request.user, public_id)
    notes = side_notes_for(gathering)
    context = {"gathering": gathering, "title": title_of(gathering), "notes": notes}
    return render(request, "consultation/gathering_side_notes.html", context)


@login_required
@both_methods
def show_side_note(request: HttpRequest, public_id: UUID, note_id: UUID) -> HttpResponse:
    """The words of one side note; each opening is logged. Marking it as dealt with needs no opening."""
    person, gathering = access.get_recorded_gathering_or_404(request.user, public_id)
    note = get_object_or_404(side_notes_for(gathering), public_id=note_id)
    if request.method == "POST":
        handle_note(note=note, actor=person)
        return redirect("consultation:gathering_side_notes", public_id)
    context = {
        "gathering": gathering, "title": title_of(gathering), "note": note, "text": open_note(note=note, actor=person),
    }  # fmt: skip
    return render(request, "consultation/gathering_side_note.html", context)
