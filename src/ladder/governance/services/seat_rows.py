"""Stores seats; who may add or close them say the services that call this."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from ladder.consultation.services.refusals import refuse_all
from ladder.consultation.wording import trimmed
from ladder.governance.models import Body, Seat
from ladder.governance.services.body_plans import SeatPlan, faults_of_seat
from ladder.registry.models import StakeholderGroup


def place_seat(*, body: Body, plan: SeatPlan, opens_on: date) -> Seat:
    """A seat at the end of the row of seats, open from a day on, inside the caller's transaction.

    Raises:
        ValidationError: the plan is not possible.
    """
    chambers = {chamber.key: chamber for chamber in body.chambers.all()}
    refuse_all(faults_of_seat(plan, list(chambers)))
    last = body.seats.aggregate(last=Max("position"))["last"] or 0
    return Seat.objects.create(
        body=body,
        chamber=chambers[plan.chamber] if plan.chamber else None,
        kind=Seat.Kind.VOTING if plan.chamber else Seat.Kind.OBSERVER,
        names=trimmed(plan.names),
        reserved_for=plan.reserved_for,
        reserved_words=trimmed(plan.reserved_words),
        reserved_group=find_group(plan.reserved_group),
        opens_on=opens_on,
        position=last + 1,
    )


def find_group(key: str) -> StakeholderGroup | None:
    """The group that a seat is reserved for; None where it is reserved for none.

    Raises:
        ValidationError: there is no such group.
    """
    if not key:
        return None
    found = StakeholderGroup.objects.filter(key=key).first()
    if found is None:
        raise ValidationError({"reserved_group": _("Choose a stakeholder group that the registry knows.")})
    return found
