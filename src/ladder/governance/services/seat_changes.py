"""Seats of a standing body that are added and closed together by a decision, and composition rules judge the whole.

The payload is `{"add": [seat, ...], "close": [public id, ...]}`. A seat to add has `names` by language and may have
`chamber`, `reserved_for` (public id of an organisation), `reserved_words` by language, or `reserved_group`.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ladder.consultation.services.refusals import refuse_all
from ladder.core.governance.composition import HeldSeat, check
from ladder.governance.models import Body, Decision, Seat, Tenure
from ladder.governance.queries.conflicts import read_id
from ladder.governance.queries.rules import composition_rules
from ladder.governance.queries.seating import held_seat, is_open, load_seats
from ladder.governance.rule_words import say_breaches
from ladder.governance.services.body_plans import MOST_SEATS, SeatPlan, faults_of_seat
from ladder.governance.services.composing import keyed, list_worse
from ladder.governance.services.seat_rows import find_group, place_seat
from ladder.governance.services.seats import note
from ladder.governance.services.taken_effects import require_taken
from ladder.registry.models import Organisation

SEAT_FIELDS = frozenset({"names", "chamber", "reserved_for", "reserved_words", "reserved_group"})
Payload = Mapping[str, Any]


def list_of(payload: Payload, key: str) -> list[Any]:
    """A list in the payload; empty where there is none."""
    found = payload.get(key)
    return found if isinstance(found, list) else []


def check_changes(body: Body, payload: Payload, on: date) -> tuple[list[SeatPlan], list[Seat]]:
    """The seats to add and those to close, if the change is possible on a day.

    Raises:
        ValidationError: with what is not possible, and what would be found.
    """
    plans = [read_plan(entry) for entry in list_of(payload, "add")]
    standing = [seat for seat in load_seats([body]) if is_open(seat, on)]
    closed = [find_seat(standing, key) for key in list_of(payload, "close")]
    if not plans and not closed:
        raise ValidationError(_("Name a seat to add or a seat to close."))
    chambers = list(body.chambers.values_list("key", flat=True))
    refuse_all(fault for plan in plans for fault in faults_of_seat(plan, chambers))
    for plan in plans:
        find_group(plan.reserved_group)
    check_whole(body, [seat for seat in standing if seat not in closed], standing, plans, on)
    return plans, closed


def check_whole(body: Body, kept: Sequence[Seat], before: Sequence[Seat], plans: Sequence[SeatPlan], on: date) -> None:
    """Refuse a body that is too large, a chamber without a seat, and what the rules of composition do not allow.

    Raises:
        ValidationError: with what would be found.
    """
    if len(kept) + len(plans) > MOST_SEATS:
        raise ValidationError(_("A body has at most %(most)s seats.") % {"most": MOST_SEATS})
    seated = {seat.chamber.key for seat in kept if seat.chamber} | {plan.chamber for plan in plans}
    if any(seat.chamber and seat.chamber.key not in seated for seat in before):
        raise ValidationError(_("A chamber would be left without a seat, and could never have a quorum."))
    rules = composition_rules(body, on)
    now = check(rules, [held_seat(seat, on) for seat in before], on)
    added = [HeldSeat(f"new {place}", plan.chamber) for place, plan in enumerate(plans)]
    later = check(rules, [*(held_seat(seat, on) for seat in kept), *added], on)
    worse = list_worse(keyed(now), keyed(later), body)
    if worse:
        raise ValidationError(say_breaches(worse, body))


@transaction.atomic
def change_seats(*, body: Body, payload: Payload, on: date, decision: Decision) -> None:
    """Add and close seats of a body that the caller holds. A seat that closes is there until the end of that day.

    Raises:
        ValidationError: no effect of the decision does this, or the change is not possible (any more).
    """
    require_taken(decision, "change_seats", f"body:{body.public_id}", payload)
    plans, closed = check_changes(body, payload, on)
    known = {"decision": str(decision.public_id)}
    for seat in closed:
        Tenure.objects.filter(seat=seat, starts_on__gt=on).delete()
        Tenure.objects.filter(seat=seat, starts_on__lte=on).exclude(ends_on__lte=on).update(ends_on=on)
        Seat.objects.filter(pk=seat.pk).update(closes_on=on)
        note(None, seat, "closed", {**known, "closes_on": on})
    for plan in plans:
        made = place_seat(body=body, plan=plan, opens_on=on)
        note(None, made, "added", {**known, "kind": made.kind, "opens_on": on})


def read_plan(entry: object) -> SeatPlan:
    """A seat to add, from JSON.

    Raises:
        ValidationError: it is no seat, or reserved for an organisation that there is not.
    """
    if not isinstance(entry, Mapping) or not set(entry) <= SEAT_FIELDS or not are_texts(entry):
        raise ValidationError(_("Describe a seat to add by its names, its chamber and whom it is reserved for."))
    return SeatPlan(
        names=entry.get("names") or {},
        chamber=entry.get("chamber") or "",
        reserved_for=find_organisation(entry.get("reserved_for") or ""),
        reserved_words=entry.get("reserved_words") or {},
        reserved_group=entry.get("reserved_group") or "",
    )


def are_texts(entry: Mapping[str, Any]) -> bool:
    """Whether words are texts by language, and keys are texts."""
    words = [entry.get(key) or {} for key in ("names", "reserved_words")]
    keys = [entry.get(key) or "" for key in ("chamber", "reserved_for", "reserved_group")]
    by_language = all(
        isinstance(texts, Mapping) and all(isinstance(text, str) for text in texts.values()) for texts in words
    )
    return by_language and all(isinstance(key, str) for key in keys)


def find_seat(standing: Sequence[Seat], key: object) -> Seat:
    """A seat of the body by its public id.

    Raises:
        ValidationError: the body has no such seat.
    """
    found = next((seat for seat in standing if str(seat.public_id) == key), None)
    if found is None:
        raise ValidationError(_("A seat that should be closed is none of this body's, or closed already."))
    return found


def find_organisation(key: str) -> Organisation | None:
    """The organisation of a public id; None where none is named.

    Raises:
        ValidationError: the registry has no such organisation.
    """
    if not key:
        return None
    public_id = read_id(f"organisation:{key}")
    found = Organisation.objects.filter(public_id=public_id).first() if public_id else None
    if found is None:
        raise ValidationError(_("Choose an organisation that the registry knows."))
    return found
