"""Gatherings are planned, listed, shown to those who may see them, and recorded through the API by those who record."""

import gzip
import io
import json
import re
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from ladder.audit.models import Entry
from ladder.consultation import capture_files
from ladder.consultation.capture_words import SENTENCES, words_in_all_languages
from ladder.consultation.models import Contribution, DeviceRecord, Gathering
from ladder.consultation.queries.capture_pack import build_pack
from ladder.consultation.services.agendas import AgendaPoint
from ladder.consultation.services.device_records import receive_records
from ladder.consultation.services.gatherings import (
    GatheringPlan,
    cancel_gathering,
    change_gathering,
    plan_gathering,
)
from ladder.core.consultation.seal import digest_of_batch
from tests.consultation.gatherings import DAY, Device

pytestmark = pytest.mark.django_db
ITEM, OTHER = "P1-L1-01", "P1-L1-02"
MODULES = Path(capture_files.__file__).parent / "static/consultation/capture"


@pytest.fixture
def make_gathering(open_round, people):
    def make(title: str = "Miners of the north", **changed) -> Gathering:
        described = {
            "kind": "workshop", "titles": {"en": title, "fr": "Creuseurs"}, "held_on": DAY, "languages": ("sw", "fr"),
            "place": "Kolwezi", "facilitators": (people["facilitator"],),
            "agenda": (AgendaPoint(titles={"en": "Welcome"}, minutes=5), AgendaPoint(ITEM, minutes=20), AgendaPoint(OTHER)),
            "groups": tuple(open_round.groups.filter(group__key__in=["diggers", "women_washers"])),
        }  # fmt: skip
        plan = GatheringPlan(**{**described, **changed})
        return plan_gathering(in_round=open_round, plan=plan, actor=people["secretariat"])

    return make


@pytest.fixture
def gathering(make_gathering) -> Gathering:
    return make_gathering()


@pytest.fixture
def device(gathering) -> Device:
    return Device(str(gathering.public_id))


def batch_of(entries) -> dict:
    records = [
        {
            "number": str(one.number),
            "kind": one.kind,
            "body": one.body,
            "device_at": one.device_at,
            "digest": one.digest,
        }
        for one in entries
    ]
    digests = [one.digest for one in entries]
    return {"records": records, "manifest": {"count": len(digests), "digest": digest_of_batch(digests)}}


def post(client, gathering, batch, **more):
    address = f"/api/v1/consultation/gatherings/{gathering.public_id}/records"
    content = batch if isinstance(batch, str) else json.dumps(batch)
    return client.post(address, content, content_type="application/json", **more)


def test_a_plan_keeps_its_agenda_and_its_people(gathering, people):
    assert [(point.minutes, point.item.key if point.item else "") for point in gathering.agenda.all()] == [
        (5, ""), (20, ITEM), (0, OTHER),
    ]  # fmt: skip
    assert list(gathering.facilitators.all()) == [people["facilitator"]]
    entry = Entry.objects.get(action="consultation.gathering_planned")
    assert entry.detail["points"] == 3


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "party"}, "kind"),
        ({"titles": {"en": " "}}, "titles"),
        ({"languages": ()}, "languages"),
        ({"facilitators": ()}, "facilitators"),
        ({"agenda": (AgendaPoint("P9-L9-99"),)}, "agenda"),
        ({"agenda": (AgendaPoint(ITEM), AgendaPoint(ITEM))}, "agenda"),
    ],
)
def test_a_plan_that_nobody_could_record_by_is_refused(make_gathering, change, field):
    with pytest.raises(ValidationError) as refusal:
        make_gathering(**change)
    assert set(refusal.value.message_dict) == {field}
    assert not Gathering.objects.exists()


def test_the_kind_stays_once_something_was_recorded(gathering, device, people):
    receive_records(gathering=gathering, entries=[device.quote("Sawa.")], actor=people["facilitator"], on=DAY)
    plan = GatheringPlan("interview", {"en": "Other"}, DAY, ("fr",), facilitators=(people["facilitator"],))
    with pytest.raises(ValidationError, match="kind can no longer change"):
        change_gathering(gathering=gathering, plan=plan, actor=None)
    gathering.refresh_from_db()
    with pytest.raises(ValidationError, match="nothing was recorded"):
        cancel_gathering(gathering=gathering, actor=None)


def test_planning_by_form_and_changing_it(client_of, open_round, people):
    client = client_of("facilitator")
    address = reverse("consultation:plan_gathering", args=[open_round.address])
    assert client.get(address).status_code == 200
    said = {
        "kind": "focus_group", "title_fr": "Laveuses", "held_on": "2026-03-12", "place": "Kolwezi", "province": "Lualaba",
        "languages": ["sw"], "facilitators": [people["facilitator"].pk], "groups": [open_round.groups.all()[1].pk],
        "agenda": f"Karibu | 10\n{ITEM} | 20",
    }  # fmt: skip
    answer = client.post(address, said)
    gathering = Gathering.objects.get()
    assert answer.url == reverse("consultation:gathering", args=[gathering.public_id])
    assert gathering.titles == {"fr": "Laveuses"}
    assert gathering.agenda.get(item__isnull=False).minutes == 20
    change = reverse("consultation:change_gathering", args=[gathering.public_id])
    assert f"{ITEM} | 20" in client.get(change).content.decode()
    refused = client.post(change, {**said, "agenda": "P9-L9-99"})
    assert refused.status_code == 422
    assert "The round does not ask about P9-L9-99." in refused.content.decode()


def test_only_those_who_may_see_a_gathering(client_of, gathering, make_person):
    address = reverse("consultation:gathering", args=[gathering.public_id])
    for role, status in (("secretariat", 200), ("facilitator", 200), ("committee", 404), ("public", 404)):
        assert client_of(role).get(address).status_code == status, role
    other = client_of("")
    other.force_login(make_person("another", "facilitator"))
    assert other.get(address).status_code == 404
    assert post(other, gathering, batch_of([])).status_code == 404
    for name in ("capture", "capture_pack", "paper", "paper_entry", "gathering_import", "gathering_side_notes"):
        assert (
            client_of("secretariat").get(reverse(f"consultation:{name}", args=[gathering.public_id])).status_code == 404
        )


def test_the_record_shows_what_stands_and_who_lacks_answers(client_of, gathering, device, people):
    sent = [
        device.attendance("diggers", 2, 12), device.tally(ITEM, "diggers", 9, 3, 2, 0, is_secret=True),
        device.quote("Maji ni machafu."),
    ]  # fmt: skip
    receive_records(gathering=gathering, entries=sent, actor=people["facilitator"], on=DAY)
    before = Entry.objects.filter(action="audit.record_read").count()
    page = client_of("secretariat").get(reverse("consultation:gathering", args=[gathering.public_id]))
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))
    assert "Miners and pit teams secret 9 3 2 0" in text
    assert f"Miners and pit teams 14 {OTHER}" in text
    assert f"Women washers and carriers 0 {ITEM} {OTHER}" in text
    assert "Maji ni machafu." in text
    assert Entry.objects.filter(action="audit.record_read").count() == before + 1


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_takes_the_same_queries_for_any_number(client_of, make_gathering, rows, django_assert_num_queries):
    for number in range(rows):
        make_gathering(f"Room {number}")
    client = client_of("secretariat")
    with django_assert_num_queries(6):
        page = client.get(reverse("consultation:gatherings"))
    assert page.content.decode().count("Room ") == rows


@pytest.mark.parametrize("rows", [1, 30])
def test_the_record_takes_the_same_queries_for_any_number(
    client_of, gathering, device, people, rows, django_assert_num_queries
):
    sent = [
        one
        for number in range(rows)
        for one in (device.quote(f"Sauti {number}"), device.tally(ITEM, "", number, 0, 0, 0))
    ]
    receive_records(gathering=gathering, entries=sent, actor=people["facilitator"], on=DAY)
    client, address = client_of("secretariat"), reverse("consultation:gathering", args=[gathering.public_id])
    client.get(address)  # the pack is kept in memory from the first time on
    with django_assert_num_queries(18):
        client.get(address)


def test_the_api_answers_every_record_for_itself(client_of, gathering, device):
    sent = [device.quote("Sawa."), device.tally("P9-L9-99", "diggers", 1, 0, 0, 0)]
    answer = post(client_of("facilitator"), gathering, batch_of(sent))
    assert answer.status_code == 200
    told = answer.json()
    assert [one["state"] for one in told["records"]] == ["applied", "refused"]
    assert [one["digest"] for one in told["records"]] == [one.digest for one in sent]
    assert all(one["is_safe"] for one in told["records"])
    assert told["gathering"]["status"] == "under_way"


def test_a_batch_that_was_cut_is_refused_whole(client_of, gathering, device):
    client = client_of("facilitator")
    batch = batch_of([device.quote("Moja."), device.quote("Mbili.")])
    whole = json.dumps(batch)
    for cut in range(1, len(whole), 97):
        assert post(client, gathering, whole[:cut]).status_code in {400, 422}
    missing = {**batch, "records": batch["records"][:1]}
    answer = post(client, gathering, missing)
    assert answer.status_code == 422
    assert answer.json()["faults"][0]["sentence"].startswith("A part of the batch is missing.")
    assert not DeviceRecord.objects.exists()
    assert post(client, gathering, batch).status_code == 200


def test_fewer_bytes_than_announced_are_refused(client_of, gathering, device):
    content = json.dumps(batch_of([device.quote("Moja.")])).encode()
    torn = {"wsgi.input": io.BytesIO(content), "CONTENT_LENGTH": str(len(content) + 400)}
    assert post(client_of("facilitator"), gathering, content.decode(), **torn).status_code == 422
    assert not DeviceRecord.objects.exists()


def test_nobody_signed_in_is_told_to_sign_in(client_of, gathering, device):
    answer = post(client_of(""), gathering, batch_of([device.quote("Sawa.")]))
    assert answer.status_code == 401
    assert "Sign in" in answer.json()["faults"][0]["sentence"]


@pytest.mark.parametrize("change", [{"number": "no"}, {"digest": "abc"}, {"body": []}, {"kind": 7}])
def test_what_is_no_record_is_refused_with_its_place(client_of, gathering, device, change):
    batch = batch_of([device.quote("Sawa.")])
    batch["records"][0].update(change)
    answer = post(client_of("facilitator"), gathering, batch)
    assert answer.status_code == 422
    assert answer.json()["faults"][0]["where"].startswith("records[0].")


def test_the_pack_holds_four_languages_and_nothing_about_people(gathering, device, people):
    receive_records(gathering=gathering, entries=[device.quote("Mimi ni Kazadi.")], actor=people["facilitator"], on=DAY)
    pack = build_pack(gathering)
    item = next(one for one in pack["items"] if one["key"] == ITEM)
    assert set(item["texts"]) == {"en", "fr", "zh", "sw"}
    assert [one["key"] for one in pack["items"] if one["on_agenda"]] == [ITEM, OTHER]
    assert [one["key"] for one in pack["groups"] if one["expected"]] == ["diggers", "women_washers"]
    text = json.dumps(pack)
    assert "Kazadi" not in text
    assert "facilitator" not in {value for value in pack["gathering"].values() if isinstance(value, str)}


def test_a_whole_session_stays_under_a_quarter_of_a_megabyte(client_of, gathering):
    pack = client_of("facilitator").get(reverse("consultation:capture_pack", args=[gathering.public_id]))
    files = sum(len(gzip.compress(path.read_bytes())) for path in capture_files.app_files().values())
    assert len(gzip.compress(pack.content)) + files < 250_000


def test_every_word_of_the_app_is_in_its_list():
    said = set()
    for path in MODULES.rglob("*.js"):
        said |= set(re.findall(r'(?<![.\w])say\(\s*"((?:[^"\\]|\\.)*)"', path.read_text(encoding="utf-8")))
    assert said == set(SENTENCES)
    words = words_in_all_languages()
    assert set(words) == {"en", "fr", "zh", "sw"}
    assert words["en"]["position.cannot"] == "Cannot support"


def test_the_worker_names_every_file_and_may_serve_its_pages(client_of):
    answer = client_of("").get(reverse("consultation:capture_worker"))
    text = answer.content.decode()
    assert answer["Service-Worker-Allowed"] == "/consultation/gatherings/"
    assets = json.loads(re.search(r"const ASSETS = (.*);", text)[1])
    imported = {
        name
        for path in MODULES.rglob("*.js")
        for name in re.findall(r'from "\.{1,2}/(?:screens/)?([\w-]+\.js)"', path.read_text(encoding="utf-8"))
    }
    assert imported <= {address.rsplit("/", 1)[-1] for address in assets}
    assert "/static/consultation/capture/capture.css" in assets


def test_conflicts_are_shown_side_by_side_and_settled(client_of, gathering, device, people):
    tally = device.tally(ITEM, "diggers", 9, 0, 0, 0)
    other = Device(device.gathering).tally(ITEM, "diggers", 7, 0, 2, 0)
    receive_records(gathering=gathering, entries=[tally, other], actor=people["facilitator"], on=DAY)
    client = client_of("facilitator")
    page = client.get(reverse("consultation:gathering_conflicts", args=[gathering.public_id])).content.decode()
    assert "Another device counted this too" in page
    address = reverse("consultation:settle_record", args=[gathering.public_id, other.number, other.digest])
    client.post(address, {"choice": "use"})
    assert DeviceRecord.objects.get(number=other.number).state == "conflict"  # a reason is asked for
    client.post(address, {"choice": "use", "reason": "Counted twice, with the room."})
    assert DeviceRecord.objects.get(number=other.number).state == "settled"
    assert Contribution.objects.get(superseded_by=None).tally.as_written == 7


def test_the_sealed_record_is_printed_with_code_and_qr(client_of, gathering, device, people):
    address = reverse("consultation:gathering_seal", args=[gathering.public_id])
    assert client_of("secretariat").get(address).status_code == 404
    quote = device.quote("Sawa.")
    seal = device.seal(quote)
    receive_records(gathering=gathering, entries=[quote, seal], actor=people["facilitator"], on=DAY)
    page = client_of("secretariat").get(address).content.decode()
    code = seal.body["code"]
    assert f"{code[:4]} {code[4:]}" in page
    assert seal.body["digest"] in page
    assert '<svg class="qr"' in page or 'class="qr"' in page
    assert "style=" not in page


def test_side_notes_open_for_facilitators_alone_and_each_time_is_logged(client_of, gathering, device, people):
    receive_records(
        gathering=gathering, entries=[device.side_note("The guard takes money.")], actor=people["facilitator"], on=DAY
    )
    client, note = client_of("facilitator"), gathering.side_notes.get()
    page = client.get(reverse("consultation:gathering_side_notes", args=[gathering.public_id]))
    assert "guard" not in page.content.decode()
    address = reverse("consultation:gathering_side_note", args=[gathering.public_id, note.public_id])
    assert client_of("secretariat").get(address).status_code == 404
    for times in (1, 2):
        assert "The guard takes money." in client.get(address).content.decode()
        logged = Entry.objects.filter(action="audit.record_read", target=f"side_note:{note.public_id}")
        assert logged.count() == times
    client.post(address)
    note.refresh_from_db()
    assert note.is_handled


def test_a_quote_is_taken_back_from_the_page(client_of, gathering, device, people):
    quote = device.quote("Mimi ni Kazadi.")
    receive_records(gathering=gathering, entries=[quote], actor=people["facilitator"], on=DAY)
    address = reverse("consultation:take_back_record", args=[gathering.public_id, quote.number])
    assert client_of("secretariat").post(address).status_code == 404
    client_of("facilitator").post(address)
    assert not Contribution.objects.exists()
