"""Pages of review, second reading, independence, statements and appeals: who gets in, what they see and what follows."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from ladder.assessment.incident_entries import IncidentEntry
from ladder.assessment.models import (
    Appeal,
    Evidence,
    EvidenceCheck,
    EvidenceUse,
    IndependenceDeclaration,
    OperatorStatement,
    SecondReading,
    SiteLevel,
)
from ladder.assessment.review_beside import beside_findings
from ladder.assessment.review_queries import QueueFilter, queue_of
from ladder.assessment.review_words import REVIEW_WORDS
from ladder.assessment.services.incidents import record_incident
from ladder.assessment.services.independence import declare_ties
from ladder.assessment.services.reviews import review_hand_in
from ladder.assessment.services.statements import state_words
from ladder.audit.models import Entry
from ladder.registry.models import Site
from tests.assessment.conftest import ALL_MET, DAY
from tests.assessment.review_people import hand_in, let_assess, organisation_of

QUEUE = reverse("assessment:review_queue")
pytestmark = pytest.mark.django_db


@pytest.fixture
def made(staffed, version, people):
    return hand_in(staffed, version, ALL_MET, people["assessor"], reason="Told in confidence.")


@pytest.fixture
def bad(made, staffed, version, people):
    return hand_in(
        staffed, version, {"R-3": "not_met"}, people["assessor"], DAY + timedelta(days=1), reason="Told in confidence."
    )


def page(client, name, *arguments, **query):
    answer = client.get(reverse(f"assessment:{name}", args=arguments), query)
    return answer.status_code, answer.content.decode()


def finding(assessment, key="R-3"):
    return assessment.determinations.get(requirement__key=key)


# The queue


def lines(**wanted):
    return queue_of(Site.objects.all(), QueueFilter(**wanted))


def told(line):
    return [reason for reason in line.reasons if reason != "sample"]


def test_what_protects_people_comes_first(bad, made, staffed, version, people):
    opening = hand_in(staffed, version, {"R-3": "met"}, people["secretariat"], DAY + timedelta(days=90))
    assert [one.assessment.pk for one in lines()][:2] == [opening.pk, bad.pk]
    assert [told(one)[0] for one in lines()[:2]] == ["opens_gate", "stop_failed"]


def test_two_assessors_who_differ_within_a_month_are_told(made, staffed, version, people):
    other = hand_in(staffed, version, {"R-1": "partly"}, people["secretariat"], DAY + timedelta(days=20),
                    decided_by="somebody else")  # fmt: skip
    assert {one.assessment.pk for one in lines(reason="disagrees")} == {made.pk, other.pk}


def test_what_an_operator_says_of_itself_hides_no_opened_gate(bad, staffed, version, people):
    hand_in(staffed, version, {"R-3": "met"}, people["operator"], DAY + timedelta(days=30), kind="self")
    opening = hand_in(staffed, version, {"R-3": "met"}, people["secretariat"], DAY + timedelta(days=90))
    assert opening.pk in {one.assessment.pk for one in lines(reason="opens_gate")}


def test_where_only_the_operator_spoke_its_own_change_of_mind_opens_a_gate(staffed, version, people):
    hand_in(staffed, version, {"R-3": "not_met"}, people["operator"], DAY, kind="self")
    opening = hand_in(staffed, version, {"R-3": "met"}, people["operator"], DAY + timedelta(days=5), kind="self")
    assert [one.assessment.pk for one in lines(reason="opens_gate")] == [opening.pk]


def test_a_gate_that_is_opened_on_the_day_it_was_found_failed_is_told(bad, staffed, version, people):
    day = DAY + timedelta(days=1)
    opening = hand_in(staffed, version, {"R-3": "met"}, people["secretariat"], day, decided_by="somebody else")
    assert [one.assessment.pk for one in lines(reason="opens_gate")] == [opening.pk]


def test_a_later_look_hides_no_disagreement_within_a_month(made, staffed, version, people):
    near = hand_in(staffed, version, {"R-1": "partly"}, people["secretariat"], DAY + timedelta(days=20),
                   decided_by="somebody else")  # fmt: skip
    hand_in(staffed, version, {"R-1": "partly"}, people["secretariat"], DAY + timedelta(days=200),
            decided_by="somebody else")  # fmt: skip
    assert {one.assessment.pk for one in lines(reason="disagrees")} == {made.pk, near.pk}


def test_odd_photos_fast_visits_and_typed_grades_are_told(made, staffed):
    began = timezone.now()
    piece = Evidence.objects.create(
        site=staffed, kind="photo", title="Photo", observed_on=DAY, received_at=began, visit_started_at=began,
        visit_ended_at=began + timedelta(seconds=30),
    )  # fmt: skip
    EvidenceUse.objects.create(determination=finding(made), evidence=piece, method="O")
    for score, flags in ((100, []), (30, ["old"])):
        EvidenceCheck.objects.create(evidence=piece, score=score, flags=flags, method="photo/1", checked_at=began)
    (line,) = lines()
    assert (told(line), line.flags, line.grades) == (["flagged", "graded_by_hand"], ("old",), (("B", 4),))
    EvidenceCheck.objects.create(evidence=piece, score=95, flags=["exif_lost"], method="photo/1", checked_at=began)
    assert told(lines()[0]) == ["graded_by_hand"]


def test_states_filter_the_queue(made, bad, people):
    review_hand_in(assessment=made, verdict="confirmed", reason="", actor=people["secretariat"], on=DAY)
    later = DAY + timedelta(days=2)
    review_hand_in(assessment=bad, verdict="refused", reason="No.", actor=people["secretariat"], on=later)
    found = {
        state: [one.assessment.pk for one in lines(state=state)]
        for state in ("", "confirmed", "refusal_waits", "refused")
    }
    assert found == {"": [bad.pk], "confirmed": [made.pk], "refusal_waits": [bad.pk], "refused": []}


@pytest.mark.parametrize("number", [1, 30])
def test_the_queue_costs_the_same_with_one_hand_in_and_with_thirty(
    staffed, version, people, client_of, django_assert_num_queries, number
):
    for place in range(number):
        hand_in(staffed, version, ALL_MET, people["assessor"], DAY + timedelta(days=place))
    client = client_of("secretariat")
    client.get(QUEUE)
    with django_assert_num_queries(13):
        answer = client.get(QUEUE)
    assert answer.content.decode().count(staffed.name) == number


@pytest.mark.parametrize(
    ("who", "status"),
    [("secretariat", 200), ("assessor", 200), ("operator", 404), ("buyer", 404), ("committee", 404), ("", 302)],
)
def test_who_sees_the_queue(made, client_of, who, status):
    assert client_of(who).get(QUEUE).status_code == status


def test_a_tie_hides_a_site_s_hand_ins(made, staffed, people, client_of, make_person):
    let_assess(staffed, other := make_person("other", "assessor"))
    client = client_of("")
    client.force_login(other)
    assert staffed.name in client.get(QUEUE).content.decode()
    declare_ties(person=other, site=staffed, ties=["family"], words="", on=DAY)
    assert staffed.name not in client.get(QUEUE).content.decode()
    assert page(client, "review_hand_in", made.public_id)[0] == 404


# One hand-in


def test_a_reviewer_sees_findings_and_notes_and_the_reading_is_logged(made, client_of):
    status, html = page(client_of("secretariat"), "review_hand_in", made.public_id)
    assert status == 200
    assert "Told in confidence." in html
    assert "R-3" in html
    assert Entry.objects.filter(action="audit.record_read", target=f"hand_in:{made.public_id}").count() == 1


@pytest.mark.parametrize("who", ["operator", "buyer", "committee", "stranger", "regulator"])
def test_nobody_else_opens_a_hand_in(made, client_of, who):
    for name in ("review_hand_in", "second_reading"):
        assert page(client_of(who), name, made.public_id)[0] == 404


def test_a_verdict_is_recorded(made, client_of):
    address = reverse("assessment:review_hand_in", args=[made.public_id])
    assert client_of("secretariat").post(address, {"verdict": "confirmed"}).status_code == 302
    assert made.reviews.get().verdict == "confirmed"


@pytest.mark.parametrize(
    ("posted", "sentence"),
    [({}, "This field is required"), ({"verdict": "refused"}, "Say why"), ({"verdict": "fine"}, "Select a valid")],
)
def test_a_faulty_verdict_is_answered_with_a_sentence(made, client_of, posted, sentence):
    answer = client_of("secretariat").post(reverse("assessment:review_hand_in", args=[made.public_id]), posted)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not made.reviews.exists()


def test_whoever_runs_a_site_reads_what_became_of_their_own_hand_in(staffed, version, people, client_of, make_person):
    own = hand_in(staffed, version, {"R-1": "met"}, people["operator"], kind="self", decided_by="us")
    review_hand_in(assessment=own, verdict="returned", reason="Which day?", actor=people["secretariat"], on=DAY)
    status, html = page(client_of("operator"), "review_hand_in", own.public_id)
    assert status == 200
    assert "Which day?" in html
    assert "hand in anew" in html


def test_the_maker_reads_and_is_told_that_somebody_else_reviews(made, client_of):
    client = client_of("assessor")
    assert "Somebody else reviews it" in page(client, "review_hand_in", made.public_id)[1]
    answer = client.post(reverse("assessment:review_hand_in", args=[made.public_id]), {"verdict": "confirmed"})
    assert answer.status_code == 422
    assert not made.reviews.exists()


# The second reading


def test_the_second_reader_does_not_see_the_first_reading(bad, staffed, people, make_person, client_of):
    let_assess(staffed, other := make_person("other", "assessor"))
    review_hand_in(assessment=bad, verdict="second_reader", reason="", actor=people["secretariat"], on=DAY)
    client = client_of("")
    client.force_login(other)
    for name in ("review_hand_in", "second_reading"):
        status, html = page(client, name, bad.public_id)
        assert status == 200
        assert "Told in confidence." not in html
        assert "state-not_met" not in html
    posted = {f"state-{finding(bad).public_id}": "met"}
    assert client.post(reverse("assessment:second_reading", args=[bad.public_id]), {}).status_code == 422
    assert client.post(reverse("assessment:second_reading", args=[bad.public_id]), posted).status_code == 302
    assert SecondReading.objects.get().contest is not None
    assert "Told in confidence." in page(client, "review_hand_in", bad.public_id)[1]


# Independence


def test_an_assessor_declares_and_becomes_independent(staffed, client, people, make_person):
    newcomer = make_person("newcomer", "assessor", organisation_of(people["assessor"]))
    client.force_login(newcomer)
    address = reverse("assessment:independence", args=[staffed.public_id])
    assert "grade B is the best" in client.get(address).content.decode()
    assert client.post(address, {}).status_code == 422
    assert client.post(address, {"is_true": "on"}).status_code == 302
    assert "grade A is possible" in client.get(address).content.decode()
    assert client.post(address, {"is_true": "on", "ties": ["trades_ore"]}).status_code == 302
    assert "grade B is the best" in client.get(address).content.decode()
    assert IndependenceDeclaration.objects.filter(person=newcomer).count() == 2


@pytest.mark.parametrize("who", ["operator", "buyer", "stranger"])
def test_who_does_not_assess_declares_nothing(staffed, client_of, who):
    assert page(client_of(who), "independence", staffed.public_id)[0] == 404


# The operator


def test_the_operator_s_words_stand_beside_the_finding_and_no_note_is_shown(bad, staffed, client_of):
    client = client_of("operator")
    address = reverse("assessment:statement", args=[finding(bad).public_id])
    assert "Told in confidence." not in client.get(address).content.decode()
    assert client.post(address, {"words": "We closed it.", "language": "en"}).status_code == 302
    assert OperatorStatement.objects.get().words == "We closed it."
    for who in ("operator", "buyer"):
        status, html = page(client_of(who), "reasons", staffed.public_id)
        assert status == 200
        assert "We closed it." in html
        assert "Told in confidence." not in html
    assert ("Answer this finding" in html, SiteLevel.objects.get(site=staffed).status) == (False, "suspended")
    rows = client_of("buyer").get(f"/api/v1/assessment/sites/{staffed.public_id}/determinations").json()
    found = [dict(zip(rows["columns"], row, strict=True)) for row in rows["rows"]]
    assert [one["statement"] for one in found if one["state"] == "not_met"] == ["We closed it."]
    assert {one["review"] for one in found} == {""}
    assert "reason" not in rows["columns"]


def test_a_report_that_counts_is_not_said_to_be_the_reviewed_finding(made, staffed, version, people, client_of):
    review_hand_in(assessment=made, verdict="confirmed", reason="", actor=people["secretariat"], on=DAY)
    client = client_of("operator")
    before = page(client, "reasons", staffed.public_id)[1]
    told = IncidentEntry("other", DAY, "monitor", "R-3", is_credible=False)
    record_incident(site=staffed, version=version, entry=told, actor=None, on=DAY)
    after = page(client, "reasons", staffed.public_id)[1]
    said = "A report or an objection counts here until somebody entitled looks again."
    assert (said in before, said in after) == (False, True)
    assert after.count(f">{REVIEW_WORDS['confirmed']}<") == before.count(f">{REVIEW_WORDS['confirmed']}<") - 1
    words = client.get(reverse("assessment:statement", args=[finding(made).public_id])).content.decode()
    assert "there is nothing to appeal against" in words
    refused = client.post(reverse("assessment:appeal", args=[finding(made).public_id]), {"words": "Nobody saw that."})
    assert refused.status_code == 422
    assert not Appeal.objects.exists()


def test_an_appeal_is_opened_heard_and_decided(bad, staffed, people, client_of):
    client = client_of("operator")
    address = reverse("assessment:appeal", args=[finding(bad).public_id])
    assert client.get(address).status_code == 200
    assert client.post(address, {"words": ""}).status_code == 422
    assert client.post(address, {"words": "Another site."}).status_code == 302
    appeal = Appeal.objects.get()
    assert "the level stays as it is" in page(client, "reasons", staffed.public_id)[1]
    review_hand_in(assessment=bad, verdict="confirmed", reason="", actor=people["secretariat"], on=DAY)
    where = reverse("assessment:appeal_page", args=[appeal.public_id])
    refused = {who: client_of(who).post(where, {"outcome": "upheld", "reason": "Yes."}).status_code
               for who in ("operator", "secretariat", "assessor", "buyer", "stranger")}  # fmt: skip
    assert refused == {"operator": 422, "secretariat": 422, "assessor": 422, "buyer": 404, "stranger": 404}
    assert "Told in confidence." not in client_of("committee").get(where).content.decode()
    assert client_of("committee").post(where, {"outcome": "upheld", "reason": "It is."}).status_code == 302
    assert SiteLevel.objects.get(site=staffed).status == "lapsed"  # no longer suspended; the visits were long ago
    assert "It is." in client.get(where).content.decode()


@pytest.mark.parametrize("who", ["assessor", "secretariat", "buyer", "stranger"])
def test_only_the_operator_of_the_site_answers(bad, client_of, who):
    for name in ("statement", "appeal"):
        assert page(client_of(who), name, finding(bad).public_id)[0] == 404


def test_a_withdrawn_finding_is_marked_in_the_history_and_left_out_of_the_file(made, staffed, people, client_of):
    review_hand_in(assessment=made, verdict="refused", reason="No.", actor=people["secretariat"], on=DAY)
    client = client_of("buyer")
    assert page(client, "history", staffed.public_id)[1].count("counts no more from") == 4
    assert page(client, "determinations", staffed.public_id)[1].count("R-") == 0


def test_what_stands_beside_findings_is_three_queries_and_keeps_to_the_day(
    bad, staffed, version, people, django_assert_num_queries
):
    row = finding(bad)
    state_words(finding=row, words="Ours.", language="fr", actor=people["operator"], on=DAY + timedelta(days=9))
    review_hand_in(assessment=bad, verdict="confirmed", reason="", actor=people["secretariat"], on=DAY + timedelta(9))
    with django_assert_num_queries(3):
        then = beside_findings(staffed, version, DAY + timedelta(days=8))["R-3"]
    now = beside_findings(staffed, version, DAY + timedelta(days=9))["R-3"]
    assert (then.review, then.statement, now.review, now.statement.words) == ("", None, "confirmed", "Ours.")
    assert then.finding == now.finding == str(row.public_id)


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_of_appeals_costs_the_same_however_long(
    staffed, version, people, client_of, django_assert_num_queries, number
):
    for place in range(number):
        one = hand_in(staffed, version, {"R-1": "partly"}, people["assessor"], DAY + timedelta(days=place))
        Appeal.objects.create(
            determination=finding(one, "R-1"), organisation=organisation_of(people["operator"]), words="x",
            opened_on=DAY, due_on=DAY, recorded_at=timezone.now(),
        )  # fmt: skip
    client = client_of("committee")
    client.get(reverse("assessment:appeals"))
    with django_assert_num_queries(6):
        answer = client.get(reverse("assessment:appeals"))
    assert answer.content.decode().count("R-1") == 2 * number
