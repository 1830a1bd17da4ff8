"""Pages of a budget line: plan it, change it, book on it, take a booking back, take it out again."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ladder.consultation.views.keeping import status_of
from ladder.consultation.views.saving import UNPROCESSABLE, both_methods, sent, try_to_save
from ladder.consultation.wording import read
from ladder.governance import access
from ladder.governance.forms.years import BookingForm, CorrectionForm, LineForm, typed_line
from ladder.governance.models import Body, Booking, BudgetLine
from ladder.governance.services.budget import book, change_line, correct_booking, plan_line, remove_line
from ladder.governance.views.year_items import about, take_out


@both_methods
def plan(request: HttpRequest, address: str, year: int) -> HttpResponse:
    """A new budget line."""
    keeper, body = access.get_kept_year_or_404(request.user, address, year)
    form = LineForm(sent(request), body=body, year=year)
    made = try_to_save(form, lambda _found: plan_line(body=body, year=year, plan=form.plan(), actor=keeper))
    if made is not None:
        messages.success(request, _("The budget line is planned."))
        return redirect("governance:year", address, year)
    context = {**about(body, year), "form": form, "title": _("Plan a budget line")}
    return render(request, "governance/year_form.html", context, status=status_of(form))


@both_methods
def change(request: HttpRequest, address: str, year: int, public_id: UUID) -> HttpResponse:
    """One budget line: its words and amount, and what was booked on it."""
    keeper, body = access.get_kept_year_or_404(request.user, address, year)
    row = get_line_or_404(body, year, public_id)
    form = LineForm(sent(request), initial=typed_line(row), body=body, year=year)
    changed = try_to_save(form, lambda found: change_line(line=row, plan=form.plan(), actor=keeper, seen=found["seen"]))
    if changed is not None:
        messages.success(request, _("Saved."))
        return redirect("governance:year", address, year)
    return answer(request, row, form=form)


@require_POST
def add_booking(request: HttpRequest, address: str, year: int, public_id: UUID) -> HttpResponse:
    """Book what came in or was spent."""
    keeper, body = access.get_kept_year_or_404(request.user, address, year)
    row = get_line_or_404(body, year, public_id)
    form = BookingForm(request.POST)
    today = timezone.localdate()
    made = try_to_save(form, lambda found: book(line=row, actor=keeper, today=today, **found))
    if made is not None:
        messages.success(request, _("Booked."))
        return redirect("governance:budget_line", address, year, public_id)
    return answer(request, row, booking=form)


@require_POST
def take_back(request: HttpRequest, address: str, year: int, public_id: UUID) -> HttpResponse:
    """Take a booking back by an opposite one."""
    keeper, body = access.get_kept_year_or_404(request.user, address, year)
    row = get_booking_or_404(body, year, public_id)
    form = CorrectionForm(request.POST)
    today = timezone.localdate()
    made = try_to_save(form, lambda found: correct_booking(booking=row, actor=keeper, on=today, **found))
    if made is None:
        return answer(request, row.line, correction=form)
    messages.success(request, _("Taken back. Both bookings stay readable."))
    return redirect("governance:budget_line", address, year, row.line.public_id)


@require_POST
def remove(request: HttpRequest, address: str, year: int, public_id: UUID) -> HttpResponse:
    """Take it out of the budget."""
    keeper, body = access.get_kept_year_or_404(request.user, address, year)
    row = get_line_or_404(body, year, public_id)
    return take_out(request, row, lambda: remove_line(line=row, actor=keeper), answer)


def answer(request: HttpRequest, row: BudgetLine, **shown: Any) -> HttpResponse:
    """The page of a budget line, with what was tried."""
    form = shown.get("form") or LineForm(initial=typed_line(row), body=row.body, year=row.year)
    booking = shown.get("booking") or BookingForm(initial={"booked_on": timezone.localdate()})
    correction = shown.get("correction") or CorrectionForm()
    bookings = list(row.bookings.select_related("corrects"))
    context = {
        **about(row.body, row.year),
        "line": row,
        "title": read(row.titles),
        "form": form,
        "booking": booking,
        "correction": correction,
        "bookings": bookings,
        "taken_back": {one.corrects_id for one in bookings if one.corrects_id},
        "total": sum(one.amount for one in bookings) if bookings else None,
        "faults": shown.get("faults", ()),
    }
    status = UNPROCESSABLE if shown.get("faults") else status_of(form, booking, correction)
    return render(request, "governance/year_line.html", context, status=status)


def get_line_or_404(body: Body, year: int, public_id: UUID) -> BudgetLine:
    """A budget line of this body and year."""
    rows = BudgetLine.objects.select_related("body", "item", "party").filter(body=body, year=year)
    found = rows.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def get_booking_or_404(body: Body, year: int, public_id: UUID) -> Booking:
    """A booking of this body and year."""
    rows = Booking.objects.select_related("line__body", "line__item", "line__party")
    found = rows.filter(line__body=body, line__year=year, public_id=public_id).first()
    if found is None:
        raise Http404
    return found
