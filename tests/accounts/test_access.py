"""Who must hold a second factor, and who keeps the accounts."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.models import AnonymousUser

from ladder.accounts.access import has_second_factor, is_privileged, is_steward, lacks_second_factor

pytestmark = pytest.mark.django_db


def test_roles_above_participant_are_privileged_and_nobody_else(people):
    assert {role for role, person in people.items() if is_privileged(person)} == {
        "secretariat",
        "facilitator",
        "assessor",
        "operator",
        "buyer",
        "investor",
        "regulator",
        "committee",
    }
    assert not is_privileged(AnonymousUser())


def test_only_the_secretariat_keeps_accounts(people):
    assert {role for role, person in people.items() if is_steward(person)} == {"secretariat"}
    people["secretariat"].is_active = False
    assert not is_steward(people["secretariat"])


def test_recovery_codes_alone_are_no_second_factor(people, settings):
    settings.IS_SECOND_FACTOR_REQUIRED = True
    person = people["assessor"]
    Authenticator.objects.create(user=person, type=Authenticator.Type.RECOVERY_CODES, data={})
    assert not has_second_factor(person)
    assert lacks_second_factor(person)
    TOTP.activate(person, generate_totp_secret())
    assert not lacks_second_factor(person)


@pytest.mark.parametrize("path", ["/", "/framework/", "/people/", "/people/tokens/"])
def test_privileged_people_are_led_to_the_set_up_and_nowhere_else(client_of, settings, path):
    settings.IS_SECOND_FACTOR_REQUIRED = True
    answer = client_of("secretariat").get(path)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/account/2fa/")


def test_people_without_a_role_need_no_second_factor(client_of, settings):
    settings.IS_SECOND_FACTOR_REQUIRED = True
    for role in ("", "stranger", "public"):
        assert client_of(role).get("/").status_code == 200


def test_the_set_up_itself_is_open(client_of, settings):
    settings.IS_SECOND_FACTOR_REQUIRED = True
    client = client_of("assessor")
    assert client.get("/account/2fa/").status_code == 200
    assert "Your role needs a second factor" in client.get("/", follow=True).content.decode()
