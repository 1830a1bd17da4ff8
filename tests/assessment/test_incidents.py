"""Incidents: what they do to a level at once, once, and what refuses them."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from ladder.assessment.incident_entries import DaySheetEntry, IncidentEntry
from ladder.assessment.incident_kinds import read_data
from ladder.assessment.incident_queries import is_answered
from ladder.assessment.models import Circumstance, DaySheet, Incident, SiteLevel
from ladder.assessment.queries import result_on
from ladder.assessment.services.day_sheets import incidents_from, record_day_sheet
from ladder.assessment.services.incidents import record_incident
from ladder.audit.models import Entry
from ladder.catalogue.services import load_pack, publish_version
from ladder.core.assessment.day_sheet import COUNTS
from ladder.core.assessment.incidents import KINDS
from ladder.core.catalogue.ladder import STOP
from ladder.packfiles.reading import read_pack
from tests.assessment.conftest import ALL_MET, DAY

LATER = date(2026, 3, 10)
STARTER = "urn:cobalt-ladder:framework:starter"


@pytest.fixture
def happen(site, version):
    def happen(requirement="R-3", day=LATER, *, on=None, kind="other", **fields):
        entry = IncidentEntry(kind, day, fields.pop("channel", "monitor"), requirement, **fields)
        return record_incident(site=site, version=version, entry=entry, actor=None, on=on or day)

    return happen


@pytest.fixture
def starter(db, settings):
    loaded = load_pack(read_pack(settings.PACKS_ROOT / "starter"), actor=None, on=date(2026, 1, 1))
    return loaded if loaded.status == "published" else publish_version(version=loaded, actor=None, on=date(2026, 1, 1))


def status_of(site):
    return SiteLevel.objects.get(site=site).status


def test_a_credible_incident_on_a_stop_gate_suspends_at_once(record, happen, site, version):
    record(ALL_MET)
    assert status_of(site) == "good_standing"
    incident = happen(words="Two boys carried bags.", children=2)
    assert status_of(site) == "suspended"
    assert result_on(site, version, LATER).status == "suspended"
    assert result_on(site, version, LATER - timedelta(days=1)).status == "good_standing"
    assert incident.circumstance.holds
    assert "boys" not in incident.circumstance.reason


@pytest.mark.parametrize("is_credible", [True, False])
def test_an_incident_counts_although_somebody_looked_between_its_day_and_the_day_on_which_it_became_known(
    record, happen, site, version, is_credible
):
    record(ALL_MET)
    record({"R-3": "met"}, LATER + timedelta(days=5))
    known_on = LATER + timedelta(days=20)
    incident = happen(on=known_on, is_credible=is_credible)
    assert SiteLevel.objects.get(site=site).level == 1
    assert status_of(site) == ("suspended" if is_credible else "good_standing")
    assert not is_answered(incident, known_on)
    record({"R-3": "met"}, known_on + timedelta(days=1))
    assert status_of(site) == "good_standing"
    assert is_answered(incident, known_on + timedelta(days=1))


def test_incident_level_and_log_come_together_or_not_at_all(record, happen, site, monkeypatch):
    record(ALL_MET)
    logged = Entry.objects.count()

    def fail(**_):
        raise DatabaseError("no space left")

    monkeypatch.setattr("ladder.assessment.services.incidents.audit.record", fail)
    with pytest.raises(DatabaseError), transaction.atomic():
        happen()
    assert status_of(site) == "good_standing"
    assert not Incident.objects.exists()
    assert not Circumstance.objects.exists()
    assert Entry.objects.count() == logged


def test_one_that_is_not_credible_yet_holds_the_level_down_and_suspends_nothing(record, happen, site, version):
    record(ALL_MET)
    happen(is_credible=False)
    result = result_on(site, version, LATER)
    assert (result.site_level, result.status == "suspended") == (1, False)


def test_the_same_source_is_recorded_once(record, happen, site):
    record(ALL_MET)
    first = happen(source_key="uuid:1")
    logged = Entry.objects.count()
    assert happen(source_key="uuid:1", words="again") == first
    assert Incident.objects.count() == Circumstance.objects.count() == 1
    assert Entry.objects.count() == logged


def test_one_that_bears_on_nothing_is_kept_and_touches_no_level(record, happen, site):
    record(ALL_MET)
    incident = happen("", kind="collapse")  # the small framework is not named in the file of kinds
    assert (incident.requirement, incident.circumstance) == ("", None)
    assert status_of(site) == "good_standing"


@pytest.mark.parametrize(
    ("fields", "at_fault"),
    [
        ({"kind": "rumour"}, "kind"),
        ({"requirement": "R-99"}, "requirement"),
        ({"on": LATER - timedelta(days=1)}, "occurred_on"),
        ({"children": -1}, "children"),
        ({"people_hurt": 100_001}, "people_hurt"),
        ({"words": "x" * 4001}, "words"),
        ({"words": "a\x00b"}, "words"),
        ({"channel": "rumour"}, "channel"),
    ],
)
def test_what_cannot_be_is_refused_with_its_field_and_nothing_is_written(happen, fields, at_fault):
    with pytest.raises(ValidationError) as fault:
        happen(**fields)
    assert set(fault.value.message_dict) == {at_fault}
    assert not Incident.objects.exists()
    assert not Circumstance.objects.exists()


def test_the_log_names_neither_kind_nor_words_nor_counts(happen):
    happen(kind="sexual_violence", words="Behind the depot.", people_hurt=1)
    detail = str([entry.detail for entry in Entry.objects.all()])
    for secret in ("sexual", "depot", "people_hurt"):
        assert secret not in detail


def test_the_log_does_not_tell_a_report_of_a_monitor_from_a_validated_grievance(site, version, people):
    """Whoever reads the log must not see that a grievance was the cause."""
    told = []
    for channel, actor in (("monitor", people["assessor"]), ("civil_society", None)):
        before = Entry.objects.count()
        entry = IncidentEntry("other", LATER, channel, "R-3", source_key=f"from {channel}")
        record_incident(site=site, version=version, entry=entry, actor=actor, on=LATER)
        new = Entry.objects.order_by("id")[before:]
        told.append([(one.action, one.target, one.actor_key, sorted(one.detail)) for one in new])
    assert told[0] == told[1]
    assert Incident.objects.get(channel="monitor").recorded_by == people["assessor"]


def test_every_kind_has_names_in_four_languages_and_every_count_too():
    assert set(read_data("incident_kinds")) == set(KINDS)
    assert set(read_data("day_sheet_counts")) == set(COUNTS)
    for name in ("incident_kinds", "day_sheet_counts"):
        for one in read_data(name).values():
            assert all(one["names"][language].strip() for language in ("en", "fr", "zh", "sw"))


def test_requirements_that_kinds_bear_on_exist_in_the_starter_pack_and_stop_kinds_bear_on_stop_gates(settings):
    ladder = read_pack(settings.PACKS_ROOT / "starter").ladder()
    for kind, one in read_data("incident_kinds").items():
        key = one["bears_on"].get(STARTER, "")
        assert kind == "other" or key in ladder.by_key
        assert (KINDS[kind] == STOP) == (bool(key) and ladder.by_key[key].gate == STOP)


def test_a_day_sheet_with_somebody_under_18_suspends_the_site_and_says_which_incident(site, starter, record):
    record({"P2-L2-01": "met"}, under=starter)
    sheet = record_day_sheet(site=site, entry=DaySheetEntry(LATER, {"people": 80, "under_18": 3}), actor=None, on=LATER)
    (incident,) = incidents_from(sheet)
    assert (incident.kind, incident.requirement, incident.children) == ("under_18_at_work", "P2-L2-01", 3)
    assert SiteLevel.objects.get(site=site, version=starter).status == "suspended"


def test_armed_people_open_a_report_that_is_no_finding(site, starter, record):
    record({"P3-L2-05": "met"}, under=starter)
    sheet = record_day_sheet(site=site, entry=DaySheetEntry(LATER, {"armed": 4}), actor=None, on=LATER)
    assert not incidents_from(sheet)[0].is_credible
    assert SiteLevel.objects.get(site=site, version=starter).status != "suspended"


def test_a_corrected_day_sheet_opens_nothing_twice_and_closes_nothing(site, starter):
    for number, counts in enumerate(({"deaths": 1}, {"deaths": 2}, {"people": 7})):
        replaces = f"uuid:{number - 1}" if number else ""
        entry = DaySheetEntry(LATER, counts, source_key=f"uuid:{number}", replaces_key=replaces)
        for _ in range(2):
            record_day_sheet(site=site, entry=entry, actor=None, on=LATER)
    assert DaySheet.objects.count() == 3
    assert Incident.objects.get().kind == "death"


@pytest.mark.parametrize("counts", [{}, {"goats": 2}, {"people": -1}])
def test_a_day_sheet_at_fault_is_refused(site, starter, counts):
    with pytest.raises(ValidationError):
        record_day_sheet(site=site, entry=DaySheetEntry(LATER, counts), actor=None, on=LATER)
    assert not DaySheet.objects.exists()


def test_a_day_sheet_in_the_future_is_refused(site, starter):
    with pytest.raises(ValidationError):
        record_day_sheet(site=site, entry=DaySheetEntry(LATER, {"people": 1}), actor=None, on=DAY)
