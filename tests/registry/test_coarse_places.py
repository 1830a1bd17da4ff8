"""Promise: sensitive places stay vague. Every public page and file is scraped for anything finer than the cell."""

import json
import re

import h3
import pytest

from ladder.audit.models import Entry
from ladder.core.registry.maps import Box
from ladder.registry.access import place_for, public_place
from ladder.registry.queries.cells import count_cells
from tests.registry.conftest import say

THREE_DECIMALS = re.compile(r"-?\d+\.\d{3,}")
BBOX = re.compile(r'"bbox": \[[^]]*\]')
OUTSIDERS = ("", "facilitator", "buyer", "investor", "regulator", "committee", "public", "stranger")
EVERYBODY = (*OUTSIDERS, "secretariat", "operator", "assessor")


def addresses(sites) -> list[str]:
    boxes = [
        "12.1,-13.5,31.4,5.4",
        "24,-12,28,-9",
        "25,-11.5,26,-10.5",
        "25.4,-10.8,25.5,-10.7",
        "25.46,-10.72,25.47,-10.71",
    ]
    maps = [f"/registry/map/?bbox={box}&zoom={zoom}" for box in boxes for zoom in (3, 4, 5)]
    cells = [f"/api/v1/registry/cells?bbox={box}&resolution={resolution}" for box in boxes for resolution in (3, 4, 5)]
    one = [
        f"/{place}/sites/{site.public_id}{rest}"
        for site in sites[:2]
        for place, rest in (
            ("registry", "/"),
            ("api/v1/registry", ""),
            ("api/v1/registry", "/facts"),
            ("api/v1/registry", "/legal-status"),
        )
    ]
    return [
        "/registry/",
        "/registry/?q=kisima",
        "/registry/sites.csv",
        "/api/v1/registry/sites",
        "/registry/organisations/",
        *maps,
        *cells,
        *one,
    ]


def body(response) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode()


@pytest.mark.parametrize("role", EVERYBODY)
def test_no_page_or_file_shows_anything_finer_than_the_cell(role, client_of, make_site, staffed, source):
    sites = [staffed, *(make_site(number) for number in range(2, 12))]
    say(staffed, source)
    client = client_of(role)
    centres = {
        round(part, 4)
        for site in sites
        for cell in (site.cell_3, site.cell_4, site.cell_5)
        for part in h3.cell_to_latlng(cell)
    }
    for address in addresses(sites):
        response = client.get(address)
        assert response.status_code == 200, address
        text = BBOX.sub("", body(response))
        assert "Kijiji" not in text, address
        assert not [site for site in sites if site.cell_6 in text], address
        fine = {float(number) for number in THREE_DECIMALS.findall(text)}
        assert fine <= (centres if "csv" in address or "/api/" in address else set()), address


def test_a_thousand_answers_are_one_answer(client, site):
    address = f"/api/v1/registry/sites/{site.public_id}"
    answers = {client.get(address).content for _ in range(200)}
    assert len(answers) == 1
    assert h3.latlng_to_cell(site.latitude, site.longitude, 5) == json.loads(answers.pop())["place"]["cell"]


def test_every_role_gets_the_same_place_from_the_api(client_of, staffed):
    answers = {
        json.dumps(client_of(role).get(f"/api/v1/registry/sites/{staffed.public_id}").json()["place"])
        for role in EVERYBODY
    }
    assert len(answers) == 1


def test_moving_the_window_never_splits_a_cell(make_site):
    sites = [make_site(number) for number in range(1, 9)]
    whole = {each.cell: each.count for each in count_cells(Box(24, -12, 27, -9), 5)}
    for step in range(40):
        west = sites[0].longitude - 0.02 + step / 1000
        for each in count_cells(Box(west, -11.2, west + 0.8, -10.4), 5):
            assert each.count == whole[each.cell]


@pytest.mark.parametrize("role", OUTSIDERS)
def test_outsiders_regulators_among_them_get_the_cell_and_404_for_the_exact_place(role, client_of, people, staffed):
    client = client_of(role)
    assert client.get(f"/registry/sites/{staffed.public_id}/place/").status_code == 404
    user = people[role] if role else None
    if user:
        assert place_for(user, staffed) == public_place(staffed)
    assert Entry.objects.filter(action="audit.record_read").count() == 0


@pytest.mark.parametrize("role", ["secretariat", "operator", "assessor"])
def test_people_who_work_on_the_site_see_the_exact_place_and_each_look_is_logged(role, client_of, people, staffed):
    page = client_of(role).get(f"/registry/sites/{staffed.public_id}/place/")
    assert page.status_code == 200
    assert "10.7133" in page.content.decode()
    entry = Entry.objects.get(action="audit.record_read")
    assert (entry.target, entry.detail, entry.actor_key) == (
        f"site:{staffed.public_id}",
        {"why": "site_place"},
        str(people[role].public_id),
    )


def test_operators_and_assessors_of_other_sites_are_outsiders(client_of, site):
    for role in ("operator", "assessor"):
        assert client_of(role).get(f"/registry/sites/{site.public_id}/place/").status_code == 404
