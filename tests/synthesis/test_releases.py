"""A release: protected, audited over all earlier ones, frozen, and published by a second person."""

import io
import json
import zipfile

import pytest
from django.db import DatabaseError, connection, transaction

from ladder.consultation.models import Contribution, Round
from ladder.consultation.services.withdrawal import withdraw
from ladder.core.synthesis.release import read_bundle, verify_bundle
from ladder.synthesis.models import Release, ReleaseFile, ReleaseMemory
from ladder.synthesis.queries.releases import OPEN_LINK, OPINIONS, beside_of, bundle_of, files_of, opinions_of
from ladder.synthesis.services import releases as releases_service
from ladder.synthesis.services.releases import (
    ReleaseStepError,
    prepare_release,
    publish_release,
    set_aside_release,
)
from tests.synthesis.conftest import DAY, GROUPS

pytestmark = pytest.mark.django_db


@pytest.fixture
def prepare(people):
    def prepare(place) -> Release:
        return prepare_release(consultation=place.round, actor=people["secretariat"], on=DAY)

    return prepare


@pytest.fixture
def publish(people, prepare):
    def publish(place) -> Release:
        return publish_release(release=prepare(place), actor=people["committee"], on=DAY)

    return publish


@pytest.fixture
def closed(heard):
    return heard(status=Round.Status.CLOSED)


def more(place, people: int, position: str = "as_written"):
    """So many people of every group speak on every requirement as well."""
    rows = [
        place.row(person, item, position)
        for group in GROUPS
        for person in place.people(group, people)
        for item in range(len(place.items))
    ]
    Contribution.objects.bulk_create(rows)


def test_a_release_is_certified_and_its_classes_come_out_again(closed, publish):
    release = publish(closed)
    assert (release.number, release.kind, release.state) == (1, "closing", "published")
    assert release.certificate["certified"] is True
    verified = verify_bundle(read_bundle(files_of(release)))
    assert verified.faults == ()
    assert verified.classes["R-1"] == ("convergence_established",)
    assert {"objection", "divergence"} <= set(verified.classes["R-2"])


def test_the_archive_holds_the_files_as_they_were_frozen(closed, publish, client_of):
    release = publish(closed)
    address = "/results/small/releases/1/bundle.zip"
    first, second = (client_of("").get(address).content for _ in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {name.partition("/")[0] for name in archive.namelist()} == {"small-release-1"}
        files = {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
    assert files == files_of(release)
    assert verify_bundle(read_bundle(files)).digest == release.digest


def test_one_file_is_sent_and_a_name_that_is_none_is_not(closed, publish, client_of):
    publish(closed)
    answer = client_of("").get("/results/small/releases/1/files/certificate.json")
    assert json.loads(answer.content)["certified"] is True
    assert "max-age" in answer["Cache-Control"]
    assert client_of("").get("/results/small/releases/1/files/../../secret").status_code == 404


def test_who_prepared_it_cannot_publish_it(closed, prepare, people):
    release = prepare(closed)
    with pytest.raises(ReleaseStepError) as refusal:
        publish_release(release=release, actor=people["secretariat"], on=DAY)
    assert refusal.value.reasons == ("same_person",)
    release.refresh_from_db()
    assert release.state == "prepared"


def test_pages_take_a_release_through_two_people(closed, client_of):
    keeper, committee, public = client_of("secretariat"), client_of("committee"), client_of("")
    assert committee.post("/results/small/releases/prepare/").status_code == 404
    assert keeper.post("/results/small/releases/prepare/").status_code == 302
    assert public.get("/results/small/releases/1/").status_code == 404
    assert public.get("/results/small/releases/1/bundle.zip").status_code == 404
    assert (
        "You prepared this release" in keeper.post("/results/small/releases/1/publish/", follow=True).content.decode()
    )
    assert "Publish it" not in keeper.get("/results/small/releases/1/").content.decode()
    assert "Publish it" in committee.get("/results/small/releases/1/").content.decode()
    assert committee.post("/results/small/releases/1/publish/").status_code == 302
    text = public.get("/results/small/releases/1/").content.decode()
    assert "No count of any small group can be worked out" in text
    assert "ladder release verify small-release-1" in text
    assert (
        "does not wait any more" in committee.post("/results/small/releases/1/publish/", follow=True).content.decode()
    )


def test_only_one_release_waits_and_it_can_be_set_aside(closed, prepare, people):
    first = prepare(closed)
    with pytest.raises(ReleaseStepError) as refusal:
        prepare(closed)
    assert refusal.value.reasons == ("waiting",)
    set_aside_release(release=first, actor=people["committee"])
    second = prepare(closed)
    assert (first.number, second.number, second.digest) == (1, 1, first.digest)
    publish_release(release=second, actor=people["committee"], on=DAY)
    with pytest.raises(ReleaseStepError):
        set_aside_release(release=second, actor=people["committee"])


@pytest.mark.parametrize("people_more", [0, 1])
def test_a_release_with_fewer_than_five_new_people_is_refused(heard, publish, prepare, people_more):
    place = heard()
    publish(place)
    more(place, people_more)
    with pytest.raises(ReleaseStepError) as refusal:
        prepare(place)
    assert refusal.value.reasons == ("too_few",)
    assert Release.objects.count() == 1


def test_one_answer_more_is_refused_also_when_it_is_changed_or_withdrawn(heard, publish, prepare):
    place = heard()
    publish(place)
    rows = list(Contribution.objects.filter(item=place.items[0]).order_by("pk")[:2])
    place.say([rows[0].participant], 0, ["cannot"], supersedes=rows[0])
    rows[1].delete()
    with pytest.raises(ReleaseStepError) as refusal:
        prepare(place)
    assert refusal.value.reasons == ("too_few",)


def test_a_cell_in_which_too_few_are_new_stays_as_it_was(heard, publish):
    place = heard()
    first = publish(place)
    more(place, 12, "cannot")
    place.say(place.people("diggers", 1), 0, ["cannot"])
    second = publish(place)
    assert second.number == 2
    before = {(row.item, row.group): row for row in bundle_of(first).tables.rows}
    for row in bundle_of(second).tables.rows:
        assert row.since == 2 or row == before[row.item, row.group]
    assert [one.number for one in bundle_of(second).releases] == [1, 2]


def test_an_interim_release_says_so_and_shows_nothing_beside(heard, publish):
    release = publish(heard())
    assert release.kind == "interim"
    assert not {OPINIONS, OPEN_LINK} & set(beside_of(release))
    assert opinions_of(release).groups == ()


def test_a_round_in_preparation_has_nothing_to_release(make_place, prepare):
    place = make_place(status=Round.Status.DRAFT)
    with pytest.raises(ReleaseStepError):
        prepare(place)


def test_renamed_people_and_other_rows_give_the_same_release(heard, prepare, people):
    digests = []
    for address in ("small",):
        place = heard(status=Round.Status.CLOSED, address=address)
        first = prepare(place)
        digests.append(first.digest)
        set_aside_release(release=first, actor=people["committee"])
        told = [(row.participant.group, row.item, row.position) for row in place.round.contributions.order_by("pk")]
        by_person: dict[int, list[tuple[object, str]]] = {}
        for row in place.round.contributions.order_by("-pk"):
            by_person.setdefault(row.participant_id, []).append((row.item, row.position))
        groups = {row.participant_id: row.participant.group for row in place.round.contributions.all()}
        place.round.contributions.all().delete()
        rows = []
        for person, said in sorted(by_person.items(), reverse=True):
            key = next(key for key, group in place.groups.items() if group == groups[person])
            [new] = place.people(key, 1, gender="woman" if key[0] == "w" else "man")
            items = {item.pk: number for number, item in enumerate(place.items)}
            rows += [place.row(new, items[item.pk], position, consent="quote_with_role") for item, position in said]
        Contribution.objects.bulk_create(rows)
        assert len(told) == len(rows)
        digests.append(prepare(place).digest)
    assert digests[0] == digests[1]


def test_files_are_frozen_in_the_database(closed, publish):
    release = publish(closed)
    for statement in (
        "UPDATE synthesis_releasefile SET text = 'other'",
        "DELETE FROM synthesis_releasefile",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert files_of(release)


def test_who_withdraws_is_forgotten_by_the_memory_of_releases(closed, publish):
    publish(closed)
    row = Contribution.objects.filter(position="cannot").first()
    voice, item = str(row.participant_id), row.item.key
    assert item in ReleaseMemory.objects.get().voices[voice]["items"]
    row.delete()
    memory = ReleaseMemory.objects.get()
    assert item not in memory.voices[voice]["items"]
    assert memory.gone[""] == [voice]


def test_words_of_the_committee_alone_and_of_withdrawn_people_are_in_no_file(heard, publish):
    place = heard(status=Round.Status.CLOSED)
    [person] = place.people("diggers", 1)
    place.comment(person, "Secret of the pit.", consent="committee_only")
    place.comment(person, "Open word of the pit.", consent="quote_with_role")
    place.comment(person, "Summary of the pit.", consent="paraphrase")
    release = publish(place)
    text = "".join(ReleaseFile.objects.filter(release=release).values_list("text", flat=True))
    assert "Open word" in text
    assert "Secret" not in text
    assert "Summary" not in text
    assert str(person.public_id) not in text
    assert str(person.pk) not in text


def test_more_people_than_were_expected_are_no_contradiction(heard, publish):
    place = heard()
    publish(place)
    for number in (2, 3):
        more(place, 11)
        assert publish(place).number == number


def test_no_number_of_people_is_left_out_where_it_is_none(closed, publish):
    """One woman, one man "in another way", one organisation: none of their rows tells that they are there."""
    closed.say(closed.people("traders", 1, gender="woman"), 0, ["as_written"])
    closed.say(closed.people("diggers", 1, gender="other"), 0, ["as_written"])
    closed.say(closed.people("cooperatives", 1, speaks_for_organisation=True), 0, ["as_written"])
    people = bundle_of(publish(closed)).tables.people
    kinds = {group: [(one.kind, one.gender) for one in people if one.group == group] for group in GROUPS}
    assert set(map(tuple, kinds.values())) == {
        (("organisations", ""), ("people", ""), ("people", "man"), ("people", "unsaid"), ("people", "woman"))
    }
    assert all(one.count is None for one in people if one.gender or one.kind == "organisations")


def test_words_taken_back_while_a_release_is_worked_out_are_not_stored(closed, prepare, monkeypatch):
    said = Contribution.objects.filter(kind="position")[0]
    worked_out = releases_service.make

    def make_slowly(consultation, weighed, on):
        made = worked_out(consultation, weighed, on)
        withdraw(participant=said.participant, number=said.number, on=DAY)
        return made

    monkeypatch.setattr(releases_service, "make", make_slowly)
    with pytest.raises(ReleaseStepError) as refusal:
        prepare(closed)
    assert refusal.value.reasons == ("taken_back",)
    assert Release.objects.count() == 0
    monkeypatch.undo()
    assert prepare(closed).state == "prepared"
