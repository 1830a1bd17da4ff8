"""Plans meetings of bodies, calls them off, and records who was there and what was said."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ladder.accounts.models import User
from ladder.audit import services as audit
from ladder.consultation.services.refusals import refuse_all
from ladder.consultation.wording import say, trimmed
from ladder.governance.models import Attendance, Body, Meeting, Position, Seat, Tenure
from ladder.governance.queries.attending import PRESENT, seats_on


@dataclass(frozen=True, slots=True)
class MeetingPlan:
    """A meeting as it is planned; titles by language."""

    kind: str
    titles: Mapping[str, str]
    held_on: date
    place: str = ""


@dataclass(frozen=True, slots=True)
class MeetingRecord:
    """What came of a meeting: who was there (`Attendance.Who`) by public id of the seat, and minutes by language."""

    who: Mapping[str, str]
    minutes: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def plan_meeting(*, body: Body, plan: MeetingPlan, actor: User) -> Meeting:
    """Announce a meeting to those who take part.

    Raises:
        ValidationError: the body does not stand, or words are missing.
    """
    if body.state != Body.State.STANDING:
        raise ValidationError(_("This body does not stand yet, or not any more: it does not meet."))
    refuse_all(faults_of(plan))
    row = Meeting.objects.create(
        body=body, kind=plan.kind, titles=trimmed(plan.titles), held_on=plan.held_on, place=plan.place.strip(),
        created_at=timezone.now(),
    )  # fmt: skip
    note(row, actor, "planned")
    return row


@transaction.atomic
def change_meeting(*, meeting: Meeting, plan: MeetingPlan, actor: User) -> Meeting:
    """Another day, place or title for a meeting that was not held yet.

    Raises:
        ValidationError: it was held or called off, or words are missing.
    """
    row = lock(meeting)
    require_planned(row)
    refuse_all(faults_of(plan))
    row.kind, row.titles, row.held_on = plan.kind, trimmed(plan.titles), plan.held_on
    row.place = plan.place.strip()
    row.save()
    note(row, actor, "changed")
    return row


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, actor: User) -> Meeting:
    """Call a meeting off.

    Raises:
        ValidationError: it was held or called off already.
    """
    row = lock(meeting)
    require_planned(row)
    row.state = Meeting.State.CANCELLED
    row.save(update_fields=["state"])
    note(row, actor, "cancelled")
    return row


@transaction.atomic
def record_meeting(*, meeting: Meeting, record: MeetingRecord, actor: User, on: date) -> Meeting:
    """Record who was there and the minutes; asked again, both are corrected.

    Raises:
        ValidationError: it lies ahead or was called off, a seat of that day is not accounted for, nobody sat in a seat
            that is said to be taken, or a position from these minutes needs the attendance that would be taken away.
    """
    row = lock(meeting)
    if row.state == Meeting.State.CANCELLED:
        raise ValidationError(_("This meeting was called off: nobody was there."))
    if row.held_on > on:
        raise ValidationError(_("This meeting lies ahead. Record it when it was held."))
    seats = seats_on(row.body, row.held_on)
    refuse_all(faults_of_record(row, seats, record))
    row.attendances.all().delete()
    Attendance.objects.bulk_create(
        Attendance(meeting=row, seat=seat, tenure=tenure, who=record.who[str(seat.public_id)]) for seat, tenure in seats
    )
    row.state, row.minutes = Meeting.State.HELD, trimmed(record.minutes)
    row.save(update_fields=["state", "minutes"])
    note(row, actor, "recorded")
    return row


def lock(meeting: Meeting) -> Meeting:
    """The meeting as it stands now, held until the transaction ends."""
    rows = Meeting.objects.select_related("body").select_for_update(of=("self",), no_key=True)
    return rows.get(pk=meeting.pk)


def require_planned(row: Meeting) -> None:
    """Refuse a change of what is past."""
    if row.state != Meeting.State.PLANNED:
        raise ValidationError(_("This meeting was held or called off already."))


def faults_of(plan: MeetingPlan) -> list[tuple[str, str]]:
    """Field and sentence of each fault."""
    titles = [] if trimmed(plan.titles) else [("titles", _("Give the meeting a title in at least one language."))]
    kinds = [] if plan.kind in Meeting.Kind.values else [("kind", _("Choose how the meeting is held."))]
    return titles + kinds


def faults_of_record(
    row: Meeting, seats: list[tuple[Seat, Tenure | None]], record: MeetingRecord
) -> list[tuple[str, str]]:
    """Seats that are not accounted for, that nobody could have taken, or on whose presence a position rests."""
    spoke = set(Position.objects.filter(meeting=row).values_list("seat_id", flat=True))
    faults = []
    for seat, tenure in seats:
        who, name = record.who.get(str(seat.public_id), ""), say(seat.names)
        if who not in Attendance.Who.values:
            faults.append(("who", _("Say of seat “%(seat)s” who was there.") % {"seat": name}))
        elif who in PRESENT and tenure is None:
            faults.append(("who", _("Nobody held seat “%(seat)s” on that day.") % {"seat": name}))
        elif who not in PRESENT and seat.pk in spoke:
            sentence = _("A position of seat “%(seat)s” was recorded from these minutes: it was there.")
            faults.append(("who", sentence % {"seat": name}))
    return faults


def note(row: Meeting, actor: User, what: str) -> None:
    """The entry in the log: numbers, no words."""
    there = row.attendances.filter(who__in=PRESENT).count()
    detail = {"body": row.body.address, "held_on": row.held_on, "there": there}
    audit.record(actor=actor, action=f"governance.meeting_{what}", target=f"meeting:{row.public_id}", detail=detail)
