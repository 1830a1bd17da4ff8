from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from ladder.accounts.access import is_privileged, is_steward
from ladder.audit.models import Entry
from ladder.registry import access, services
from ladder.registry.models import SiteOperator
from tests.registry.conftest import say

FORMS = ("facts/add/", "legal/add/", "organisations/add/")


def test_roles_hold_between_two_days(make_person, people):
    person = make_person("late")
    organisation = people["buyer"].mandates.get().organisation
    today = timezone.localdate()
    services.grant_mandate(
        actor=None,
        user=person,
        organisation=organisation,
        role="buyer",
        starts_on=today - timedelta(9),
        ends_on=today - timedelta(1),
    )
    services.grant_mandate(
        actor=None, user=person, organisation=organisation, role="investor", starts_on=today + timedelta(1)
    )
    assert access.roles_of(person) == {"public"}
    assert access.roles_of(person, today - timedelta(1)) == {"public", "buyer"}
    assert access.roles_of(person, today + timedelta(1)) == {"public", "investor"}


def test_a_mandate_counts_at_once_and_twice_is_once(make_person, people):
    person, organisation = make_person("new"), people["buyer"].mandates.get().organisation
    assert not access.has_role(person, "buyer")
    for _ in range(2):
        mandate = services.grant_mandate(
            actor=None, user=person, organisation=organisation, role="buyer", starts_on=date(2024, 1, 1)
        )
    assert access.has_role(person, "buyer")
    assert person.mandates.count() == 1
    services.end_mandate(actor=None, mandate=mandate, ends_on=date(2024, 2, 1))
    assert not access.has_role(mandate.user, "buyer")


def test_an_account_that_was_closed_has_no_role(people):
    people["secretariat"].is_active = False
    assert access.roles_of(people["secretariat"]) == {"public"}
    assert access.roles_of(AnonymousUser()) == {"public"}


def test_the_accounts_room_learns_who_is_privileged_and_who_keeps_accounts(people):
    assert {role for role, person in people.items() if not is_privileged(person)} == {"public", "stranger"}
    assert {role for role, person in people.items() if is_steward(person)} == {"secretariat"}


@pytest.mark.parametrize(
    ("rest", "entitled"),
    [
        ("facts/add/", {"secretariat", "operator", "assessor"}),
        ("legal/add/", {"secretariat", "regulator"}),
        ("organisations/add/", {"secretariat"}),
    ],
)
def test_forms_of_a_site_open_to_the_entitled_and_are_404_for_all_others(rest, entitled, client_of, people, staffed):
    for role in ("", *people):
        status = client_of(role).get(f"/registry/sites/{staffed.public_id}/{rest}").status_code
        assert status == (200 if role in entitled else 404), role


@pytest.mark.parametrize("address", ["/registry/sites/add/", "/registry/organisations/add/", "/registry/import/"])
def test_only_the_secretariat_adds_sites_and_organisations_and_imports(address, client_of, people):
    for role in ("", *people):
        client = client_of(role)
        assert client.get(address).status_code == (200 if role == "secretariat" else 404), role
        assert client.post(address).status_code == (422 if role == "secretariat" else 404), role


def test_an_assignment_that_ended_opens_nothing(people, site, source):
    organisation = people["operator"].mandates.get().organisation
    services.assign_organisation(
        actor=None,
        site=site,
        organisation=organisation,
        part=SiteOperator.Part.OPERATOR,
        starts_on=date(2020, 1, 1),
        ends_on=date(2021, 1, 1),
        source=source,
    )
    assert not access.may_edit_site(people["operator"], site)


def test_sensitive_facts_are_for_those_who_assess_and_each_look_is_logged(client_of, people, staffed, source):
    say(staffed, source, kind="armed_presence", value=True)
    say(staffed, source, kind="children_under_15", value=True)
    for role in ("", *people):
        page = client_of(role).get(f"/registry/sites/{staffed.public_id}/").content.decode()
        facts = client_of(role).get(f"/api/v1/registry/sites/{staffed.public_id}/facts").json()
        entitled = role in {"secretariat", "assessor"}
        assert ("Armed presence" in page) is entitled, role
        assert ("Children under 15" in page) is entitled, role
        assert len(facts) == (2 if entitled else 0), role
    looks = Entry.objects.filter(action="audit.record_read").values_list("actor_key", "detail")
    assert sorted((key, detail["why"]) for key, detail in looks) == sorted(
        (str(people[role].public_id), "sensitive_facts") for role in ("secretariat", "assessor") for _ in range(2)
    )


def test_people_may_speak_only_in_the_name_of_their_own_source(people, staffed):
    keys = {
        role: sorted(access.allowed_sources(people[role], staffed).values_list("key", flat=True))
        for role in ("operator", "assessor", "buyer", "regulator")
    }
    assert keys == {
        "operator": ["operator-declaration"],
        "assessor": ["site-assessor"],
        "buyer": [],
        "regulator": ["state-statement"],
    }
    assert access.allowed_sources(people["secretariat"], staffed).count() > 5
