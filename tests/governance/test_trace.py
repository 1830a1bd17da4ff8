"""From any sentence of the next version back to comments, and from any comment forward to the sentence or the reason."""

import pytest
from django.utils.translation import override

from ladder.consultation.models import Contribution
from ladder.governance.models import Disposition
from ladder.governance.queries.answering import comments_of
from ladder.governance.queries.shown_words import quotes_by_issue
from ladder.governance.queries.trace import sentences_of, way_of, ways_of
from ladder.governance.services.changes import ChangePlan
from tests.governance.answered import answer_all, publish, publish_version, published_version, release
from tests.governance.making import NEW_TEXT, begin, word

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "fr", "zh", "sw")


@pytest.fixture
def made(make_place, people, steering):
    return published_version(make_place, people, steering)


def keys_of(version):
    return list(version.requirements.values_list("key", flat=True))


def test_a_changed_sentence_leads_to_the_words_that_caused_it(made):
    [title, text, *rest] = sentences_of(made.row.draft, "R-2", "en")
    assert (title.line.field, title.line.state, title.change) == ("title", "same", None)
    assert (text.line.field, text.line.state) == ("text", "changed")
    assert (text.line.text, text.line.before) == (NEW_TEXT, "Workers stand on a register.")
    [cause] = text.change.causes
    assert (cause.answer.disposition, cause.answer.number) == ("modified", 2)
    assert [one.text for one in cause.quotes] == ["Nobody reads the register to us.\n→ Say it so that we can read it."]
    assert cause.comments.is_few
    assert all(one.change is None for one in rest)


def test_a_comment_leads_to_its_answer_and_the_sentence_or_the_reason(made):
    accepted, refused = (Contribution.objects.get(text__startswith=words) for words in ("Nobody", "Why shore"))
    [way] = way_of(accepted, "en")
    [reached] = way.changes
    assert (reached.key, [line.text for line in reached.sentences]) == ("R-2", [NEW_TEXT])
    [way] = way_of(refused, "en")
    assert (way.answer.disposition, way.answer.reason.text, way.changes) == ("not_accepted", "Yes.", ())
    assert way.others.low == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_forth_and_back_meet_in_every_language(made, language):
    version = made.row.draft
    with override({"zh": "zh-hans"}.get(language, language)):
        touched = {
            (key, one.line): one.change
            for key in keys_of(version)
            for one in sentences_of(version, key, language)
            if one.line.is_touched
        }
        assert touched
        assert all(change is not None and change.causes for change in touched.values())
        for comment in comments_of(made.place.round):
            ways = way_of(comment, language)
            assert ways
            for way in ways:
                reached = [(one.key, line) for one in way.changes for line in one.sentences]
                assert bool(reached) == (way.answer.disposition in Disposition.changing())
                assert way.answer.reason.text
                for place in reached:
                    assert way.answer.number in {cause.answer.number for cause in touched[place].causes}


def test_the_other_way_round_every_sentence_names_only_comments_that_come_back_to_it(made):
    version = made.row.draft
    for key in keys_of(version):
        for one in sentences_of(version, key, "en"):
            for cause in one.change.causes if one.change else ():
                issue = made.place.round.issues.get(number=cause.answer.number)
                for member in issue.members.all():
                    [way] = way_of(member.contribution, "en")
                    assert one.line in [line for reached in way.changes for line in reached.sentences]


def test_a_language_that_lags_behind_shows_the_authoritative_change(made):
    [change] = [one for one in sentences_of(made.row.draft, "R-2", "sw") if one.line.is_touched]
    assert (change.line.language, change.line.text) == ("en", NEW_TEXT)


def test_split_withdrawn_and_new_requirements_are_walked(make_place, people, steering):
    making = word(begin(make_place, people["secretariat"]))
    checked = "Shores are checked each day."
    split = {
        key: {name: dict.fromkeys(("en", "fr", "zh"), words if name == "text" else f"{name} of {key}")
              for name in ("title", "text", "evidence")}
        for key, words in (("R-4a", "Tunnels are shored."), ("R-4b", checked))
    }  # fmt: skip
    two = {"en": "Two things.", "fr": "Deux choses.", "zh": "两件事。"}
    making.write("split", ChangePlan("split", ["R-4"], ["R-4a", "R-4b"], texts=split, notes=two))
    making.write("gone", ChangePlan("withdrawn", ["R-3"], [], notes=two))
    making.confirm()
    making.build()
    version = publish_version(making, steering).row.draft
    first, second = sentences_of(version, "R-4a", "en"), sentences_of(version, "R-4b", "en")
    assert {one.change.key for one in (*first, *second)} == {"split"}
    assert "gone" not in {one.line.state for one in first if one.line.field == "text"}
    assert any(one.line.text == checked for one in second)
    gone = sentences_of(version, "R-3", "en")
    assert {one.line.state for one in gone} == {"gone"}
    assert {one.change.key for one in gone} == {"gone"}
    assert all(one.change.causes == () for one in gone)
    assert sentences_of(version, "R-99", "en") == ()


def test_a_version_that_was_not_made_here_has_no_walk(make_place):
    assert sentences_of(make_place().round.version, "R-1", "en") == ()


def test_before_publication_there_is_no_way(make_place, people):
    making = begin(make_place, people["secretariat"])
    assert ways_of(Contribution.objects.values_list("pk", flat=True), "en") == {}
    assert sentences_of(making.place.round.version, "R-1", "en") == ()


def test_words_are_quoted_only_while_their_speaker_lets_them(make_place, people, steering):
    making = begin(make_place, people["secretariat"])
    issue = making.issues[0]
    assert quotes_by_issue([issue]) == {}
    release(making.place, people)
    assert [one.text for one in quotes_by_issue([issue])[issue.pk]]
    said = Contribution.objects.get(text__startswith="We cannot")
    Contribution.objects.filter(pk=said.pk).update(consent="paraphrase")
    assert quotes_by_issue([issue]) == {}
    Contribution.objects.filter(pk=said.pk).update(consent="quote_without_role", text="Other words.")
    assert quotes_by_issue([issue]) == {}


@pytest.mark.parametrize("comments", [1, 30])
def test_ways_ask_the_database_the_same_however_many_comments(
    make_place, people, steering, comments, django_assert_num_queries
):
    place = make_place()
    for number in range(comments):
        place.comment(place.people("diggers", 1)[0], f"Word {number} of many about a thing.", number % 4)
    answer_all(place, people["secretariat"])
    publish(place, steering)
    numbers = list(Contribution.objects.values_list("pk", flat=True))
    with django_assert_num_queries(3):
        assert len(ways_of(numbers, "en")) == comments


def test_pages_of_changes(made, client):
    version = made.row.draft
    listed = client.get(f"/governance/changes/{version.address}/").content.decode()
    assert listed.count('scope="row"') == 2
    assert (
        client.get(f"/governance/changes/{version.address}/?kind=stricter").content.decode().count('scope="row"') == 1
    )
    page = client.get(f"/governance/changes/{version.address}/R-2/").content.decode()
    assert NEW_TEXT in page
    assert "Nobody reads the register to us." in page
    assert "Accepted with modification" in page
    unchanged = client.get(f"/governance/changes/{version.address}/R-4/").content.decode()
    assert "Why shore?" in unchanged
    assert "changed nothing here" in unchanged
    for address in ("nothing/", f"{made.row.base.address}/", f"{version.address}/R-99/"):
        assert client.get(f"/governance/changes/{address}").status_code == 404, address


def test_an_answer_shows_what_was_changed_and_the_requirement_leads_to_it(made, client):
    page = client.get("/governance/answers/small/2/").content.decode()
    assert "<ins>" in page
    assert "a few comments" in page
    version = made.row.draft
    for address in (version.address, made.row.base.address):
        shown = client.get(f"/framework/{address}/requirements/R-2/").content.decode()
        assert f"/governance/changes/{version.address}/R-2/" in shown
    assert "/governance/answers/small/" in client.get("/consultation/small/").content.decode()


def test_the_page_of_a_version_asks_the_database_the_same(made, client, django_assert_num_queries):
    address = f"/governance/changes/{made.row.draft.address}"
    client.get(f"{address}/R-2/")
    with django_assert_num_queries(3):
        assert client.get(f"{address}/").status_code == 200
    with django_assert_num_queries(8):
        assert client.get(f"{address}/R-2/").status_code == 200
