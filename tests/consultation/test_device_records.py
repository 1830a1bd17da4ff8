"""What devices send is taken in exactly once, in any order, and nothing that was taken back returns."""

import uuid
from datetime import date, timedelta

import pytest

from ladder.audit.models import Entry
from ladder.consultation.models import (
    Attendance,
    Contribution,
    DeviceRecord,
    Gathering,
    Participant,
    SideNote,
    Withdrawal,
)
from ladder.consultation.services.agendas import AgendaPoint
from ladder.consultation.services.device_records import DeviceEntry, receive_records
from ladder.consultation.services.gatherings import GatheringPlan, plan_gathering
from ladder.consultation.services.settling import KEEP, USE, settle_record
from ladder.consultation.services.side_notes import open_note
from ladder.consultation.services.taking_back import take_back_record
from tests.consultation.gatherings import DAY, Device

pytestmark = pytest.mark.django_db
ITEM, OTHER = "P1-L1-01", "P1-L1-02"


@pytest.fixture
def workshop(open_round, people) -> Gathering:
    plan = GatheringPlan(
        "workshop", {"en": "Miners of the north"}, DAY, ("sw", "fr"), facilitators=(people["facilitator"],),
        agenda=(AgendaPoint(ITEM), AgendaPoint(OTHER)),
    )  # fmt: skip
    return plan_gathering(in_round=open_round, plan=plan, actor=people["secretariat"])


@pytest.fixture
def device(workshop) -> Device:
    return Device(str(workshop.public_id))


@pytest.fixture
def send(workshop, people):
    def deliver(*entries, on=DAY):
        return receive_records(gathering=workshop, entries=entries, actor=people["facilitator"], on=on)

    return deliver


def states(answers) -> list[str]:
    return [answer.state for answer in answers]


def standing(kind: str) -> list[Contribution]:
    return list(Contribution.objects.filter(kind=kind, superseded_by=None).order_by("number"))


def test_attendance_tallies_and_quotes_become_rows(send, device, workshop):
    sent = [
        device.attendance("diggers", 3, 12, 1),
        device.tally(ITEM, "diggers", 9, 4, 2, 1, is_secret=True),
        device.tally(ITEM, "", 1, 0, 0, 0),
        device.quote("Maji ni machafu.", item=ITEM, group="women_washers"),
    ]
    assert states(send(*sent)) == ["applied"] * 4
    counted = Attendance.objects.get()
    assert (counted.group.group.key, counted.women, counted.men, counted.unsaid) == ("diggers", 3, 12, 1)
    tally, mixed = sorted((one.tally for one in standing("tally")), key=lambda one: one.group is None)
    assert (tally.as_written, tally.with_change, tally.cannot, tally.unclear, tally.is_secret) == (9, 4, 2, 1, True)
    assert mixed.group is None
    quote = standing("quote")[0]
    assert (quote.text, quote.item.key, quote.group.group.key) == ("Maji ni machafu.", ITEM, "women_washers")
    assert (quote.channel, quote.consent, quote.received_on) == ("workshop", "quote_without_role", DAY)
    workshop.refresh_from_db()
    assert workshop.status == "under_way"


def test_sending_again_gives_the_same_answer_and_no_second_row(send, device):
    sent = [device.tally(ITEM, "diggers", 5, 0, 0, 0), device.quote("Sawa.")]
    first = send(*sent)
    acts = Entry.objects.count()
    assert send(*sent) == first
    assert send(*sent, *sent) == first + first
    assert (DeviceRecord.objects.count(), Contribution.objects.count(), Entry.objects.count()) == (2, 2, acts)


def test_one_number_twice_in_one_batch_is_one_row(send, device):
    quote = device.quote("Sawa.")
    assert states(send(quote, quote)) == ["applied", "applied"]
    assert Contribution.objects.count() == 1


def test_one_number_with_two_contents_keeps_both_for_a_person(send, device, people):
    first = device.quote("Moja.")
    other = device.entry("quote", {**first.body, "text": "Mbili."}, number=first.number)
    assert states(send(first, other)) == ["applied", "conflict"]
    assert [row.body["text"] for row in DeviceRecord.objects.order_by("state")] == ["Moja.", "Mbili."]
    assert states(send(other)) == ["conflict"]
    conflict = DeviceRecord.objects.get(state="conflict")
    settle_record(record=conflict, choice=USE, reason="Read again", actor=people["facilitator"], on=DAY)
    assert [one.text for one in standing("quote")] == ["Mbili."]
    assert standing("quote")[0].supersedes.text == "Moja."
    assert states(send(first, other)) == ["applied", "settled"]


def test_a_conflict_may_be_left_as_it_stands(send, device, people):
    first = device.quote("Moja.")
    other = device.entry("quote", {**first.body, "text": "Mbili."}, number=first.number)
    send(first, other)
    settle_record(
        record=DeviceRecord.objects.get(state="conflict"), choice=KEEP, reason="", actor=people["facilitator"], on=DAY
    )
    assert [one.text for one in standing("quote")] == ["Moja."]


def test_the_later_version_stands_whichever_comes_first(send, device):
    versions = [device.attendance("diggers", 1, place) for place in range(4)]
    tallies = [device.tally(ITEM, "diggers", place, 0, 0, 0) for place in range(4)]
    for index in (2, 0, 3, 1):
        send(versions[index], tallies[index])
    assert Attendance.objects.get().men == 3
    head = standing("tally")
    assert [one.tally.as_written for one in head] == [3]
    chain, one = [], head[0]
    while one:
        chain.append(one.tally.as_written)
        one = one.supersedes
    assert chain == [3, 2, 1, 0]


def test_a_second_device_that_counts_the_same_people_does_not_double_them(send, device, workshop, people):
    second = Device(str(workshop.public_id))
    send(device.attendance("diggers", 5, 5), device.tally(ITEM, "diggers", 6, 0, 4, 0))
    answers = send(second.attendance("diggers", 5, 5), second.tally(ITEM, "diggers", 7, 0, 3, 0))
    assert states(answers) == ["settled", "conflict"]
    assert [one.tally.as_written for one in standing("tally")] == [6]
    settle_record(record=DeviceRecord.objects.get(state="conflict"), choice=USE, reason="The second counted twice",
                  actor=people["facilitator"], on=DAY)  # fmt: skip
    assert [one.tally.as_written for one in standing("tally")] == [7]
    assert states(send(device.tally(ITEM, "diggers", 8, 0, 2, 0))) == ["applied"]


def test_what_was_damaged_on_the_way_is_not_kept_and_not_safe(send, device):
    quote = device.quote("Sawa.")
    torn = DeviceEntry(quote.number, quote.kind, {**quote.body, "text": "Saw"}, quote.device_at, quote.digest)
    (answer,) = send(torn)
    assert (answer.state, answer.is_safe, DeviceRecord.objects.count()) == ("damaged", False, 0)
    assert states(send(quote)) == ["applied"]


def test_a_clock_ten_years_off_is_kept_and_said(send, device):
    device.day = "2036-03-10"
    (answer,) = send(device.quote("Sawa."))
    assert (answer.state, answer.clock_is_off) == ("applied", True)
    assert DeviceRecord.objects.get().device_on == date(2036, 3, 10)
    assert Contribution.objects.get().received_on == DAY
    device.day = "yesterday, I think"
    (answer,) = send(device.quote("Ndiyo."))
    assert (answer.state, answer.clock_is_off) == ("applied", True)


def test_no_moment_finer_than_a_day_is_kept(send, device):
    device.day = "2026-03-10T14:35:07.123Z"
    send(device.quote("Sawa."))
    row = DeviceRecord.objects.get()
    assert (row.device_on, row.received_on) == (DAY, DAY)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"group": "astronauts"}, "no group “astronauts”"),
        ({"item": "P9-L9-99"}, "no requirement “P9-L9-99”"),
        ({"counts": {"as_written": -1}}, "whole number"),
        ({"counts": "many"}, "counts are missing"),
        ({"is_secret": "yes"}, "true or false"),
        ({"place": 0}, "whole number"),
        ({"device": "mine"}, "identifier"),
    ],
)
def test_what_cannot_be_used_is_kept_and_says_why(send, device, change, sentence):
    tally = device.tally(ITEM, "diggers", 1, 1, 1, 1)
    entry = device.entry("tally", {**tally.body, **change})
    (answer,) = send(entry)
    assert (answer.state, answer.is_safe) == ("refused", True)
    assert sentence in answer.sentence
    assert DeviceRecord.objects.get().body == entry.body
    assert not Contribution.objects.exists()


def test_an_unknown_kind_is_kept(send, device):
    assert states(send(device.entry("dance", {"device": device.id, "place": 1}))) == ["refused"]


def test_a_record_of_another_gathering_is_not_called_safe_here(send, device, workshop, people, open_round):
    plan = GatheringPlan("workshop", {"en": "Other"}, DAY, ("fr",), facilitators=(people["facilitator"],))
    other = plan_gathering(in_round=open_round, plan=plan, actor=None)
    quote = device.quote("Sawa.")
    send(quote)
    (answer,) = receive_records(gathering=other, entries=[quote], actor=people["facilitator"], on=DAY)
    assert (answer.state, answer.is_safe) == ("misplaced", False)


def test_an_interviewed_person_is_one_pseudonym_with_many_positions(send, device):
    person = str(uuid.uuid4())
    sent = [
        device.position(person, ITEM, "as_written"),
        device.position(person, OTHER, "cannot", text="Hakuna maji."),
        device.position(person, ITEM, "with_change"),
    ]
    assert states(send(*sent[::-1])) == ["applied"] * 3
    participant = Participant.objects.get()
    assert (str(participant.public_id), participant.channel, participant.gender) == (person, "interview", "woman")
    assert sorted((one.item.key, one.position) for one in standing("position")) == [
        (ITEM, "with_change"),
        (OTHER, "cannot"),
    ]
    assert {one.channel for one in standing("position")} == {"interview"}
    (answer,) = send(device.position(person, OTHER, "unclear", group="cooperatives"))
    assert answer.state == "refused"


def test_side_notes_are_sealed_and_each_opening_is_logged(send, device, people):
    send(device.side_note("The guard takes money."))
    row, note = DeviceRecord.objects.get(), SideNote.objects.get()
    assert "text" not in row.body
    assert "guard" not in note.sealed_text
    assert not Contribution.objects.exists()
    before = Entry.objects.filter(action="audit.record_read").count()
    assert open_note(note=note, actor=people["facilitator"]) == "The guard takes money."
    assert Entry.objects.filter(action="audit.record_read").count() == before + 1


def test_what_was_taken_back_is_gone_and_does_not_return(send, device):
    first = device.quote("Mimi ni Kazadi.", thread=(thread := str(uuid.uuid4())))
    second = device.quote("Mimi ni K.", thread=thread)
    send(first, second, device.quote("Sawa."))
    send(device.withdrawal(first, second))
    assert [one.text for one in Contribution.objects.all()] == ["Sawa."]
    assert Withdrawal.objects.count() == 2
    assert "Kazadi" not in str(list(DeviceRecord.objects.values_list("body", flat=True)))
    assert states(send(first, second)) == ["withdrawn", "withdrawn"]
    assert Contribution.objects.count() == 1


def test_taking_back_before_the_words_arrive_keeps_them_out(send, device):
    quote = device.quote("Mimi ni Kazadi.")
    send(device.withdrawal(quote))
    assert states(send(quote)) == ["withdrawn"]
    assert not Contribution.objects.exists()
    assert DeviceRecord.objects.filter(number=quote.number).count() == 0


def test_one_version_taken_back_in_the_middle_leaves_the_others_linked(send, device):
    tallies = [device.tally(ITEM, "diggers", place, 0, 0, 0) for place in range(3)]
    send(*tallies)
    send(device.withdrawal(tallies[1]))
    assert [one.tally.as_written for one in standing("tally")] == [2]
    assert standing("tally")[0].supersedes.tally.as_written == 0


def test_a_facilitator_takes_a_record_back_with_all_its_versions(send, device, workshop, people):
    thread = str(uuid.uuid4())
    sent = [device.quote("Moja.", thread=thread), device.quote("Mbili.", thread=thread)]
    send(*sent)
    gone = take_back_record(gathering=workshop, number=sent[0].number, actor=people["facilitator"], on=DAY)
    assert (gone, Contribution.objects.count()) == (2, 0)


def test_records_of_another_gathering_cannot_be_taken_back(send, device, people, open_round):
    quote = device.quote("Sawa.")
    send(quote)
    plan = GatheringPlan("workshop", {"en": "Other"}, DAY, ("fr",), facilitators=(people["facilitator"],))
    other = plan_gathering(in_round=open_round, plan=plan, actor=None)
    away = Device(str(other.public_id)).withdrawal(quote)
    receive_records(gathering=other, entries=[away], actor=people["facilitator"], on=DAY)
    assert Contribution.objects.count() == 1
    assert states(send(quote)) == ["applied"]


def test_a_seal_waits_for_every_record_and_then_holds(send, device, workshop):
    sent = [device.quote("Moja."), device.tally(ITEM, "diggers", 3, 0, 0, 0), device.attendance("diggers", 1, 2)]
    seal = device.seal(*sent)
    assert states(send(seal, sent[0])) == ["waiting", "applied"]
    workshop.refresh_from_db()
    assert workshop.status == "under_way"
    assert states(send(sent[1], sent[2], seal)) == ["applied", "applied", "applied"]
    workshop.refresh_from_db()
    assert (workshop.status, workshop.seal_code, workshop.sealed_on) == ("sealed", seal.body["code"], DAY)
    assert set(Contribution.objects.values_list("was_read_back", flat=True)) == {True}


def test_after_the_seal_only_additions_that_name_what_they_correct(send, device, workshop):
    tally = device.tally(ITEM, "diggers", 3, 0, 0, 0)
    send(tally, device.seal(tally))
    late, correction = device.quote("Late."), device.tally(ITEM, "diggers", 4, 0, 0, 0, corrects=str(tally.number))
    assert states(send(late, correction)) == ["refused", "applied"]
    assert [one.tally.as_written for one in standing("tally")] == [4]
    workshop.refresh_from_db()
    assert workshop.seal_code == device.seal(tally).body["code"]
    assert states(send(device.seal(tally, correction))) == ["refused"]


def test_a_seal_that_does_not_follow_from_its_records_is_refused(send, device, workshop):
    quote = device.quote("Sawa.")
    seal = device.seal(quote)
    wrong = device.entry("seal", {**seal.body, "code": "22222222"})
    assert states(send(quote, wrong)) == ["applied", "refused"]
    workshop.refresh_from_db()
    assert workshop.status == "under_way"


def test_what_the_speaker_took_back_is_not_missed_by_the_seal(send, device, workshop):
    quote = device.quote("Sawa.")
    send(device.seal(quote), device.withdrawal(quote))
    workshop.refresh_from_db()
    assert workshop.status == "sealed"


def test_the_number_of_queries_does_not_grow_with_the_batch(workshop, device, people, django_assert_max_num_queries):
    def batch(size: int):
        return [
            one
            for number in range(size)
            for one in (
                device.tally(f"P1-L1-0{number % 5 + 1}", "diggers", number, 0, 0, 0),
                device.quote(f"Sauti {number}"),
                device.position(str(uuid.uuid4()), ITEM, "unclear"),
                device.attendance("diggers", number, 0),
            )
        ]

    for size in (1, 60):
        with django_assert_max_num_queries(32):
            receive_records(gathering=workshop, entries=batch(size), actor=people["facilitator"], on=DAY)


def test_days_later_is_as_good(send, device):
    (answer,) = send(device.quote("Sawa."), on=DAY + timedelta(days=9))
    assert (answer.state, answer.clock_is_off) == ("applied", False)
