"""A source takes back what was closed, handlers what was released: as long as nothing of it is published."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from ladder.assessment.models import Incident
from ladder.grievances.models import Message, Release
from ladder.grievances.sealing import stretch
from ladder.grievances.services import handling, releasing
from ladder.grievances.services.telling import withdraw

pytestmark = pytest.mark.django_db
DELETE, SAY_MORE = "Delete my words", "Say more"


def close(ring, case) -> None:
    handling.decide(handler=ring["ann"].handler, case=case, kind="close", on=timezone.localdate())


def publish_all() -> int:
    return releasing.publish_due_releases(at=timezone.now() + timedelta(days=400))


def follow(case, **more):
    return Client().post("/grievances/follow/", {"code": case.code, **more})


def test_a_source_takes_back_what_was_closed_before_it_is_published(released, ring):
    case = released(protect_days=183)
    close(ring, case)
    page = follow(case).content.decode()
    assert (DELETE in page, SAY_MORE in page) == (True, False)
    done = follow(case, act="withdraw")
    assert (done.status_code, "Your words are deleted." in done.content.decode()) == (200, True)
    assert DELETE not in done.content.decode()
    assert (Message.objects.count(), Release.objects.count(), publish_all()) == (0, 0, 0)
    assert not Incident.objects.exists()
    case.refresh_from_db()
    assert (case.state, case.site) == ("withdrawn", None)


def test_a_browser_is_told_that_a_closed_case_can_be_taken_back(released, ring):
    case = released(protect_days=183)
    close(ring, case)
    content = {"handle": stretch(case.code).handle.hex()}
    told = Client().post("/grievances/follow/sealed/", content, content_type="application/json").json()
    assert (told["is_open"], told["may_withdraw"]) == (False, True)
    content["withdraw"] = True
    told = Client().post("/grievances/follow/sealed/", content, content_type="application/json").json()
    assert (told["is_open"], told["may_withdraw"], Message.objects.count()) == (False, False, 0)


def test_what_is_published_and_closed_stays(released, ring):
    case = released(is_urgent=True)
    close(ring, case)
    assert DELETE not in follow(case).content.decode()
    refused = follow(case, act="withdraw")
    assert (refused.status_code, "Nothing more can be taken back" in refused.content.decode()) == (422, True)


def test_words_of_what_is_published_are_deleted_until_it_is_closed_and_what_is_known_stays(released):
    case = released(is_urgent=True)
    withdraw(grievance=case, on=timezone.localdate())
    assert (Message.objects.count(), Incident.objects.count(), Release.objects.count()) == (0, 1, 1)
    with pytest.raises(ValidationError):
        withdraw(grievance=case, on=timezone.localdate())


def test_what_a_release_is_about_is_corrected_only_after_it_is_taken_back(released, ring, places):
    case, today = released(protect_days=183), timezone.localdate()
    client, at = Client(), f"/grievances/cases/{case.public_id}/"
    client.force_login(ring["ann"].handler.user)
    right = places.sites["demo0003"]
    content = {"site": right.pk, "kind": "forced_work", "occurred_on": today.isoformat(), "is_urgent": "on"}
    refused = client.post(f"{at}about/", content)
    assert (refused.status_code, "Take back first what was proposed" in refused.content.decode()) == (422, True)
    case.refresh_from_db()
    assert (case.site, case.is_urgent) == (places.sites["demo0002"], False)
    assert 'value="take_back"' in client.get(at).content.decode()
    assert client.post(f"{at}decide/", {"kind": "take_back"}).status_code == 302
    assert (Release.objects.count(), publish_all()) == (0, 0)
    assert client.post(f"{at}about/", content).status_code == 302
    proposal = releasing.Proposal("week", is_credible=True, words=(), protect_days=183)
    releasing.propose(handler=ring["ann"].handler, case=case, proposal=proposal, on=today)
    assert client.post(f"{at}about/", content).status_code == 422
    releasing.release(handler=ring["bea"].handler, case=case, on=today)
    assert Incident.objects.get().site == right


def test_what_is_published_is_not_taken_back_by_handlers(released, ring):
    case = released(is_urgent=True)
    client = Client()
    client.force_login(ring["ann"].handler.user)
    assert 'value="take_back"' not in client.get(f"/grievances/cases/{case.public_id}/").content.decode()
    refused = client.post(f"/grievances/cases/{case.public_id}/decide/", {"kind": "take_back"})
    assert (refused.status_code, Release.objects.count(), Incident.objects.count()) == (422, 1, 1)
    today = timezone.localdate()
    about = handling.About(case.site, "forced_work", today, is_urgent=True, children=None)
    with pytest.raises(ValidationError, match="cannot be done now"):
        handling.describe(handler=ring["ann"].handler, case=case, about=about, on=today)
