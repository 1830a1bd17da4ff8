"""Pages of what was handed in: who sees what, in how many queries, and how the secretariat decides."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ladder.assessment.models import Determination
from ladder.audit.models import Entry
from ladder.field.models import Submission, SubmissionEvent
from ladder.field.queries.submissions import count_states
from ladder.field.services.taking import take_waiting

TODAY = timezone.localdate()
DAY = (TODAY - timedelta(days=2)).isoformat()


@pytest.fixture
def as_person(field_people):
    def sign_in(role):
        client = Client()
        client.force_login(field_people[role])
        return client

    return sign_in


def take():
    return take_waiting(on=TODAY)


def page_of(row):
    return reverse("field:submission", args=[row.public_id])


def test_the_first_page_counts_what_arrived(send, as_person, django_assert_num_queries):
    send({"R-1": "met"}, day=DAY)
    send({"R-1": {"state": "met", "photo": "a.jpg"}}, instance="uuid:2", day=DAY)
    take()
    client = as_person("assessor")
    client.get("/field/")
    with django_assert_num_queries(5):
        answer = client.get("/field/")
    assert (answer.context["counts"]["incomplete"], answer.context["received"]) == (1, 1)
    assert [row["site__name"] for row in answer.context["lately"]] == ["Site f-1"]


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_asks_the_same_however_long_it_is(send, as_person, django_assert_num_queries, number):
    for place in range(number):
        send({"R-1": "met"}, instance=f"uuid:{place}", day=DAY)
    client = as_person("secretariat")
    client.get("/field/submissions/")
    with django_assert_num_queries(6):
        answer = client.get("/field/submissions/")
    assert len(answer.context["page"].object_list) == number


def test_the_list_is_filtered_by_state_and_site(send, as_person, field_site):
    send({"R-1": "met"}, day=DAY)
    send({"R-1": {"state": "met", "photo": "a.jpg"}}, instance="uuid:2", day=DAY)
    take()
    client = as_person("assessor")

    def shown(query):
        return [row.instance_id for row in client.get(f"/field/submissions/?{query}").context["page"].object_list]

    assert shown("state=incomplete") == ["uuid:2"]
    assert shown("state=odd") == ["uuid:2", "uuid:1"]
    assert shown(f"site={field_site.public_id}&state=taken") == ["uuid:1"]
    assert shown("site=nonsense&page=1") == ["uuid:2", "uuid:1"]


@pytest.mark.parametrize(
    ("reader", "by", "status"),
    [
        ("secretariat", "assessor", 200), ("assessor", "operator", 200), ("assessor", "monitor", 200),
        ("operator", "assessor", 404), ("operator", "operator", 200), ("monitor", "assessor", 404),
        ("monitor", "monitor", 200), ("buyer", "assessor", 404), ("regulator", "assessor", 404), ("stranger", "assessor", 404),
    ],
)  # fmt: skip
def test_who_reads_one(send, as_person, reader, by, status):
    row = send({"R-1": "met"}, by=by, day=DAY).row
    take()
    client = as_person(reader)
    assert client.get(page_of(row)).status_code == status
    assert client.get(reverse("field:submission_xml", args=[row.public_id])).status_code == status


def test_an_assessor_of_another_site_reads_nothing(send, make_person, as_person, field_people):
    row = send({"R-1": "met"}, day=DAY).row
    take()
    field_people["other"] = make_person("other", "assessor")
    assert as_person("other").get(page_of(row)).status_code == 404
    assert as_person("other").get("/field/submissions/").context["page"].object_list.count() == 0


def test_one_is_told_question_by_question_with_what_followed(send, as_person):
    answers = {
        "R-1": {"state": "met", "reason": "poster seen", "methods": "d"},
        "R-3": {"state": "not_met", "photo": "a.jpg"},
    }
    row = send(answers, conditions={"underground": "yes"}, day=DAY).row
    take()
    text = as_person("assessor").get(page_of(row)).content.decode()
    for words in (
        "Posted commitment",
        "poster seen",
        "No child labour",
        "Is there underground work?",
        "a.jpg",
        "missing",
    ):
        assert words in text
    assert "recorded, grade C" in text
    assert "nothing yet" in text


def test_reading_what_somebody_else_sent_and_taking_its_xml_is_logged(send, as_person):
    sent = send({"R-1": "met"}, day=DAY)
    as_person("assessor").get(page_of(sent.row))
    assert not Entry.objects.filter(action="audit.record_read").exists()
    client = as_person("secretariat")
    client.get(page_of(sent.row))
    answer = client.get(reverse("field:submission_xml", args=[sent.row.public_id]))
    assert answer.content == sent.body
    reasons = Entry.objects.filter(action="audit.record_read").values_list("detail__why", flat=True)
    assert set(reasons) == {"field_submission", "field_submission_xml"}


def aside(send, make_site):
    row = send({"R-1": "met", "R-3": "not_met"}, site=make_site("other"), day=DAY).row
    take()
    return Submission.objects.get(pk=row.pk)


def test_the_secretariat_lets_through_in_the_name_of_somebody_entitled(send, make_site, staff, as_person, field_people):
    row = aside(send, make_site)
    assert row.aside_reason == "no_right"
    client = as_person("secretariat")
    assert "had no part at this site" in client.get(page_of(row)).content.decode()
    address = reverse("field:accept_submission", args=[row.public_id])
    refused = client.post(address, {"speaker": "assessor", "site": "other", "reason": "checked by telephone"})
    assert refused.status_code == 422
    assert "had no part at this site" in refused.content.decode()
    done = client.post(address, {"speaker": "secretariat", "site": "other", "reason": "checked by telephone"})
    assert done.status_code == 302
    take()
    rows = Determination.objects.order_by("requirement__key")
    assert [(one.requirement.key, one.decided_by) for one in rows] == [("R-1", "secretariat"), ("R-3", "secretariat")]
    assert Submission.objects.get(pk=row.pk).state == "taken"
    assert SubmissionEvent.objects.get(kind="accepted").detail["words"] == "checked by telephone"


def test_what_is_left_aside_stays_as_it_came(send, make_site, as_person):
    row = aside(send, make_site)
    address = reverse("field:leave_submission", args=[row.public_id])
    assert as_person("assessor").post(address, {"reason": "x"}).status_code == 404
    assert as_person("secretariat").post(address, {"reason": ""}).status_code == 422
    assert as_person("secretariat").post(address, {"reason": "sent by mistake"}).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.aside_reason) == ("aside", "withdrawn")
    page = as_person("secretariat").get(reverse("field:submission", args=[row.public_id])).content.decode()
    assert "a person has to look at it" not in page
    assert count_states(Submission.objects.all())["aside"] == 0
    assert take() == 0


def test_faults_are_shown_with_their_question_and_may_be_let_through(send, as_person):
    row = send({"R-1": "fine", "R-2": "met"}, day=DAY).row
    take()
    client = as_person("secretariat")
    text = client.get(page_of(row)).content.decode()
    assert "p1/r_r_1/state" in text
    assert "none of the question" in text
    client.post(
        reverse("field:accept_submission", args=[row.public_id]),
        {"speaker": "assessor", "site": "f-1", "reason": "the rest is right"},
    )
    take()
    assert [one.requirement.key for one in Determination.objects.all()] == ["R-2"]
    row.refresh_from_db()
    assert (row.state, "accepted_by_hand" in row.flags) == ("taken", True)
