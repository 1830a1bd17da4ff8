"""What was typed is not lost by a click beside it: the browser asks before it leaves the form."""

import pytest
from django.urls import reverse
from django.utils import timezone

from ladder.assessment.models import Determination
from tests.assessment.conftest import make_site, site, staffed, version  # noqa: F401 - fixtures
from tests.flows.test_capture_offline import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def asked(phone):
    """What the browser asked; it is told to stay while `phone.stays`."""
    found, phone.stays = [], True

    def answer(dialog):
        found.append(dialog.type)
        (dialog.dismiss if phone.stays else dialog.accept)()

    phone.on("dialog", answer)
    return found


def other_principle(phone):
    phone.click(".principles li:nth-child(2) a", no_wait_after=True)
    phone.wait_for_timeout(500)


def test_another_principle_is_not_opened_over_what_was_typed(phone, asked, client, people, staffed, version):  # noqa: F811
    sign_in(phone, client, people["assessor"])
    phone.goto(reverse("assessment:record", args=[staffed.public_id]))
    phone.fill("[name=note]", "The pit was flooded.")
    here = phone.url
    other_principle(phone)
    assert (asked, phone.url, phone.input_value("[name=note]")) == (["beforeunload"], here, "The pit was flooded.")
    phone.stays = False
    other_principle(phone)
    assert asked == ["beforeunload"] * 2
    assert "principle=2" in phone.url


def test_nobody_is_asked_who_typed_nothing_or_who_records(phone, asked, client, people, staffed, version):  # noqa: F811
    sign_in(phone, client, people["assessor"])
    phone.goto(reverse("assessment:record", args=[staffed.public_id]))
    other_principle(phone)
    assert "principle=2" in phone.url
    phone.select_option("[name=kind]", "third")
    phone.fill("[name=observed_on]", timezone.localdate().isoformat())
    phone.locator("main form input[type=radio][value=not_met]").first.check()
    with phone.expect_navigation():
        phone.click("main form button:has-text('Record')")
    assert (asked, Determination.objects.count()) == ([], 1)


def test_what_is_shown_again_because_of_a_fault_is_still_asked_about(phone, asked, client, people, staffed, version):  # noqa: F811
    sign_in(phone, client, people["assessor"])
    phone.goto(reverse("assessment:record", args=[staffed.public_id]))
    phone.select_option("[name=kind]", "third")
    phone.fill("[name=observed_on]", timezone.localdate().isoformat())
    phone.fill("[name=note]", "The pit was flooded.")  # and nothing was looked at
    with phone.expect_navigation():
        phone.click("main form button:has-text('Record')")
    assert phone.input_value("[name=note]") == "The pit was flooded."
    phone.click("h1")  # browsers ask only those who touched the page
    other_principle(phone)
    assert asked == ["beforeunload"]
