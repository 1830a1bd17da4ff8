"""The demonstration's handlers and cases are there once, and their files open what they should."""

import json
import stat
from datetime import date

import pytest

from ladder.grievances.models import CaseKey, Grievance
from ladder.grievances.services.demonstration import load_demonstration_grievances
from ladder.grievances.services.telling import find_by_code

TODAY = date(2026, 11, 26)


@pytest.mark.django_db
def test_two_cases_three_keys_and_a_second_call_adds_nothing(settings, tmp_path, places, version):
    settings.HOME = tmp_path
    for _ in range(2):
        load_demonstration_grievances(organisations=places.organisations, sites=places.sites, on=TODAY)
    assert CaseKey.objects.count() == 3
    assert sorted(Grievance.objects.values_list("state", flat=True)) == ["proposed", "received"]
    path = tmp_path / "demo-case-handlers" / "handlers.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    found = json.loads(path.read_text())
    assert [row["username"] for row in found["handlers"]] == [
        "demo-case_handler", "demo-case_handler_b", "demo-case_handler_c",
    ]  # fmt: skip
    assert find_by_code(found["codes"][0])[0].state == "received"
