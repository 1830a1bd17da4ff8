"""Copied contributions of a round are shown as such to the secretariat, and weigh as before."""

import random

import pytest

from ladder.consultation.models import Contribution, Participant
from ladder.consultation.queries.copies import find_copied

pytestmark = pytest.mark.django_db
LETTER = "The price is set by one buyer alone and nobody at the pit can see how the grade was measured."


@pytest.fixture
def crowd(open_round, round_groups, round_items):
    """Forty invited people with answers of their own, twelve by the open link who were told what to answer."""
    chance = random.Random(6)
    told = {item: chance.choice(("cannot", "unclear")) for item in round_items[:30]}
    people, rows = [], []
    for number in range(52):
        is_told = number >= 40
        channel = "open_link" if is_told else "invited"
        person = Participant(round=open_round, channel=channel, group=round_groups["diggers"])
        people.append(person)
        for item in round_items[:30]:
            position = told[item] if is_told else chance.choice(("as_written", "as_written", "with_change", "cannot"))
            text = LETTER if is_told and item is round_items[0] else ""
            rows.append(Contribution(round=open_round, kind="position", channel=channel, participant=person,
                                     group=person.group, item=item, language="en", position=position, text=text))  # fmt: skip
    Participant.objects.bulk_create(people)
    Contribution.objects.bulk_create(rows)
    return open_round


def test_texts_and_distinct_texts_are_counted_and_voices_that_answered_alike(crowd, django_assert_num_queries):
    with django_assert_num_queries(2):
        figures = find_copied(crowd)
    assert (figures.texts, figures.distinct) == (12, 1)
    assert [(one.contributions, one.voices, one.wordings, one.channels) for one in figures.copied] == [
        (12, 12, 1, (("Open link", 12),))
    ]
    assert (figures.voices, figures.alike) == (52, 12)
    assert [(one.voices, one.channels) for one in figures.cohorts] == [(12, (("Open link", 12),))]


def test_nothing_is_deleted_or_changed(crowd):
    before = sorted(Contribution.objects.values_list("pk", "position", "text", "channel"))
    find_copied(crowd)
    assert sorted(Contribution.objects.values_list("pk", "position", "text", "channel")) == before


def test_the_page_is_for_the_secretariat_and_names_nobody(crowd, client_of):
    address = f"/consultation/{crowd.address}/copies/"
    for role in ("", "committee", "facilitator", "operator"):
        assert client_of(role).get(address).status_code == 404
    page = client_of("secretariat").get(address)
    assert page.status_code == 200
    text = page.content.decode()
    assert "12 contributions" in text
    assert LETTER in text
    assert not [one for one in Participant.objects.all() if str(one.public_id) in text]


def test_an_empty_round_has_an_empty_page(open_round, client_of):
    page = client_of("secretariat").get(f"/consultation/{open_round.address}/copies/").content.decode()
    assert "No text was sent more than once." in page
    assert "Nobody stands out." in page


def test_the_page_asks_as_often_whatever_there_is(open_round, client_of, django_assert_num_queries, request):
    address, keeper = f"/consultation/{open_round.address}/copies/", client_of("secretariat")
    with django_assert_num_queries(6):
        keeper.get(address)
    request.getfixturevalue("crowd")
    with django_assert_num_queries(6):
        keeper.get(address)
