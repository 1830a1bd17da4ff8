"""The endpoints: a visit in one call, faults with their places, who may ask what, and how much it costs."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from ladder.assessment.models import Circumstance, Determination, LevelSnapshot
from ladder.catalogue.services import load_pack, publish_version
from ladder.packfiles.reading import read_pack
from ladder.registry.models import Site
from tests.assessment.conftest import ALL_MET

TODAY = timezone.localdate()


def answers(states, **fields):
    return [{"requirement": key, "state": state, "observed_on": str(TODAY), "grade": "B", **fields}
            for key, state in states.items()]  # fmt: skip


@pytest.fixture
def post(client_of):
    """Posts JSON as a role."""

    def post(role, site, tail, content):
        address = f"/api/v1/assessment/sites/{site.public_id}/{tail}"
        return client_of(role).post(address, json.dumps(content), content_type="application/json")

    return post


@pytest.fixture
def get(client_of):
    """Gets JSON as a role."""

    def get(role, tail, **query):
        return client_of(role).get(f"/api/v1/assessment/{tail}", query)

    return get


def visit(states, **fields):
    return {"kind": "third", "started_on": str(TODAY), "answers": answers(states, **fields)}


def test_a_whole_visit_is_recorded_in_one_call_and_sent_again_changes_nothing(post, staffed, version):
    first = post("assessor", staffed, "visits", visit(ALL_MET, reason="Seen.")).json()
    assert (first["new"], first["known"], first["level"]["site_level"], first["level"]["status"]) == (
        4,
        0,
        2,
        "good_standing",
    )
    again = post("assessor", staffed, "visits", visit(ALL_MET, reason="Seen.")).json()
    assert (again["assessment"], again["new"], again["known"]) == (None, 0, 4)
    assert again["level"] == first["level"]
    assert (Determination.objects.count(), LevelSnapshot.objects.count()) == (4, 1)


def test_every_fault_of_a_visit_is_named_with_its_place_and_nothing_is_written(post, staffed, version):
    content = visit({"R-1": "met", "R-9": "met", "R-3": "not_applicable"})
    content["answers"][0]["observed_on"] = str(TODAY + timedelta(days=1))
    content["answers"].append(answers({"R-2": "met"}, valid_until=str(TODAY - timedelta(days=1)))[0])
    content["answers"] += [
        answers({"R-4": "met"})[0],
        answers({"R-4": "not_met"})[0],
        answers({"R-1": "met"}, observed_on="1999-12-31")[0],
    ]
    answer = post("assessor", staffed, "visits", content)
    assert answer.status_code == 422
    assert [fault["where"] for fault in answer.json()["faults"]] == [
        "answers[0].observed_on", "answers[1].requirement", "answers[2].state", "answers[3].valid_until",
        "answers[5].state", "answers[6].observed_on",
    ]  # fmt: skip
    assert not Determination.objects.exists()


def test_what_is_no_visit_at_all_is_refused_with_its_places(post, staffed, version):
    answer = post(
        "assessor", staffed, "visits", {"kind": "fifth", "answers": [{"requirement": "R-1", "state": "fine"}]}
    )
    assert answer.status_code == 422
    places = {fault["where"] for fault in answer.json()["faults"]}
    assert places == {"kind", "started_on", "answers[0].state", "answers[0].observed_on"}


def test_an_operator_speaks_for_the_site_itself_only(post, staffed, version):
    assert post("operator", staffed, "visits", visit(ALL_MET)).json()["faults"][0]["where"] == "kind"
    own = post("operator", staffed, "visits", visit(ALL_MET) | {"kind": "self"}).json()
    assert (own["new"], own["level"]["grade"]) == (4, "D")


@pytest.mark.parametrize("role", ["stranger", "buyer", "regulator"])
@pytest.mark.parametrize("tail", ["visits", "circumstances"])
def test_others_learn_nothing(post, staffed, version, role, tail):
    told = {"kind": "plan", "subject": "R-4", "starts_on": str(TODAY), "ends_on": str(TODAY), "reason": "x"}
    answer = post(role, staffed, tail, visit(ALL_MET) if tail == "visits" else told)
    assert answer.status_code == 404


def test_a_stranger_must_sign_in_to_write(post, staffed, version):
    assert post("", staffed, "visits", visit(ALL_MET)).status_code == 401


def test_a_plan_is_recorded_and_ended_once(post, staffed, record):
    record(ALL_MET | {"R-4": "not_met"}, TODAY)
    plan = {
        "kind": "plan",
        "subject": "R-4",
        "starts_on": str(TODAY),
        "ends_on": str(TODAY + timedelta(days=9)),
        "reason": "x",
    }
    first = post("assessor", staffed, "circumstances", plan).json()
    assert post("assessor", staffed, "circumstances", plan).json() == first
    tail = f"circumstances/{first['circumstance']}/end"
    assert (
        post("assessor", staffed, tail, {"closed_on": str(TODAY + timedelta(days=1)), "reason": "x"}).status_code == 422
    )
    assert post("operator", staffed, tail, {"closed_on": str(TODAY), "reason": "x"}).status_code == 404
    assert post("assessor", staffed, tail, {"closed_on": str(TODAY), "reason": "x"}).status_code == 200
    assert post("assessor", staffed, tail, {"closed_on": str(TODAY), "reason": "x"}).status_code == 404
    assert Circumstance.objects.count() == 2


def test_faults_of_a_circumstance_are_named_by_field(post, staffed, version):
    told = {"kind": "plan", "subject": "R-9", "starts_on": str(TODAY + timedelta(days=1)), "reason": "x"}
    faults = post("assessor", staffed, "circumstances", told).json()["faults"]
    assert {fault["where"] for fault in faults} == {"subject", "starts_on", "ends_on"}


def test_the_public_gets_the_level_and_people_with_a_role_the_reasons(get, site, record):
    record(ALL_MET, TODAY)
    public = get("", f"sites/{site.public_id}/level").json()
    assert public["site_level"] == 2
    assert "requirements" not in public
    assert len(get("buyer", f"sites/{site.public_id}/level").json()["requirements"]) == 4


@pytest.mark.parametrize("query", [{"version": "9.9"}])
def test_a_version_that_is_not_there_is_not_found(get, site, version, query):
    assert get("", f"sites/{site.public_id}/level", **query).status_code == 404


@pytest.mark.parametrize("day", ["1999-12-31", "2999-01-01", "soon"])
def test_a_day_that_cannot_be_is_refused(get, site, version, day):
    assert get("", f"sites/{site.public_id}/level", on=day).status_code == 422


def test_a_past_day_is_answered_in_four_questions(get, client_of, site, record, django_assert_num_queries):
    record(ALL_MET, TODAY - timedelta(days=10))
    record({"R-3": "not_met"}, TODAY)
    address = f"sites/{site.public_id}/level"
    get("", address)
    with django_assert_num_queries(4):  # site, versions, determinations, circumstances
        past = get("", address, on=str(TODAY - timedelta(days=1))).json()
    assert (past["site_level"], past["status"]) == (2, "good_standing")
    assert get("", address).json()["status"] == "suspended"


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_of_levels_asks_three_questions(get, make_site, record, rows, django_assert_num_queries):
    for number in range(rows):
        record({"R-1": "met"}, TODAY, at=make_site(f"many-{number}"))
    get("", "levels")
    with django_assert_num_queries(3):
        listed = get("", "levels").json()
    assert (listed["total"], len(listed["items"])) == (rows, rows)


def test_a_level_that_is_due_has_no_status(get, site, record):
    record(ALL_MET, TODAY - timedelta(days=20), valid_until=TODAY - timedelta(days=2))
    assert [one["status"] for one in get("", "levels").json()["items"]] == ["due"]
    assert get("", "levels", status="good_standing").json()["total"] == 0
    assert get("", "levels", status="due").json()["total"] == 1


@pytest.fixture
def whole(settings, staffed):
    """The starter pack, published: 130 requirements."""
    loaded = load_pack(read_pack(settings.PACKS_ROOT / "starter"), actor=None, on=TODAY)
    return publish_version(version=loaded, actor=None, on=TODAY)


def test_a_hundred_and_thirty_determinations_are_listed_in_six_questions_and_forty_kilobytes(
    client_of, post, staffed, whole, django_assert_max_num_queries
):
    keys = list(whole.requirements.values_list("key", flat=True))
    assert len(keys) == 130
    recorded = post("assessor", staffed, "visits", visit(dict.fromkeys(keys, "met")))
    assert recorded.json()["new"] == 130
    client = client_of("buyer")
    with django_assert_max_num_queries(6):  # two of them find the session and the person
        answer = client.get(f"/api/v1/assessment/sites/{staffed.public_id}/determinations")
    assert len(answer.json()["rows"]) == 130
    assert len(answer.content) <= 40_000


def test_the_description_holds_every_endpoint(client_of):
    paths = client_of("").get("/api/v1/openapi.json").json()["paths"]
    found = {(path.removeprefix("/api/v1/assessment"), method) for path, kinds in paths.items() for method in kinds
             if path.startswith("/api/v1/assessment")}  # fmt: skip
    assert found == {
        ("/levels", "get"), ("/sites/{public_id}/level", "get"), ("/sites/{public_id}/determinations", "get"),
        ("/sites/{public_id}/visits", "post"), ("/sites/{public_id}/circumstances", "post"),
        ("/sites/{public_id}/circumstances/{circumstance_id}/end", "post"),
    }  # fmt: skip


def test_a_site_that_is_not_there_is_not_found(get, version):
    assert not Site.objects.exists()
    assert get("", "sites/5b0d8c2e-0000-4000-8000-000000000000/level").status_code == 404
