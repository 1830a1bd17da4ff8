"""A site keeps its level under the version it was assessed under, and its page shows what a newer one would change."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from ladder.assessment.ahead import Way, look_ahead
from ladder.assessment.incident_entries import IncidentEntry
from ladder.assessment.incident_queries import case_of
from ladder.assessment.models import Circumstance, Determination, Incident, SiteLevel
from ladder.assessment.queries import result_on
from ladder.assessment.services import record_circumstance
from ladder.assessment.services.circumstances import CircumstanceEntry
from ladder.assessment.services.incident_steps import take_step
from ladder.assessment.services.incidents import record_incident
from ladder.catalogue.models import FrameworkVersion
from ladder.catalogue.queries import ladder_of, pack_of
from ladder.catalogue.queries.lineage import list_pairs
from ladder.catalogue.services import load_pack, publish_version
from ladder.core.assessment.document import as_json
from ladder.core.canonical import digest_of
from ladder.governance.models import Body, Closing, Decision, NextVersion, Proposal, RuleSet
from ladder.governance.queries.transitions import transition_of, transition_to
from ladder.packfiles.model import Cell
from tests.assessment.conftest import ALL_MET
from tests.catalogue.versions import FIRST_DAY, twenty_packs

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
POSTED = {"kind": "third", "observed_on": TODAY.isoformat(), "note": "", "state-R-1": "met", "grade-R-1": "B"}


@pytest.fixture
def packs():
    """1.0; 1.1 changes nothing, 1.2 rewords R-1, 1.3 makes R-2 stricter, ... 1.6 brings R-N6, 1.7 withdraws it."""
    return [replace(pack, empty_cells=(Cell(2, 1),)) for pack in twenty_packs()]


def load(pack):
    return publish_version(version=load_pack(pack, actor=None, on=FIRST_DAY), actor=None, on=FIRST_DAY)


@pytest.fixture
def three(packs, record):
    """1.0 with everything met at the site, and 1.3 as the version in force."""
    versions = [load(pack) for pack in packs[:4]]
    record(ALL_MET, TODAY - timedelta(days=10), under=versions[0])
    return versions[0], versions[3]


def decide_transition(older, newer, until):
    """That a decision published the newer version, with a transition."""
    now = timezone.now()
    body = Body.objects.create(
        address="deciders", kind="steering", state="standing", sign="SC", names={"en": "Deciders"},
        stands_from=FIRST_DAY, created_at=now,
    )  # fmt: skip
    rules = RuleSet.objects.create(
        body=body, kind="deciding", number=1, content={}, digest=digest_of({}), in_force_from=FIRST_DAY, created_at=now
    )
    proposal = Proposal.objects.create(
        body=body, number=1, state="decided", titles={"en": "Publish"}, digest="a" * 64, created_at=now, opened_at=now,
        closes_at=now,
    )  # fmt: skip
    closing = Closing.objects.create(
        proposal=proposal, revision=1, outcome="consensus", rule_set=rules, record={}, digest="a" * 64, closed_at=now
    )
    decision = Decision.objects.create(
        body=body, number=1, proposal=proposal, closing=closing, decided_on=TODAY, objections_until=None
    )
    return NextVersion.objects.create(
        base=older, version=newer.version, state="published", draft=newer, decision=decision, made_at=now,
        effective_from=newer.effective_from, transition_until=until,
        transition_words={"en": "Sites in the middle of a visit finish it.", "fr": "Les visites commencées se terminent."},
    )  # fmt: skip


def test_what_cannot_be_found_under_a_version_any_more_closes_an_incident_by_a_finding_under_the_next(
    three, record, site
):
    older, newer = three
    happened, looked = TODAY - timedelta(days=5), TODAY - timedelta(days=2)
    told = IncidentEntry("other", happened, "monitor", "R-3")
    incident = record_incident(site=site, version=older, entry=told, actor=None, on=happened)
    record(ALL_MET, looked, under=newer)

    def close():
        return take_step(incident=incident, kind="closed", done_on=TODAY, actor=None, on=TODAY)

    with pytest.raises(ValidationError, match="R-3 has to be found met"):  # it can still be looked for under the older
        close()
    decide_transition(older, newer, TODAY - timedelta(days=1))
    close()
    assert case_of(Incident.objects.get(pk=incident.pk), timezone.now()).clocks.is_open is False


def test_what_closes_it_is_named_as_the_next_version_names_it(three, record, site):
    older, newer = three
    happened = TODAY - timedelta(days=5)
    told = IncidentEntry("other", happened, "monitor", "R-3")
    incident = record_incident(site=site, version=older, entry=told, actor=None, on=happened)
    record({"R-3": "met"}, happened, under=newer)  # on the very day: not after it
    decide_transition(older, newer, TODAY - timedelta(days=1))
    with pytest.raises(ValidationError, match=rf"R-3 \({newer.version}\) has to be found met"):
        take_step(incident=incident, kind="closed", done_on=TODAY, actor=None, on=TODAY)


def look(client, site, tail=""):
    return client.get(f"/assessment/sites/{site.public_id}/{tail}")


def ahead_of(site, older, newer, *, may_rise=True):
    way = Way(pack_of(older), pack_of(newer), ladder_of(newer), tuple(list_pairs(older, newer)))
    return look_ahead(way, result_on(site, older, TODAY), "en", may_rise=may_rise)


def test_the_preview_counts_requirements_by_kind_and_levels_by_principle(three, site):
    preview = ahead_of(site, *three)
    assert dict(preview.counts) == {
        "same": 2, "reworded": 1, "stricter": 1, "split": 0, "merged": 0, "new": 0, "withdrawn": 0
    }  # fmt: skip
    assert [(step.number, step.before, step.after) for step in preview.steps] == [("1", 2, 1), ("2", 2, 2)]
    assert (preview.site_before, preview.site_after) == (2, 1)
    assert [(one.kind, one.key, one.before) for one in preview.changed] == [
        ("reworded", "R-1", ("R-1",)), ("stricter", "R-2", ("R-2",))
    ]  # fmt: skip


def test_parts_and_joined_ones_are_counted_once_each(packs, record, site):
    versions = [load(pack) for pack in packs[:6]]
    record(ALL_MET, TODAY, under=versions[3])
    assert dict(ahead_of(site, versions[3], versions[4]).counts)["split"] == 2
    parts = {"R-4a4": "met", "R-4b4": "met"}
    record(parts, TODAY, under=versions[4])
    joined = ahead_of(site, versions[4], versions[5])
    assert dict(joined.counts)["merged"] == 1
    assert [(one.key, one.before) for one in joined.changed] == [("R-4", ("R-4a4", "R-4b4"))]


def test_a_principle_nobody_looked_at_stays_unknown(packs, record, site):
    older, newer = [load(pack) for pack in packs[:2]]
    record({"R-1": "met"}, TODAY, under=older)
    steps = ahead_of(site, older, newer).steps
    assert [(step.before, step.after) for step in steps] == [(1, 1), (None, None)]


def test_the_public_preview_never_tells_that_a_withdrawn_requirement_held_a_site_down(packs, record, site):
    older, newer = [load(pack) for pack in packs[:8]][6:]
    record({"R-1": "met", "R-2": "met", "R-3": "met", "R-4": "met", "R-N6": "not_met"}, TODAY, under=older)
    assert next((one.before, one.after) for one in ahead_of(site, older, newer).steps) == (1, 2)
    held = ahead_of(site, older, newer, may_rise=False)
    assert next((one.before, one.after) for one in held.steps) == (1, 1)
    assert (held.site_before, held.site_after) == (1, 1)


def test_the_level_under_the_older_version_stays_and_both_pages_show_what_would_change(client_of, three, site):
    older, newer = three
    before = as_json(result_on(site, older, TODAY))
    decide_transition(older, newer, TODAY + timedelta(days=30))
    for tail in ("", "?version=1.0"):
        text = look(client_of(""), site, tail).content.decode()
        assert "What version 1.3 would change for this site" in text
        assert "Level under version 1.0, which stays as it is:" in text
        assert "A preview, not a result." in text
        assert "A new assessment under version 1.0 is accepted until" in text
        assert "Sites in the middle of a visit finish it." in text
        assert "R-1" not in text
    assert as_json(result_on(site, older, TODAY)) == before
    assert SiteLevel.objects.get(site=site).level == 2
    assert not Determination.objects.filter(version=newer).exists()


def test_every_change_leads_to_the_words_that_caused_it(client_of, three, site):
    text = look(client_of(""), site, "ahead/?version=1.0").content.decode()
    assert text.count("<tr>") == 1 + 3 + 1 + 2
    assert "/governance/changes/" not in text  # not made by a decision, so there is no such page
    assert 'href="/framework/1.3/requirements/R-1/"' in text
    decide_transition(*three, TODAY)
    text = look(client_of(""), site, "ahead/?version=1.0").content.decode()
    assert '/governance/changes/1.3/R-1/"' in text
    assert '/governance/changes/1.3/R-2/"' in text
    assert "R-3" not in text


def test_a_draft_is_looked_ahead_to_by_those_who_may_see_it_only(client_of, packs, record, site):
    older = load(packs[0])
    record(ALL_MET, TODAY, under=older)
    load_pack(packs[1], actor=None, on=FIRST_DAY)
    assert "What version 1.1" not in look(client_of(""), site).content.decode()
    assert look(client_of(""), site, "ahead/").status_code == 404
    text = look(client_of("committee"), site).content.decode()
    assert "Version 1.1 is a draft. Nothing changes until a decision publishes it." in text


def test_on_a_past_day_nothing_is_told_of_what_lies_ahead(client_of, three, site):
    text = look(client_of(""), site, f"?version=1.0&on={TODAY - timedelta(days=1)}").content.decode()
    assert "would change for this site" not in text


def test_a_transition_is_told_from_both_sides_and_ends_with_its_last_day(three):
    older, newer = three
    assert transition_of(older) is None
    decide_transition(older, newer, TODAY)
    transition = transition_of(older)
    assert transition == transition_to(newer)
    assert (transition.accepts(TODAY), transition.accepts(TODAY + timedelta(days=1))) == (True, False)
    assert transition_of(newer) is None


def test_after_the_transition_nothing_new_is_recorded_under_the_older_version(record, tell, three, site):
    older, newer = three
    row = decide_transition(older, newer, TODAY)
    assert record({"R-1": "met"}, TODAY, under=older).new == 1
    row.transition_until = TODAY - timedelta(days=1)
    row.save()
    with pytest.raises(ValidationError, match=r"Assessments under version 1\.0 were accepted until .* version 1\.3"):
        record({"R-2": "met"}, TODAY, under=older)
    assert record({"R-1": "met"}, TODAY, under=older).known == 1
    assert record({"R-2": "met"}, TODAY, under=newer).new == 1


@pytest.mark.parametrize(("kind", "is_refused"), [("approval", True), ("plan", True), ("incident", False)])
def test_what_speaks_against_a_site_is_recorded_for_ever(three, site, kind, is_refused):
    older, newer = three
    decide_transition(older, newer, TODAY - timedelta(days=1))
    told = CircumstanceEntry(kind, "R-3", TODAY, reason="Seen.", decided_by="assessor one")
    if is_refused:
        with pytest.raises(ValidationError):
            record_circumstance(site=site, version=older, entry=told, actor=None, on=TODAY)
    else:
        record_circumstance(site=site, version=older, entry=told, actor=None, on=TODAY)
    assert Circumstance.objects.exists() is not is_refused


def test_the_form_refuses_with_a_sentence_and_writes_nothing(client_of, staffed, three):
    older, newer = three
    decide_transition(older, newer, TODAY - timedelta(days=1))
    count = Determination.objects.count()
    address = f"/assessment/sites/{staffed.public_id}/record/?version=1.0"
    assert "This was accepted until" in client_of("assessor").get(address).content.decode()
    answer = client_of("assessor").post(address, POSTED)
    assert answer.status_code == 422
    assert "Assessments under version 1.0 were accepted until" in answer.content.decode()
    assert Determination.objects.count() == count


def test_the_api_refuses_with_a_fault(client_of, staffed, three):
    older, newer = three
    decide_transition(older, newer, TODAY - timedelta(days=1))
    visit = {"kind": "third", "started_on": TODAY.isoformat(), "answers": [
        {"requirement": "R-1", "state": "met", "observed_on": TODAY.isoformat(), "grade": "B"}]}  # fmt: skip
    address = f"/api/v1/assessment/sites/{staffed.public_id}/visits?version=1.0"
    answer = client_of("assessor").post(address, visit, content_type="application/json")
    assert answer.status_code == 422
    assert "were accepted until" in answer.content.decode()


def test_in_the_transition_a_new_site_may_still_be_assessed_under_the_older_version(client_of, people, staffed, packs):
    older, newer = [load(pack) for pack in packs[:2]]
    address = f"/assessment/sites/{staffed.public_id}/record/?version=1.0"
    assert client_of("assessor").get(address).status_code == 404
    decide_transition(older, newer, TODAY + timedelta(days=5))
    assert client_of("assessor").post(address, POSTED).status_code == 302
    assert Determination.objects.get().version == older
    offered = client_of("assessor").get(f"/assessment/sites/{staffed.public_id}/record/").content.decode()
    assert 'href="?version=1.0"' in offered


def test_looking_ahead_costs_five_questions_more(client_of, packs, record, site, django_assert_num_queries):
    older = load(packs[0])
    record(ALL_MET, TODAY, under=older)
    client = client_of("")
    look(client, site)
    with django_assert_num_queries(7):
        look(client, site)
    decide_transition(older, load(packs[1]), TODAY)
    assert FrameworkVersion.objects.count() == 2
    look(client, site)
    with django_assert_num_queries(11):
        look(client, site)
