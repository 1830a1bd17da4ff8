"""What is heard so far: weighed once, for those who prepare and decide, never for anybody else."""

import pytest

from ladder.consultation.models import Contribution
from ladder.synthesis.services import weighing
from ladder.synthesis.services.weighing import weigh

pytestmark = pytest.mark.django_db


def test_every_group_in_favour_is_convergence_and_the_women_object(heard):
    place = heard()
    found = {item.statement: item for item in weigh(place.round).analysis.items}
    assert found["R-1"].classes == ("convergence_established",)
    assert {"objection", "divergence"} <= set(found["R-2"].classes)
    assert found["R-2"].objectors == ("women_washers",)


def test_the_same_evidence_is_weighed_once(heard, monkeypatch):
    place = heard()
    weighing.weigh_once.cache_clear()
    first = weigh(place.round).analysis
    monkeypatch.setattr(weighing, "analyse", lambda *_: pytest.fail("weighed twice"))
    assert weigh(place.round).analysis is first


def test_an_answer_more_is_weighed_again(heard):
    place = heard()
    before = weigh(place.round)
    place.say(place.people("diggers", 1), 0, ["cannot"])
    assert weigh(place.round).evidence != before.evidence


def test_one_silent_group_is_never_convergence(heard):
    place = heard()
    Contribution.objects.filter(participant__group=place.groups["traders"]).delete()
    assert {item.classes[0] for item in weigh(place.round).analysis.items} == {"not_enough_heard", "objection"}


@pytest.mark.parametrize(
    ("role", "sees"),
    [("", False), ("public", False), ("stranger", False), ("regulator", False), ("buyer", False), ("investor", False),
     ("operator", False), ("assessor", False), ("facilitator", False), ("secretariat", True), ("committee", True)],
)  # fmt: skip
def test_nothing_is_shown_before_a_release(heard, client_of, role, sees):
    heard()
    client = client_of(role)
    for address in ("/results/small/?live=1", "/results/small/"):
        text = client.get(address).content.decode()
        assert ("Nothing is released yet" in text) is not sees
        assert ("clearly in favour" in text) is sees
        assert ("Not released." in text) is sees
    for tail in ("R-1/", "R-1/?live=1", "opinion-groups/", "releases/"):
        assert client.get(f"/results/small/{tail}").status_code == (200 if sees else 404)


def test_small_groups_are_hidden_from_the_committee_too(place, client_of):
    place.say(place.people("traders", 4), 0, ["cannot"])
    place.say(place.people("diggers", 2), 0, ["cannot"])
    text = client_of("committee").get("/results/small/").content.decode()
    assert "Hidden" in text
    assert "Not heard: one or two voices" in text
    assert "clearly against" not in text


@pytest.mark.parametrize("items", [1, 30])
def test_queries_do_not_grow_with_the_requirements(heard, client_of, items, django_assert_num_queries):
    heard(items, people=6)
    client = client_of("committee")
    client.get("/results/small/")
    with django_assert_num_queries(15):
        client.get("/results/small/")
    with django_assert_num_queries(28):
        client.get("/results/small/R-1/")
