"""Seats and who holds them: added while a body is in preparation, held for a term, handed over on a date, given up.

A tenure never overlaps another one of its seat, and no change reaches back to a day on which the body decided.
"""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ladder.accounts.models import User
from ladder.audit.services import record
from ladder.governance.access import forget_tenures
from ladder.governance.models import Body, Seat, Tenure
from ladder.governance.queries.seating import A_DAY
from ladder.governance.services.bodies import lock, require_preparing
from ladder.governance.services.body_plans import MOST_SEATS, SeatPlan
from ladder.governance.services.composing import keeping_composition
from ladder.governance.services.holding import TenurePlan, check_holding, check_past
from ladder.governance.services.seat_rows import place_seat
from ladder.registry.models import Organisation
from ladder.webkit.sensible_days import is_sensible, say_sensible


@transaction.atomic
def add_seat(*, actor: User | None, body: Body, plan: SeatPlan, opens_on: date) -> Seat:
    """Another seat in a body in preparation.

    Raises:
        ValidationError: the body stands, the plan is not possible, or the rules of composition refuse it.
    """
    row = lock(body)
    require_preparing(row)
    if row.seats.count() >= MOST_SEATS:
        raise ValidationError(_("A body has at most %(most)s seats.") % {"most": MOST_SEATS})
    with keeping_composition(row, opens_on):
        made = place_seat(body=row, plan=plan, opens_on=opens_on)
    note(actor, made, "added", {"kind": made.kind, "opens_on": opens_on})
    return made


@transaction.atomic
def remove_seat(*, actor: User | None, seat: Seat) -> None:
    """Take a seat out of a body in preparation, with whoever was to hold it.

    Raises:
        ValidationError: the body stands.
    """
    row = lock_seat(seat)
    require_preparing(row.body)
    note(actor, row, "removed", {})
    row.tenures.update(follows=None)
    row.tenures.all().delete()
    row.delete()


@transaction.atomic
def name_reserved(*, actor: User | None, seat: Seat, organisation: Organisation) -> Seat:
    """Say which organisation of the registry a seat is reserved for, that was reserved in words.

    Raises:
        ValidationError: the seat is not reserved in words, or it was said before.
    """
    row = lock_seat(seat)
    if not row.reserved_words or row.reserved_for_id:
        raise ValidationError(_("Only a seat that is reserved in words, for nobody in the registry yet, can be named."))
    row.reserved_for = organisation
    row.save(update_fields=["reserved_for"])
    note(actor, row, "reserved_for_named", {"organisation": str(organisation.public_id)})
    return row


@transaction.atomic
def seat_holder(*, actor: User | None, seat: Seat, plan: TenurePlan) -> Tenure:
    """Let somebody hold a vacant seat.

    Raises:
        ValidationError: the seat is held on one of these days, or the plan is not possible (see `holding`).
    """
    row = lock_seat(seat)
    check_holding(row, plan)
    check_past(row.body, plan.starts_on)
    return store_tenure(actor, row, plan, "seated")


@transaction.atomic
def hand_over(*, actor: User | None, tenure: Tenure, plan: TenurePlan, reason: str = "") -> Tenure:
    """Hand a seat over: this tenure ends the day before the next one begins.

    Raises:
        ValidationError: the tenure does not reach that day, the seat has acted since, or the plan is not possible.
    """
    check_sensible("starts_on", plan.starts_on)
    row = lock_seat(tenure.seat)
    old = row.tenures.select_for_update().get(pk=tenure.pk)
    check_running(old, plan.starts_on - A_DAY, "starts_on")
    check_holding(row, plan, besides=old)
    check_past(row.body, plan.starts_on, old)
    old.ends_on = plan.starts_on - A_DAY
    with keeping_composition(row.body, plan.starts_on, plan.ends_on):
        old.save(update_fields=["ends_on"])
        made = make_row(row, plan, follows=old, reason=reason)
    note_tenure(actor, row, made, "handed_over")
    return made


@transaction.atomic
def resign(*, actor: User | None, tenure: Tenure, ends_on: date, reason: str = "") -> Tenure:
    """Let a tenure end on a day, that day included; the seat is vacant from the next day on.

    Nobody is kept in a seat by a rule of composition: what is lacking then is shown.

    Raises:
        ValidationError: the tenure does not reach that day, or the seat has acted later.
    """
    check_sensible("ends_on", ends_on)
    row = lock_seat(tenure.seat)
    old = row.tenures.select_for_update().get(pk=tenure.pk)
    check_running(old, ends_on, "ends_on")
    check_past(row.body, ends_on + A_DAY, old)
    old.ends_on, old.reason = ends_on, reason.strip() or old.reason
    old.save(update_fields=["ends_on", "reason"])
    note_tenure(actor, row, old, "given_up")
    return old


def check_sensible(where: str, day: date) -> None:
    """Refuse a day that nobody can mean, before anything is reckoned with it.

    Raises:
        ValidationError: which days can be meant.
    """
    if not is_sensible(day, timezone.localdate()):
        raise ValidationError({where: say_sensible()})


def check_running(tenure: Tenure, last: date, where: str) -> None:
    """Refuse to end a tenure on a day that it does not reach, or on which it has not begun.

    Raises:
        ValidationError: with the days of the tenure.
    """
    if last < tenure.starts_on:
        sentence = _("This tenure begins on %(day)s. Choose a later day.")
        raise ValidationError({where: sentence % {"day": tenure.starts_on.isoformat()}})
    if tenure.ends_on is not None and last > tenure.ends_on:
        sentence = _("This tenure ends on %(day)s. Choose a day up to then, or fill the seat anew.")
        raise ValidationError({where: sentence % {"day": tenure.ends_on.isoformat()}})


def store_tenure(actor: User | None, seat: Seat, plan: TenurePlan, what: str) -> Tenure:
    """A tenure that the rules of composition allow, with its entry in the log."""
    with keeping_composition(seat.body, plan.starts_on, plan.ends_on):
        made = make_row(seat, plan)
    note_tenure(actor, seat, made, what)
    return made


def make_row(seat: Seat, plan: TenurePlan, *, follows: Tenure | None = None, reason: str = "") -> Tenure:
    """The row of a tenure."""
    return Tenure.objects.create(
        seat=seat, organisation=plan.organisation, holder=plan.holder, alternate=plan.alternate,
        holder_name=plan.holder_name.strip(), alternate_name=plan.alternate_name.strip(), is_interim=plan.is_interim,
        starts_on=plan.starts_on, ends_on=plan.ends_on, follows=follows, reason=reason.strip(),
        created_at=timezone.now(),
    )  # fmt: skip


def lock_seat(seat: Seat) -> Seat:
    """The seat as it stands now, with its body, both kept from others until the transaction ends."""
    lock(seat.body)
    rows = Seat.objects.select_for_update(of=("self",)).select_related(
        "body", "chamber", "reserved_for", "reserved_group"
    )
    return rows.get(pk=seat.pk)


def note(actor: User | None, seat: Seat, what: str, detail: Mapping[str, object]) -> None:
    """The entry in the log of acts: never a name."""
    known = {"body": str(seat.body.public_id), **detail}
    record(actor=actor, action=f"governance.seat_{what}", target=f"seat:{seat.public_id}", detail=known)


def note_tenure(actor: User | None, seat: Seat, tenure: Tenure, what: str) -> None:
    """The entry in the log for a change of who holds a seat; whoever made it may be one of them."""
    if actor is not None:
        forget_tenures(actor)
    detail = {
        "tenure": str(tenure.public_id), "organisation": str(tenure.organisation.public_id),
        "starts_on": tenure.starts_on, "ends_on": tenure.ends_on or "", "is_interim": tenure.is_interim,
    }  # fmt: skip
    note(actor, seat, what, detail)
