"""The page of a proposal, as every step that was tried on it comes back to it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from ladder.consultation.access import is_keeper
from ladder.consultation.views.saving import UNPROCESSABLE, faults_of
from ladder.governance.access import may_prepare, speaks_in, takes_part_in
from ladder.governance.forms.positions import AnswerForm, MinutesForm, NoteForm, PositionForm
from ladder.governance.forms.proposals import OpenForm
from ladder.governance.models import Meeting, Position, Proposal
from ladder.governance.queries.proposal_page import notes_of, sides_of
from ladder.governance.queries.standings import Standing, rules_of, standing_of
from ladder.governance.services.discussion import TALKED_OF
from ladder.governance.services.proposals import CAN_CHANGE, CAN_OPEN, CAN_WITHDRAW, is_over
from ladder.webkit.faults import Fault


@dataclass(frozen=True, slots=True)
class Tried:
    """What somebody tried and was refused: the forms as they were sent, and faults of the whole page."""

    sent: Mapping[str, Form] = field(default_factory=dict)
    faults: Sequence[Fault] = ()

    @property
    def is_refused(self) -> bool:
        """Whether anything was tried at all."""
        return bool(self.sent or self.faults)


def answer(request: HttpRequest, proposal: Proposal, tried: Tried | None = None) -> HttpResponse:
    """The page, with 422 where something was refused."""
    tried = tried or Tried()
    standing = standing_of(proposal, timezone.localdate())
    is_shielded = proposal.body.shields_seats and not takes_part_in(request.user, proposal.body)
    is_open = proposal.state == Proposal.State.OPEN and not is_over(proposal, timezone.now())
    shown = forms_of(request, proposal, standing, tried.sent, is_open=is_open)
    context = {
        "proposal": proposal, "standing": standing, "options": standing.options, "is_open": is_open,
        "sides": sides_of(standing, is_open=is_open), "is_shielded": is_shielded,
        "notes": () if is_shielded else notes_of(proposal),
        "faults": [*tried.faults, *faults_out_of_sight(shown, tried.sent)],
        "revisions": list(proposal.revisions.order_by("-number")),
        "closings": list(proposal.closings.defer("record").order_by("-pk")),
        **steps_of(request, proposal, standing, is_open=is_open),
        **shown,
    }  # fmt: skip
    return render(request, "governance/proposal.html", context, status=UNPROCESSABLE if tried.is_refused else 200)


def steps_of(request: HttpRequest, proposal: Proposal, standing: Standing, *, is_open: bool) -> dict[str, Any]:
    """What this reader may do with it now."""
    prepares = may_prepare(request.user, proposal)
    speaks = is_keeper(request.user) or speaks_in(request.user, proposal.body) is not None
    is_running = proposal.state == Proposal.State.OPEN
    return {
        "may_edit": prepares and proposal.state == Proposal.State.DRAFT,
        "may_open": prepares and proposal.state in CAN_OPEN,
        "may_amend": prepares and proposal.state in CAN_CHANGE and (is_open or not is_running),
        "may_withdraw": prepares and proposal.state in CAN_WITHDRAW and (is_open or not is_running),
        "may_close": speaks and is_running and (not is_open or not standing.awaited),
        "may_answer": speaks and is_running,  # also when the time for positions is over: the count needs it
    }


def forms_of(
    request: HttpRequest, proposal: Proposal, standing: Standing, sent: Mapping[str, Form], *, is_open: bool
) -> dict[str, Any]:
    """The forms that this reader gets, those that were refused as they were sent."""
    mine = speaks_in(request.user, proposal.body)
    place = next((one for one in standing.seats if mine and one.tenure == mine), None)
    made: dict[str, Any] = {"mine": place}
    if is_open and place is not None and not place.recused:
        made["position_form"] = PositionForm(proposal=proposal, options=standing.options)
    if is_open and is_keeper(request.user) and proposal.body.meetings.filter(state=Meeting.State.HELD).exists():
        made["minutes_form"] = minutes_form(proposal, standing)
    if proposal.state in TALKED_OF and takes_part_in(request.user, proposal.body):
        made["note_form"] = NoteForm(prefix="note")
    if proposal.state in CAN_OPEN and may_prepare(request.user, proposal):
        made["open_form"] = OpenForm(initial={"last_day": earliest_day(proposal)})
    made["objections"] = [(one, sent.get(str(one.public_id)) or answer_form(one)) for one in standing.objections]
    return {**made, **{name: form for name, form in sent.items() if name in made}}


def faults_out_of_sight(shown: Mapping[str, Any], sent: Mapping[str, Form]) -> list[Fault]:
    """Why forms were refused that the page does not show any more, such as a position after the close."""
    in_sight = [*shown.values(), *(form for _objection, form in shown["objections"])]
    hidden = [form for form in sent.values() if form not in in_sight]
    return [Fault("", str(one)) for form in hidden for sentences in form.errors.values() for one in sentences]


def earliest_day(proposal: Proposal) -> str:
    """The first day on which a proposal that opens now could be closed."""
    today = timezone.localdate()
    return (today + timedelta(days=rules_of(proposal, today).open_days)).isoformat()


def minutes_form(proposal: Proposal, standing: Standing, data: Any = None) -> MinutesForm:
    """The form by which the secretariat records from minutes."""
    tenures = [one.tenure for one in standing.seats if one.tenure and not one.recused]
    return MinutesForm(data, proposal=proposal, options=standing.options, tenures=tenures, prefix="minutes",
                       initial={"revision": proposal.revision})  # fmt: skip


def answer_form(position: Position, data: Any = None) -> AnswerForm:
    """The form by which one objection is answered."""
    return AnswerForm(data, prefix=f"a{position.pk}")


def act(request: HttpRequest, proposal: Proposal, done: str, service: Callable[[], object]) -> HttpResponse:
    """Do it and say so, or show the page again with every reason why not."""
    try:
        service()
    except ValidationError as fault:
        proposal.refresh_from_db()
        return answer(request, proposal, Tried(faults=faults_of(fault)))
    messages.success(request, done)
    return redirect("governance:proposal", proposal.public_id)
