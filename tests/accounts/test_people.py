"""The secretariat's pages of accounts, and one's own tokens."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from ladder.accounts.models import ApiToken, User
from ladder.accounts.queries import find_token_owner
from ladder.accounts.services import choose_language, create_account, create_token
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db
SESSION_USER_MANDATES_COUNT_ROWS = 5


@pytest.mark.parametrize(
    "role",
    ["", "stranger", "facilitator", "assessor", "operator", "buyer", "investor", "regulator", "committee", "public"],
)
def test_accounts_are_the_secretariats_business(client_of, people, role):
    client, other = client_of(role), people["secretariat"].public_id
    for path in ("/people/", "/people/new/", f"/people/{other}/"):
        assert client.get(path).status_code == 404
    for path in (f"/people/{other}/password/", f"/people/{other}/active/", f"/people/{other}/factors/", "/people/new/"):
        assert client.post(path).status_code == 404
    assert User.objects.get(username="secretariat").check_password(PASSWORD)


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_needs_as_many_queries_for_one_as_for_thirty(client_of, make_person, rows, django_assert_num_queries):
    client = client_of("secretariat")
    for number in range(rows):
        make_person(f"zoe{number}")
    with django_assert_num_queries(SESSION_USER_MANDATES_COUNT_ROWS):
        text = client.get("/people/?search=zoe").content.decode()
    assert len(re.findall(r">zoe\d+</a>", text)) == rows


def test_an_account_is_made_with_a_password_shown_once(client_of):
    client = client_of("secretariat")
    page = client.post("/people/new/", {"username": "ada", "language": "sw"}).content.decode()
    password = re.search(r'<code class="secret">([^<]+)</code>', page).group(1)
    person = User.objects.get(username="ada")
    assert (person.check_password(password), person.language) == (True, "sw")
    assert password not in client.get(f"/people/{person.public_id}/").content.decode()


@pytest.mark.parametrize(
    ("username", "sentence"),
    [("Ada", "small letter"), ("", "required"), ("assessor", "taken"), ("a" * 65, "at most 64")],
)
def test_a_name_that_will_not_do_is_explained(client_of, username, sentence):
    count = User.objects.count()
    client = client_of("secretariat")
    count = User.objects.count()
    assert sentence in client.post("/people/new/", {"username": username, "language": "en"}).content.decode()
    assert User.objects.count() == count


def test_a_renewed_password_ends_sessions_and_tokens(client_of, people):
    person = people["buyer"]
    inside = client_of("buyer")
    token, _ = create_token(user=person, name="x")
    page = client_of("secretariat").post(f"/people/{person.public_id}/password/").content.decode()
    person.refresh_from_db()
    assert person.check_password(re.search(r'<code class="secret">([^<]+)</code>', page).group(1))
    assert inside.get("/people/tokens/").status_code == 302
    assert find_token_owner(token, timezone.now()) is None


def test_a_closed_account_ends_its_session_and_nobody_closes_their_own(client_of, people):
    person, inside, keeper = people["buyer"], client_of("buyer"), client_of("secretariat")
    keeper.post(f"/people/{person.public_id}/active/", {"is_active": "0"})
    assert inside.get("/people/tokens/").status_code == 302
    keeper.post(f"/people/{person.public_id}/active/", {"is_active": "1"})
    assert inside.get("/people/tokens/").status_code == 200
    assert keeper.post(f"/people/{people['secretariat'].public_id}/active/", {"is_active": "0"}).status_code == 404


def test_a_lost_second_factor_is_taken_away(client_of, people):
    TOTP.activate(people["buyer"], generate_totp_secret())
    client_of("secretariat").post(f"/people/{people['buyer'].public_id}/factors/")
    assert people["buyer"].authenticator_set.count() == 0


def test_a_token_is_shown_once_and_only_its_hash_is_kept(client_of, people):
    client = client_of("buyer")
    page = client.post("/people/tokens/", {"name": "my table", "days": "7"}).content.decode()
    token = re.search(r'<code class="secret">(cl_[^<]+)</code>', page).group(1)
    assert token not in client.get("/people/tokens/").content.decode()
    row = ApiToken.objects.get()
    assert token not in str(row.__dict__)
    assert find_token_owner(token, timezone.now()) == people["buyer"]
    assert find_token_owner(token, row.expires_at) is None
    assert row.expires_at - row.created_at == timedelta(days=7)
    assert client_of("assessor").post(f"/people/tokens/{row.public_id}/end/").status_code == 404
    client.post(f"/people/tokens/{row.public_id}/end/")
    assert find_token_owner(token, timezone.now()) is None


def test_tokens_need_somebody_signed_in():
    assert Client().get("/people/tokens/").headers["Location"].startswith("/account/login/")


@pytest.mark.parametrize(
    ("username", "password", "language"),
    [("ada", "short", "en"), ("Ada Lovelace", PASSWORD, "en"), ("ada", PASSWORD, "xx"), ("ada", "password1234", "en")],
)
def test_the_service_refuses_what_the_page_would(username, password, language):
    with pytest.raises(ValidationError):
        create_account(username=username, password=password, language=language)
    assert User.objects.count() == 0


def test_the_language_of_an_account_is_one_we_have(make_person):
    person = make_person("ada")
    choose_language(user=person, language="fr")
    with pytest.raises(ValidationError):
        choose_language(user=person, language="xx")
    assert User.objects.get().language == "fr"
