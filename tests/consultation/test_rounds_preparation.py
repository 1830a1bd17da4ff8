"""The stakeholder map, the requirements, questions and rules of a round in preparation."""

import pytest
from django.core.exceptions import ValidationError

from ladder.consultation import services
from ladder.consultation.models import RoundItem
from ladder.consultation.queries import list_speaking_groups
from ladder.consultation.rule_words import SENTENCES, say_rule, say_rules
from ladder.core.synthesis.rules import Rules

pytestmark = pytest.mark.django_db
Group = services.GroupPlan


def refusal_of(round_, plans) -> str:
    before = list(round_.groups.values_list("group__key", "expected"))
    with pytest.raises(ValidationError) as refusal:
        services.set_groups(actor=None, round_=round_, plans=plans)
    assert list(round_.groups.values_list("group__key", "expected")) == before
    return " ".join(refusal.value.messages)


def test_groups_not_named_leave_the_map_and_small_ones_are_joined(draft):
    keys = [group.group.key for group in draft.groups.select_related("group")]
    assert keys == ["diggers", "women_washers", "cooperatives", "egc", "state_services"]
    assert draft.groups.get(group__key="egc").heard_with == draft.groups.get(group__key="state_services")


def test_the_map_can_be_set_again_and_joins_are_let_go(draft):
    services.set_groups(actor=None, round_=draft, plans=[Group("egc", 9), Group("diggers", 40, why=" By phone. ")])
    egc = draft.groups.get(group__key="egc")
    assert (egc.expected, egc.heard_with, egc.position) == (9, None, 8)
    assert draft.groups.get(group__key="diggers").why == "By phone."
    assert draft.groups.count() == 2


@pytest.mark.parametrize(
    ("plans", "words"),
    [
        ([Group("diggers", 5), Group("diggers", 6)], "stands twice"),
        ([Group("miners", 5)], "no group “miners” in the registry"),
        ([Group("diggers", -1)], "as a whole number"),
        ([Group("diggers", 10**9)], "as a whole number"),
        ([Group("diggers", 5, heard_with="diggers")], "not to itself"),
        ([Group("diggers", 5, heard_with="egc")], "not in the round"),
        (
            [Group("diggers", 5, heard_with="egc"), Group("egc", 5, heard_with="diggers")],
            "not to itself or a joined one",
        ),
        (
            [Group("diggers", 5, heard_with="egc"), Group("egc", 5, heard_with="traders"), Group("traders", 9)],
            "joined one",
        ),
    ],
)
def test_an_impossible_map_is_refused_whole(draft, plans, words):
    assert words in refusal_of(draft, plans)


def test_joined_groups_speak_as_one_and_are_at_risk_together(draft):
    services.set_groups(
        actor=None, round_=draft, plans=[Group("diggers", 50), Group("women_washers", 6, True, "Hidden.", "diggers")]
    )
    (only,) = list_speaking_groups(draft)
    assert (only.key, only.expected, only.is_vulnerable, only.joined) == (
        "diggers", 56, True, ("Women washers and carriers",),
    )  # fmt: skip
    assert only.why == "Hidden."
    assert len(only.members) == 2


def test_requirements_by_principle_and_level(draft):
    number = services.choose_items(actor=None, round_=draft, selection=services.Selection({4}, {1, 2}))
    items = list(draft.items.all())
    assert number == len(items) > 0
    assert {item.principle for item in items} == {4}
    assert {item.level for item in items} == {1, 2}
    assert [item.position for item in items] == list(range(1, number + 1))


def test_a_choice_keeps_the_rows_that_stay(draft):
    kept = draft.items.get(key="P4-L1-01")
    services.choose_items(actor=None, round_=draft, selection=services.Selection(principles={4}))
    services.choose_items(actor=None, round_=draft, selection=services.Selection())
    assert RoundItem.objects.get(round=draft, key="P4-L1-01").pk == kept.pk
    assert draft.items.count() == 130


def test_an_empty_choice_is_refused(draft):
    with pytest.raises(ValidationError) as refusal:
        services.choose_items(actor=None, round_=draft, selection=services.Selection({99}))
    assert "No requirement fits" in refusal.value.messages[0]
    assert draft.items.count() == 130


def test_questions_are_replaced_in_their_order(draft):
    plans = [services.QuestionPlan("b", {"en": "Second?"}), services.QuestionPlan("a", {"fr": "Première ?", "en": " "})]
    services.set_questions(actor=None, round_=draft, plans=plans)
    assert [(row.key, row.texts) for row in draft.questions.all()] == [
        ("b", {"en": "Second?"}),
        ("a", {"fr": "Première ?"}),
    ]


@pytest.mark.parametrize(
    ("plans", "words"),
    [
        ([services.QuestionPlan("", {"en": "What?"})], "Question 1: write its short name"),
        ([services.QuestionPlan("a b", {"en": "What?"})], "Question 1: write its short name"),
        ([services.QuestionPlan("a", {"en": "X?"}), services.QuestionPlan("a", {"en": "Y?"})], "Question 2: another"),
        ([services.QuestionPlan("a", {"en": " "})], "Question 1: write it in at least one language"),
    ],
)
def test_impossible_questions_are_refused_with_their_place(draft, plans, words):
    with pytest.raises(ValidationError) as refusal:
        services.set_questions(actor=None, round_=draft, plans=plans)
    assert any(words in sentence for sentence in refusal.value.messages)
    assert draft.questions.count() == 10


def test_rules_may_differ_and_what_is_left_out_keeps_its_usual_value(draft):
    services.set_rules(actor=None, round_=draft, document={"established_answers": 8})
    draft.refresh_from_db()
    assert draft.rules["established_answers"] == 8
    assert draft.rules["rho"] == 0.3


@pytest.mark.parametrize("document", [{"rho": 2}, {"rho": "high"}, {"rhoo": 0.3}, {"rho": None}, {"permutations": 0.5}])
def test_a_rule_that_cannot_be_is_named(draft, document):
    with pytest.raises(ValidationError) as refusal:
        services.set_rules(actor=None, round_=draft, document=document)
    assert f"“{next(iter(document))}”" in refusal.value.messages[0]


def test_every_rule_is_said_in_words():
    rules = Rules().as_document()
    assert set(SENTENCES) == set(rules)
    said = {key for section in say_rules(rules) for key, _sentence in section.rules}
    assert said == set(rules)
    assert say_rule("established_certainty", 0.8) == (
        "In every group it must be at least 80 % sure that more than half support the requirement."
    )
    assert say_rule("stratify_from", 0.14).startswith("Where groups differ in how much they answered (from 14 %")
    assert "0.3 (0 none, 1 full)" in say_rule("rho", 0.3)


def test_a_rule_without_words_is_shown_and_not_left_out():
    sections = say_rules({"rho": 0.3, "brand_new": 7})
    assert sections[-1].rules == (("brand_new", "brand_new: 7"),)
