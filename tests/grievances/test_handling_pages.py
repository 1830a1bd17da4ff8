"""Case handlers' pages over HTTP: from the first half to the release, and what is refused with a sentence."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from ladder.assessment.models import Incident
from ladder.grievances.models import Grievance, Release
from ladder.grievances.sealing import Told
from ladder.grievances.services.demonstration import halves_of
from ladder.grievances.services.telling import tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def windows(ring) -> dict[str, Client]:
    made = {}
    for name, holder in ring.items():
        made[name] = Client()
        made[name].force_login(holder.handler.user)
    return made


def halves(holder, case) -> dict:
    by_key = {row.pk: row.fingerprint for row in type(holder.handler.key).objects.all()}
    found = halves_of(holder, case).items()
    rows = [{"message": str(m), "second": by_key[k], "half": half.hex()} for m, by in found for k, half in by.items()]
    return {"halves": rows, "opened": False}


def test_from_the_first_half_to_the_release(ring, windows, places, version):
    today = timezone.localdate()
    tell(told=Told("Words.", "server"), on=today)
    case, site = Grievance.objects.get(), places.sites["demo0002"]
    at, ann, bea = f"/grievances/cases/{case.public_id}/", windows["ann"], windows["bea"]
    early = bea.post(f"{at}halves/", {"opened": True}, content_type="application/json")
    assert early.status_code == 422
    assert ann.post(f"{at}halves/", halves(ring["ann"], case), content_type="application/json").status_code == 200
    content = {**halves(ring["bea"], case), "opened": True}
    assert bea.post(f"{at}halves/", content, content_type="application/json").status_code == 200
    future = {"site": site.pk, "kind": "under_18_at_work", "occurred_on": (today + timedelta(days=2)).isoformat()}
    refused = bea.post(f"{at}about/", future)
    assert (refused.status_code, "lies in the future" in refused.content.decode()) == (422, True)
    assert "Write down the site" in ann.post(f"{at}decide/", {"kind": "validate"}).content.decode()
    about = {**future, "occurred_on": today.isoformat(), "is_urgent": "on", "children": "2"}
    assert bea.post(f"{at}about/", about).status_code == 302
    assert ann.post(f"{at}decide/", {"kind": "validate"}).status_code == 302
    proposal = {"precision": "week", "is_credible": "yes", "words": ["goes_on"], "protect_days": "0"}
    odd = ann.post(f"{at}propose/", {**proposal, "requirement": "P9-L9-99"})
    assert (odd.status_code, "no such requirement" in odd.content.decode()) == (422, True)
    assert ann.post(f"{at}propose/", proposal).status_code == 302
    assert ann.post(f"{at}decide/", {"kind": "release"}).status_code == 422
    page = bea.get(at).content.decode()
    assert "Release what another organisation proposed" in page
    assert bea.post(f"{at}decide/", {"kind": "release"}).status_code == 302
    assert Release.objects.get().incident == Incident.objects.get()
    assert bea.post(f"{at}decide/", {"kind": "nonsense"}).status_code == 422
    assert bea.post(f"{at}answer/", {"sealed": "00"}, content_type="application/json").status_code == 422
    assert "released it" in bea.get(at).content.decode()


def test_odd_halves_and_keys_are_refused(ring, windows):
    tell(told=Told("Words.", "server"), on=timezone.localdate())
    case, ann = Grievance.objects.get(), windows["ann"]
    at = f"/grievances/cases/{case.public_id}/halves/"
    short = halves(ring["ann"], case)
    short["halves"][0]["half"] = "00"
    for content in (short, {"halves": 3}, {"halves": [{}]}, {"halves": [{"message": "x", "second": "y", "half": 1}]}):
        assert ann.post(at, content, content_type="application/json").status_code == 422
    assert case.steps.count() == 0
    for key in ("", "zz", "0" * 64, ring["bea"].private.public_key.encode().hex()):
        assert ann.post("/grievances/keys/", {"public_key": key}).status_code == 422
