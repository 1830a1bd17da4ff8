"""Positions of seats: who may take one, until when, on which words, with which reasons; and answers to objections."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from ladder.audit.models import Entry
from ladder.governance.models import Attendance, Interest, Meeting, Position, Tenure
from ladder.governance.services.positions import answer_objection, take_position
from tests.governance.deciding import AFTER, BETWEEN, CLOSES, close, decided, draft, put, say
from tests.governance.scene import organisation_of

pytestmark = pytest.mark.django_db


def test_a_position_names_seat_tenure_revision_and_who_recorded_it(steering):
    proposal = put(steering)
    taken = say(steering, proposal, "companies-1", dissent={"en": " Too early. "})
    assert (taken.seat, taken.tenure) == (steering.seats["companies-1"], steering.tenures["companies-1"])
    assert (taken.revision, taken.option.key, taken.dissent) == (1, "begin", {"en": "Too early."})
    assert taken.recorded_by == steering.people["companies-1"]
    entry = Entry.objects.get(action="governance.position_taken")
    assert entry.detail == {"seat": str(taken.seat.public_id), "revision": 1, "from_minutes": False}


def test_after_the_close_no_position_is_taken(steering):
    proposal = put(steering)
    for at in (CLOSES, AFTER):
        with pytest.raises(ValidationError, match="came too late and was not recorded"):
            say(steering, proposal, "companies-1", at=at)
    with pytest.raises(ValidationError, match="not open for positions"):
        say(steering, draft(steering), "companies-1")
    assert not Position.objects.exists()


def test_only_holder_and_alternate_speak_for_a_seat(steering, make_person):
    proposal, alternate = put(steering), make_person("alternate")
    Tenure.objects.filter(pk=steering.tenures["companies-1"].pk).update(alternate=alternate)
    for person in (steering.people["companies-2"], make_person("stranger")):
        with pytest.raises(ValidationError, match="Only the holder"):
            take_position(
                proposal=proposal,
                tenure=steering.tenures["companies-1"],
                actor=person,
                stance="stand_aside",
                at=BETWEEN,
            )
    taken = take_position(
        proposal=proposal, tenure=steering.tenures["companies-1"], actor=alternate, stance="stand_aside", at=BETWEEN
    )
    assert taken.recorded_by == alternate


def test_observers_and_seats_of_other_bodies_take_no_position(steering, technical):
    proposal = put(steering)
    with pytest.raises(ValidationError, match="An observer takes no position"):
        say(steering, proposal, "observer-1")
    with pytest.raises(ValidationError, match="another body"):
        say(technical, proposal, "members-1")


def test_a_seat_that_was_handed_over_speaks_through_its_new_holder_alone(steering, make_person):
    proposal = put(steering)
    say(steering, proposal, "government-1")
    old = steering.tenures["government-1"]
    Tenure.objects.filter(pk=old.pk).update(ends_on="2026-03-04")
    heir = make_person("heir")
    new = Tenure.objects.create(
        seat=old.seat, organisation=organisation_of("the ministry"), holder=heir, starts_on="2026-03-05", follows=old,
        created_at=BETWEEN,
    )  # fmt: skip
    with pytest.raises(ValidationError, match="handed over"):
        say(steering, proposal, "government-1")
    for seat in ("companies-1", "civil_society-1"):
        say(steering, proposal, seat)
    closing = close(proposal)
    assert closing.outcome == "no_quorum"
    assert [one["why"] for one in closing.record["not_counted"]] == ["handed_over"]
    assert Position.objects.filter(tenure=new).count() == 0


def test_a_recused_seat_takes_no_position(steering):
    proposal = put(steering)
    Interest.objects.create(
        tenure=steering.tenures["companies-1"], proposal=proposal, reasons={"en": "We would be paid."},
        declared_on="2026-03-03",
    )  # fmt: skip
    with pytest.raises(ValidationError, match="has an interest"):
        say(steering, proposal, "companies-1")


def test_a_position_taken_before_an_interest_was_declared_is_not_counted(steering):
    proposal = put(steering)
    say(steering, proposal, "companies-1", "object")
    Interest.objects.create(
        tenure=steering.tenures["companies-1"], proposal=proposal, reasons={"en": "x"}, declared_on="2026-03-06"
    )
    for seat in ("government-1", "companies-2", "civil_society-1"):
        say(steering, proposal, seat)
    closing = close(proposal)
    assert (closing.outcome, closing.option.key) == ("consensus", "begin")
    recused = next(one for one in closing.record["seats"] if one["recused"])
    assert (recused["recused"], recused["position"]) == ("declared", None)
    assert [one["why"] for one in closing.record["not_counted"]] == ["recused"]


@pytest.mark.parametrize(
    ("stance", "said", "field"),
    [
        ("object", {"reasons": {"en": " "}}, "reasons"),
        ("support", {"option": None}, "option"),
        ("support", {"option": "fly"}, "option"),
        ("object", {"option": "fly"}, "option"),
        ("shout", {}, "stance"),
    ],
)
def test_stances_without_what_they_need_are_refused(steering, stance, said, field):
    proposal = put(steering)
    with pytest.raises(ValidationError) as refusal:
        say(steering, proposal, "companies-1", stance, **said)
    assert set(refusal.value.message_dict) == {field}


def test_the_last_position_of_a_seat_counts_and_the_earlier_one_stays_on_record(steering):
    proposal = put(steering)
    for stance in ("object", "support"):
        for seat in ("government-1", "companies-1", "civil_society-1"):
            say(steering, proposal, seat, stance)
    closing = close(proposal)
    assert closing.outcome == "consensus"
    assert [one["why"] for one in closing.record["not_counted"]] == ["replaced"] * 3
    assert Position.objects.count() == 6


def test_positions_are_never_rewritten(steering):
    taken = say(steering, put(steering), "companies-1")
    with pytest.raises(DatabaseError), transaction.atomic():
        Position.objects.filter(pk=taken.pk).update(stance="object")
    with pytest.raises(DatabaseError), transaction.atomic():
        Position.objects.filter(pk=taken.pk).delete()


def hold(steering, who="holder", state="held"):
    meeting = Meeting.objects.create(
        body=steering.body, kind="room", state=state, titles={"en": "March"}, held_on="2026-03-05", created_at=BETWEEN
    )
    tenure = steering.tenures["companies-1"]
    Attendance.objects.create(meeting=meeting, seat=tenure.seat, tenure=tenure, who=who)
    return meeting


def record(steering, proposal, meeting, actor):
    return take_position(
        proposal=proposal, tenure=steering.tenures["companies-1"], actor=actor, stance="stand_aside", meeting=meeting,
        at=BETWEEN,
    )  # fmt: skip


@pytest.mark.parametrize("who", ["holder", "alternate"])
def test_the_secretariat_records_what_a_seat_said_in_a_meeting(steering, people, who):
    taken = record(steering, put(steering), hold(steering, who), people["secretariat"])
    assert (taken.recorded_by, taken.meeting.titles) == (people["secretariat"], {"en": "March"})


@pytest.mark.parametrize(("who", "state"), [("absent", "held"), ("excused", "held"), ("holder", "planned")])
def test_what_no_attendance_bears_out_is_not_recorded(steering, people, who, state):
    with pytest.raises(ValidationError, match="attendance"):
        record(steering, put(steering), hold(steering, who, state), people["secretariat"])


def test_nobody_else_records_from_minutes(steering, people):
    with pytest.raises(ValidationError, match="Only the secretariat"):
        record(steering, put(steering), hold(steering), people["committee"])
    with pytest.raises(ValidationError, match="Only the holder"):
        record(steering, put(steering), None, people["secretariat"])


def test_an_objection_is_answered_once_and_in_writing(steering, people):
    proposal = put(steering)
    objection, support = say(steering, proposal, "companies-1", "object"), say(steering, proposal, "companies-2")
    with pytest.raises(ValidationError, match="somebody else"):
        answer_objection(position=objection, texts={"en": "Yes."}, actor=steering.people["companies-1"], at=BETWEEN)
    with pytest.raises(ValidationError, match="Write the answer"):
        answer_objection(position=objection, texts={"en": ""}, actor=people["secretariat"], at=BETWEEN)
    answer_objection(position=objection, texts={"en": "It is ready now."}, actor=people["secretariat"], at=BETWEEN)
    with pytest.raises(ValidationError, match="answered already"):
        answer_objection(position=objection, texts={"en": "Again."}, actor=people["secretariat"], at=BETWEEN)
    with pytest.raises(ValidationError, match="Only an objection"):
        answer_objection(position=support, texts={"en": "Thanks."}, actor=people["secretariat"], at=BETWEEN)


def test_after_the_close_an_answer_comes_too_late(steering, people):
    closing = decided(steering, {"companies-1": "object", "companies-2": "support", "government-1": "support",
                                 "civil_society-1": "support"})  # fmt: skip
    objection = Position.objects.get(stance="object")
    assert closing.outcome == "not_adopted"
    with pytest.raises(ValidationError, match="not open"):
        answer_objection(position=objection, texts={"en": "Late."}, actor=people["secretariat"], at=AFTER)
