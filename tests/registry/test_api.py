from datetime import date

import pytest

from ladder.registry import services
from ladder.registry.models import Fact
from tests.registry.conftest import say


def test_sites_come_a_hundred_a_page(client, make_site):
    for number in range(1, 102):
        make_site(number)
    first = client.get("/api/v1/registry/sites").json()
    assert (first["count"], first["page"], first["next"], len(first["sites"])) == (101, 1, 2, 100)
    assert len(client.get("/api/v1/registry/sites?page=2").json()["sites"]) == 1
    assert client.get("/api/v1/registry/sites?q=kisima+007").json()["count"] == 0


def test_facts_and_legal_status_as_programs_see_them(client, site, source):
    say(site, source, value=120)
    services.set_legal_status(
        actor=None, site=site, status="zea_requested", starts_on=date(2024, 1, 1), source=source, proof="Letter 7"
    )
    (group,) = client.get(f"/api/v1/registry/sites/{site.public_id}/facts").json()
    assert (group["kind"], group["disagrees"], group["latest"][0]["value"], group["latest"][0]["source"]) == (
        "headcount",
        False,
        120,
        "secretariat",
    )
    (statement,) = client.get(f"/api/v1/registry/sites/{site.public_id}/legal-status").json()
    assert (statement["status"], statement["ends_on"], statement["is_current"], statement["proof"]) == (
        "zea_requested",
        None,
        True,
        "Letter 7",
    )


def test_cells_sum_to_the_sites_and_large_windows_answer_with_large_cells(client, make_site):
    for number in (1, 2, 3):
        make_site(number)
    for resolution, got in ((3, 3), (5, 3)):
        answer = client.get(f"/api/v1/registry/cells?resolution={resolution}").json()
        assert (answer["resolution"], sum(cell["count"] for cell in answer["cells"])) == (got, 3)
    near = client.get("/api/v1/registry/cells?resolution=5&bbox=25,-11,26,-10").json()
    assert (near["resolution"], sum(cell["count"] for cell in near["cells"])) == (5, 3)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("cells?bbox=1,2", 422),
        ("cells?resolution=6", 422),
        ("cells?resolution=x", 422),
        ("sites?page=0", 422),
        ("sites/x", 404),
        ("sites/00000000-0000-4000-8000-000000000000", 404),
        ("sites/00000000-0000-4000-8000-000000000000/facts", 404),
    ],
)
def test_bad_questions_are_answered_with_faults(address, status, client, db):
    answer = client.get(f"/api/v1/registry/{address}")
    assert answer.status_code == status
    assert answer.json()["faults"][0]["sentence"]


FACT = {
    "kind": "headcount",
    "value": 120,
    "observed_on": "2025-03-02",
    "method": "declaration",
    "source": "operator-declaration",
}


def post(client, site, fact, rest="facts"):
    return client.post(f"/api/v1/registry/sites/{site.public_id}/{rest}", fact, content_type="application/json")


def test_an_operator_declares_a_fact_and_strangers_get_404_or_401(client_of, people, staffed):
    for role in ("buyer", "regulator", "stranger", "facilitator"):
        assert post(client_of(role), staffed, FACT).status_code == 404
    assert post(client_of(""), staffed, FACT).status_code == 401
    done = post(client_of("operator"), staffed, FACT)
    assert done.status_code == 201
    assert str(Fact.objects.get().public_id) == done.json()["id"]
    assert Fact.objects.get().recorded_by == people["operator"]


def test_nobody_speaks_in_the_name_of_another_source(client_of, people, staffed):
    answer = post(client_of("operator"), staffed, {**FACT, "source": "site-assessor"})
    assert (answer.status_code, [fault["where"] for fault in answer.json()["faults"]]) == (422, ["source"])
    assert Fact.objects.count() == 0


def test_every_fault_of_a_posted_fact_is_listed(client_of, people, staffed):
    answer = post(
        client_of("operator"), staffed, {**FACT, "value": "many", "observed_on": "2999-01-01", "method": "guess"}
    )
    assert answer.status_code == 422
    assert sorted(fault["where"] for fault in answer.json()["faults"]) == ["method", "observed_on", "value"]


def test_a_regulator_states_the_legal_status(client_of, people, staffed):
    statement = {"status": "zea_instituted", "starts_on": "2025-01-01", "source": "state-statement", "proof": "Order 1"}
    assert post(client_of("regulator"), staffed, statement, "legal-status").status_code == 201
    assert post(client_of("operator"), staffed, statement, "legal-status").status_code == 404
    assert (
        post(client_of("regulator"), staffed, {**statement, "ends_on": "2024-01-01"}, "legal-status").status_code == 422
    )


def test_the_registry_is_described(client):
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    own = {path: sorted(operations) for path, operations in paths.items() if path.startswith("/api/v1/registry")}
    assert own == {
        "/api/v1/registry/cells": ["get"],
        "/api/v1/registry/imports": ["get", "post"],
        "/api/v1/registry/sites": ["get"],
        "/api/v1/registry/sites/{site_id}": ["get"],
        "/api/v1/registry/sites/{site_id}/facts": ["get", "post"],
        "/api/v1/registry/sites/{site_id}/legal-status": ["get", "post"],
    }
