"""Pages of years: who sees what, what is refused with one sentence, and what a tampered text looks like."""

from decimal import Decimal

import pytest
from django.utils import timezone

from ladder.governance.models import Booking, BudgetLine, Proposal, WorkItem, YearDocument
from ladder.governance.services.budget import book
from ladder.governance.services.work_items import note_progress
from tests.governance.accounting import TODAY, YEAR, approve, line, submit, work

pytestmark = pytest.mark.django_db
HERE = f"/governance/years/steering/{YEAR}/"


def text_of(response) -> str:
    return response.content.decode()


def document_url(document, rest: str = "/") -> str:
    return f"/governance/years/documents/{document.public_id}{rest}"


@pytest.fixture
def keeper(client_of):
    return client_of("secretariat")


def item_form(**typed):
    return {"titles_en": "Train monitors", "starts_on": "2026-03-01", "ends_on": "2026-05-31", **typed}


def line_form(**typed):
    return {"kind": "cost", "titles_en": "Boots", "amount": "1 250,50", "currency": "USD", **typed}


def test_a_year_is_planned_in_the_browser(steering, keeper):
    assert keeper.post(f"{HERE}items/new/", item_form()).status_code == 302
    item = WorkItem.objects.get()
    assert keeper.post(f"{HERE}budget/new/", line_form(item=item.public_id)).status_code == 302
    row = BudgetLine.objects.get()
    assert (row.amount, row.item) == (Decimal("1250.50"), item)
    noted = keeper.post(
        f"{HERE}items/{item.public_id}/progress/", {"state": "under_way", "texts_en": "Ten are trained."}
    )
    assert noted.status_code == 302
    booked = {"amount": "300", "booked_on": "2026-04-01", "reference": "Invoice 7"}
    assert keeper.post(f"{HERE}budget/{row.public_id}/book/", booked).status_code == 302
    text = text_of(keeper.get(HERE))
    assert "Ten are trained." in text
    assert "1,250.50\u00a0USD" in text
    assert "\u2212950.50\u00a0USD" in text
    back = keeper.post(f"{HERE}bookings/{Booking.objects.get().public_id}/take-back/", {"reference": "Wrong line"})
    assert back.status_code == 302
    assert "Wrong line" in text_of(keeper.get(f"{HERE}budget/{row.public_id}/"))


@pytest.mark.parametrize(
    ("address", "typed", "sentence"),
    [
        ("items/new/", {}, "Give it a title in at least one language."),
        ("items/new/", {"ends_on": "2026-02-01"}, "It cannot end before it begins."),
        ("items/new/", {"starts_on": "yesterday"}, "Enter a valid date."),
        ("budget/new/", {"amount": "1,250"}, "This can be read in two ways."),
        ("budget/new/", {"amount": "much"}, "This is not an amount."),
        ("budget/new/", {"amount": "-3"}, "An amount is never negative here."),
        ("budget/new/", {"amount": "9" * 39}, "This is more than fits here."),
        ("budget/new/", {"currency": "XYZ"}, "Select a valid choice."),
        ("budget/new/", {"item": "not-a-number"}, "is not a valid UUID"),
    ],
)
def test_bad_input_is_refused_with_a_sentence(steering, keeper, address, typed, sentence):
    form = item_form() if address.startswith("items") else line_form()
    if not typed:
        form["titles_en"] = ""
    answer = keeper.post(HERE + address, {**form, **typed})
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert not WorkItem.objects.exists()
    assert not BudgetLine.objects.exists()


def test_refusals_stand_on_the_page_of_the_thing(steering, keeper):
    item, row = work(steering.body), line(steering.body)
    note_progress(item=item, state="done", actor=None, on=TODAY)
    book(line=row, amount=Decimal(1), booked_on=TODAY, reference="A", actor=None, today=TODAY)
    for address, typed, sentence in (
        (f"items/{item.public_id}/progress/", {"state": "late"}, "why it is late or was dropped"),
        (f"items/{item.public_id}/progress/", {}, "This field is required"),
        (f"items/{item.public_id}/remove/", {}, "Note that it was dropped instead"),
        (f"budget/{row.public_id}/remove/", {}, "Amounts are booked on this line"),
        (f"budget/{row.public_id}/book/", {"amount": "x"}, "This is not an amount"),
        (f"bookings/{Booking.objects.get().public_id}/take-back/", {}, "This field is required"),
        ("submit/", {"kind": "diary"}, "There is no such kind of document"),
    ):
        answer = keeper.post(HERE + address, typed)
        assert answer.status_code == 422, address
        assert sentence in text_of(answer), address


@pytest.mark.parametrize("role", ["", "public", "operator", "committee"])
def test_others_change_nothing(steering, client_of, role):
    item, row = work(steering.body), line(steering.body)
    client = client_of(role)
    for address in ("items/new/", f"items/{item.public_id}/", "budget/new/", f"budget/{row.public_id}/"):
        assert client.get(HERE + address).status_code == 404
        assert client.post(HERE + address, item_form()).status_code == 404
    for address in (f"items/{item.public_id}/remove/", f"budget/{row.public_id}/remove/", "submit/"):
        assert client.post(HERE + address, {"kind": "workplan"}).status_code == 404
    assert WorkItem.objects.count() == BudgetLine.objects.count() == 1


def test_drafts_are_for_those_who_take_part(steering, client_of, client):
    work(steering.body, "A plan of ours")
    draft = submit(steering.body, "workplan")
    client.force_login(steering.people["companies-1"])
    assert "A plan of ours" in text_of(client.get(HERE))
    assert client.get(document_url(draft)).status_code == 200
    for role in ("", "operator", "committee"):
        stranger = client_of(role)
        assert "A plan of ours" not in text_of(stranger.get(HERE))
        assert "No workplan is approved for this year yet." in text_of(stranger.get(HERE))
        for rest in ("/", ".json", ".fr.pdf", "/verify/"):
            assert stranger.get(document_url(draft, rest)).status_code == 404
        assert "Waits for a decision" not in text_of(stranger.get("/governance/years/"))


def test_everybody_reads_what_was_approved(steering, client_of):
    work(steering.body)
    document = approve(steering, submit(steering.body, "workplan"))
    client = client_of("")
    text = text_of(client.get(document_url(document)))
    assert "Train monitors" in text
    assert document.digest in text
    sent = client.get(document_url(document, ".json"))
    assert sent.content == document.text.encode()
    assert sent.headers["Content-Type"] == "application/json"
    assert "gives the fingerprint that the decision names" in text_of(client.get(document_url(document, "/verify/")))
    assert client.get(document_url(document, ".fr.pdf")).content.startswith(b"%PDF")
    assert client.get(document_url(document, ".de.pdf")).status_code == 404
    assert "Approved" in text_of(client.get("/governance/years/"))


def test_a_tampered_text_is_noticed_everywhere(steering, client_of):
    line(steering.body)
    document = approve(steering, submit(steering.body, "budget"))
    YearDocument.objects.filter(pk=document.pk).update(text=document.text.replace("1000.00", "9000.00"))
    client = client_of("")
    for address in (document_url(document), HERE):
        text = text_of(client.get(address))
        assert "no longer gives its digest" in text
        assert "9,000.00" not in text
    assert client.get(document_url(document, ".en.pdf")).status_code == 409
    assert "does not give the fingerprint" in text_of(client.get(document_url(document, "/verify/")))


def test_a_text_that_is_no_json_any_more_breaks_no_page(steering, client_of):
    line(steering.body)
    document = approve(steering, submit(steering.body, "budget"))
    YearDocument.objects.filter(pk=document.pk).update(text="{")
    for rest in ("/", "/verify/", ".json"):
        assert client_of("").get(document_url(document, rest)).status_code == 200
    assert client_of("").get(HERE).status_code == 200


def test_approval_is_proposed_to_a_body(steering, keeper, client_of):
    work(steering.body)
    assert keeper.post(f"{HERE}submit/", {"kind": "workplan"}).status_code == 302
    document = YearDocument.objects.get()
    propose = document_url(document, "/propose/")
    assert client_of("committee").post(propose, {"body": "steering"}).status_code == 404
    answer = keeper.post(propose, {"body": "nobody"})
    assert answer.status_code == 422
    assert keeper.post(propose, {"body": "steering"}).status_code == 302
    assert Proposal.objects.get().state == "draft"
    again = keeper.post(document_url(document, "/set-aside/"))
    assert again.status_code == 422
    assert "Withdraw the proposal first" in text_of(again)


@pytest.mark.parametrize("year", ["1999", "2050", "99999", "0"])
def test_years_that_cannot_be_meant_are_not_there(steering, client_of, year):
    assert client_of("").get(f"/governance/years/steering/{year}/").status_code == 404


@pytest.mark.parametrize("language", ["en", "fr", "zh-hans", "sw"])
def test_money_is_written_as_the_reader_writes_it(steering, client_of, language):
    line(steering.body, "1234567.50")
    approve(steering, submit(steering.body, "budget"))
    written = {"fr": "1\u00a0234\u00a0567,50\u00a0USD"}.get(language, "1,234,567.50\u00a0USD")
    text = text_of(client_of("").get(HERE, {"lang": language}, HTTP_ACCEPT_LANGUAGE=language))
    assert written in text


def test_nothing_booked_is_not_zero(steering, client_of):
    line(steering.body)
    approve(steering, submit(steering.body, "budget"))
    text = text_of(client_of("").get(HERE))
    assert "nothing booked yet" in text
    assert "0.00\u00a0USD</td>" not in text.replace("1,000.00", "").replace("\u22121,000.00", "")


@pytest.mark.parametrize("rows", [1, 30])
def test_the_page_of_a_year_asks_the_same_number_of_questions(steering, client_of, django_assert_num_queries, rows):
    for place in range(rows):
        item = work(steering.body, f"Work {place}")
        row = line(steering.body, f"{place + 1}.00", item=item)
        note_progress(item=item, state="done", actor=None, on=TODAY)
        book(line=row, amount=Decimal(1), booked_on=TODAY, reference="A", actor=None, today=TODAY)
    approve(steering, submit(steering.body, "workplan"))
    approve(steering, submit(steering.body, "budget"))
    keeper = client_of("secretariat")
    keeper.get(HERE)
    with django_assert_num_queries(11):
        keeper.get(HERE)


@pytest.mark.parametrize("rows", [1, 28])
def test_the_list_of_years_asks_the_same_number_of_questions(steering, client_of, django_assert_num_queries, rows):
    for place in range(rows):
        YearDocument.objects.create(
            body=steering.body, kind="workplan", year=1990 + place, number=1, text="{}", digest="0" * 64,
            made_at=timezone.now(),
        )  # fmt: skip
    keeper = client_of("secretariat")
    keeper.get("/governance/years/")
    with django_assert_num_queries(7):
        text = text_of(keeper.get("/governance/years/"))
    assert text.count("Waits for a decision</span>") == rows
