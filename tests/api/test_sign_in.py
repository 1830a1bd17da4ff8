"""Programs sign in with tokens, pages with sessions; rivals' tokens and missing second factors stay out."""

import time
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from ladder.accounts.models import ApiToken
from ladder.accounts.services import create_token
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clear_limits():
    cache.clear()


def post(**body):
    return Client().post("/api/v1/tokens", body, content_type="application/json")


def bearer(token: str) -> Client:
    return Client(headers={"authorization": f"Bearer {token}"})


def test_a_token_opens_what_a_password_opens(make_person):
    person = make_person("ada")
    answer = post(username="ada", password=PASSWORD, name="table", days=3)
    assert answer.status_code == 201
    made = answer.json()
    assert set(made) == {"id", "name", "created_at", "expires_at", "token"}
    assert bearer(made["token"]).get("/api/v1/me").json() == {
        "id": str(person.public_id),
        "username": "ada",
        "language": "en",
        "is_demonstration": False,
    }
    row = ApiToken.objects.get()
    assert row.expires_at - row.created_at == timedelta(days=3)
    assert made["token"] not in row.digest


def test_the_answer_to_a_wrong_password_and_an_unknown_name_is_the_same(make_person):
    person = make_person("ada")
    wrong, unknown = post(username="ada", password="x" * 12), post(username="nobody", password="x" * 12)
    assert (wrong.status_code, wrong.content) == (unknown.status_code, unknown.content) == (401, unknown.content)
    person.is_active = False
    person.save()
    closed = post(username="ada", password=PASSWORD)
    assert (closed.status_code, closed.content) == (401, wrong.content)


def test_the_second_factor_gates_tokens_too(make_person):
    person, secret = make_person("ada"), generate_totp_secret()
    TOTP.activate(person, secret)
    assert post(username="ada", password=PASSWORD).status_code == 401
    assert post(username="ada", password=PASSWORD, otp="000").status_code == 401
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    assert post(username="ada", password=PASSWORD, otp=code).status_code == 201
    assert post(username="ada", password=PASSWORD, otp=code).status_code == 401
    assert ApiToken.objects.count() == 1


def test_privileged_people_without_a_second_factor_get_no_token_and_no_answer(people, client_of, settings):
    token, _ = create_token(user=people["assessor"], name="x")
    settings.IS_SECOND_FACTOR_REQUIRED = True
    refused = [
        post(username="assessor", password=PASSWORD),
        bearer(token).get("/api/v1/me"),
        client_of("assessor").get("/api/v1/me"),
    ]
    assert [answer.status_code for answer in refused] == [403, 403, 403]
    assert all("second factor" in answer.json()["faults"][0]["sentence"] for answer in refused)
    assert client_of("stranger").get("/api/v1/me").status_code == 200


def test_the_limits_of_the_login_page_hold_here(make_person, settings):
    settings.ACCOUNT_RATE_LIMITS = {}
    make_person("ada")
    for _ in range(5):
        assert post(username="ada", password="wrong wrong wrong").status_code == 401
    answer = post(username="ada", password=PASSWORD)
    assert (answer.status_code, answer.json()["faults"][0]["where"]) == (429, "")


@pytest.mark.parametrize("header", ["Bearer nonsense", "Bearer ", "Bearer cl_" + "a" * 5000, "bearer é"])
def test_a_token_that_does_not_work_is_refused(header):
    answer = Client(headers={"authorization": header}).get("/api/v1/me")
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_ended_and_old_tokens_do_not_work(make_person):
    person = make_person("ada")
    old, _ = create_token(user=person, name="old", life=timedelta(days=1), at=timezone.now() - timedelta(days=2))
    token, row = create_token(user=person, name="x")
    client = bearer(token)
    assert [one["name"] for one in client.get("/api/v1/tokens").json()] == ["x"]
    assert client.delete(f"/api/v1/tokens/{row.public_id}").status_code == 204
    assert client.get("/api/v1/me").status_code == 401
    assert bearer(old).get("/api/v1/me").status_code == 401


def test_a_rivals_token_cannot_be_ended_or_seen(make_person):
    _, row = create_token(user=make_person("ada"), name="ada's")
    token, _ = create_token(user=make_person("eve"), name="x")
    eve = bearer(token)
    assert eve.delete(f"/api/v1/tokens/{row.public_id}").status_code == 404
    assert "ada's" not in eve.get("/api/v1/tokens").content.decode()
    row.refresh_from_db()
    assert row.revoked_at is None


def test_a_session_reads_and_needs_its_csrf_token_to_write(make_person):
    person = make_person("ada")
    _, row = create_token(user=person, name="x")
    client = Client(enforce_csrf_checks=True)
    client.force_login(person)
    assert client.get("/api/v1/me").status_code == 200
    answer = client.delete(f"/api/v1/tokens/{row.public_id}")
    assert (answer.status_code, answer.json()["faults"][0]["where"]) == (403, "")
    client.get("/account/login/")
    client.get("/people/tokens/")
    csrf = client.cookies["csrftoken"].value
    assert client.delete(f"/api/v1/tokens/{row.public_id}", headers={"x-csrftoken": csrf}).status_code == 204


def test_a_token_needs_no_csrf_token_even_beside_a_session(make_person):
    person = make_person("ada")
    token, row = create_token(user=person, name="x")
    client = Client(enforce_csrf_checks=True, headers={"authorization": f"Bearer {token}"})
    client.force_login(person)
    assert client.delete(f"/api/v1/tokens/{row.public_id}").status_code == 204


def test_who_asks_costs_one_query(make_person, django_assert_num_queries):
    token, _ = create_token(user=make_person("ada"), name="x")
    with django_assert_num_queries(1):
        bearer(token).get("/api/v1/me")
