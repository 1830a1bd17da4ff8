"""The pages of the desk: the table, one issue beside it, and what is done from there."""

import hashlib
import re

import pytest
from django.db.models import F

from ladder.audit.models import Entry
from ladder.catalogue.queries import pack_of
from ladder.consultation.models import Translation
from ladder.governance.models import Issue, Resolution
from ladder.governance.services.issues import bundle_comments
from tests.governance.scene import draft_answer
from tests.synthesis.conftest import DAY

pytestmark = pytest.mark.django_db
DESK = "/governance/desk/small/"
WORDS = ("fee", "water", "pit", "dust", "scale", "depot", "rope", "tax", "road", "lamp", "owner", "map", "share")


def said_at(at: int) -> str:
    """What the person at this place says: a word, and letters that nobody else writes."""
    return f"{WORDS[at % 13]} " + "".join(
        chr(97 + int(one, 16)) for one in hashlib.sha256(str(at).encode()).hexdigest()
    )


@pytest.fixture
def place(make_place):
    return make_place()


@pytest.fixture
def filled(place, keeper):
    """As many issues as asked for, over four requirements, in three languages, of two types."""

    def fill(number):
        for at, person in enumerate(place.people("diggers", number)):
            place.comment(
                person, said_at(at), item=at % 4, language=("fr", "en", "sw")[at % 3],
                comment_type=("general", "technical")[at % 2], proposed=f"Pay {at} now." if at % 5 == 0 else "",
            )  # fmt: skip
        return bundle_comments(round_=place.round, actor=keeper, on=DAY)

    return fill


@pytest.fixture
def desk(client_of):
    return client_of("secretariat")


def numbers_in(response) -> list[int]:
    return [int(one) for one in re.findall(r'id="issue-(\d+)"', response.content.decode())]


def answer_to(issue, **more):
    return {"revision": issue.revision, "disposition": "accepted", "reason_en": "Yes.", **more}


def test_the_table_shows_the_issue_that_is_asked_for_beside_it(filled, desk):
    filled(3)
    text = desk.get(f"{DESK}?issue=2").content.decode()
    assert "3 issues without a final answer" in text
    for sentence in (said_at(0)[:12], "The text as it stands", "No wording was proposed", "Not heard", "Who said what"):
        assert sentence in text
    [entry] = Entry.objects.filter(action="audit.record_read")
    assert entry.detail == {"why": "desk"}


@pytest.mark.parametrize(
    ("address", "posted", "why"),
    [
        ("", None, "desk"), ("?issue=2&page=1", None, "desk"), ("2/", None, "desk"), ("2/?panel=1", None, "desk"),
        ("steering/", None, "steering_pack"), ("form.xlsx", None, "desk_form"), ("form.docx", None, "desk_form"),
        ("2/resolve/", {"revision": 7}, "desk"), ("answer/", {"selected": ["2:7"]}, "desk"),
        ("merge/", {"selected": ["2:1"]}, "desk"),
    ],
)  # fmt: skip
def test_each_page_with_comments_is_logged_once_also_where_a_refused_step_leads_to_it(
    filled, desk, address, posted, why
):
    filled(3)
    page = desk.get(DESK + address) if posted is None else desk.post(DESK + address, posted)
    assert page.status_code == (200 if posted is None else 422), address
    assert [one.detail for one in Entry.objects.filter(action="audit.record_read")] == [{"why": why}]


def test_a_proposed_change_is_shown_word_by_word_against_the_text(place, keeper, desk):
    [person] = place.people("diggers", 1)
    words = pack_of(place.round.version).read("requirements", place.items[0].key, "text", "en").text
    place.comment(person, "Say it more plainly.", item=0, language="en", proposed=words + " Always.")
    bundle_comments(round_=place.round, actor=keeper, on=DAY)
    assert "<ins> Always.</ins>" in desk.get(f"{DESK}1/?panel=1").content.decode()


def test_a_stored_translation_stands_first_with_its_label_and_the_original_under_it(place, keeper, desk):
    row = place.comment(*place.people("diggers", 1), "C’est trop cher.")
    Translation.objects.create(
        contribution=row, language="en", text="It costs too much.", origin="machine", made_on=DAY
    )  # fmt: skip
    bundle_comments(round_=place.round, actor=keeper, on=DAY)
    text = desk.get(DESK).content.decode()
    assert (
        text.index("It costs too much.") < text.index("translated by a machine, not checked") < text.index("trop cher")
    )


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=depot", [6]), ("q=12", [12]), ("requirement=r-2", [2, 6, 10]), ("group=traders", []),
        ("type=technical&language=en", [2, 8]), ("disposition=accepted", [3]), ("disposition=open&q=pit", []),
        ("disposition=none&requirement=R-3", [7, 11]), ("mine=on", [4]), ("principle=99", list(range(1, 13))),
        ("q=clearly", [3]), ("group=diggers&q=map", [12]),
    ],
)  # fmt: skip
def test_the_table_is_narrowed(filled, desk, keeper, query, found):
    made = by_order(filled(12))
    draft_answer(made[2], keeper, reasons={"en": "Clearly so."})
    Issue.objects.filter(pk=made[3].pk).update(assigned_to=keeper)
    assert sorted(numbers_in(desk.get(f"{DESK}?{query}"))) == found


def by_order(issues):
    """Give issues the numbers of the order in which their comments were written."""
    Issue.objects.filter(pk__in=[one.pk for one in issues]).update(number=F("number") + 1000)
    for number in range(1, len(issues) + 1):
        Issue.objects.filter(members__contribution__text=said_at(number - 1)).update(number=number)
    return list(Issue.objects.order_by("number"))


def test_an_answer_is_saved_and_the_next_issue_opens(filled, desk):
    first, *_rest = filled(3)
    response = desk.post(f"{DESK}1/resolve/", answer_to(first, back="disposition=open"))
    assert response["Location"] == f"{DESK}?disposition=open&issue=2"
    assert Resolution.objects.get().reasons == {"en": "Yes."}
    assert numbers_in(desk.get(response["Location"])) == [2, 3]


def test_two_members_at_once(filled, desk, client_of, keeper):
    first, *_rest = filled(1)
    draft_answer(first, keeper, "noted", reasons={"en": "The first wrote this."})
    response = desk.post(f"{DESK}1/resolve/", {**answer_to(first, reason_en="The second typed this."), "revision": 1})
    text = response.content.decode()
    assert response.status_code == 422
    assert "Somebody wrote while you did" in text
    assert "The first wrote this." in text
    assert "The second typed this." in text
    assert 'name="revision" value="2"' in text
    again = desk.post(f"{DESK}1/resolve/", {**answer_to(first), "revision": 2})
    assert again.status_code == 302


def test_an_answer_is_used_again_in_every_language(filled, desk, keeper):
    first, second = filled(2)
    reasons = {"en": "Yes.", "fr": "Oui.", "zh": "是。"}
    draft_answer(first, keeper, "modified", reasons=reasons)
    assert "Like issue 1:" in desk.get(f"{DESK}2/?panel=1").content.decode()
    desk.post(f"{DESK}2/resolve/", {"revision": 1, "like": "1", "back": ""})
    second.refresh_from_db()
    assert (second.resolution.disposition, second.resolution.reasons) == ("modified", reasons)


def test_selected_issues_are_answered_together_or_not_at_all(filled, desk, keeper):
    filled(3)
    data = {"selected": ["1:1", "2:1"], "all-disposition": "noted", "all-reason_en": "Seen."}
    assert desk.post(f"{DESK}answer/", {**data, "selected": ["1:1", "2:9"]}).status_code == 422
    assert not Resolution.objects.exists()
    assert desk.post(f"{DESK}answer/", data).status_code == 302
    assert Resolution.objects.count() == 2
    like = desk.post(f"{DESK}answer/", {"selected": "3:1", "all-like": "1"})
    assert like.status_code == 302
    assert Resolution.objects.get(issue__number=3).reasons == {"en": "Seen."}


@pytest.mark.parametrize("data", [{}, {"selected": "x"}, {"selected": "1"}, {"selected": "9:1"}, {"selected": "1:1"}])
def test_an_answer_to_nothing_or_of_nothing_is_refused(filled, desk, data):
    filled(1)
    assert desk.post(f"{DESK}answer/", data).status_code == 422
    assert not Resolution.objects.exists()


def test_selected_issues_are_merged_assigned_and_merged_no_more(filled, desk, keeper):
    filled(3)
    assert desk.post(f"{DESK}assign/", {"selected": ["1:1", "2:1"]}).status_code == 302
    assert Issue.objects.filter(assigned_to=keeper).count() == 2
    assert desk.post(f"{DESK}merge/", {"selected": ["1:1"]}).status_code == 422
    assert desk.post(f"{DESK}merge/", {"selected": ["3:1", "1:1"]})["Location"] == f"{DESK}?issue=1"
    assert numbers_in(desk.get(DESK)) == [1, 2]
    assert desk.post(f"{DESK}1/undo/").status_code == 302
    assert numbers_in(desk.get(DESK)) == [1, 2, 3]
    assert "nothing to take back" in desk.post(f"{DESK}1/undo/").content.decode()


def test_comments_are_split_moved_and_named_from_the_page(filled, desk):
    filled(3)
    desk.post(f"{DESK}2/merge/", {"merge-other": 1})
    number = str(Issue.objects.get(number=1).members.all()[0].contribution.number)
    refused = desk.post(f"{DESK}1/split/", {"split-title_en": "Kept title"})
    assert refused.status_code == 422
    assert "Kept title" in refused.content.decode()
    split = desk.post(f"{DESK}1/split/", {"number": number, "split-title_en": "Water"})
    assert split["Location"] == f"{DESK}4/"
    assert desk.post(f"{DESK}4/move/", {"number": number, "move-other": 99}).status_code == 422
    assert desk.post(f"{DESK}4/move/", {"number": "no-number", "move-other": 1}).status_code == 422
    desk.post(f"{DESK}3/name/", {"title_en": "Dust", "title_fr": "Poussière"})
    assert Issue.objects.get(number=3).titles == {"en": "Dust", "fr": "Poussière"}
    text = desk.get(f"{DESK}3/").content.decode()
    assert "Dust" in text
    assert "Named" in text


def test_an_answer_is_taken_back_from_the_page(filled, desk, keeper):
    [issue] = filled(1)
    draft_answer(issue, keeper)
    assert desk.post(f"{DESK}1/take-back/", {"revision": "1"}).status_code == 422
    assert desk.post(f"{DESK}1/take-back/", {"revision": "2"}).status_code == 302
    assert not Resolution.objects.exists()


def test_an_issue_that_grew_after_its_answer_says_so(filled, desk, keeper):
    first, _second = filled(2)
    draft_answer(first, keeper)
    assert "after its answer was drafted" not in desk.get(f"{DESK}1/").content.decode()
    desk.post(f"{DESK}2/merge/", {"merge-other": 1})
    assert "after its answer was drafted" in desk.get(f"{DESK}1/").content.decode()


def test_the_desk_is_for_the_secretariat_and_the_technical_committee_alone(filled, client_of, technical):
    filled(1)
    seated = client_of("public")
    seated.force_login(technical.people["members-1"])
    assert seated.get(DESK).status_code == 200
    for role in ("", "public", "committee", "facilitator", "operator"):
        assert client_of(role).get(DESK).status_code in {302, 404}
        assert client_of(role).get(f"{DESK}1/").status_code in {302, 404}
        assert client_of(role).post(f"{DESK}1/resolve/", {}).status_code in {302, 404}


def test_nobody_is_named_and_no_day_is_told(filled, desk):
    [issue] = filled(1)
    comment = issue.members.get().contribution
    for address in (DESK, f"{DESK}1/"):
        text = desk.get(address).content.decode()
        assert str(comment.participant.public_id) not in text
        assert str(comment.received_on) not in text


@pytest.mark.parametrize("number", [1, 30])
def test_the_table_takes_the_same_queries_for_one_and_for_thirty(
    filled, desk, keeper, number, django_assert_num_queries
):
    for issue in filled(number):
        draft_answer(issue, keeper)
    desk.get(DESK)
    with django_assert_num_queries(22):
        assert len(numbers_in(desk.get(DESK))) == number


@pytest.mark.parametrize("number", [1, 30])
def test_an_issue_takes_the_same_queries_for_one_comment_and_for_thirty(
    filled, desk, number, django_assert_num_queries
):
    filled(number + 1)
    others = [f"{one}:1" for one in range(1, number + 1)]
    desk.post(f"{DESK}merge/", {"selected": others})
    desk.get(f"{DESK}1/")
    with django_assert_num_queries(33):
        assert desk.get(f"{DESK}1/").status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_rounds_are_listed_with_how_far_they_are(filled, make_place, desk, number, django_assert_num_queries):
    filled(2)
    for at in range(number - 1):
        make_place(address=f"more-{at}")
    desk.get("/governance/desk/")
    with django_assert_num_queries(6):
        text = desk.get("/governance/desk/").content.decode()
    assert text.count('data-label="Comments in no issue"') == number
