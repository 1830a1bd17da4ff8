"""The catalogue for programs."""

import json

import pytest

from tests.catalogue.versions import first_pack, twenty_packs

ROOT = "/api/v1/framework"


def test_versions_come_newest_first_and_drafts_only_to_those_who_prepare_them(client_of, load):
    packs = list(twenty_packs())
    load(packs[0])
    load(packs[1], publish=False)
    assert [one["version"] for one in client_of("").get(f"{ROOT}/versions").json()] == ["1.0"]
    assert [one["version"] for one in client_of("secretariat").get(f"{ROOT}/versions").json()] == ["1.1", "1.0"]
    assert client_of("buyer").get(f"{ROOT}/versions/1.1").status_code == 404


def test_current_is_the_version_in_force(client, eight_versions):
    assert client.get(f"{ROOT}/versions/current").json()["version"] == "1.7"


def test_the_document_is_served_as_it_was_stored(client, load):
    version = load(first_pack())
    response = client.get(f"{ROOT}/versions/1.0/document")
    assert response.content.decode() == version.document.text
    again = client.get(f"{ROOT}/versions/1.0/document", headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304


def test_requirements_can_be_asked_for_by_part_and_language(client, load):
    load(first_pack())
    gates = client.get(f"{ROOT}/versions/1.0/requirements", {"gate": "stop"}).json()
    assert [one["key"] for one in gates] == ["R-3"]
    french = client.get(f"{ROOT}/versions/1.0/requirements", {"language": "fr", "principle": 1}).json()
    assert [one["title"] for one in french] == [
        {"text": "Engagement affiché", "language": "fr", "state": "draft"},
        {"text": "Register", "language": "en", "state": "source"},
    ]


def test_a_requirement_says_what_is_established_and_what_is_not(client, load):
    load(first_pack())
    answer = client.get(f"{ROOT}/versions/1.0/requirements/R-3").json()
    assert (answer["gate"], answer["valid_days"], answer["level"]) == ("stop", 90, 2)
    relations = {system["key"]: [one["relation"] for one in system["relations"]] for system in answer["systems"]}
    assert relations == {"ctc": [], "oecd": ["equivalent"]}


def test_crosswalks_differences_and_search(client, eight_versions):
    coverage = client.get(f"{ROOT}/versions/1.0/crosswalks/oecd").json()
    assert [len(item["relations"]) for item in coverage["items"]] == [1, 0]
    assert [one["key"] for one in coverage["unrelated"]] == ["R-1", "R-2", "R-4"]
    difference = client.get(f"{ROOT}/compare", {"before": "1.1", "after": "1.2"}).json()
    assert [(one["kind"], one["after"]) for one in difference["differences"]] == [("reworded", "R-1")]
    assert [one["key"] for one in client.get(f"{ROOT}/search", {"q": "张贴", "version": "1.0"}).json()] == ["R-1"]


@pytest.mark.parametrize("address", [
    "/versions/9", "/versions/1.0/requirements/R-99", "/versions/1.0/crosswalks/iso", "/compare?before=1.0&after=9",
])  # fmt: skip
def test_what_is_not_there_answers_404_with_a_sentence(client, load, address):
    load(first_pack())
    response = client.get(f"{ROOT}{address}")
    assert response.status_code == 404
    assert [set(fault) for fault in response.json()["faults"]] == [{"where", "sentence"}]


def test_published_answers_may_be_kept_and_current_ones_may_not(client, load):
    load(first_pack())
    assert client.get(f"{ROOT}/versions/1.0/requirements").headers["Cache-Control"] == "public, max-age=86400"
    assert client.get(f"{ROOT}/versions/current/requirements").headers["Cache-Control"] == "private, no-cache"


def test_the_same_question_gets_the_same_bytes(client, load):
    load(first_pack())
    first, second = (client.get(f"{ROOT}/versions/1.0/crosswalks").content for _ in range(2))
    assert first == second
    assert json.loads(first)[0]["key"] == "ctc"
