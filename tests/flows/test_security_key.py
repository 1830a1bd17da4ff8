"""A security key in a real browser: set up, asked for at the next sign-in, and really needed."""

import pytest
from allauth.mfa.models import Authenticator

from tests.conftest import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KEY = {
    "protocol": "ctap2", "transport": "usb", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture
def page(phone):
    """A phone with a virtual security key."""
    phone.tools = phone.context.new_cdp_session(phone)
    phone.tools.send("WebAuthn.enable")
    phone.key = phone.tools.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})["authenticatorId"]
    return phone


def sign_in(page):
    page.goto("/account/login/")
    page.fill("[name=login]", "ada")
    page.fill("[name=password]", PASSWORD)
    page.click("main form button")


def test_a_key_is_added_and_then_opens(page, make_person):
    person = make_person("ada")
    sign_in(page)
    page.goto("/account/2fa/webauthn/add/")
    page.fill("[name=password]", PASSWORD)
    page.click("main form button")
    page.fill("[name=name]", "Key on a chain")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/recovery-codes/**")
    assert set(Authenticator.objects.filter(user=person).values_list("type", flat=True)) == {
        "webauthn",
        "recovery_codes",
    }

    page.context.clear_cookies()
    sign_in(page)
    page.wait_for_url("**/2fa/authenticate/")
    page.goto("/people/tokens/")
    assert page.url.split("?")[0].endswith("/account/2fa/authenticate/")
    page.click("#mfa_webauthn_authenticate")
    page.wait_for_selector("text=Sign out")
    page.goto("/account/2fa/webauthn/")
    assert "Key on a chain" in page.content()
    assert page.said == []


def test_another_key_does_not_open(page, make_person):
    make_person("ada")
    sign_in(page)
    page.goto("/account/2fa/webauthn/add/")
    page.fill("[name=password]", PASSWORD)
    page.click("main form button")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/recovery-codes/**")
    page.context.clear_cookies()
    page.tools.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": page.key})
    page.tools.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    sign_in(page)
    page.wait_for_url("**/2fa/authenticate/")
    page.click("#mfa_webauthn_authenticate")
    page.wait_for_timeout(500)
    page.goto("/people/tokens/")
    assert page.url.split("?")[0].endswith("/account/2fa/authenticate/")
