"""What became of what I said, by a code and without an account."""

import hashlib

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ladder.audit.models import Entry
from ladder.consultation.models import Contribution, Submission, SubmissionRow
from ladder.governance.models import IssueMember
from ladder.governance.services.issues import bundle_comments, name_issue
from ladder.registry.models import Mandate
from tests.governance.answered import (
    ANSWERED_IN,
    CODE,
    ROOM_CODE,
    answer_all,
    publish,
    published_version,
    quote,
    sealed_room,
    with_code,
)
from tests.governance.scene import draft_answer, organisation_of
from tests.synthesis.conftest import DAY

pytestmark = pytest.mark.django_db
BASE = "/governance/receipts/"


@pytest.fixture
def place(make_place):
    return make_place()


@pytest.fixture
def mine(place):
    person = with_code(place)
    place.comment(person, "Je ne sais pas lire le registre.", 1, consent="committee_only", proposed="Lisez-le.")
    place.say([person], 0, ["as_written"])
    return person


def look(code=CODE, client=None) -> str:
    client = client or Client()
    answer = client.post(BASE, {"code": code}, follow=True)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode().replace("&#x27;", "'")


def test_a_code_leads_to_my_words_the_answer_and_the_reason(place, mine, people, steering):
    answer_all(place, people["secretariat"], reasons={**ANSWERED_IN, "en": "The register is read aloud already."})
    publish(place, steering)
    page = look()
    assert 'lang="fr"' in page
    for words in ("Je ne sais pas lire le registre.", "Lisez-le.", "It was not accepted.",
                  "The register is read aloud already.", "Nothing was changed in the text because of it.",
                  "You also took 1 position without words."):  # fmt: skip
        assert words in page, words
    assert "It was taken on its own:" in page


def test_an_accepted_comment_shows_the_sentence_before_and_after(make_place, people, steering):
    made = published_version(make_place, people, steering)
    said = Contribution.objects.get(text__startswith="Nobody")
    holder = with_code(made.place)
    Contribution.objects.filter(pk=said.pk).update(participant=holder)
    page = look()
    assert "Workers stand on a register." in page
    assert "Workers stand on a register that they can read." in page
    assert "In version 1.1.0 this was changed:" in page
    in_french = Client()
    in_french.cookies["django_language"] = "fr"
    assert "un registre qu'ils peuvent lire" in look(client=in_french)


def test_before_publication_nothing_of_a_draft_is_shown(place, mine, people):
    assert "The consultation is still open." in look()
    answer_all(place, people["secretariat"], reasons={**ANSWERED_IN, "en": "A draft that nobody may see."})
    name_issue(issue=place.round.issues.first(), titles={"en": "A title of the desk"}, actor=people["secretariat"])
    page = look()
    assert "The comments are being read and answered." in page
    assert "Je ne sais pas lire le registre." in page
    for words in ("A draft that nobody may see.", "A title of the desk", "not accepted"):
        assert words not in page


def test_others_are_told_in_bands_only(place, mine, people, steering):
    for person in place.people("diggers", 6):
        place.comment(person, "Je ne sais pas lire le registre.", 1, proposed="Lisez-le.")
    answer_all(place, people["secretariat"])
    publish(place, steering)
    page = look()
    assert "It was taken together with what 4 to 8 others said:" in page
    assert "6 others" not in page


@pytest.mark.parametrize("code", ["", "22222222", "4KX7M2QX", "not a code at all", "矿", "' OR 1=1", "4" * 40])
def test_unknown_codes_are_answered_alike_and_nothing_is_kept(place, mine, code):
    answers = Entry.objects.count()
    page = Client().post(BASE, {"code": code})
    assert page.status_code == 422
    if code:
        assert "This code opens nothing here." in page.content.decode()
    assert "sessionid" not in page.cookies
    assert Entry.objects.count() == answers


def test_a_code_of_a_round_in_preparation_opens_nothing(place, mine):
    place.round.status = "draft"
    place.round.save()
    assert Client().post(BASE, {"code": CODE}).status_code == 422


def test_guessing_is_slowed_down_for_every_way_in(place, mine, people):
    client = Client()
    for _ in range(5):
        assert client.post(BASE, {"code": "22222222"}).status_code == 422
    for _ in range(5):
        assert client.get(f"{BASE}rooms/22222222/").status_code == 404
    assert client.post(BASE, {"code": CODE}).status_code == 429
    assert client.get(f"{BASE}rooms/{ROOM_CODE}/").status_code == 429
    assert client.post(f"{BASE}list/", {"codes": CODE}).status_code == 429
    assert client.post(f"{BASE}file/", {"file": SimpleUploadedFile("a.csv", b"a")}).status_code == 429
    cache.clear()
    assert (
        client.post(f"{BASE}list/", {"codes": "\n".join(f"222222{a}{b}" for a in "234" for b in "2345")}).status_code
        == 429
    )


def test_nobody_else_s_receipt(place, mine):
    other = Client().get(f"{BASE}small/")
    assert (other.status_code, other["Location"]) == (302, BASE)
    assert Client().get(f"{BASE}nothing/").status_code == 404


def test_what_i_said_leads_to_it(place, mine, people):
    client = Client()
    look(client=client)
    assert f"{BASE}small/" in client.get("/consultation/small/mine/").content.decode()


def test_what_i_take_back_is_gone_from_the_receipt(place, mine, people, steering):
    answer_all(place, people["secretariat"])
    publish(place, steering)
    client = Client()
    look(client=client)
    said = Contribution.objects.get(text__startswith="Je ne sais")
    client.post(f"/consultation/small/mine/{said.number}/withdraw/")
    assert "Je ne sais pas lire" not in client.get(f"{BASE}small/").content.decode()
    assert client.get("/governance/answers/small/1/").status_code == 200


@pytest.fixture
def room(place):
    room = sealed_room(place)
    quote(place, room, "Le registre est caché.", 1, consent="paraphrase")
    quote(place, room, "On a peur du chef.", 0, consent="committee_only")
    quote(place, room, "Jamais relu.", 0, consent="paraphrase", was_read_back=False)
    alone = with_code(place)
    place.comment(alone, "Seul à seul.", 2, gathering=room, consent="quote_with_role")
    return room


def test_a_room_s_code_leads_to_a_list_to_read_out(place, room, people, steering):
    answer_all(place, people["secretariat"])
    publish(place, steering)
    page = look(ROOM_CODE.lower())
    assert "Le registre est caché." in page
    assert "It was not accepted." in page
    for hidden in ("On a peur du chef.", "Jamais relu.", "Seul à seul."):
        assert hidden not in page
    assert page.count("<li>\n<h2>") == 1


def test_a_room_that_is_not_sealed_has_no_list(place, room):
    room.status = "under_way"
    room.save()
    assert Client().get(f"{BASE}rooms/{ROOM_CODE}/").status_code == 404


def test_an_interview_with_one_person_is_read_out_whole(place, people, steering):
    room = sealed_room(place, "interview")
    [person] = place.people("diggers", 1, channel="interview")
    place.comment(person, "Le puits s'effondre.", 3, gathering=room, consent="quote_without_role")
    answer_all(place, people["secretariat"])
    publish(place, steering)
    assert "Le puits s'effondre." in look(ROOM_CODE)


def test_a_list_from_paper_forms_prints_no_code_and_only_words_that_may_be_read(place, mine, people, steering):
    place.comment(with_code(place, "7777HJKM", channel="paper"), "Lisible par tous.", 2, consent="quote_with_role")
    answer_all(place, people["secretariat"])
    publish(place, steering)
    answer = Client().post(f"{BASE}list/", {"codes": f"{CODE}\n7777 hjkm\n22222222\n"})
    printed = answer.content.decode().split("<form", 1)[0]
    assert "Code ending in M2QP" in printed
    assert "Code ending in HJKM" in printed
    assert "Lisible par tous." in printed
    assert "2222 2222" in printed
    for hidden in ("4KX7", "7777", "Je ne sais pas lire"):
        assert hidden not in printed
    assert Client().post(f"{BASE}list/", {"codes": "\n".join(f"C{number}" for number in range(61))}).status_code == 422


@pytest.fixture
def handed_in(place, people):
    body = organisation_of("A house")
    [speaker] = place.people("traders", 1, channel="submission", organisation=body)
    row = place.comment(speaker, "Clause 2 is unclear.", None, consent="committee_only", language="en")
    content = b"clause,comment\n2,unclear\n"
    submission = Submission.objects.create(
        round=place.round, organisation=body, group=place.groups["traders"], file_name="comments.csv",
        digest=hashlib.sha256(content).hexdigest(), language="en", received_on=DAY, recorded_by=people["secretariat"],
    )  # fmt: skip
    SubmissionRow.objects.create(submission=submission, position=1, cells=[], contribution=row)
    return submission, content


def test_whoever_has_the_file_sees_what_became_of_it(place, handed_in, people, steering):
    answer_all(place, people["secretariat"])
    publish(place, steering)
    entries = Entry.objects.count()
    page = Client().post(f"{BASE}file/", {"file": SimpleUploadedFile("x.csv", handed_in[1])})
    assert "Clause 2 is unclear." in page.content.decode()
    assert "It was not accepted." in page.content.decode()
    assert Client().post(f"{BASE}file/", {"file": SimpleUploadedFile("x.csv", b"other")}).status_code == 422
    assert Client().post(f"{BASE}file/", {}).status_code == 422
    assert Entry.objects.count() == entries


def test_those_who_act_for_the_organisation_see_it_and_nobody_else(place, handed_in, people, client_of, make_person):
    submission, _content = handed_in
    address = f"{BASE}submissions/{submission.public_id}/"
    seen = {role: client_of(role).get(address).status_code for role in ("", "secretariat", "committee", "operator")}
    assert seen == {"": 404, "secretariat": 200, "committee": 404, "operator": 404}
    Mandate.objects.filter(user=people["operator"]).update(organisation=submission.organisation)
    assert client_of("operator").get(address).status_code == 200
    assert Entry.objects.filter(target=f"submission:{submission.public_id}").count() == 2


@pytest.mark.parametrize("comments", [1, 30])
def test_a_receipt_asks_the_database_the_same_however_much_was_said(
    make_place, people, steering, comments, django_assert_num_queries
):
    place = make_place(items=30)
    person = with_code(place)
    for item in range(comments):
        place.comment(person, f"Something about number {item} in a sentence.", item)
    answer_all(place, people["secretariat"])
    publish(place, steering)
    client = Client()
    look(client=client)
    with django_assert_num_queries(13):
        assert client.get(f"{BASE}small/").status_code == 200


def test_one_comment_with_two_points_has_two_answers(place, mine, people, steering):
    place.comment(place.people("diggers", 1)[0], "Tout autre chose sur les tunnels.", 3)
    place.round.status = "closed"
    place.round.save()
    keeper = people["secretariat"]
    first, second = bundle_comments(round_=place.round, actor=keeper, on=DAY)
    said = Contribution.objects.get(text__startswith="Je ne sais")
    IssueMember.objects.create(issue=second, contribution=said, part="le registre", first_issue=second)
    draft_answer(first, keeper, "noted")
    draft_answer(second, keeper, "out_of_scope")
    publish(place, steering)
    page = look()
    assert "It was noted, and changes nothing now." in page
    assert "It lies outside of what this framework can settle." in page
