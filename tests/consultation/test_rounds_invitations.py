"""Codes for the people of a group: single-use, shown once, never more than people are expected."""

import csv
import io
import re

import pytest
from django.core.exceptions import ValidationError

from ladder.audit.models import Entry
from ladder.consultation import services
from ladder.consultation.models import Invitation
from ladder.consultation.services.codes import INVITATION, RESUME, digest_of
from tests.consultation.conftest import DAY

pytestmark = pytest.mark.django_db
CODE = re.compile(r"\b[2-9A-Z]{4} [2-9A-Z]{4}\b")


@pytest.fixture
def washers(open_round, round_groups):
    return round_groups["women_washers"]


def issue(round_, group, number, **more) -> list[str]:
    return services.issue_invitations(actor=None, round_=round_, group=group, number=number, on=DAY, **more)


def test_only_keyed_digests_are_kept(open_round, washers):
    codes = issue(open_round, washers, 20)
    assert len(set(codes)) == 20
    stored = set(Invitation.objects.values_list("code_digest", flat=True))
    assert stored == {digest_of(code, INVITATION) for code in codes}
    assert stored.isdisjoint({digest_of(code, RESUME) for code in codes})
    entry = Entry.objects.get(action="consultation.round_invitations_issued")
    assert entry.detail == {"group": "women_washers", "codes": 20, "for_organisations": False}


def test_no_more_codes_for_persons_than_persons_are_expected(open_round, washers):
    issue(open_round, washers, 20)
    with pytest.raises(ValidationError) as refusal:
        issue(open_round, washers, 6)
    assert "25 people of “Women washers and carriers” are expected and 20 codes are out: at most 5 more" in str(
        refusal.value
    )
    assert Invitation.objects.count() == 20
    assert len(issue(open_round, washers, 5)) == 5


def test_codes_for_organisations_are_counted_apart(open_round, washers):
    issue(open_round, washers, 25)
    assert len(issue(open_round, washers, 3, is_for_organisation=True)) == 3
    assert Invitation.objects.filter(is_for_organisation=True).count() == 3


@pytest.mark.parametrize("number", [0, -1, 501])
def test_an_impossible_number_is_refused(open_round, washers, number):
    with pytest.raises(ValidationError) as refusal:
        issue(open_round, washers, number)
    assert "from 1 to 500" in str(refusal.value)


def test_codes_are_issued_while_the_round_is_open_only(draft, open_round):
    group = draft.groups.get(group__key="cooperatives")
    with pytest.raises(ValidationError):
        services.issue_invitations(
            actor=None, round_=open_round, group=group, number=1, on=open_round.closes_on.replace(year=2027)
        )
    open_round.status = "draft"
    open_round.rules_digest = ""
    open_round.save()
    with pytest.raises(ValidationError) as refusal:
        issue(open_round, group, 1)
    assert "Open it first" in str(refusal.value)


def test_ending_unused_codes_leaves_used_ones_and_makes_room(open_round, washers):
    codes = issue(open_round, washers, 25)
    Invitation.objects.filter(code_digest=digest_of(codes[0], INVITATION)).update(is_used=True)
    ended = services.end_unused_invitations(actor=None, round_=open_round, group=washers, on=DAY)
    assert ended == 24
    assert Invitation.objects.get(ended_on=None).is_used
    assert len(issue(open_round, washers, 24)) == 24


def test_the_page_shows_codes_once_and_never_again(running_round, client_of):
    client = client_of("secretariat")
    address = "/consultation/running/keep/invitations/"
    shown = client.post(address, {"group": "cooperatives", "number": "4", "form": "page"})
    codes = set(CODE.findall(shown.content.decode()))
    assert len(codes) == 4
    assert "no-store" in shown["Cache-Control"]
    again = client.get(address).content.decode()
    assert not codes & set(CODE.findall(again))
    assert Invitation.objects.filter(code_digest__in=[digest_of(code, INVITATION) for code in codes]).count() == 4


def test_the_table_holds_code_group_and_address(running_round, client_of):
    sent = client_of("secretariat").post(
        "/consultation/running/keep/invitations/", {"group": "cooperatives", "number": "3", "form": "csv"}
    )
    rows = list(csv.reader(io.StringIO(sent.content.decode())))
    assert rows[0] == ["code", "group", "address"]
    assert len(rows) == 4
    assert all(CODE.fullmatch(row[0]) for row in rows[1:])
    assert rows[1][1:] == ["Cooperatives and federations", "http://testserver/consultation/running/"]
    assert "no-store" in sent["Cache-Control"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"group": "cooperatives", "number": "19"}, "at most 18 more"),
        ({"group": "cooperatives", "number": "many"}, "Enter a whole number"),
        ({"group": "nobody", "number": "1"}, "Select a valid choice"),
        ({"group": "cooperatives"}, "This field is required"),
    ],
)
def test_bad_input_is_told_in_a_sentence_and_issues_nothing(running_round, client_of, typed, words):
    answer = client_of("secretariat").post("/consultation/running/keep/invitations/", {"form": "page", **typed})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Invitation.objects.exists()


def test_the_secretariat_ends_unused_codes_on_the_page(running_round, client_of):
    client = client_of("secretariat")
    client.post("/consultation/running/keep/invitations/", {"group": "egc", "number": "2", "form": "page"})
    answer = client.post("/consultation/running/keep/invitations/egc/end/", follow=True)
    assert "2 unused codes were ended." in answer.content.decode()
    assert client.post("/consultation/running/keep/invitations/nobody/end/").status_code == 404


@pytest.mark.parametrize("role", ["", "stranger", "facilitator", "committee", "buyer"])
def test_nobody_else_sees_or_issues_codes(running_round, client_of, role):
    client = client_of(role)
    assert client.get("/consultation/running/keep/invitations/").status_code == 404
    assert client.post("/consultation/running/keep/invitations/", {"number": "1"}).status_code == 404
    assert client.post("/consultation/running/keep/invitations/egc/end/").status_code == 404
