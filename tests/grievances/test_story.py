"""A grievance told by text message changes a site's status, and nothing anywhere shows who told it."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from ladder.assessment.models import Incident, SiteLevel
from ladder.audit.models import Entry
from ladder.grievances.models import Grievance, Release
from ladder.grievances.services import handling, releasing
from ladder.grievances.services.demonstration import halves_of
from ladder.grievances.services.telling import withdraw
from ladder.registry.models import SiteOperator, Source
from ladder.registry.services.sites import assign_organisation

pytestmark = pytest.mark.django_db
MARK, NUMBER, AGENT = "Wamefunga vijana watatu ghalani", "+243810000001", "Gateway/3.1"
SECRET = "what only the gateway knows"


@pytest.fixture
def site(places, version):
    return places.sites["demo0002"]


@pytest.fixture
def case(ring, settings) -> Grievance:
    """Told by a message through RapidPro."""
    settings.SMS_SECRET = SECRET
    content = {"input": {"text": MARK, "urn": f"tel:{NUMBER}"}, "contact": {"urn": f"tel:{NUMBER}"}}
    headers = {"X-Ladder-Secret": SECRET, "User-Agent": AGENT}
    Client().post("/grievances/sms/rapidpro/", content, content_type="application/json", headers=headers)
    return Grievance.objects.get()


def read_by_two(ring, case, on) -> None:
    ann, bea = ring["ann"], ring["bea"]
    handling.hand_over(handler=ann.handler, case=case, halves=halves_of(ann, case), on=on)
    handling.note_opened(handler=bea.handler, case=case, on=on)
    handling.hand_over(handler=bea.handler, case=case, halves=halves_of(bea, case), on=on)


def validated(ring, case, site, on, *, is_urgent=True, kind="under_18_at_work") -> None:
    read_by_two(ring, case, on)
    about = handling.About(site, kind, on - timedelta(days=1), is_urgent=is_urgent, children=3)
    handling.describe(handler=ring["bea"].handler, case=case, about=about, on=on)
    handling.decide(handler=ring["bea"].handler, case=case, kind="validate", on=on)


def proposed(ring, case, on, **more) -> None:
    fields = {"precision": "month", "is_credible": True, "words": ("goes_on",), "protect_days": 90, **more}
    releasing.propose(handler=ring["ann"].handler, case=case, proposal=releasing.Proposal(**fields), on=on)


def test_told_by_message_released_by_two_and_the_site_is_suspended(case, ring, site, client_of):
    today = timezone.localdate()
    validated(ring, case, site, today)
    proposed(ring, case, today)
    for wrong in ("ann", "cyr"):  # who proposed it, and who did not read it
        with pytest.raises(ValidationError):
            releasing.release(handler=ring[wrong].handler, case=case, on=today)
    assert not Incident.objects.exists()
    releasing.release(handler=ring["bea"].handler, case=case, on=today)
    incident = Incident.objects.get()
    level = SiteLevel.objects.get(site=site)
    assert level.status == "suspended"
    assert (incident.kind, incident.channel, incident.recorded_by) == ("under_18_at_work", "civil_society", None)
    assert incident.occurred_on == (today - timedelta(days=1)).replace(day=1)
    assert (incident.children, incident.people_hurt, incident.words) == (None, None, "It goes on.")
    nothing_shows(case, site, ring, client_of)


def nothing_shows(case, site, ring, client_of) -> None:
    """No page of any role, log entry, export or message shows words, number, agent, or the case's number or ids."""
    handler = Client()
    handler.force_login(ring["ann"].handler.user)
    clients = {role: client_of(role) for role in ("", "secretariat", "operator", "regulator", "buyer", "assessor")}
    paths = [
        f"/assessment/sites/{site.public_id}/", f"/registry/sites/{site.public_id}/", "/", "/registry/", "/people/audit/",
        f"/assessment/sites/{site.public_id}/incidents/", "/assessment/incidents/", "/grievances/numbers/",
        f"/assessment/sites/{site.public_id}/feed.xml", f"/api/v1/assessment/sites/{site.public_id}/level",
        "/registry/sites.csv", "/grievances/cases/", f"/grievances/cases/{case.public_id}/",
    ]  # fmt: skip
    hits = []
    for role, client in {**clients, "handler": handler}.items():
        for path in paths:
            page = client.get(path, follow=True).getvalue().decode(errors="replace")
            secrets = [MARK, NUMBER, NUMBER[1:], AGENT, "vijana"]
            if role != "handler" and path != "/people/audit/":
                secrets += [str(case.public_id), f" {case.number}<"]
            hits += [f"{role} {path} {secret}" for secret in secrets if secret in page]
    logged = [str(row) for row in Entry.objects.values()]
    hits += [row for row in logged if any(secret in row for secret in (MARK, NUMBER, AGENT, "vijana"))]
    assert hits == []
    assert [sent.body for sent in mail.outbox if MARK in sent.body] == []


def test_everything_but_danger_waits_for_days_by_choice_and_chance(case, ring, site):
    today = timezone.localdate()
    validated(ring, case, site, today, is_urgent=False)
    proposed(ring, case, today)
    releasing.release(handler=ring["bea"].handler, case=case, on=today)
    row = Release.objects.get()
    assert timedelta(days=90) <= row.publish_on - today < timedelta(days=104)
    assert releasing.publish_due_releases(at=row.publish_at - timedelta(seconds=1)) == 0
    assert not Incident.objects.exists()
    assert releasing.publish_due_releases(at=row.publish_at) == 1
    assert releasing.publish_due_releases(at=row.publish_at) == 0
    assert Incident.objects.get().known_on == row.publish_on


def test_what_is_not_sure_is_no_finding(case, ring, site):
    today = timezone.localdate()
    validated(ring, case, site, today)
    proposed(ring, case, today, is_credible=False)
    releasing.release(handler=ring["bea"].handler, case=case, on=today)
    assert Incident.objects.get().is_credible is False
    assert SiteLevel.objects.get(site=site).status != "suspended"


def test_whoever_works_for_the_site_does_not_even_see_the_case(case, ring, site):
    today = timezone.localdate()
    validated(ring, case, site, today)
    for part in (SiteOperator.Part.OPERATOR,):
        assign_organisation(
            actor=None, site=site, organisation=ring["ann"].handler.organisation, part=part,
            starts_on=date(2026, 1, 1), source=Source.objects.all()[0],
        )  # fmt: skip
    client = Client()
    client.force_login(ring["ann"].handler.user)
    assert client.get(f"/grievances/cases/{case.public_id}/").status_code == 404
    assert f">{case.number}<" not in client.get("/grievances/cases/").content.decode()
    with pytest.raises(ValidationError, match="works for the site"):
        proposed(ring, case, today)


def test_one_organisation_alone_decides_nothing(case, ring, site):
    today = timezone.localdate()
    ann = ring["ann"]
    handling.hand_over(handler=ann.handler, case=case, halves=halves_of(ann, case), on=today)
    with pytest.raises(ValidationError):
        handling.note_opened(handler=ann.handler, case=case, on=today)
    for kind in ("validate", "refer", "close"):
        with pytest.raises(ValidationError):
            handling.decide(handler=ann.handler, case=case, kind=kind, on=today)
    case.refresh_from_db()
    assert case.state == "being_read"


def test_each_step_is_in_the_log_by_days(case, ring, site):
    today = timezone.localdate()
    validated(ring, case, site, today)
    entries = Entry.objects.filter(target=f"grievance:{case.public_id}")
    assert sorted(entries.values_list("action", flat=True)) == [
        "audit.record_read", "grievances.described", "grievances.half_opened", "grievances.half_opened", "grievances.opened", "grievances.validate",
    ]  # fmt: skip
    assert {entry.at.time().isoformat() for entry in entries} == {"00:00:00"}
    assert all(entry.detail in ({}, {"why": "grievance"}) for entry in entries)


def test_odd_descriptions_are_refused_by_field(case, ring, site):
    today = timezone.localdate()
    read_by_two(ring, case, today)
    about = handling.About(site, "nonsense", today + timedelta(days=1), is_urgent=False, children=-1)
    with pytest.raises(ValidationError) as fault:
        handling.describe(handler=ring["bea"].handler, case=case, about=about, on=today)
    assert sorted(fault.value.message_dict) == ["children", "kind", "occurred_on"]


def test_taking_back_before_publication_stops_it(case, ring, site):
    today = timezone.localdate()
    validated(ring, case, site, today, is_urgent=False)
    proposed(ring, case, today)
    releasing.release(handler=ring["bea"].handler, case=case, on=today)
    withdraw(grievance=case, on=today)
    assert releasing.publish_due_releases(at=timezone.now() + timedelta(days=400)) == 0
    assert not Incident.objects.exists()
    case.refresh_from_db()
    assert (case.state, case.site, case.kind) == ("withdrawn", None, "")
