from datetime import date

import pytest
from django.test import Client

from ladder.registry import services
from ladder.registry.models import Fact, LegalStatus, Mandate, Organisation, Site, StakeholderGroup
from tests.registry.conftest import say

# Literal counts, the same at 1 and at 30 rows: count, page, minerals, headcounts, provinces, and one for each column
# that a later room adds to the list.
LIST_QUERIES = 5
MAP_QUERIES = 4
SITE_QUERIES = 6
ORGANISATION_QUERIES = 3


def queries_of(django_assert_max_num_queries, client, address) -> int:
    with django_assert_max_num_queries(50) as captured:
        assert client.get(address).status_code == 200
    return len([one for one in captured.captured_queries if '"registry_' in one["sql"]])


@pytest.fixture
def thirty(make_site, source):
    def make():
        for number in range(2, 31):
            say(make_site(number), source, value=number)

    return make


@pytest.mark.parametrize(
    ("address", "count"),
    [
        ("/registry/", LIST_QUERIES),
        ("/registry/?q=kisima&province=Lualaba&mineral=cobalt", LIST_QUERIES),
        ("/registry/map/", MAP_QUERIES),
        ("/registry/map/?bbox=24,-12,28,-9&mineral=cobalt", MAP_QUERIES),
        ("/api/v1/registry/sites", 4),
        ("/api/v1/registry/cells", 1),
    ],
)
def test_lists_and_maps_ask_the_same_number_of_queries_at_1_and_at_30_sites(
    address, count, client, site, thirty, django_assert_max_num_queries
):
    assert queries_of(django_assert_max_num_queries, client, address) == count
    thirty()
    assert queries_of(django_assert_max_num_queries, client, address) == count


def test_a_site_page_asks_the_same_number_of_queries_at_1_and_at_30_facts(
    client, site, source, django_assert_max_num_queries
):
    address = f"/registry/sites/{site.public_id}/"
    say(site, source)
    services.set_legal_status(actor=None, site=site, status="dispute", starts_on=date(2024, 1, 1), source=source)
    assert queries_of(django_assert_max_num_queries, client, address) == SITE_QUERIES
    for day in range(1, 30):
        say(site, source, value=day, day=date(2025, 1, day))
        services.set_legal_status(
            actor=None, site=site, status="tolerated", starts_on=date(2024, 1, day), source=source
        )
    assert queries_of(django_assert_max_num_queries, client, address) == SITE_QUERIES


def test_the_list_of_organisations_asks_the_same_number_of_queries_at_1_and_at_30_rows(
    client, db, django_assert_max_num_queries
):
    group = StakeholderGroup.objects.get(key="cooperatives")
    services.create_organisation(actor=None, name="Ushirika", group=group)
    assert queries_of(django_assert_max_num_queries, client, "/registry/organisations/") == ORGANISATION_QUERIES
    for number in range(29):
        services.create_organisation(actor=None, name=f"Ushirika {number}", group=group)
    assert queries_of(django_assert_max_num_queries, client, "/registry/organisations/") == ORGANISATION_QUERIES


def test_thirty_sites_a_page_and_the_rest_on_the_next(client, make_site):
    for number in range(1, 32):
        make_site(number)
    first = client.get("/registry/").content.decode()
    assert first.count("Kisima ") == 30
    assert client.get("/registry/?page=2").content.decode().count("Kisima ") == 1
    assert client.get("/registry/?page=3").status_code == 404


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("q=lwisha", ["Lwisha"]),
        ("q=KISIMA+01", ["Kisima 01"]),
        ("province=Haut-Katanga", ["Lwisha"]),
        ("mineral=cobalt", ["Kisima 01", "Lwisha"]),
        ("mineral=gold", []),
        ("q=élwïsha", []),
        ("q=LWÍSHA", ["Lwisha"]),
        ("q=%25", []),
        ("q=_", []),
    ],
)
def test_sites_are_found_by_name_province_and_mineral(query, names, client, make_site):
    make_site(1)
    make_site(2, name="Lwisha", province="Haut-Katanga")
    page = client.get(f"/registry/?{query}").content.decode()
    assert [name for name in ("Kisima 01", "Lwisha") if name in page] == names


@pytest.mark.parametrize(
    "address",
    [
        "/registry/?cell=x",
        "/registry/?cell=86960b76fffffff",
        "/registry/map/?bbox=1",
        "/registry/map/?cell=zz",
        "/registry/map/?zoom=9",
        "/registry/map/?zoom=6",
        "/registry/?page=0",
        "/registry/sites/00000000-0000-4000-8000-000000000000/",
        "/registry/organisations/00000000-0000-4000-8000-000000000000/",
    ],
)
def test_what_does_not_exist_is_404(address, client, site):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("query", ["province=Atlantis", "mineral=kryptonite", "q=" + "x" * 200])
def test_a_filter_at_fault_says_so(query, client, site):
    page = client.get(f"/registry/?{query}")
    assert page.status_code == 200
    assert 'class="errors"' in page.content.decode()


def test_the_map_counts_sites_per_cell_and_leads_from_a_cell_to_its_list(client, make_site):
    sites = [make_site(number) for number in (1, 2, 3)]
    make_site(4, latitude=None, longitude=None)
    page = client.get("/registry/map/?bbox=25,-11,26,-10").content.decode()
    assert "3 sites in this window" in page
    assert "1 site has no known position" in page
    assert f"/registry/?cell={sites[0].cell_5}" in page
    listed = client.get(f"/registry/?cell={sites[0].cell_5}").content.decode()
    assert listed.count("Kisima ") == 3


def test_ipis_is_credited_where_its_names_show(client, make_site, source):
    make_site(1)
    for address in ("/registry/", "/registry/map/"):
        assert "IPIS open data" not in client.get(address).content.decode()
    ipis = type(source).objects.get(key="ipis")
    shown = make_site(2, source=ipis)
    for address in ("/registry/", "/registry/map/", f"/registry/sites/{shown.public_id}/"):
        page = client.get(address).content.decode()
        assert "Source: IPIS open data" in page
        assert "ODC-BY 1.0" in page
    assert "Source: IPIS open data" in b"".join(client.get("/registry/sites.csv").streaming_content).decode()


def test_names_that_a_spreadsheet_would_run_get_an_apostrophe(client, make_site):
    make_site(1, name='=HYPERLINK("x")')
    text = b"".join(client.get("/registry/sites.csv").streaming_content).decode()
    assert "'=HYPERLINK" in text


def test_an_unknown_site_is_never_shown_as_fine(client, site):
    page = client.get(f"/registry/sites/{site.public_id}/").content.decode()
    assert "Nothing was recorded about this site yet" in page
    assert "Not known: no source has stated the legal status" in page


def test_the_secretariat_adds_a_site_a_fact_a_status_an_organisation_and_a_mandate(client_of, people, make_person):
    client: Client = client_of("secretariat")
    done = client.post(
        "/registry/sites/add/",
        {
            "name": "Kisima",
            "kind": "mine",
            "province": "Lualaba",
            "latitude": "-10.71",
            "longitude": "25.46",
            "location_origin": "gps",
            "minerals": ["cobalt"],
            "source": "secretariat",
        },
    )
    site = Site.objects.get()
    assert done["Location"] == f"/registry/sites/{site.public_id}/"
    client.post(
        f"/registry/sites/{site.public_id}/facts/add/",
        {
            "kind": "headcount",
            "value": "120",
            "observed_on": "2025-03-02",
            "method": "count",
            "source": "site-assessor",
        },
    )
    client.post(
        f"/registry/sites/{site.public_id}/legal/add/",
        {"status": "dispute", "starts_on": "2024-01-01", "source": "secretariat"},
    )
    done = client.post("/registry/organisations/add/", {"name": "Ushirika", "group": "cooperatives", "country": "CD"})
    organisation = Organisation.objects.get(name="Ushirika")
    client.post(
        f"/registry/sites/{site.public_id}/organisations/add/",
        {
            "organisation": str(organisation.public_id),
            "part": "operator",
            "starts_on": "2024-01-01",
            "source": "secretariat",
        },
    )
    make_person("mwenda")
    client.post(
        f"/registry/organisations/{organisation.public_id}/mandates/add/",
        {"user": "mwenda", "role": "operator", "starts_on": "2024-01-01"},
    )
    mandate = Mandate.objects.get(organisation=organisation)
    assert (Fact.objects.get().value, LegalStatus.objects.get().status, mandate.role) == (120, "dispute", "operator")
    assert site.operators.get().organisation == organisation
    assert client.post(f"/registry/mandates/{mandate.public_id}/end/").status_code == 302
    mandate.refresh_from_db()
    assert mandate.ends_on is not None


def test_a_form_lists_every_fault_and_stores_nothing(client_of, people, site):
    client = client_of("secretariat")
    page = client.post(
        f"/registry/sites/{site.public_id}/facts/add/",
        {"kind": "mechanisation", "value": "very", "observed_on": "2999-01-01", "method": "count", "source": "nobody"},
    )
    text = page.content.decode()
    assert page.status_code == 422
    assert "Choose words from the list only" in text
    assert "Select a valid choice" in text
    page = client.post(
        "/registry/sites/add/",
        {
            "name": "K",
            "kind": "mine",
            "province": "L",
            "latitude": "48",
            "longitude": "2",
            "location_origin": "gps",
            "source": "secretariat",
            "outline": '{"type": "Polygon", "coordinates": [[[25,-10],[25.1,-10],[25.1,-10.1],[2,3]]]}',
        },
    )
    assert page.status_code == 422
    assert "lies outside" in page.content.decode()
    assert "corner 4" in page.content.decode()
    assert (Fact.objects.count(), Site.objects.count()) == (0, 1)


def test_who_acts_for_an_organisation_shows_to_the_secretariat_only(client_of, people):
    organisation = people["operator"].mandates.get().organisation
    for role in ("", *people):
        page = client_of(role).get(f"/registry/organisations/{organisation.public_id}/").content.decode()
        assert ("Who acts for it" in page) is (role == "secretariat")
