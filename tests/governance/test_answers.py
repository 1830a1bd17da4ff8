"""All answers of a round are published at once by a decision, copied from private drafts, and never change."""

import csv
import io
import json

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from ladder.core.canonical import digest_of
from ladder.governance.models import Answer, AnswerSet, Disposition, IssueEvent, Resolution
from ladder.governance.services.answers import digest_of_drafts, publish_answers, settle_issue
from ladder.governance.services.effects import Intended, handler_of
from ladder.governance.services.issues import bundle_comments
from ladder.governance.services.resolutions import take_back_draft
from ladder.governance.services.taking import take_effects
from ladder.governance.signals import answers_published
from ladder.governance.templatetags.answers import SHAPES, plain_outcome
from ladder.synthesis.models import Passage
from tests.governance.answered import ANSWERED_IN, answer_all, decide, publish, publishing
from tests.governance.deciding import DUE, kind_of_effect
from tests.governance.scene import draft_answer
from tests.synthesis.conftest import DAY

pytestmark = pytest.mark.django_db
WHAT_HINDERS = ("not closed yet", "in no issue yet", "no final answer yet", "no reason in")


@pytest.fixture
def place(make_place):
    place = make_place()
    for text, item in zip(("One asks.", "Two asks.", "Three asks."), range(3), strict=True):
        place.comment(place.people("diggers", 1)[0], text, item)
    return place


@pytest.fixture
def drafted(place, people):
    answer_all(place, people["secretariat"])
    return place


def test_drafts_become_answers_at_once_and_the_same_decision_publishes_once(drafted, steering):
    heard = []
    answers_published.connect(lambda **news: heard.append(news["on"]), weak=False, dispatch_uid="test")
    decision = decide(steering, publishing(drafted))
    take_effects(decision=decision, actor=None, on=DUE)
    made = AnswerSet.objects.get()
    take_effects(decision=decision, actor=None, on=DUE)
    assert publish_answers(round_=drafted.round, decision=decision, on=DUE) == made
    answers_published.disconnect(dispatch_uid="test")
    assert [(one.disposition, one.reasons) for one in made.answers.all()] == [("not_accepted", ANSWERED_IN)] * 3
    assert (made.published_on, made.decision, heard) == (DUE, decision, [DUE])
    assert IssueEvent.objects.filter(kind="published").count() == 3


def test_another_decision_does_not_publish_again(drafted, steering):
    late = decide(steering, publishing(drafted))
    publish(drafted, steering)
    with pytest.raises(ValidationError, match="published already"):
        take_effects(decision=late, actor=None, on=DUE)
    assert Answer.objects.count() == 3


@pytest.mark.parametrize("what", ["nothing", "waits", "another round", "another digest"])
def test_only_an_effect_that_is_taken_publishes(drafted, make_place, steering, what):
    other = make_place(address="other")
    effects = {
        "nothing": [], "waits": [publishing(drafted)], "another round": [publishing(other)],
        "another digest": [Intended("publish_answers", publishing(drafted).subject, {"digest": "of yesterday"})],
    }[what]  # fmt: skip
    with kind_of_effect("publish_answers", lambda _effect, _on: None):
        decision = decide(steering, *effects)
        if what != "waits":
            take_effects(decision=decision, actor=None, on=DUE)
    with pytest.raises(ValidationError, match="ST-D1 does not do this, or has not taken effect"):
        publish_answers(round_=drafted.round, decision=decision, on=DUE)
    assert not AnswerSet.objects.exists()


def test_only_an_effect_that_is_taken_settles_an_issue(drafted, steering):
    issue = drafted.round.issues.first()
    words = {"disposition": "noted", "reasons": ANSWERED_IN}
    decision = decide(steering, Intended("answer_issue", f"issue:{issue.public_id}", words))
    refused = pytest.raises(ValidationError, match="does not do this, or has not taken effect")
    with refused:
        settle_issue(issue=issue, decision=decision, on=DUE, **words)
    take_effects(decision=decision, actor=None, on=DUE)
    with refused:
        settle_issue(issue=issue, decision=decision, on=DUE, **{**words, "disposition": "accepted"})
    with refused:
        settle_issue(issue=drafted.round.issues.last(), decision=decision, on=DUE, **words)
    assert Resolution.objects.get(decision=decision).issue == issue


def test_the_digest_is_that_of_the_content(drafted, steering):
    expected = digest_of(
        {
            "round": "small",
            "answers": [
                {"number": number, "requirement": f"R-{number}", "titles": one.titles, "disposition": "not_accepted",
                 "reasons": ANSWERED_IN, "duplicate_of": None, "decision": ""}
                for number, one in enumerate(drafted.round.issues.order_by("number"), 1)
            ],
        }
    )  # fmt: skip
    assert digest_of_drafts(drafted.round) == expected
    assert publish(drafted, steering).digest == expected


@pytest.mark.parametrize("fault", ["open", "new comment", "no draft", "to steering", "language"])
def test_nothing_is_published_while_something_is_unanswered(drafted, steering, people, fault):
    keeper, issue = people["secretariat"], drafted.round.issues.first()
    if fault == "open":
        drafted.round.status = "open"
        drafted.round.save()
    if fault == "new comment":
        drafted.comment(drafted.people("diggers", 1)[0], "I came late.", 2)
    if fault == "no draft":
        take_back_draft(issue=issue, revision=issue.revision, actor=keeper)
    if fault == "to steering":
        draft_answer(issue, keeper, "to_steering")
    if fault == "language":
        draft_answer(issue, keeper, "noted", {"en": "Noted."})
    with kind_of_effect("publish_answers", lambda _effect, _on: None):
        decision = decide(steering, publishing(drafted))
        take_effects(decision=decision, actor=None, on=DUE)
    with pytest.raises(ValidationError, match="|".join(WHAT_HINDERS)):
        publish_answers(round_=drafted.round, decision=decision, on=DUE)
    assert not AnswerSet.objects.exists()
    assert not Answer.objects.exists()
    assert not Passage.objects.exists()


def test_a_receiver_that_fails_leaves_nothing(drafted, steering):
    def boom(**_news):
        raise RuntimeError

    decision = decide(steering, publishing(drafted))
    answers_published.connect(boom, weak=False, dispatch_uid="boom")
    with pytest.raises(ValidationError, match="Something failed on our side"):
        take_effects(decision=decision, actor=None, on=DUE)
    answers_published.disconnect(dispatch_uid="boom")
    assert not AnswerSet.objects.exists()
    assert not IssueEvent.objects.filter(kind="published").exists()


def test_the_effect_publishes_what_the_body_saw_or_nothing(drafted, steering, people):
    subject = f"round:{drafted.round.public_id}"
    seen = Intended("publish_answers", subject, {"digest": digest_of_drafts(drafted.round)})
    decision = decide(steering, seen)
    draft_answer(drafted.round.issues.first(), people["secretariat"], "noted")
    handler = handler_of("publish_answers")
    assert handler.hindrances(seen) == ["The drafts changed since this was put to the body. Put them to it again."]
    with pytest.raises(ValidationError):
        take_effects(decision=decision, actor=None, on=DUE)
    take_effects(decision=decide(steering, Intended("publish_answers", subject)), actor=None, on=DUE)
    assert AnswerSet.objects.get().answers.count() == 3


def test_what_steering_decides_is_the_answer_and_the_desk_leaves_it(drafted, steering, people):
    issue = drafted.round.issues.first()
    reasons = {**ANSWERED_IN, "en": "Groups could not agree."}
    effect = Intended("answer_issue", f"issue:{issue.public_id}", {"disposition": "noted", "reasons": reasons})
    assert handler_of("answer_issue").hindrances(effect) == []
    decision = decide(steering, effect)
    take_effects(decision=decision, actor=None, on=DUE)
    settled = Resolution.objects.get(issue=issue)
    assert (settled.disposition, settled.reasons, settled.decision) == ("noted", reasons, decision)
    with pytest.raises(ValidationError):
        draft_answer(issue, people["secretariat"], "accepted")
    assert publish(drafted, steering).answers.get(issue=issue).decision == decision


@pytest.mark.parametrize(
    ("subject", "payload"),
    [
        ("issue:nothing", {"disposition": "noted", "reasons": ANSWERED_IN}),
        ("round:00000000-0000-0000-0000-000000000000", {"disposition": "noted", "reasons": ANSWERED_IN}),
        ("", {"disposition": "to_steering", "reasons": ANSWERED_IN}),
        ("", {"disposition": "duplicate", "reasons": ANSWERED_IN}),
        ("", {"disposition": "noted", "reasons": {"en": "Only English."}}),
        ("", {"disposition": "noted", "reasons": "words"}),
        ("", {}),
    ],
)
def test_an_answer_that_is_none_is_hindered(drafted, subject, payload):
    issue = drafted.round.issues.first()
    effect = Intended("answer_issue", subject or f"issue:{issue.public_id}", payload)
    assert handler_of("answer_issue").hindrances(effect)
    assert handler_of("answer_issue").describe(effect)


def test_the_report_hears_of_it_in_every_language(drafted, steering):
    publish(drafted, steering)
    passage = Passage.objects.get(kind="response")
    assert set(passage.texts) == {"en", "fr", "zh", "sw"}
    assert "ST-D1" in passage.texts["en"]
    assert "3 answers" in passage.texts["en"]
    assert passage.requirements == []


def test_public_pages_and_files(drafted, steering, people, client):
    for address in ("", "small/", "small/1/", "small/answers.json", "small/answers.csv"):
        expected = 200 if address == "" else 404
        assert client.get(f"/governance/answers/{address}").status_code == expected, address
    reasons = {**ANSWERED_IN, "en": "=HYPERLINK('evil')"}
    draft_answer(drafted.round.issues.first(), people["secretariat"], "out_of_scope", reasons)
    made = publish(drafted, steering)
    page = client.get("/governance/answers/small/").content.decode()
    assert page.count("Not accepted</span>") == 2
    assert "Small round" in client.get("/governance/answers/").content.decode()
    only = client.get("/governance/answers/small/?disposition=out_of_scope").content.decode()
    assert only.count('scope="row"') == 1
    document = json.loads(client.get("/governance/answers/small/answers.json").content)
    assert digest_of(document["content"]) == document["digest"] == made.digest
    rows = list(
        csv.DictReader(io.StringIO(client.get("/governance/answers/small/answers.csv").content.decode("utf-8-sig")))
    )
    assert [row["requirement"] for row in rows] == ["R-1", "R-2", "R-3"]
    assert rows[0]["reason_en"] == "'=HYPERLINK('evil')"
    assert client.get("/governance/answers/small/answers.xml").status_code == 404
    assert client.get("/governance/answers/small/99/").status_code == 404
    assert "Nobody's words may be shown here" in client.get("/governance/answers/small/1/").content.decode().replace(
        "&#x27;", "'"
    )


def test_a_duplicate_shows_the_reason_of_the_answer_it_points_to(place, steering, people, client):
    place.round.status = "closed"
    place.round.save()
    keeper = people["secretariat"]
    first, second, third = bundle_comments(round_=place.round, actor=keeper, on=DAY)
    draft_answer(first, keeper, "noted", {**ANSWERED_IN, "en": "The law settles this."})
    draft_answer(second, keeper, "duplicate", {}, first)
    draft_answer(third, keeper, "noted")
    publish(place, steering)
    page = client.get("/governance/answers/small/2/").content.decode()
    assert "The law settles this." in page
    assert "/governance/answers/small/1/" in page


@pytest.mark.parametrize("rows", [1, 30])
def test_lists_ask_the_database_the_same_however_long_they_are(
    make_place, steering, people, client, rows, django_assert_num_queries
):
    place = make_place(items=30)
    for item in range(rows):
        place.comment(place.people("diggers", 1)[0], f"Something about the requirement number {item}.", item)
    answer_all(place, people["secretariat"])
    publish(place, steering)
    client.get("/governance/answers/small/")
    with django_assert_num_queries(4):
        assert client.get("/governance/answers/small/").status_code == 200
    with django_assert_num_queries(2):
        assert client.get("/governance/answers/").status_code == 200


def test_every_disposition_has_a_sentence_and_a_shape():
    assert set(SHAPES) == set(Disposition.values)
    assert all(plain_outcome(key) != key for key in Disposition.final())


@pytest.mark.parametrize("table", ["governance_answerset", "governance_answer", "governance_issueevent"])
def test_the_database_refuses_to_change_or_forget_what_was_published(drafted, steering, table):
    publish(drafted, steering)
    for statement in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
