"""What is said on the page of a proposal: a position, one from minutes, a note, an answer to an objection."""

from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ladder.accounts.models import User
from ladder.consultation.views.saving import try_to_save
from ladder.governance.access import get_followed_or_404, get_spoken_for_or_404, require_keeper, speaks_in
from ladder.governance.forms.positions import NoteForm, PositionForm
from ladder.governance.models import Position, Proposal, Tenure
from ladder.governance.queries.standings import options_of, standing_of
from ladder.governance.services.discussion import add_note
from ladder.governance.services.positions import answer_objection, take_position
from ladder.governance.views.proposal_page import Tried, answer, answer_form, minutes_form


@require_POST
def take(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A position of the seat that this person holds."""
    reader, proposal = get_followed_or_404(request.user, public_id)
    mine = speaks_in(reader, proposal.body)
    if mine is None:
        raise Http404
    form = PositionForm(request.POST, proposal=proposal, options=list(options_of(proposal)))
    taken = try_to_save(form, lambda _found: store(proposal, mine, reader, form))
    done = _("Your position is on record. You can take another one until the time is over.")
    return back(request, proposal, "position_form", form, taken and done)


@require_POST
def record_from_minutes(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A position that a seat took in a meeting, recorded by the secretariat."""
    require_keeper(request.user)
    reader, proposal = get_followed_or_404(request.user, public_id)
    form = minutes_form(proposal, standing_of(proposal, timezone.localdate()), request.POST)
    taken = try_to_save(form, lambda found: store(proposal, found["tenure"], reader, form))
    return back(request, proposal, "minutes_form", form, taken and _("The position is recorded from the minutes."))


def store(proposal: Proposal, tenure: Tenure, reader: User, form: PositionForm) -> Position:
    """The position that was typed."""
    found = form.cleaned_data
    return take_position(
        proposal=proposal, tenure=tenure, actor=reader, stance=found["stance"], at=timezone.now(),
        option=found["option"] or None, reasons=form.said("reasons"), dissent=form.said("dissent"),
        meeting=found.get("meeting"), revision=found["revision"],
    )  # fmt: skip


@require_POST
def note(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Something said in the discussion."""
    reader, proposal = get_followed_or_404(request.user, public_id)
    form = NoteForm(request.POST, prefix="note")
    added = try_to_save(
        form,
        lambda found: add_note(
            proposal=proposal, actor=reader, language=found["language"], text=found["text"], at=timezone.now()
        ),
    )
    return back(request, proposal, "note_form", form, added and _("What you said is on record."))


@require_POST
def answer_it(request: HttpRequest, public_id: UUID, position_id: UUID) -> HttpResponse:
    """An answer to an objection."""
    reader, proposal = get_spoken_for_or_404(request.user, public_id)
    rows = Position.objects.select_related("proposal", "tenure")
    position = rows.filter(proposal=proposal, public_id=position_id).first()
    if position is None:
        raise Http404
    form = answer_form(position, request.POST)
    answered = try_to_save(
        form,
        lambda _found: answer_objection(position=position, texts=form.said("text"), actor=reader, at=timezone.now()),
    )
    return back(request, proposal, str(position_id), form, answered and _("The objection is answered."))


def back(request: HttpRequest, proposal: Proposal, name: str, form: Form, done: object) -> HttpResponse:
    """To the page with what was done, or the page with the form that was refused."""
    if done:
        messages.success(request, str(done))
        return redirect("governance:proposal", proposal.public_id)
    proposal.refresh_from_db()
    return answer(request, proposal, Tried({name: form}))
