"""What is kept of what sources tell, and what is refused; nobody's key slips in."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from ladder.audit.models import Entry
from ladder.core.grievances.codes import show_code
from ladder.grievances.models import CaseKey, DayCount, Grievance, Message, PairKey
from ladder.grievances.queries.ring import find_ring
from ladder.grievances.sealing import SealedWords, Told, seal_to_pairs, stretch
from ladder.grievances.services.counting import count_days
from ladder.grievances.services.keys import end_key, vouch_for
from ladder.grievances.services.telling import Offered, add_words, find_by_code, take_in, tell, withdraw
from tests.grievances.opening import open_body, open_pair

TODAY = date(2026, 11, 26)
pytestmark = pytest.mark.django_db


def test_a_code_finds_its_grievance_and_no_row_holds_the_code_or_the_words(ring):
    code = tell(told=Told("Three men came.", "server"), on=TODAY)
    found, stretched = find_by_code(show_code(code))
    assert found.received_on == TODAY
    assert bytes(found.answer_key) == stretched.answer_key
    kept = [str(row) for table in (Grievance, Message, PairKey) for row in table.objects.values()]
    assert not any("Three" in row or code in row or stretched.handle.hex() in row for row in kept)
    assert Entry.objects.filter(action__startswith="grievances.", actor_key="").count() == 0


def test_two_handlers_read_it_with_the_words_as_they_were_told(ring):
    tell(told=Told("Three men came.", "sms", site="Pit 4"), on=TODAY)
    pair = PairKey.objects.filter(first=ring["ann"].handler.key, second=ring["cyr"].handler.key).get()
    key = open_pair(bytes(pair.sealed), ring["ann"].private, ring["cyr"].private)
    told = open_body(bytes(pair.message.sealed), key)
    assert (told["text"], told["way"], told["site"]) == ("Three men came.", "sms", "Pit 4")


def test_the_same_sent_again_is_the_same(ring):
    stretched = stretch("3" * 21)
    offered = Offered(stretched.handle, stretched.answer_key, seal_to_pairs(b"{}", find_ring().holders))
    first, second = take_in(offered=offered, on=TODAY), take_in(offered=offered, on=TODAY)
    assert first == second
    assert Message.objects.count() == 1


@pytest.mark.parametrize(
    "fault", ["no pairs", "a pair less", "a pair twice", "short body", "short seal", "short handle"]
)
def test_what_nobody_could_read_is_not_kept(ring, fault):
    words, handle = seal_to_pairs(b"{}", find_ring().holders), stretch("3" * 21).handle
    pairs, body = words.pairs, words.body
    if fault == "no pairs":
        pairs = ()
    if fault == "a pair less":
        pairs = pairs[1:]
    if fault == "a pair twice":
        pairs = (*pairs[1:], pairs[1])
    if fault == "short seal":
        pairs = tuple(type(one)(one.first, one.second, one.sealed[:-1]) for one in pairs)
    if fault == "short body":
        body = body[:-1]
    if fault == "short handle":
        handle = handle[:-1]
    with pytest.raises(ValidationError):
        take_in(offered=Offered(handle, bytes(32), SealedWords(body, pairs)), on=TODAY)
    assert not Grievance.objects.exists()


def test_nothing_is_taken_before_three_organisations_hold_keys(make_holder):
    ann, _ = make_holder("ann"), make_holder("bea")
    make_holder("abel", ann.handler.organisation)
    assert not find_ring().is_ready
    with pytest.raises(ValidationError, match="Nobody can hear"):
        tell(told=Told("Three men came.", "server"), on=TODAY)
    assert not Grievance.objects.exists()


def test_a_fourth_key_is_sealed_to_once_two_other_organisations_vouch(ring, make_holder):
    dan = make_holder("dan")
    assert dan.handler.key not in find_ring().keys
    with pytest.raises(ValidationError):
        vouch_for(handler=dan.handler, key=dan.handler.key, on=TODAY)
    vouch_for(handler=ring["ann"].handler, key=dan.handler.key, on=TODAY)
    assert dan.handler.key not in find_ring().keys
    vouch_for(handler=ring["bea"].handler, key=dan.handler.key, on=TODAY)
    assert dan.handler.key in find_ring().keys


def test_an_ended_key_or_mandate_is_sealed_to_no_more(ring):
    end_key(handler=ring["cyr"].handler, on=TODAY)
    assert len(find_ring().keys) == 2
    ring["bea"].handler.user.mandates.update(ends_on=date(2026, 11, 1))
    assert [key.person.username for key in find_ring().keys] == ["ann"]
    assert CaseKey.objects.count() == 3


def test_more_words_are_sealed_likewise_and_taking_back_deletes_all(ring):
    code = tell(told=Told("First.", "sms"), on=TODAY)
    grievance, _ = find_by_code(code)
    add_words(grievance=grievance, told=Told("Second.", "sms"), on=TODAY)
    assert grievance.messages.count() == 2
    withdraw(grievance=grievance, on=TODAY)
    grievance.refresh_from_db()
    assert grievance.state == "withdrawn"
    assert (Message.objects.count(), PairKey.objects.count()) == (0, 0)
    with pytest.raises(ValidationError):
        add_words(grievance=grievance, told=Told("Third.", "sms"), on=TODAY)
    with pytest.raises(ValidationError):
        withdraw(grievance=grievance, on=TODAY)


def test_the_log_learns_a_number_a_day_once_the_day_is_over(ring):
    for _ in range(2):
        tell(told=Told("Words.", "server"), on=TODAY)
    assert count_days(on=TODAY) == 0
    assert count_days(on=date(2026, 11, 27)) == 1
    assert count_days(on=date(2026, 11, 27)) == 0
    assert DayCount.objects.get().number == 2
    entry = Entry.objects.get(action="grievances.day_counted")
    assert (entry.at.isoformat(), entry.detail, entry.target) == (
        "2026-11-26T00:00:00+00:00", {"number": 2}, "day:2026-11-26",
    )  # fmt: skip
