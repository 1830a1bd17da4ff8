"""Only what was sent up reaches the steering committee: with evidence, quotable words, and options that can be taken."""

import pytest
from django.core.exceptions import ValidationError

from ladder.governance.models import Proposal
from ladder.governance.services.effects import Intended, handler_of
from ladder.governance.services.issues import bundle_comments
from ladder.governance.services.sending_up import send_up
from tests.governance.scene import draft_answer
from tests.synthesis.conftest import DAY

pytestmark = pytest.mark.django_db
PACK = "/governance/desk/small/steering/"
LANGUAGES = ("en", "fr", "zh")


@pytest.fixture
def place(make_place):
    return make_place(status="closed")


@pytest.fixture
def issues(place, keeper):
    """Three issues with words under three consents."""
    consents = ("quote_with_role", "quote_without_role", "committee_only")
    for at, (person, consent) in enumerate(zip(place.people("diggers", 3), consents, strict=True)):
        place.comment(person, f"Words number {at}.", item=at, consent=consent)
    made = bundle_comments(round_=place.round, actor=keeper, on=DAY)
    for issue in made:
        draft_answer(issue, keeper, "to_steering", reasons={"en": "We could not agree."})
    return made


def reasons(*dispositions, languages=LANGUAGES):
    return {key: {code: f"{key} {code}" for code in languages} for key in dispositions}


def test_the_pack_quotes_only_what_may_be_quoted(issues, client_of):
    text = client_of("secretariat").get(PACK).content.decode()
    assert "Words number 0." in text
    assert "Words number 1." in text
    assert "Words number 2." not in text
    assert "some of it may not be quoted" in text
    assert "We could not agree." in text
    assert "3 issues on which" in text
    assert text.count("Artisanal miners") + text.count("Miners") >= 1


def test_the_pack_shows_only_what_was_sent_up_and_not_decided(issues, keeper, client_of):
    draft_answer(issues[0], keeper, "noted")
    text = client_of("secretariat").get(PACK).content.decode()
    assert "Words number 0." not in text
    assert "2 issues on which" in text


def test_it_is_for_the_desk_and_the_steering_committee(issues, client_of, steering, technical):
    for person, status in ((steering.people["companies-1"], 200), (technical.people["members-1"], 200)):
        client = client_of("public")
        client.force_login(person)
        assert client.get(PACK).status_code == status
    for role in ("", "public", "committee", "buyer"):
        assert client_of(role).get(PACK).status_code in {302, 404}


def test_an_issue_becomes_a_proposal_whose_every_option_can_be_taken(issues, keeper, steering):
    proposal = send_up(issue=issues[0], reasons=reasons("accepted", "not_accepted"), actor=keeper)
    assert (proposal.body, proposal.issue, proposal.round, proposal.state) == (
        steering.body, issues[0], issues[0].round, "draft",
    )  # fmt: skip
    assert sorted(proposal.titles) == sorted(LANGUAGES)
    options = {option.key: option for option in proposal.options.all()}
    assert sorted(options) == ["accepted", "not-accepted"]
    [effect] = options["not-accepted"].effects
    assert effect["payload"] == {"disposition": "not_accepted", "reasons": reasons("not_accepted")["not_accepted"]}
    for option in options.values():
        intended = Intended.read(option.effects[0])
        handler = handler_of(intended.kind)
        assert handler is not None
        assert handler.hindrances(intended) == []
    with pytest.raises(ValidationError, match="in preparation already"):
        send_up(issue=issues[0], reasons=reasons("accepted", "noted"), actor=keeper)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "at least two answers"),
        (reasons("accepted"), "at least two answers"),
        ({**reasons("accepted"), **reasons("noted", languages=("en",))}, "“Noted” has no reason in: Français, 中文"),
    ],
)
def test_half_an_option_is_refused(issues, keeper, steering, given, sentence):
    with pytest.raises(ValidationError, match=sentence):
        send_up(issue=issues[0], reasons=given, actor=keeper)
    assert not Proposal.objects.exists()


def test_only_what_was_sent_up_and_only_to_a_committee_that_stands(issues, keeper, steering):
    steering.body.state = "ended"
    steering.body.save()
    with pytest.raises(ValidationError, match="No steering committee stands"):
        send_up(issue=issues[0], reasons=reasons("accepted", "noted"), actor=keeper)
    draft_answer(issues[1], keeper, "noted")
    with pytest.raises(ValidationError, match="to the steering committee” first"):
        send_up(issue=issues[1], reasons=reasons("accepted", "noted"), actor=keeper)


def test_the_page_keeps_what_was_typed_and_leads_to_the_proposal(issues, client_of, steering):
    desk = client_of("secretariat")
    address = "/governance/desk/small/1/send-up/"
    assert desk.get(address).status_code == 200
    refused = desk.post(address, {"accepted-en": "Only this."})
    assert refused.status_code == 422
    assert "Only this." in refused.content.decode()
    data = {f"{key}-{code}": "Why." for key in ("accepted", "modified") for code in LANGUAGES}
    made = desk.post(address, data)
    assert made["Location"] == f"/governance/proposals/{Proposal.objects.get().public_id}/"
    assert "The options" in desk.get(PACK).content.decode()


@pytest.mark.parametrize("number", [1, 12])
def test_the_pack_takes_the_same_queries_for_one_sheet_and_for_twelve(
    place, keeper, client_of, number, django_assert_num_queries
):
    for at, person in enumerate(place.people("diggers", number)):
        place.comment(person, f"{at}.", item=at % 4, consent="quote_with_role")
    for issue in bundle_comments(round_=place.round, actor=keeper, on=DAY):
        draft_answer(issue, keeper, "to_steering")
    client = client_of("secretariat")
    client.get(PACK)
    with django_assert_num_queries(17):
        assert client.get(PACK).content.decode().count('class="sheet"') == number
