"""Pages of plans: who sees them, what they say, paper in every language, and how often the database is asked."""

import io
from datetime import timedelta

import pytest
from django.test import Client

from ladder.assessment.entries import DeterminationEntry
from ladder.assessment.services import record_determinations
from ladder.assessment.services.recording import Visit
from ladder.improvement.models import Measure
from ladder.improvement.services.plans import MeasureEntry, add_measure, start_plan
from tests.improvement.conftest import TODAY, picture

QUERIES_OF_LIST, QUERIES_OF_PLAN = 7, 12


@pytest.fixture
def plan(gappy, version, people):
    return start_plan(site=gappy, version=version, actor=people["operator"], on=TODAY)


def address(plan, tail=""):
    return f"/improvement/sites/{plan.site.public_id}/{tail}"


@pytest.mark.parametrize(
    ("role", "status"), [("", 404), ("public", 404), ("buyer", 200), ("operator", 200), ("assessor", 200)]
)
def test_whoever_sees_reasons_sees_the_plan(client_of, plan, role, status):
    assert client_of(role).get(address(plan)).status_code == status
    measure = plan.measures.first()
    assert client_of(role).get(f"/improvement/measures/{measure.public_id}/").status_code == status


@pytest.mark.parametrize(
    ("role", "status"), [("", 302), ("buyer", 404), ("investor", 404), ("operator", 200), ("assessor", 200)]
)
def test_measures_are_made_by_those_who_work_there(client_of, plan, role, status):
    assert client_of(role).get(address(plan, "measures/new/?requirement=R-2")).status_code == status


def test_a_measure_for_nothing_is_not_there(client_of, plan):
    assert client_of("operator").get(address(plan, "measures/new/?requirement=R-99")).status_code == 404
    assert client_of("operator").get(address(plan, "measures/new/")).status_code == 404


def test_making_a_measure_by_form(client_of, plan):
    form = {
        "words_fr": "Clôturer", "owner": "board", "due_on": (TODAY + timedelta(days=9)).isoformat(), "cost_class": "none",
        "payer": "investor", "picture": "fence", "amount": "120.50",
    }  # fmt: skip
    client = client_of("operator")
    refused = client.post(address(plan, "measures/new/?requirement=R-2"), form)
    assert refused.status_code == 422
    assert "Say in which currency the amount is." in refused.content.decode()
    assert client.post(address(plan, "measures/new/?requirement=R-2"), form | {"currency": "USD"}).status_code == 302
    made = Measure.objects.latest("pk")
    assert (str(made.amount), made.currency, made.words["fr"]) == ("120.50", "USD", "Clôturer")
    assert "is_agreed" not in client.get(address(plan, "measures/new/?requirement=R-4")).content.decode()
    assert "is_agreed" in client_of("assessor").get(address(plan, "measures/new/?requirement=R-4")).content.decode()


def test_what_is_said_anew_in_one_language_is_not_said_otherwise_in_the_others(client_of, plan):
    client, where = client_of("operator"), address(plan, "measures/new/?requirement=R-2")
    suggested = dict(client.get(where).context["form"].initial)
    chosen = {"owner": "board", "due_on": (TODAY + timedelta(days=9)).isoformat(), "cost_class": "none",
              "payer": "investor", "picture": "fence"}  # fmt: skip
    words = {name: text for name, text in suggested.items() if name.startswith("words_")}
    assert len([text for text in words.values() if text]) > 1
    assert client.post(where, {**words, **chosen}).status_code == 302
    assert set(Measure.objects.latest("pk").words) == {name.removeprefix("words_") for name in words if words[name]}
    assert client.post(where, {**words, "words_fr": "Contrôle à l’entrée", **chosen}).status_code == 302
    assert Measure.objects.latest("pk").words == {"fr": "Contrôle à l’entrée"}
    assert "Ce qui sera fait" in client.get(f"{where}&lang=fr").content.decode()


def test_who_handed_in_sees_what_they_handed_in(client_of, plan):
    measure = plan.measures.get(requirement="R-2")
    operator = client_of("operator")
    assert operator.post(f"/improvement/measures/{measure.public_id}/evidence/", {"file": picture()}).status_code == 302
    evidence = f"/assessment/evidence/{measure.steps.get().evidence.public_id}/"
    assert evidence in operator.get(f"/improvement/measures/{measure.public_id}/").content.decode()
    assert {who: client_of(who).get(evidence).status_code for who in ("operator", "assessor", "buyer")} == {
        "operator": 200, "assessor": 200, "buyer": 404,
    }  # fmt: skip


def test_handing_in_and_checking_by_form(client_of, plan):
    measure = plan.measures.get(requirement="R-2")
    page = f"/improvement/measures/{measure.public_id}/"
    operator, assessor = client_of("operator"), client_of("assessor")
    assert operator.post(f"{page}evidence/", {"file": picture()}).status_code == 302
    assert "Check the evidence" not in operator.get(page).content.decode()
    assert operator.post(f"{page}check/", {"kind": "checked"}).status_code == 404
    assert "Check the evidence" in assessor.get(page).content.decode()
    assert assessor.post(f"{page}check/", {"kind": "checked"}).status_code == 302
    assert "Done and checked" in assessor.get(page).content.decode()
    late = assessor.post(f"{page}check/", {"kind": "checked"})
    assert late.status_code == 422
    assert "Somebody was faster" in late.content.decode()


@pytest.mark.parametrize("language", ["en", "fr", "sw", "zh"])
def test_the_plan_is_printed_in_every_language(client_of, plan, language):
    client = client_of("operator")
    answer = client.get(address(plan, f"plan.{language}.pdf"))
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF-")
    assert io.BytesIO(answer.content).getbuffer().nbytes > 5000
    assert client.get(address(plan, "print/")).status_code == 200


def test_an_unknown_language_or_a_site_without_plan_has_no_paper(client_of, plan, make_site, version):
    client = client_of("secretariat")
    assert client.get(address(plan, "plan.de.pdf")).status_code == 404
    other = make_site("t-2")
    assert client.get(f"/improvement/sites/{other.public_id}/print/").status_code == 404
    assert "no plan yet" in client.get(f"/improvement/sites/{other.public_id}/").content.decode()


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_asks_as_often_for_thirty_plans_as_for_one(
    client_of, people, make_site, version, number, django_assert_num_queries
):
    for count in range(number):
        site = make_site(f"q-{count}")
        entries = [DeterminationEntry(key, "not_met", TODAY, grade="B", decided_by="one") for key in ("R-1", "R-2")]
        record_determinations(
            site=site, version=version, visit=Visit("third", TODAY), entries=entries, actor=None, on=TODAY
        )
        start_plan(site=site, version=version, actor=None, on=TODAY)
    client: Client = client_of("buyer")
    client.get("/improvement/")
    with django_assert_num_queries(QUERIES_OF_LIST):
        assert client.get("/improvement/").status_code == 200


@pytest.mark.parametrize("number", [1, 30])
def test_a_plan_asks_as_often_for_thirty_measures_as_for_one(
    client_of, people, plan, number, django_assert_num_queries
):
    entry = MeasureEntry("R-2", {"en": "Fence"}, "board", TODAY + timedelta(days=3), "low", "buyer", "fence")
    for _ in range(number):
        add_measure(plan=plan, entry=entry, actor=people["operator"], on=TODAY)
    client = client_of("buyer")
    client.get(address(plan))
    with django_assert_num_queries(QUERIES_OF_PLAN):
        assert client.get(address(plan)).status_code == 200


def test_the_interface_gives_the_plan_to_whoever_sees_reasons(client_of, plan):
    path = f"/api/v1/improvement/sites/{plan.site.public_id}/plan"
    assert client_of("").get(path).status_code == 404
    answer = client_of("investor").get(path).json()
    assert {one["requirement"]: one["state"] for one in answer["measures"]} == {"R-2": "planned", "R-4": "planned"}
    assert answer["gaps"] == []
    assert answer["plan"] == str(plan.public_id)
