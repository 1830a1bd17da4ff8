"""What a release may quote: consented words only, without anything that too few people share."""

from datetime import date

import pytest

from ladder.consultation.models import Attendance, RoundGroup
from ladder.core.synthesis.rules import Rules
from ladder.synthesis.queries.groups import grouping_of
from ladder.synthesis.queries.quotable import MOST_A_REQUIREMENT, quotable_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def quoted(place):
    def quoted():
        return quotable_of(place.round, grouping_of(place.round).frames, Rules())

    return quoted


def test_only_consented_words_are_quoted(place, quoted):
    people = place.people("diggers", 12)
    for person, consent in zip(
        people, ["quote_with_role", "quote_without_role", "paraphrase", "committee_only"], strict=False
    ):
        place.comment(person, consent, consent=consent)
    told = {(one.text, one.role) for one in quoted()}
    assert told == {("quote_with_role", "diggers"), ("quote_without_role", "")}


def test_a_paraphrase_is_shown_only_if_a_room_heard_it_read_back(place, quoted):
    [person] = place.people("diggers", 1)
    room = place.room()
    given = {"consent": "paraphrase", "kind": "quote", "gathering": room, "channel": "workshop"}
    place.comment(person, "Said in short and read back to the room.", was_read_back=True, **given)
    place.comment(person, "Said in short and never read back.", **given)
    assert [(one.text, one.consent) for one in quoted()] == [("Said in short and read back to the room.", "paraphrase")]


def test_the_role_is_left_out_of_a_group_that_is_too_small(place, quoted):
    few = place.people("traders", 4)
    place.comment(few[0], "The depot pays for the guard.", consent="quote_with_role")
    assert [one.role for one in quoted()] == [""]
    place.people("traders", 1)
    assert [one.role for one in quoted()] == ["traders"]
    RoundGroup.objects.filter(pk=place.groups["traders"].pk).update(is_vulnerable=True)
    assert [one.role for one in quoted()] == [""]


def test_the_province_is_told_only_with_ten_people_and_the_day_never(place, quoted):
    people = place.people("diggers", 9, province="Lualaba")
    place.people("diggers", 9, province="Haut-Katanga")
    place.comment(people[0], "The pit must be closed in the rain.", consent="quote_with_role")
    assert [(one.province, one.week) for one in quoted()] == [("", "2026-W10")]
    place.people("diggers", 1, province="Lualaba")
    assert [one.province for one in quoted()] == ["Lualaba"]


def test_an_anonymous_answer_without_a_day_has_no_week(place, quoted):
    [person] = place.people("diggers", 1)
    row = place.comment(person, "No day is known of these words.", consent="quote_with_role")
    type(row).objects.filter(pk=row.pk).update(received_on=None)
    assert [one.week for one in quoted()] == [""]


@pytest.mark.parametrize(("people", "told"), [(7, ""), (8, "workshop")])
def test_a_room_of_less_than_eight_is_not_named(place, quoted, people, told):
    room = place.room(held_on=date(2026, 3, 30))
    Attendance.objects.create(gathering=room, group=place.groups["diggers"], women=2, unsaid=people - 2)
    [person] = place.people("diggers", 1)
    place.comment(person, "Said in the room by one of us.", consent="quote_with_role", kind="quote", gathering=room,
                  channel="workshop")  # fmt: skip
    assert [(one.gathering, one.week) for one in quoted()] == [(told, "2026-W14")]


def test_who_writes_much_does_not_fill_the_page_and_copies_are_one(place, quoted):
    diggers, women = place.people("diggers", 20), place.people("women_washers", 6)
    words = ["fee", "dust", "rope", "rain", "card", "pump", "lamp", "guard", "depot", "scale"]
    for word, person in zip(words, diggers[:10], strict=True):
        place.comment(person, f"Too little {word}.", consent="quote_with_role")
    same = "We all of the union say that the fee for the register is too high for any digger to pay."
    for person in diggers[10:]:
        place.comment(person, same, consent="quote_with_role")
    place.comment(women[0], "The water of the wash place is not clean.", consent="quote_with_role")
    found = quoted()
    assert len(found) == MOST_A_REQUIREMENT
    assert sum(one.role == "women_washers" for one in found) == 1
    assert sum(one.text == same for one in found) <= 1


def test_the_open_link_is_not_quoted(place, quoted):
    [person] = place.people("diggers", 1, channel="open_link")
    place.comment(person, "Anybody may write this here.", consent="quote_with_role")
    assert quoted() == ()


def test_queries_do_not_grow_with_the_comments(place, quoted, django_assert_num_queries):
    for count in (1, 30):
        for person in place.people("diggers", count):
            place.comment(person, f"Words of {person.public_id} that nobody else wrote.", consent="quote_with_role")
        frames = grouping_of(place.round).frames
        with django_assert_num_queries(5):
            quotable_of(place.round, frames, Rules())
