"""Rules are fixed and known by one hash; what cannot be a rule is named."""

import pytest

from ladder.core.synthesis.rules import Rules, RulesError


def test_the_defaults_are_those_of_the_method_page():
    rules = Rules()
    assert (rules.rho, rules.established_answers, rules.established_certainty) == (0.3, 5, 0.8)
    assert (rules.provisional_answers, rules.provisional_voice, rules.objection_certainty) == (3, 0.65, 0.2)
    assert (rules.permutations, rules.false_discovery, rules.effect_draws) == (1999, 0.05, 4000)
    assert (rules.smallest_row, rules.smallest_vulnerable_row) == (5, 10)


def test_a_document_goes_there_and_back_with_the_same_hash():
    rules = Rules.from_document({"rho": 0.2, "seed": 7})
    assert Rules.from_document(rules.as_document()) == rules
    assert Rules.from_document(rules.as_document()).digest == rules.digest
    assert rules.digest != Rules().digest


def test_a_whole_number_where_a_share_is_asked_has_the_same_hash_as_the_share():
    assert Rules.from_document({"rho": 1}).digest == Rules.from_document({"rho": 1.0}).digest
    assert Rules.from_document({"established_answers": 5}).digest == Rules().digest


@pytest.mark.parametrize(
    ("document", "key"),
    [
        ({"majority": 0.5}, "majority"),
        ({"rho": 1.5}, "rho"),
        ({"rho": float("nan")}, "rho"),
        ({"rho": "0.3"}, "rho"),
        ({"rho": True}, "rho"),
        ({"interval": 1}, "interval"),
        ({"permutations": 0}, "permutations"),
        ({"permutations": 10.5}, "permutations"),
        ({"permutations": 10**9}, "permutations"),
        ({"seed": -1}, "seed"),
        ([], "rules"),
    ],
)
def test_what_cannot_be_a_rule_is_named(document, key):
    with pytest.raises(RulesError) as caught:
        Rules.from_document(document)
    assert caught.value.key == key
