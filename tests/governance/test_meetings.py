"""Meetings: planned, called off, and who was there seat by seat; and the discussion of proposals."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from ladder.governance.models import Meeting, Tenure
from ladder.governance.queries.attending import benches_of, meetings_for
from ladder.governance.services.discussion import add_note
from ladder.governance.services.meetings import (
    MeetingPlan,
    MeetingRecord,
    cancel_meeting,
    change_meeting,
    plan_meeting,
    record_meeting,
)
from ladder.governance.services.positions import take_position
from tests.governance.deciding import AFTER, BETWEEN, decided, draft, put

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 5)
PLAN = MeetingPlan("room", {"en": "March", "fr": " "}, DAY, "Kolwezi")


def plan(steering, **changes):
    values = {"kind": PLAN.kind, "titles": PLAN.titles, "held_on": PLAN.held_on, "place": PLAN.place, **changes}
    return plan_meeting(body=steering.body, plan=MeetingPlan(**values), actor=steering.people["companies-1"])


def record(steering, meeting, who=None, on=DAY, minutes=None):
    everybody = {str(seat.public_id): "holder" for seat in steering.seats.values()}
    changed = {str(steering.seats[name].public_id): one for name, one in (who or {}).items()}
    return record_meeting(
        meeting=meeting, record=MeetingRecord({**everybody, **changed}, minutes or {"en": "We met."}),
        actor=steering.people["companies-1"], on=on,
    )  # fmt: skip


def test_a_meeting_is_planned_changed_and_called_off(steering):
    meeting = plan(steering)
    assert (meeting.state, meeting.titles, meeting.place) == ("planned", {"en": "March"}, "Kolwezi")
    moved = MeetingPlan("online", {"en": "April"}, date(2026, 4, 1))
    assert change_meeting(meeting=meeting, plan=moved, actor=steering.people["companies-1"]).held_on == date(2026, 4, 1)
    cancel_meeting(meeting=meeting, actor=steering.people["companies-1"])
    for step in (lambda: change_meeting(meeting=meeting, plan=moved, actor=None), lambda: record(steering, meeting)):
        with pytest.raises(ValidationError, match="called off"):
            step()


@pytest.mark.parametrize(("changes", "field"), [({"titles": {"en": ""}}, "titles"), ({"kind": "by drum"}, "kind")])
def test_words_that_are_missing_are_named(steering, changes, field):
    with pytest.raises(ValidationError) as refusal:
        plan(steering, **changes)
    assert set(refusal.value.message_dict) == {field}


def test_who_was_there_stands_seat_by_seat_with_the_tenure_of_that_day(steering):
    Tenure.objects.filter(pk=steering.tenures["companies-2"].pk).update(ends_on="2026-03-04")
    meeting = record(
        steering, plan(steering), {"companies-1": "alternate", "companies-2": "absent", "government-1": "excused"}
    )
    assert (meeting.state, meeting.minutes) == ("held", {"en": "We met."})
    benches = benches_of(meeting)
    assert [(one.chamber.key if one.chamber else "", one.there, len(one.rows)) for one in benches] == [
        ("government", 0, 1), ("companies", 1, 2), ("civil_society", 2, 2), ("", 1, 1),
    ]  # fmt: skip
    vacant = meeting.attendances.get(seat=steering.seats["companies-2"])
    assert (vacant.tenure, vacant.who) == (None, "absent")
    (row,) = meetings_for([])
    assert (row.there, row.seats) == (4, 6)


def test_attendance_that_cannot_be_is_refused_as_a_whole(steering):
    meeting = plan(steering)
    Tenure.objects.filter(pk=steering.tenures["companies-2"].pk).update(ends_on="2026-03-04")
    with pytest.raises(ValidationError, match="Nobody held seat “companies-2”"):
        record(steering, meeting)
    with pytest.raises(ValidationError, match="Say of seat “government-1”"):
        record(steering, meeting, {"companies-2": "absent", "government-1": "asleep"})
    with pytest.raises(ValidationError, match="lies ahead"):
        record(steering, meeting, {"companies-2": "absent"}, on=date(2026, 3, 4))
    assert not meeting.attendances.exists()
    assert Meeting.objects.get().state == "planned"


def test_a_seat_whose_position_is_in_the_minutes_was_there(steering, people):
    meeting, proposal = record(steering, plan(steering)), put(steering)
    take_position(
        proposal=proposal, tenure=steering.tenures["companies-1"], actor=people["secretariat"], stance="stand_aside",
        meeting=meeting, at=BETWEEN,
    )  # fmt: skip
    with pytest.raises(ValidationError, match="it was there"):
        record(steering, meeting, {"companies-1": "absent"})
    record(steering, meeting, {"companies-1": "alternate"}, minutes={"en": "Corrected."})
    assert Meeting.objects.get().minutes == {"en": "Corrected."}


def speak(proposal, actor, text="Why now?", language="en"):
    return add_note(proposal=proposal, actor=actor, language=language, text=text, at=BETWEEN)


def test_seats_observers_and_the_secretariat_discuss(steering, people):
    proposal = put(steering)
    notes = [speak(proposal, person) for person in (
        steering.people["companies-1"], steering.people["observer-1"], people["secretariat"]
    )]  # fmt: skip
    assert [one.tenure for one in notes] == [steering.tenures["companies-1"], steering.tenures["observer-1"], None]
    with pytest.raises(ValidationError, match="Only those who sit"):
        speak(proposal, people["committee"])


def test_notes_have_words_a_language_and_an_open_proposal(steering):
    person = steering.people["companies-1"]
    proposal = put(steering)
    for text, language, field in ((" ", "en", "text"), ("x" * 10_001, "en", "text"), ("x", "la", "language")):
        with pytest.raises(ValidationError) as refusal:
            speak(proposal, person, text, language)
        assert set(refusal.value.message_dict) == {field}
    for closed in (draft(steering), decided(steering).proposal):
        with pytest.raises(ValidationError, match="not open"):
            add_note(proposal=closed, actor=person, language="en", text="x", at=AFTER)
