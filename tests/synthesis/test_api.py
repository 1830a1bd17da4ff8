"""Results for programs: only what is published, the same as the pages say."""

import pytest

from ladder.consultation.models import Round
from ladder.synthesis.services.releases import prepare_release, publish_release
from tests.synthesis.conftest import DAY

pytestmark = pytest.mark.django_db
AT = "/api/v1/results/rounds/small"


@pytest.fixture
def prepared(heard, people):
    place = heard(status=Round.Status.CLOSED)
    return prepare_release(consultation=place.round, actor=people["secretariat"], on=DAY)


@pytest.fixture
def published(prepared, people):
    return publish_release(release=prepared, actor=people["committee"], on=DAY)


@pytest.mark.parametrize("role", ["", "regulator", "secretariat"])
def test_nothing_is_told_before_it_is_published(prepared, client_of, role):
    client = client_of(role)
    assert client.get(f"{AT}/releases").json() == []
    assert client.get(f"{AT}/releases/1").status_code == 404
    assert client.get(f"{AT}/items").status_code == 404


def test_releases_name_their_hashes_and_files(published, client_of):
    [told] = client_of("").get(f"{AT}/releases").json()
    assert (told["number"], told["kind"], told["published_on"]) == (1, "closing", "2026-03-02")
    assert told["digest"] == published.digest
    assert told["certificate"]["certified"] is True
    detail = client_of("").get(f"{AT}/releases/1").json()
    assert {"manifest.json", "cells.csv", "rules.json"} <= {one["name"] for one in detail["files"]}


def test_items_tell_rows_in_bands(published, client_of):
    told = client_of("").get(f"{AT}/items?release=1").json()
    assert (told["round"], told["release"], told["framework_version"]) == ("small", 1, "1.0")
    items = {one["item"]: one for one in told["items"]}
    assert items["R-1"]["classes"] == ["convergence_established"]
    women = next(row for row in items["R-2"]["rows"] if row["group"] == "women_washers")
    # thirty women, five of whom support it: a sixth
    assert women["voices"]["low"] <= 30 <= women["voices"]["high"]
    assert women["voices"]["low"] < women["voices"]["high"]
    assert women["share"]["low"] <= 100 / 6 <= women["share"]["high"]
    assert items["R-2"]["objectors"] == ["women_washers"]


def test_what_does_not_exist_is_said_in_one_sentence(published, client_of):
    for address in (f"{AT}/releases/9", f"{AT}/items?release=9", "/api/v1/results/rounds/nothing/releases"):
        answer = client_of("").get(address)
        assert answer.status_code == 404
        assert answer.json()["faults"][0]["sentence"]


def test_the_description_names_the_addresses(client_of):
    paths = client_of("").get("/api/v1/openapi.json").json()["paths"]
    assert {
        "/api/v1/results/rounds/{address}/releases",
        "/api/v1/results/rounds/{address}/releases/{number}",
        "/api/v1/results/rounds/{address}/items",
    } <= set(paths)
