"""A security key in a real browser: set up, asked for at the next sign-in, and really needed."""

import os
import shutil

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import sync_playwright

from tests.conftest import PASSWORD

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright keeps a loop running in the tests' thread
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
KEY = {
    "protocol": "ctap2",
    "transport": "usb",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def page(live_server):
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("Chromium is not installed: the security key was not tried.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        context = browser.new_context(
            viewport={"width": 360, "height": 740}, base_url=live_server.url.replace("127.0.0.1", "localhost")
        )
        page = context.new_page()
        page.said = []
        page.on("console", lambda message: page.said.append(message.text) if message.type == "error" else None)
        tools = context.new_cdp_session(page)
        tools.send("WebAuthn.enable")
        page.key = tools.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})["authenticatorId"]
        page.tools = tools
        yield page
        browser.close()


def sign_in(page):
    page.goto("/account/login/")
    page.fill("[name=login]", "ada")
    page.fill("[name=password]", PASSWORD)
    page.click("main form button")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
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
    page.wait_for_url("**/")
    page.goto("/account/2fa/webauthn/")
    assert "Key on a chain" in page.content()
    assert page.said == []


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
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
