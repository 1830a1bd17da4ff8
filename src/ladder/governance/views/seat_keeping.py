"""Pages of the secretariat for seats: add or close one, seat a holder, hand over on a date, let a tenure end."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ladder.accounts.models import User
from ladder.consultation.views.saving import UNPROCESSABLE, both_methods, faults_of, sent, try_to_save
from ladder.consultation.wording import say
from ladder.governance.forms.bodies import NewSeatForm, SeatForm
from ladder.governance.forms.holders import HandOverForm, HolderForm, NameReservedForm, ResignForm
from ladder.governance.models import Body, Seat, Tenure
from ladder.governance.queries.bodies import SeatView, show_seat
from ladder.governance.queries.seating import load_seats
from ladder.governance.rule_words import chamber_names
from ladder.governance.services import seats
from ladder.governance.services.body_effects import SEATS
from ladder.governance.services.body_proposals import propose_closing, propose_seat
from ladder.governance.views.body_keeping import deciding_field, get_kept_or_404, saved, show_form
from ladder.webkit.faults import Fault

LAST, MEANT = "last", "meant"  # forms that stand beside the one for the holder


@both_methods
def add_seat(request: HttpRequest, address: str) -> HttpResponse:
    """Another seat; once the body stands, a draft proposal for it."""
    keeper, body = get_kept_or_404(request, address)
    if body.state == Body.State.ENDED:
        raise Http404
    chambers = list(chamber_names(body).items())
    if body.state == Body.State.STANDING:
        form: SeatForm = SeatForm(sent(request), chambers=chambers)
        form.fields["deciding"] = deciding_field(SEATS)
        drafted = try_to_save(
            form,
            lambda found: propose_seat(actor=keeper, body=body, deciding=found["deciding"], plan=form.plan()),
        )
        if drafted is not None:
            return to_proposal(request, drafted.public_id)
        return show_form(request, body, form, _("Propose a seat"), is_proposal=True)
    opens_on = body.seats.order_by("opens_on").values_list("opens_on", flat=True).first()
    form = NewSeatForm(sent(request), chambers=chambers, initial={"opens_on": opens_on or timezone.localdate()})
    made = try_to_save(
        form,
        lambda found: seats.add_seat(actor=keeper, body=body, plan=form.plan(), opens_on=found["opens_on"]),
    )
    if made is not None:
        return saved(request, body, _("The seat is added."))
    return show_form(request, body, form, _("Add a seat"))


@both_methods
def keep_seat(request: HttpRequest, address: str, seat: UUID) -> HttpResponse:
    """One seat: who holds it and held it; seat a holder where it is vacant, hand it over where it is held."""
    keeper, body, row = get_kept_seat_or_404(request, address, seat)
    last = last_tenure(row)
    form = HandOverForm(sent(request)) if last else HolderForm(sent(request))
    made = try_to_save(form, lambda found: hold(keeper, row, last, form, found))
    if made is not None:
        return saved(request, body, _("The seat is held by “%(name)s”.") % {"name": made.organisation.name})
    return show_seat_page(request, row, form)


def hold(keeper: User, row: Seat, last: Tenure | None, form: HolderForm, found: Any) -> Tenure:
    """Seat a holder, or hand the seat over from the one who holds it."""
    if last is None:
        return seats.seat_holder(actor=keeper, seat=row, plan=form.plan())
    return seats.hand_over(actor=keeper, tenure=last, plan=form.plan(), reason=found["reason"])


@require_POST
def resign(request: HttpRequest, address: str, seat: UUID) -> HttpResponse:
    """Let the last tenure of a seat end."""
    keeper, body, row = get_kept_seat_or_404(request, address, seat)
    last, form = last_tenure(row), ResignForm(request.POST, prefix=LAST)
    if last is None:
        raise Http404
    ended = try_to_save(form, lambda found: seats.resign(actor=keeper, tenure=last, **found))
    if ended is not None:
        return saved(request, body, _("The tenure ends. The seat is shown as vacant from the next day on."))
    return show_seat_page(request, row, HandOverForm(), resigning=form)


@require_POST
def name_reserved(request: HttpRequest, address: str, seat: UUID) -> HttpResponse:
    """Say which organisation a seat is reserved for, that was reserved in words."""
    keeper, body, row = get_kept_seat_or_404(request, address, seat)
    form = NameReservedForm(request.POST, prefix=MEANT)
    named = try_to_save(form, lambda found: seats.name_reserved(actor=keeper, seat=row, **found))
    if named is not None:
        return saved(request, body, _("The seat is reserved for “%(name)s”.") % {"name": named.reserved_for})
    return show_seat_page(request, row, HandOverForm() if last_tenure(row) else HolderForm(), naming=form)


@require_POST
def close_seat(request: HttpRequest, address: str, seat: UUID) -> HttpResponse:
    """Take a seat out of a body in preparation; of one that stands, draft a proposal that it be closed."""
    keeper, body, row = get_kept_seat_or_404(request, address, seat)
    if body.state == Body.State.PREPARING:
        return attempt(request, body, row, lambda: seats.remove_seat(actor=keeper, seat=row))
    deciding = deciding_field(SEATS).queryset
    chosen = deciding.first() if deciding is not None else None
    if chosen is None:
        faults = [Fault("", _("No body has the power to change seats."))]
        return show_seat_page(request, row, HolderForm(), faults=faults)
    try:
        drafted = propose_closing(actor=keeper, body=body, deciding=chosen, seats=[str(row.public_id)])
    except ValidationError as fault:
        return show_seat_page(request, row, HolderForm(), faults=faults_of(fault))
    return to_proposal(request, drafted.public_id)


def attempt(request: HttpRequest, body: Body, row: Seat, step: Callable[[], None]) -> HttpResponse:
    """Take a step, or say on the page of the seat why it cannot be taken."""
    try:
        step()
    except ValidationError as fault:
        return show_seat_page(request, row, HolderForm(), faults=faults_of(fault))
    return saved(request, body, _("The seat is taken out."))


def to_proposal(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """On to a draft proposal."""
    messages.success(request, _("A proposal is drafted. Word it, then put it to the body."))
    return redirect("governance:proposal", public_id)


def get_kept_seat_or_404(request: HttpRequest, address: str, public_id: UUID) -> tuple[User, Body, Seat]:
    """The person, the body and one of its seats with its tenures, for the secretariat."""
    keeper, body = get_kept_or_404(request, address)
    found = next((seat for seat in load_seats([body]) if seat.public_id == public_id), None)
    if found is None:
        raise Http404
    found.body = body
    return keeper, body, found


def last_tenure(seat: Seat) -> Tenure | None:
    """The tenure that can be handed over or given up: the last one, if it has not ended before today."""
    today = timezone.localdate()
    running = [one for one in seat.tenures.all() if one.ends_on is None or one.ends_on >= today]
    return max(running, key=lambda one: one.starts_on, default=None)


def show_seat_page(
    request: HttpRequest, row: Seat, form: forms.Form, *, resigning: ResignForm | None = None,
    naming: NameReservedForm | None = None, faults: list[Fault] | None = None,
) -> HttpResponse:  # fmt: skip
    """The page of a seat, with the faults of what was tried."""
    view: SeatView = show_seat(row, timezone.localdate())
    tenures = sorted(row.tenures.all(), key=lambda one: one.starts_on, reverse=True)
    context = {
        "body": row.body, "body_name": say(row.body.names), "seat": view, "tenures": tenures, "last": last_tenure(row),
        "form": form, "resigning": resigning or ResignForm(prefix=LAST), "faults": faults or (),
        "naming": (naming or NameReservedForm(prefix=MEANT)) if is_unnamed(row) else None,
    }  # fmt: skip
    refused = faults or resigning or naming or form.errors
    return render(request, "governance/keep_seat.html", context, status=UNPROCESSABLE if refused else 200)


def is_unnamed(row: Seat) -> bool:
    """Whether a seat is reserved in words only."""
    return bool(row.reserved_words) and row.reserved_for_id is None
