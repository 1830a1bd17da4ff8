"""How far something has come, asked by whoever handed it in, and by nobody else."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from ladder.field.services.taking import take_waiting

TODAY = timezone.localdate()


def ask(person, instance="uuid:1"):
    client = Client()
    client.force_login(person)
    return client.get(f"/api/v1/field/submissions/{instance}")


def test_state_files_and_findings(send, field_people):
    day = (TODAY - timedelta(days=1)).isoformat()
    send({"R-1": {"state": "met", "photo": "a.jpg"}, "R-3": "not_met"}, day=day)
    take_waiting(on=TODAY)
    told = ask(field_people["assessor"]).json()
    assert told == {
        "instance_id": "uuid:1", "state": "incomplete", "is_safe": False, "missing_files": ["a.jpg"], "remarks": [],
        "findings": 1, "sentence": "The form is here. Files that it names are not; the phone sends them when it has a network.",
    }  # fmt: skip


@pytest.mark.parametrize("reader", ["secretariat", "operator", "stranger"])
def test_nobody_else_is_told(send, field_people, reader):
    send({"R-1": "met"})
    assert ask(field_people[reader]).status_code == 404
    assert ask(field_people["assessor"], "uuid:other").status_code == 404
    assert Client().get("/api/v1/field/submissions/uuid:1").status_code == 401
