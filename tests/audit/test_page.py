"""The page of the log: for those who keep the accounts, filtered, with the same number of queries at any length."""

import pytest

from ladder.audit.services import record

pytestmark = pytest.mark.django_db
SESSION_USER_MANDATES_COUNT_ROWS_NAMES = 6


@pytest.mark.parametrize(
    "role",
    ["", "stranger", "facilitator", "assessor", "operator", "buyer", "investor", "regulator", "committee", "public"],
)
def test_everybody_else_finds_nothing_here(client_of, role):
    assert client_of(role).get("/people/audit/").status_code == 404


@pytest.mark.parametrize("rows", [1, 30])
def test_the_number_of_queries_does_not_grow(client_of, people, rows, django_assert_num_queries):
    client = client_of("secretariat")
    for number in range(rows):
        record(actor=people[["buyer", "assessor"][number % 2]], action="registry.site_created", target=f"site:{number}")
    with django_assert_num_queries(SESSION_USER_MANDATES_COUNT_ROWS_NAMES):
        page = client.get("/people/audit/")
    assert page.content.decode().split("<tbody>")[1].count("registry.site_created") == rows


def test_the_page_filters_by_person_act_and_target(client_of, people):
    client = client_of("secretariat")
    record(actor=people["buyer"], action="registry.site_created", target="site:1")
    record(actor=people["assessor"], action="assessment.recorded", target="site:2")
    for query, shown, hidden in [
        ("actor=buyer", "site:1", "site:2"),
        (f"actor={people['assessor'].public_id}", "site:2", "site:1"),
        ("action=assessment.", "site:2", "site:1"),
        ("target=site:1", "site:1", "site:2"),
    ]:
        text = client.get(f"/people/audit/?{query}").content.decode()
        rows = text.split("<tbody>")[1]
        assert shown in rows, query
        assert hidden not in rows, query
    assert "No act fits" in client.get("/people/audit/?actor=nobody").content.decode()
    assert client.get("/people/audit/?page=x").status_code == 404
    assert client.get("/people/audit/?page=2").status_code == 404


def test_what_is_recorded_cannot_break_the_page(client_of):
    record(actor=None, action="a.b", target="x:<script>", detail={"<b>": "<img src=x>"})
    text = client_of("secretariat").get("/people/audit/").content.decode()
    assert "<script>" not in text
    assert "<img src=x>" not in text
    assert "x:&lt;script&gt;" in text
