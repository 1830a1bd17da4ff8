"""Pages of results for everybody: what a release says, and nothing that came after it."""

import pytest

from ladder.consultation.models import Attendance, Round
from ladder.synthesis.services.releases import prepare_release, publish_release
from tests.synthesis.conftest import DAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def publish(people):
    def publish(place):
        made = prepare_release(consultation=place.round, actor=people["secretariat"], on=DAY)
        return publish_release(release=made, actor=people["committee"], on=DAY)

    return publish


@pytest.fixture
def released(heard, publish):
    place = heard(status=Round.Status.CLOSED)
    [person] = place.people("women_washers", 1)
    place.comment(person, "We carry water for two hours.", item=1, consent="quote_with_role")
    place.say(place.people("traders", 25, channel="open_link"), 1, ["cannot"])
    place.tally(place.room("focus_group"), "diggers", 1, (6, 0, 2, 0), is_secret=True)
    place.tally(place.room("interview"), "diggers", 1, (1, 0, 0, 0), is_secret=True)
    Attendance.objects.create(gathering=place.room(), group=place.groups["traders"], women=12, men=11)
    publish(place)
    return place


@pytest.mark.parametrize("role", ["", "public", "regulator", "operator", "committee"])
def test_everybody_sees_a_published_matrix(released, client_of, role):
    text = client_of(role).get("/results/small/").content.decode()
    assert "Convergence, established" in text
    assert "Objection" in text
    assert "clearly against" in text
    assert "Release 1, published on" in text
    assert "Not released." not in text


def test_answers_after_the_release_change_nothing_for_the_public(released, client_of):
    before = client_of("").get("/results/small/R-1/").content
    released.say(released.people("diggers", 40), 0, ["cannot"])
    assert client_of("").get("/results/small/R-1/").content == before


def test_the_public_cannot_ask_for_what_is_not_released(released, client_of):
    assert "Not released." not in client_of("").get("/results/small/?live=1").content.decode()
    assert "Not released." in client_of("committee").get("/results/small/?live=1").content.decode()


def test_a_requirement_tells_reasons_bounds_and_the_open_link_apart(released, client_of):
    text = client_of("").get("/results/small/R-2/").content.decode()
    assert "We carry water for two hours." in text
    assert "Women washers" in text
    assert "of the 40 people who were expected" in text
    assert "Open link" in text
    assert "anybody may answer there" in text
    assert "Focus group: 1" in text
    assert "Interview" not in text


def test_who_took_part_is_told_in_bands_and_apart(released, client_of):
    text = client_of("").get("/results/small/").content.decode().partition("Who took part</h2>")[2]
    # thirty traders who answered and twenty-three who were in the room
    assert "45–54" in text
    assert "Gatherings with a sealed record: 3" in text


def test_filters_narrow_the_matrix(released, client_of):
    client = client_of("")
    text = client.get("/results/small/?class=objection").content.decode()
    assert "R-2" in text
    assert "R-1</span>" not in text
    text = client.get("/results/small/?principle=2").content.decode()
    assert "R-3" in text
    assert "R-1</span>" not in text
    text = client.get("/results/small/?group=traders").content.decode()
    assert text.count('class="cell ') == 4
    for odd in ("?principle=999999", "?principle=x&group=nobody&class=none", "?principle=²"):
        assert client.get(f"/results/small/{odd}").status_code == 200


def test_what_does_not_exist_is_not_there(released, client_of):
    for tail in ("R-99/", "releases/2/", "releases/2/bundle.zip", "themes/"):
        assert client_of("").get(f"/results/small/{tail}").status_code == 404
    assert client_of("").get("/results/nothing/").status_code == 404


@pytest.mark.parametrize("items", [1, 30])
def test_queries_do_not_grow(heard, publish, client_of, items, django_assert_num_queries):
    publish(heard(items, status=Round.Status.CLOSED))
    client = client_of("")
    for tail, count in (
        ("", 6),
        ("R-1/", 10),
        ("releases/", 7),
        ("releases/1/", 8),
        ("opinion-groups/", 7),
        ("report/", 9),
    ):
        client.get(f"/results/small/{tail}")
        with django_assert_num_queries(count):
            client.get(f"/results/small/{tail}")


def test_a_long_matrix_is_shown_one_principle_at_a_time(heard, publish, client_of):
    publish(heard(90, people=6, status=Round.Status.CLOSED))
    answer = client_of("").get("/results/small/")
    assert len(answer.content) < 100_000
    assert b"Governance" in answer.content
    assert b'id="principle-2"' not in answer.content


@pytest.mark.parametrize("language", ["fr", "zh-hans", "sw"])
def test_numbers_are_the_same_in_every_language(released, client_of, language):
    client = client_of("")
    english = client.get("/results/small/R-2/?lang=en").content.decode()
    other = client.get(f"/results/small/R-2/?lang={language}").content.decode()
    for span in ("25–34", "30–39"):
        assert english.count(span) == other.count(span)


def test_the_round_and_the_requirement_show_the_way(released, client_of, make_place):
    assert "/results/small/" in client_of("").get("/consultation/small/").content.decode()
    address = released.round.version.address
    assert "/results/small/R-1/" in client_of("").get(f"/framework/{address}/requirements/R-1/").content.decode()
    quiet = make_place(address="quiet")
    assert "What is heard so far" not in client_of("").get("/consultation/quiet/").content.decode()
    assert "What is heard so far" in client_of("committee").get("/consultation/quiet/").content.decode()
    assert quiet.round.status == "open"


def test_opinion_groups_say_that_there_are_none_or_show_bands(released, client_of):
    text = client_of("").get("/results/small/opinion-groups/").content.decode()
    assert "never a ground for a decision" in text
    assert "No stable opinion groups." in text or "come" in text


@pytest.mark.parametrize(("language", "heading", "kind"), [
    ("fr", "Ce qui a été entendu\N{NO-BREAK SPACE}: ", "."), ("zh-hans", "听到的意见：", "。"),
])  # fmt: skip
def test_headings_and_sentences_are_set_as_their_language_sets_them(released, client_of, language, heading, kind):
    text = client_of("").get(f"/results/small/?lang={language}").content.decode()
    assert f"<h1>{heading}" in text
    standing = text.split('<p class="quiet">')[1].split("<a ")[0].strip()
    assert standing.count(kind) == 2  # the day of the release, and what kind it is
