"""Bodies, seats, holders and meetings in Popolo's words."""

from collections.abc import Iterable, Sequence

from ladder.consultation.wording import say
from ladder.core.governance.attendance import NO_SEAT, VACANT
from ladder.governance.models import Body, Chamber, Meeting, Seat, Tenure
from ladder.governance.public_record.shapes import Attended, Event, Membership, Organization, Person, Post
from ladder.governance.queries.record_bodies import BodyOnRecord
from ladder.registry.models import Organisation

HOLDER, ALTERNATE = "holder", "alternate"
ONE_LANGUAGE = "en"


def chamber_id(body: str, chamber: str) -> str:
    """The id of a chamber: that of its body, and its key."""
    return f"{body}/{chamber}"


def organization_of_body(body: Body) -> Organization:
    """A body."""
    return Organization(
        id=str(body.public_id), name=say(body.names, ONE_LANGUAGE), names=body.names, classification=body.kind,
        parent_id=None, founding_date=body.stands_from, dissolution_date=body.ended_on,
    )  # fmt: skip


def organization_of_chamber(body: Body, chamber: Chamber) -> Organization:
    """A chamber of a body."""
    return Organization(
        id=chamber_id(str(body.public_id), chamber.key), name=say(chamber.names, ONE_LANGUAGE), names=chamber.names,
        classification="chamber", parent_id=str(body.public_id), founding_date=None, dissolution_date=None,
    )  # fmt: skip


def organization_of_holder(holder: Organisation) -> Organization:
    """An organisation that holds or held a seat."""
    return Organization(
        id=str(holder.public_id), name=holder.name, names={}, classification=holder.group.key, parent_id=None,
        founding_date=None, dissolution_date=None,
    )  # fmt: skip


def organizations_of(found: Sequence[BodyOnRecord]) -> list[Organization]:
    """The bodies, their chambers, and everybody who ever held a seat there, each once."""
    bodies = [organization_of_body(one.row) for one in found]
    chambers = {
        (one.row.pk, seat.chamber.pk): organization_of_chamber(one.row, seat.chamber)
        for one in found for seat in one.seats if seat.chamber
    }  # fmt: skip
    holders = {
        tenure.organisation_id: organization_of_holder(tenure.organisation)
        for one in found for seat in one.seats for tenure in seat.tenures.all()
    }  # fmt: skip
    return [*bodies, *chambers.values(), *(holders[key] for key in sorted(holders))]


def post_of(body: Body, seat: Seat) -> Post:
    """A seat."""
    own = str(body.public_id)
    return Post(
        id=str(seat.public_id), label=say(seat.names, ONE_LANGUAGE), names=seat.names, role=seat.kind,
        organization_id=own, group_id=chamber_id(own, seat.chamber.key) if seat.chamber else None,
        start_date=seat.opens_on, end_date=seat.closes_on,
        reserved_for_id=str(seat.reserved_for.public_id) if seat.reserved_for else None,
        reserved_group=seat.reserved_group.key if seat.reserved_group else None,
    )  # fmt: skip


def memberships_of(body: Body, seat: Seat) -> Iterable[Membership]:
    """Who held a seat, and the alternates who agreed to be named."""
    for tenure in seat.tenures.all():
        yield membership_of(body, seat, tenure, HOLDER)
        if tenure.alternate_name and not body.shields_seats:
            yield membership_of(body, seat, tenure, ALTERNATE)


def membership_of(body: Body, seat: Seat, tenure: Tenure, role: str) -> Membership:
    """One tenure in one of its two roles."""
    name = tenure.holder_name if role == HOLDER else tenure.alternate_name
    is_named = bool(name) and not body.shields_seats
    return Membership(
        id=f"{tenure.public_id}/{role}", role=role, organization_id=str(body.public_id), post_id=str(seat.public_id),
        person_id=person_id(tenure, role) if is_named else None, on_behalf_of_id=str(tenure.organisation.public_id),
        start_date=tenure.starts_on, end_date=tenure.ends_on, is_interim=tenure.is_interim,
    )  # fmt: skip


def person_id(tenure: Tenure, role: str) -> str:
    """The id of somebody who is named: that of the sitting, so that it leads to no account."""
    return f"{tenure.public_id}/{role}/person"


def persons_of(body: Body, seat: Seat) -> Iterable[Person]:
    """Those who agreed to be named; nobody of a body that shields its seats."""
    if body.shields_seats:
        return
    for tenure in seat.tenures.all():
        for role, name in ((HOLDER, tenure.holder_name), (ALTERNATE, tenure.alternate_name)):
            if name:
                yield Person(id=person_id(tenure, role), name=name)


def events_of(found: BodyOnRecord) -> Iterable[Event]:
    """The meetings of a body with how each post was taken, or of a body that shields its seats how many were."""
    for meeting, presence in found.columns:
        marks = [
            Attended(post_id=str(seat.public_id), role=mark)
            for seat, mark in zip(found.seats, presence.marks, strict=True)
            if mark not in {VACANT, NO_SEAT}
        ]
        yield event_of(found.row, meeting, [] if found.row.shields_seats else marks, presence.present)


def event_of(body: Body, meeting: Meeting, marks: list[Attended], taken: int) -> Event:
    """One meeting."""
    return Event(
        id=str(meeting.public_id), name=say(meeting.titles, ONE_LANGUAGE), names=meeting.titles,
        classification=meeting.kind, organization_id=str(body.public_id), start_date=meeting.held_on,
        location=meeting.place or None, status=meeting.state, attendances=marks,
        seats_taken=taken,
    )  # fmt: skip
