"""Versions come and go; what was recorded under one stays as it is, and so does the level that followed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ladder.assessment import queries
from ladder.assessment.carrying import suggest
from ladder.assessment.incident_entries import IncidentEntry
from ladder.assessment.incident_queries import known_to_rules
from ladder.assessment.models import Determination, LevelSnapshot, SiteLevel
from ladder.assessment.queries import judged_versions, result_on
from ladder.assessment.services.incident_steps import take_step
from ladder.assessment.services.incidents import record_incident
from ladder.catalogue.faults import CatalogueFaultsError
from ladder.catalogue.models import FrameworkVersion
from ladder.catalogue.queries import current_version, pack_of
from ladder.catalogue.queries.lineage import list_pairs
from ladder.catalogue.services import load_pack, publish_version, withdraw_version
from ladder.core.assessment.document import as_document, as_json
from ladder.core.canonical import digest_of
from ladder.packfiles.model import Cell
from tests.assessment.conftest import ALL_MET, DAY
from tests.catalogue.versions import FIRST_DAY, KINDS, twenty_packs

pytestmark = pytest.mark.django_db


def load(pack):
    loaded = load_pack(pack, actor=None, on=FIRST_DAY)
    return publish_version(version=loaded, actor=None, on=FIRST_DAY)


@pytest.fixture
def packs():
    return [replace(pack, empty_cells=(Cell(2, 1),)) for pack in twenty_packs()]


def test_twenty_versions_leave_every_determination_and_every_past_level_as_they_were(packs, record, tell, site):
    first = load(packs[0])
    record(ALL_MET, under=first)
    record({"R-3": "not_met"}, DAY + timedelta(days=9), under=first)
    rows = list(Determination.objects.order_by("id").values())
    days = [DAY, DAY + timedelta(days=9), DAY + timedelta(days=200)]
    told = [as_json(result_on(site, first, day)) for day in days]
    assert rows[4]["state"] == "not_met"
    for pack in packs[1:]:
        load(pack)
    assert FrameworkVersion.objects.filter(status="published").count() == 20
    assert {step.kind for one in packs[1:] for step in one.migration.steps} == set(KINDS)
    assert list(Determination.objects.order_by("id").values()) == rows
    assert [as_json(result_on(site, first, day)) for day in days] == told
    for snapshot in LevelSnapshot.objects.filter(site=site):
        assert digest_of(as_document(result_on(site, first, snapshot.as_of))) == snapshot.digest
    withdraw_version(version=first, actor=None, on=DAY)
    assert [as_json(result_on(site, first, day)) for day in days] == told


def test_under_every_later_version_a_site_starts_from_nothing(packs, record, site):
    versions = [load(pack) for pack in packs]
    record(ALL_MET, under=versions[0])
    for version in versions[1:]:
        result = result_on(site, version, DAY)
        assert (result.site_level, result.status) == (0, "none")
        assert {standing.state for standing in result.standings.values()} == {"not_assessed"}


def test_the_same_answer_can_be_given_under_two_versions(packs, record, site):
    older, newer = load(packs[0]), load(packs[1])
    assert record({"R-1": "met"}, under=older).new == 1
    assert record({"R-1": "met"}, under=newer).new == 1
    assert set(judged_versions(site)) == {older, newer}
    assert set(SiteLevel.objects.filter(site=site).values_list("version__version", flat=True)) == {"1.0", "1.1"}


def test_a_version_that_anything_was_recorded_under_cannot_be_replaced(packs, record):
    load(packs[0])
    draft = load_pack(packs[1], actor=None, on=FIRST_DAY)
    record({"R-1": "met"}, under=draft)
    with pytest.raises(CatalogueFaultsError, match="already in use"):
        load_pack(replace(packs[1], provider="Another house"), actor=None, on=date(2026, 4, 1))
    assert Determination.objects.count() == 1


def test_a_page_says_that_a_site_was_judged_under_an_older_version_only(client_of, packs, record, site):
    older = load(packs[0])
    record(ALL_MET, under=older)
    load(packs[1])
    assert current_version().version == "1.1"
    page = client_of("buyer").get(f"/assessment/sites/{site.public_id}/").content.decode()
    assert "nothing is carried over silently" in page
    assert 'href="?version=1.0"' in page
    assert "Everything this level needs is met" not in page


def change_of(packs, kind):
    """The first pack that makes a change of this kind, and the one before it."""
    number = next(n for n, pack in enumerate(packs) if n and any(step.kind == kind for step in pack.migration.steps))
    return packs[: number + 1]


@pytest.mark.parametrize(
    ("kind", "keys", "expected"),
    [
        ("reworded", {"R-1"}, {("reworded", "R-1", "R-1", "met", "met")}),
        ("stricter", {"R-2"}, {("stricter", "R-2", "R-2", "met", "not_assessed")}),
        ("split", {"R-4a4", "R-4b4"},
         {("split", "R-4", "R-4a4", "met", "not_assessed"), ("split", "R-4", "R-4b4", "met", "not_assessed")}),
        ("merged", {"R-4"},
         {("merged", "R-4a4", "R-4", "met", "not_assessed"), ("merged", "R-4b4", "R-4", "met", "not_assessed")}),
        ("new", {"R-N6"}, {("new", "", "R-N6", "", "not_assessed")}),
        ("withdrawn", {"R-N6"}, {("withdrawn", "R-N6", "", "met", "")}),
        ("same", {"R-3"}, {("same", "R-3", "R-3", "met", "met")}),
    ],
)  # fmt: skip
def test_what_may_be_taken_over_depends_on_the_change(packs, record, site, kind, keys, expected):
    *_, older, newer = [load(pack) for pack in change_of(packs, kind)]
    record(dict.fromkeys(older.requirements.values_list("key", flat=True), "met"), under=older)
    pairs = list_pairs(older, newer)
    told = suggest(result_on(site, older, DAY), pairs, pack_of(older), pack_of(newer), "en")
    found = {(one.kind, one.before, one.after, one.old_state, one.suggested) for one in told}
    assert {one for one in found if {one[1], one[2]} & keys and one[0] == kind} == expected
    assert result_on(site, newer, DAY).site_level == 0


def test_the_page_of_what_may_be_taken_over_is_for_people_with_a_role(client_of, packs, record, site):
    record(ALL_MET, under=load(packs[0]))
    load(packs[1])
    address = f"/assessment/sites/{site.public_id}/carried/"
    assert client_of("").get(address).status_code == 404
    text = client_of("buyer").get(address).content.decode()
    assert text.count("<tr>") == 5
    assert "Nothing here counts for the level until somebody records it." in text
    assert client_of("buyer").get(f"{address}?from=1.0").content.decode().count("<tr>") == 5
    assert client_of("buyer").get(f"{address}?from=1.1").status_code == 404


@pytest.mark.parametrize("is_credible", [True, False])
def test_an_incident_bears_on_every_version_under_which_the_site_has_a_level(packs, record, site, is_credible):
    versions = [load(pack) for pack in packs[:2]]
    for version in versions:
        record(ALL_MET, under=version)
    on = DAY + timedelta(days=3)
    for named in versions:
        told = IncidentEntry("other", on, "monitor", "R-3", is_credible=is_credible, source_key=f"t:{named.version}")
        incident = record_incident(site=site, version=named, entry=told, actor=None, on=on)
        levels = {one.version_id: (one.level, one.status) for one in SiteLevel.objects.filter(site=site)}
        status = "suspended" if is_credible else "good_standing"
        assert levels == {version.pk: (1, status) for version in versions}
        assert known_to_rules(incident).count() == 2
        for version in versions:
            record({"R-3": "met"}, on + timedelta(days=1), under=version, source_key=f"after {named.version}")
        on += timedelta(days=5)
    take_step(incident=incident, kind="closed", done_on=on, actor=None, on=on)
    assert not known_to_rules(incident).filter(closes=None, closings=None).exists()
    assert queries.find_closable(site, known_to_rules(incident).exclude(incident=incident).first().public_id) is None
    take_step(incident=incident, kind="reopened", done_on=on, actor=None, on=on)
    assert {one.level for one in SiteLevel.objects.filter(site=site)} == {1}


def test_an_incident_follows_what_became_of_its_requirement(packs, record, site):
    first, *later = (load(pack) for pack in packs)
    moved = [(key, version) for version in later for key in ALL_MET if {*moves(first, version, key)} - {key, ""}]
    assert moved  # something was split, merged or renamed
    key, last = moved[-1]
    keys = sorted({*moves(first, last, key)} - {""})
    for version, states in ((first, ALL_MET), (last, dict.fromkeys(keys, "met"))):
        record(states, under=version)
    for named, other, expected in ((first, last, keys), (last, first, [key])):
        told = IncidentEntry("other", DAY, "monitor", key if named == first else keys[0])
        incident = record_incident(site=site, version=named, entry=told, actor=None, on=DAY)
        elsewhere = known_to_rules(incident).filter(version=other)
        assert set(expected) <= set(elsewhere.values_list("subject", flat=True))
        assert {one.reason for one in elsewhere} == {f"incident {incident.public_id} opened"}


def test_what_is_open_bears_on_a_version_under_which_the_site_is_judged_for_the_first_time(
    packs, record, site, people, client_of
):
    first, second = (load(pack) for pack in packs[:2])
    record(ALL_MET, under=first)
    on = DAY + timedelta(days=3)
    told = IncidentEntry("other", DAY + timedelta(days=1), "monitor", "R-3")
    incident = record_incident(site=site, version=first, entry=told, actor=None, on=on)
    record(ALL_MET, on, under=second, source_key="before anybody looked into it")
    assert [one.status for one in SiteLevel.objects.filter(site=site)] == ["suspended"] * 2
    assert known_to_rules(incident).get(version=second).known_on == on
    text = client_of("secretariat").get(f"/assessment/sites/{site.public_id}/circumstances/?version={second.address}")
    assert f"/incidents/{incident.public_id}/" in text.content.decode()
    record({"R-3": "met"}, on + timedelta(days=1), under=second)
    assert SiteLevel.objects.get(site=site, version=second).status == "good_standing"


def test_one_that_was_opened_again_counts_from_that_day_under_a_version_that_comes_later(packs, record, site):
    first, second = (load(pack) for pack in packs[:2])
    record(ALL_MET, under=first)
    told = IncidentEntry("other", DAY + timedelta(days=1), "monitor", "R-3")
    incident = record_incident(site=site, version=first, entry=told, actor=None, on=DAY + timedelta(days=1))
    record({"R-3": "met"}, DAY + timedelta(days=3), under=first)
    for kind, day in (("closed", DAY + timedelta(days=4)), ("reopened", DAY + timedelta(days=10))):
        take_step(incident=incident, kind=kind, done_on=day, actor=None, on=day)
    seen_before = DAY + timedelta(days=5)
    record(ALL_MET, seen_before, on=DAY + timedelta(days=12), under=second, source_key="seen before")
    assert [one.status for one in SiteLevel.objects.filter(site=site)] == ["suspended"] * 2


def moves(before, after, key):
    return [pair.after for pair in list_pairs(before, after) if pair.before == key]
