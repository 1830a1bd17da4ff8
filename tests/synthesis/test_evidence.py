"""Who counts as one voice, in which group, and what stays beside."""

import pytest

from ladder.consultation.models import Contribution, Invitation, RoundGroup
from ladder.core.synthesis.evidence import AGREE, DISAGREE, PASS
from ladder.registry.models import Organisation
from ladder.synthesis.queries.evidence import evidence_of
from tests.synthesis.conftest import DAY

pytestmark = pytest.mark.django_db


def votes(evidence, item="R-1"):
    return sorted(answer.vote for answer in evidence.answers if answer.statement == item)


def test_positions_become_votes_and_unclear_is_no_support(place):
    people = place.people("diggers", 4)
    place.say(people, 0, ["as_written", "with_change", "cannot", "unclear"])
    evidence = evidence_of(place.round)
    assert votes(evidence) == [DISAGREE, PASS, AGREE, AGREE]
    assert [answer.with_change for answer in evidence.answers].count(True) == 1
    assert {answer.group for answer in evidence.answers} == {"diggers"}
    assert evidence.statements == ("R-1", "R-2", "R-3", "R-4")


def test_the_newest_position_of_a_person_counts_once(place):
    [person] = place.people("diggers", 1)
    [first] = place.say([person], 0, ["as_written"])
    place.say([person], 0, ["cannot"], supersedes=first)
    assert votes(evidence_of(place.round)) == [DISAGREE]


def test_two_positions_of_which_none_names_the_other_are_settled_by_the_day(place):
    [person] = place.people("diggers", 1)
    place.say([person], 0, ["cannot"], received_on=DAY.replace(day=9))
    place.say([person], 0, ["as_written"], received_on=DAY.replace(day=3))
    assert votes(evidence_of(place.round)) == [DISAGREE]


def test_a_group_that_is_heard_with_another_counts_there(place):
    RoundGroup.objects.filter(pk=place.groups["traders"].pk).update(
        heard_with=place.groups["cooperatives"], is_vulnerable=True
    )
    place.say(place.people("traders", 2), 0, ["as_written"])
    evidence = evidence_of(place.round)
    assert {answer.group for answer in evidence.answers} == {"cooperatives"}
    joined = next(frame for frame in evidence.groups if frame.key == "cooperatives")
    assert (joined.invited, joined.is_vulnerable) == (80, True)
    assert [frame.key for frame in evidence.groups] == ["diggers", "women_washers", "cooperatives"]


def test_where_nobody_said_how_many_are_expected_the_invitations_of_persons_count(place):
    group = place.groups["traders"]
    RoundGroup.objects.filter(pk=group.pk).update(expected=0)
    Invitation.objects.bulk_create(
        Invitation(round=place.round, group=group, code_digest=str(n), issued_on=DAY, is_for_organisation=n == 0)
        for n in range(4)
    )
    assert next(frame for frame in evidence_of(place.round).groups if frame.key == "traders").invited == 3


def test_an_organisation_is_one_voice_and_no_person(place):
    organisation = Organisation.objects.create(
        name="Cooperative", group=place.groups["cooperatives"].group, created_at="2026-01-01T00:00Z"
    )
    spoken = place.people("cooperatives", 2, organisation=organisation, speaks_for_organisation=True)
    place.say(spoken, 0, ["as_written"])
    member = place.people("cooperatives", 1, organisation=organisation)
    place.say(member, 0, ["cannot"])
    submitted = place.row(None, 1, "as_written", channel="submission", organisation=organisation)
    submitted.group = place.groups["cooperatives"]
    submitted.save()
    answers = evidence_of(place.round).answers
    assert sorted((answer.statement, answer.unit) for answer in answers) == [
        ("R-1", "organisation"),
        ("R-1", "person"),
        ("R-2", "organisation"),
    ]
    assert len({answer.participant for answer in answers if answer.unit == "organisation"}) == 1


def test_an_organisation_that_keeps_its_name_to_itself_is_no_person_either(place):
    place.say(place.people("cooperatives", 2, speaks_for_organisation=True), 0, ["as_written"])
    answers = evidence_of(place.round).answers
    assert [(answer.unit, answer.organisation) for answer in answers] == [("organisation", "")] * 2
    assert len({answer.participant for answer in answers}) == 2


def test_the_open_link_never_enters_the_weighing_and_is_counted_beside(place):
    place.say(place.people("diggers", 50, channel="open_link"), 0, ["cannot"])
    place.say(place.people("diggers", 3), 0, ["as_written"])
    evidence = evidence_of(place.round)
    assert votes(evidence) == [AGREE] * 3
    assert evidence.beside == {"R-1": {"as_written": 0, "with_change": 0, "cannot": 50, "unclear": 0}}


def test_positions_of_no_group_are_kept_and_counted_for_none(place):
    place.say(place.people("", 2), 0, ["as_written"])
    evidence = evidence_of(place.round)
    assert (evidence.answers, evidence.without_group) == ((), 2)


def test_rooms_are_tallies_by_group_and_a_record_that_is_not_sealed_waits(place):
    room, off = place.room(), place.room(status="under_way")
    place.tally(room, "diggers", 0, (10, 2, 3, 1), is_secret=True)
    place.tally(room, "", 0, (5, 0, 0, 0))
    place.tally(room, "traders", 1, (9, 9, 9, 9), has_counts=False)
    place.tally(off, "diggers", 0, (10, 0, 0, 0))
    told = {(one.group, one.agree, one.with_change, one.disagree, one.passed, one.is_secret)
            for one in evidence_of(place.round).tallies}  # fmt: skip
    assert told == {("diggers", 12, 2, 3, 1, True), ("", 5, 0, 0, 0, False), ("traders", 0, 0, 0, 0, False)}


def test_who_was_in_the_room_and_answered_alone_is_taken_off_the_room(place):
    room = place.room()
    place.tally(room, "diggers", 0, (10, 0, 0, 0))
    present = place.people("diggers", 3, channel="room")
    place.say(present, 1, ["as_written"], gathering=room)
    place.say(present[:2], 0, ["cannot"])
    [tally] = evidence_of(place.round).tallies
    assert tally.counted_elsewhere == 2


def test_the_digest_does_not_depend_on_the_order_of_rows_and_changes_with_an_answer(place):
    people = place.people("diggers", 3)
    place.say(people, 0, ["as_written"])
    before = evidence_of(place.round)
    assert evidence_of(place.round) == before
    place.say(people[:1], 1, ["cannot"])
    assert evidence_of(place.round) != before


def test_ten_thousand_positions_in_six_queries(make_place, django_assert_num_queries):
    place = make_place(50)
    people = place.people("diggers", 200)
    rows = [place.row(person, item, "as_written") for person in people for item in range(50)]
    Contribution.objects.bulk_create(rows, batch_size=2000)
    with django_assert_num_queries(6):
        evidence = evidence_of(place.round)
    assert len(evidence.answers) == 10_000
