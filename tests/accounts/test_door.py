"""Signing in: password, one-time code, limits, a closed door, nothing told about who exists."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core.cache import cache
from django.test import Client

from ladder.accounts.models import User
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clear_limits():
    cache.clear()


def code_of(secret: str) -> str:
    """What an authenticator app shows now (RFC 6238)."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def sign_in(client: Client, username: str = "ada", password: str = PASSWORD):
    return client.post("/account/login/", {"login": username, "password": password})


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_right_password_opens(make_person):
    make_person("ada")
    client = Client()
    assert sign_in(client).headers["Location"] == "/"
    assert is_in(client)


def test_pages_come_in_the_accounts_language_unless_another_was_chosen(make_person):
    person = make_person("ada")
    person.language = "sw"
    person.save()
    client = Client()
    sign_in(client)
    assert '<html lang="sw">' in client.get("/").content.decode()
    chosen = Client()
    chosen.get("/?lang=fr")
    sign_in(chosen)
    assert '<html lang="fr">' in chosen.get("/").content.decode()


def test_wrong_password_and_unknown_name_get_the_same_answer(make_person):
    make_person("ada")
    wrong, unknown = sign_in(Client(), password="x" * 12), sign_in(Client(), username="nobody")

    def without_token(answer):
        return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"|value="(ada|nobody)"', "", answer.content.decode())

    assert (wrong.status_code, unknown.status_code) == (200, 200)
    assert without_token(wrong) == without_token(unknown)


def test_a_closed_account_stays_out(make_person):
    person = make_person("ada")
    person.is_active = False
    person.save()
    client = Client()
    sign_in(client)
    assert not is_in(client)


def test_a_one_time_code_really_gates(make_person):
    person, client, secret = make_person("ada"), Client(), generate_totp_secret()
    TOTP.activate(person, secret)
    assert sign_in(client).headers["Location"] == "/account/2fa/authenticate/"
    assert not is_in(client)
    assert client.get("/people/tokens/").status_code == 302
    wrong = f"{(int(code_of(secret)) + 500000) % 1000000:06d}"
    assert "Incorrect code" in client.post("/account/2fa/authenticate/", {"code": wrong}).content.decode()
    assert not is_in(client)
    code = code_of(secret)
    client.post("/account/2fa/authenticate/", {"code": code})
    assert is_in(client)
    again = Client()
    sign_in(again)
    again.post("/account/2fa/authenticate/", {"code": code})
    assert not is_in(again), "a code opens once"


def test_the_app_is_set_up_with_a_picture_and_a_code(make_person):
    make_person("ada")
    client = Client()
    sign_in(client)
    assert client.get("/account/2fa/totp/activate/").headers["Location"].startswith("/account/reauthenticate/")
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    page = client.get("/account/2fa/totp/activate/").content.decode()
    assert 'src="data:image/svg+xml;' in page
    secret = re.search(r'<code class="secret">([A-Z2-7]+)</code>', page).group(1)
    client.post("/account/2fa/totp/activate/", {"code": code_of(secret)})
    assert set(Authenticator.objects.values_list("type", flat=True)) == {"totp", "recovery_codes"}
    assert "unused codes" in client.get("/account/2fa/").content.decode()


def test_a_recovery_code_opens_once(make_person):
    make_person("ada")
    client = Client()
    sign_in(client)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    secret = re.search(
        r'<code class="secret">([A-Z2-7]+)</code>', client.get("/account/2fa/totp/activate/").content.decode()
    ).group(1)
    client.post("/account/2fa/totp/activate/", {"code": code_of(secret)})
    codes = re.findall(
        r'<code class="secret">(\w+)</code>', client.get("/account/2fa/recovery-codes/").content.decode()
    )
    assert len(codes) == 10
    for expected in (True, False):
        other = Client()
        sign_in(other)
        other.post("/account/2fa/authenticate/", {"code": codes[0]})
        assert is_in(other) is expected


def test_too_many_wrong_passwords_close_the_door_for_a_while(make_person, settings):
    settings.ACCOUNT_RATE_LIMITS = {}
    make_person("ada")
    for _ in range(5):
        sign_in(Client(), password="wrong wrong wrong")
    client = Client()
    answer = sign_in(client)
    assert not is_in(client)
    assert "Too many failed login attempts" in answer.content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_opens_an_account_for_themselves(method):
    data = {"username": "eve", "password1": PASSWORD, "password2": PASSWORD}
    answer = getattr(Client(), method)("/account/signup/", data)
    assert "made by the secretariat" in answer.content.decode()
    assert User.objects.count() == 0


@pytest.mark.parametrize(
    "path", ["/account/email/", "/account/confirm-email/", "/account/password/reset/done/", "/account/social/"]
)
def test_pages_that_need_mail_do_not_exist(path):
    assert Client().get(path).status_code == 404


def test_signing_out_needs_a_button_not_a_link(make_person):
    make_person("ada")
    client = Client()
    sign_in(client)
    client.get("/account/logout/")
    assert is_in(client)
    client.post("/account/logout/")
    assert not is_in(client)


def test_a_changed_password_is_checked_and_works(make_person):
    make_person("ada")
    client = Client()
    sign_in(client)
    short = {"oldpassword": PASSWORD, "password1": "short", "password2": "short"}
    assert "at least 12 characters" in client.post("/account/password/change/", short).content.decode()
    new = "another long word 8"
    client.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    other = Client()
    sign_in(other, password=new)
    assert is_in(other)


def test_no_form_works_without_its_token(make_person):
    make_person("ada")
    client = Client(enforce_csrf_checks=True)
    assert sign_in(client).status_code == 403


def test_pages_of_the_door_are_not_kept_by_the_browser(make_person):
    make_person("ada")
    client = Client()
    sign_in(client)
    assert "no-store" in client.get("/people/tokens/").headers["Cache-Control"]


@pytest.mark.parametrize("path", ["/account/login/", "/account/password/reset/", "/account/signup/"])
@pytest.mark.parametrize("language", ["en", "fr", "zh-hans", "sw"])
def test_pages_open_in_four_languages(path, language):
    answer = Client().get(f"{path}?lang={language}")
    assert answer.status_code == 200
    assert f'<html lang="{language.replace("hans", "Hans")}">' in answer.content.decode()
