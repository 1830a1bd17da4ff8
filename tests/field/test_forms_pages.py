"""Pages of forms: who sees and makes them, what they say of bad input, how many queries they take."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ladder.field.models import FieldForm
from ladder.field.services.forms import make_visit_form
from tests.field.starter_forms import DAY, publish_starter

QUERIES_OF_LIST = 5


@pytest.fixture
def starter(db):
    return publish_starter()


@pytest.fixture
def visit_form(starter):
    return make_visit_form(version=starter, target_level=1, actor=None, on=DAY)


def more_of(form: FieldForm, number: int) -> None:
    for place in range(number):
        FieldForm.objects.create(
            kind=form.kind, form_id=form.form_id, form_version=f"v{place}", version=form.version, target_level=1,
            titles=form.titles, xlsform=b"x", xml=b"<x/>", xml_md5="0" * 32, xml_sha256="0" * 64, maker="t/1",
            created_at=form.created_at,
        )  # fmt: skip


def test_the_list_takes_as_many_queries_for_1_as_for_30(visit_form, client_of):
    client = client_of("secretariat")
    client.get("/field/forms/")
    for added in (0, 29):
        more_of(visit_form, added)
        with CaptureQueriesContext(connection) as taken:
            answer = client.get("/field/forms/")
        assert answer.content.decode().count('<tr><th scope="row">') == 1 + added
        assert len(taken) == QUERIES_OF_LIST, [each["sql"] for each in taken]


@pytest.mark.parametrize(
    ("role", "status"), [("secretariat", 200), ("assessor", 200), ("operator", 200), ("buyer", 404), ("", 404)]
)
def test_who_sees_forms(visit_form, client_of, role, status):
    client = client_of(role)
    for address in (
        "/field/forms/",
        f"/field/forms/{visit_form.public_id}/",
        f"/field/forms/{visit_form.public_id}/form.xml",
    ):
        assert client.get(address).status_code == status, address


@pytest.mark.parametrize(
    ("role", "status"), [("secretariat", 200), ("assessor", 200), ("operator", 404), ("buyer", 404), ("", 404)]
)
def test_who_makes_forms(starter, client_of, role, status):
    assert client_of(role).get("/field/forms/new/").status_code == status


def test_a_form_is_made_and_downloaded(starter, client_of):
    client = client_of("assessor")
    asked = {"kind": "visit", "version": starter.address, "target_level": "2"}
    answer = client.post("/field/forms/new/", asked)
    form = FieldForm.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == f"/field/forms/{form.public_id}/"
    assert client.post("/field/forms/new/", asked)["Location"] == answer["Location"]
    xml = client.get(f"/field/forms/{form.public_id}/form.xml")
    assert xml.content == bytes(form.xml)
    assert xml["Content-Type"].startswith("text/xml")
    xlsx = client.get(f"/field/forms/{form.public_id}/form.xlsx")
    assert xlsx.content == bytes(form.xlsform)
    assert xlsx["Content-Disposition"] == f'attachment; filename="{form.form_id}-{form.form_version}.xlsx"'


def test_a_day_sheet_needs_no_level_and_a_visit_does(starter, client_of):
    client = client_of("secretariat")
    answer = client.post("/field/forms/new/", {"kind": "visit", "version": starter.address, "target_level": ""})
    assert answer.status_code == 422
    assert "Choose up to which level the visit asks." in answer.content.decode()
    assert not FieldForm.objects.exists()
    assert client.post("/field/forms/new/", {"kind": "day_sheet", "version": starter.address}).status_code == 302
    assert FieldForm.objects.get().target_level is None


@pytest.mark.parametrize(
    "sent", [{}, {"kind": "x", "version": "y", "target_level": "z"}, {"kind": "visit", "version": "\x00"}]
)
def test_bad_input_is_refused_in_words(starter, client_of, sent):
    answer = client_of("secretariat").post("/field/forms/new/", sent)
    assert answer.status_code in {400, 422}
    assert not FieldForm.objects.exists()


def test_the_secretariat_closes_and_opens(visit_form, client_of):
    address = f"/field/forms/{visit_form.public_id}/"
    assert client_of("assessor").post(f"{address}close/").status_code == 404
    client = client_of("secretariat")
    assert client.post(f"{address}close/").status_code == 302
    visit_form.refresh_from_db()
    assert not visit_form.is_open
    assert "Nothing more is taken on this version." in client.get(address).content.decode()
    assert client.post(f"{address}open/").status_code == 302
    visit_form.refresh_from_db()
    assert visit_form.is_open


def test_how_much_came_in_is_for_the_secretariat_alone(visit_form, client_of):
    """An operator who counts on it would learn that somebody else handed something in."""
    for address in ("/field/forms/", f"/field/forms/{visit_form.public_id}/"):
        assert "Handed in" in client_of("secretariat").get(address).content.decode()
        for role in ("operator", "assessor"):
            assert "Handed in" not in client_of(role).get(address).content.decode()
