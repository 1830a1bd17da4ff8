"""What must be right about whoever is to hold a seat: days, reservation, people, and that the past stays as it was."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Max, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from ladder.accounts.models import User
from ladder.consultation.services.refusals import refuse_all
from ladder.consultation.wording import say
from ladder.core.governance.composition import full_months
from ladder.governance.models import Body, Closing, Position, Seat, Tenure
from ladder.governance.queries.rules import composition_rules
from ladder.governance.queries.seating import unbroken_since
from ladder.registry.models import Organisation
from ladder.webkit.text import is_clean

LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class TenurePlan:
    """Who is to hold a seat: for which organisation, from when until when (both included), and who stands in.

    Names are public; they are written only where the person agreed. `is_interim` says that a reserved seat is held by
    somebody else until whom it is reserved for takes it.
    """

    organisation: Organisation
    starts_on: date
    ends_on: date | None = None
    holder: User | None = None
    alternate: User | None = None
    holder_name: str = ""
    alternate_name: str = ""
    is_interim: bool = False


def check_holding(seat: Seat, plan: TenurePlan, *, besides: Tenure | None = None) -> None:
    """Refuse whoever cannot hold a seat; `besides` is the tenure that ends for it.

    Raises:
        ValidationError: with every fault, each under its field.
    """
    refuse_all(
        (
            *faults_of_days(seat, plan, besides),
            *faults_of_term(seat, plan),
            *faults_of_reservation(seat, plan),
            *faults_of_people(seat, plan, besides),
        )
    )


def faults_of_days(seat: Seat, plan: TenurePlan, besides: Tenure | None) -> Iterator[tuple[str, str]]:
    """Days that contradict each other, the seat, another tenure, or the longest term."""
    if seat.body.state == Body.State.ENDED:
        yield "starts_on", _("This body is dissolved: nobody sits in it any more.")
    if plan.ends_on is not None and plan.ends_on < plan.starts_on:
        yield "ends_on", _("A tenure cannot end before it begins. Choose a later day.")
    if plan.starts_on < seat.opens_on:
        yield (
            "starts_on",
            _("This seat opens on %(day)s. Choose that day or a later one.") % {"day": seat.opens_on.isoformat()},
        )
    if seat.closes_on is not None and (plan.ends_on or date.max) > seat.closes_on:
        yield (
            "ends_on",
            _("This seat closes on %(day)s. Choose that day or an earlier one.") % {"day": seat.closes_on.isoformat()},
        )
    others = overlapping(seat.tenures.exclude(pk__in=keys_of(besides)), plan)
    for other in others[:1]:
        known = {"day": other.starts_on.isoformat(), "organisation": other.organisation.name}
        sentence = _("This seat is held from %(day)s by “%(organisation)s”. Hand it over, or choose other days.")
        yield "starts_on", sentence % known


def faults_of_term(seat: Seat, plan: TenurePlan) -> Iterator[tuple[str, str]]:
    """No end where terms are limited, or a longer term; what the same organisation held just before counts."""
    months = longest_term(seat, plan.starts_on)
    if not months:
        return
    since = unbroken_since(seat.tenures.all(), plan.organisation.pk, plan.starts_on)
    if plan.ends_on is None or full_months(since, plan.ends_on) >= months:
        sentence = _("A seat is held for less than %(months)s months without a break here. Choose an earlier last day.")
        yield "ends_on", sentence % {"months": months}


def longest_term(seat: Seat, on: date) -> int:
    """How many months a seat of a chamber may be held; 0 where no rule says so."""
    if seat.kind == Seat.Kind.OBSERVER:
        return 0
    rules = composition_rules(seat.body, on)
    months = [rule["months"] for rule in rules if rule["kind"] == "longest_tenure_months"]
    return min((int(str(number)) for number in months), default=0)


def faults_of_reservation(seat: Seat, plan: TenurePlan) -> Iterator[tuple[str, str]]:
    """A reserved seat for somebody else without saying that it is in the interim, or an interim holder without need."""
    is_meant = is_reserved_for(seat, plan)
    if is_meant is False and not plan.is_interim:
        sentence = _(
            "This seat is reserved for: %(whom)s. Another organisation may hold it only in the interim: say so, and "
            "everybody will see it."
        )
        yield "is_interim", sentence % {"whom": say_reserved(seat)}
    if is_meant is not False and plan.is_interim:
        yield (
            "is_interim",
            _("Only a reserved seat is held in the interim, by another organisation than it is reserved for."),
        )


def is_reserved_for(seat: Seat, plan: TenurePlan) -> bool | None:
    """Whether a reserved seat is for this organisation; None where it is reserved for nobody."""
    if seat.reserved_group_id:
        return plan.organisation.group_id == seat.reserved_group_id
    if seat.reserved_for_id:
        return plan.organisation.pk == seat.reserved_for_id
    return False if seat.reserved_words else None


def say_reserved(seat: Seat) -> str:
    """Whom a seat is reserved for, in the reader's language; "" where it is reserved for nobody."""
    if seat.reserved_group:
        return say(seat.reserved_group.names)
    return seat.reserved_for.name if seat.reserved_for else say(seat.reserved_words)


def faults_of_people(seat: Seat, plan: TenurePlan, besides: Tenure | None) -> Iterator[tuple[str, str]]:
    """Accounts that are closed, one person twice in a body, and names that nobody can read."""
    if plan.holder is not None and plan.holder == plan.alternate:
        yield "alternate", _("Holder and alternate are two people. Choose another account.")
    for where, person in (("holder", plan.holder), ("alternate", plan.alternate)):
        if person is not None and not person.is_active:
            yield where, _("This account is closed. Choose another.")
        elif person is not None and sits_elsewhere(seat, plan, besides, person.pk):
            yield (
                where,
                _("This person sits in another seat of this body on these days. One person speaks for one seat."),
            )
    for where, name in (("holder_name", plan.holder_name), ("alternate_name", plan.alternate_name)):
        if len(name.strip()) > LONGEST_NAME or not is_clean(name):
            yield where, _("Write a name with at most %(most)s signs.") % {"most": LONGEST_NAME}


def sits_elsewhere(seat: Seat, plan: TenurePlan, besides: Tenure | None, person: int) -> bool:
    """Whether a person is holder or alternate of another tenure of the body on these days."""
    rows = Tenure.objects.filter(seat__body=seat.body).filter(Q(holder=person) | Q(alternate=person))
    return overlapping(rows.exclude(pk__in=keys_of(besides)), plan).exists()


def keys_of(tenure: Tenure | None) -> list[int]:
    """The primary key of a tenure, if there is one."""
    return [tenure.pk] if tenure else []


def overlapping(rows: QuerySet[Tenure], plan: TenurePlan) -> QuerySet[Tenure]:
    """Those tenures that share a day with the plan."""
    rows = rows.filter(Q(ends_on=None) | Q(ends_on__gte=plan.starts_on)).order_by("starts_on")
    return rows if plan.ends_on is None else rows.filter(starts_on__lte=plan.ends_on)


def check_past(body: Body, first_day: date, tenure: Tenure | None = None) -> None:
    """Refuse a change of who sits where, from a day on, that would reach back to what was done already.

    Raises:
        ValidationError: the body decided, or this tenure took a position or sat in a meeting, on that day or later.
    """
    done_on = max((*last_decided(body), *last_acted(tenure)), default=None)
    if done_on is not None and first_day <= done_on:
        sentence = _(
            "This body acted on %(day)s with those who sat there then. Choose a later day: what was recorded stays."
        )
        raise ValidationError(sentence % {"day": done_on.isoformat()})


def last_decided(body: Body) -> Iterator[date]:
    """The last day on which positions of the body were counted."""
    last = Closing.objects.filter(proposal__body=body).aggregate(last=Max("closed_at"))["last"]
    if last is not None:
        yield timezone.localdate(last)


def last_acted(tenure: Tenure | None) -> Iterator[date]:
    """The last days on which a tenure took a position, and sat in a meeting."""
    if tenure is None:
        return
    taken = Position.objects.filter(tenure=tenure).aggregate(last=Max("taken_at"))["last"]
    if taken is not None:
        yield timezone.localdate(taken)
    held = tenure.seat.attendances.filter(tenure=tenure).aggregate(last=Max("meeting__held_on"))["last"]
    if held is not None:
        yield held
