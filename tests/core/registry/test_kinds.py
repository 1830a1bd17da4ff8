import pytest

from ladder.core.registry.kinds import KINDS, check_value, read_value


@pytest.mark.parametrize(
    ("kind", "value", "rule"),
    [
        ("headcount", 12, ""),
        ("headcount", 0, ""),
        ("headcount", -1, "number_implausible"),
        ("headcount", 999_999, "number_implausible"),
        ("headcount", 1.5, "not_a_whole_number"),
        ("headcount", True, "not_a_whole_number"),
        ("mercury", True, ""),
        ("mercury", 1, "not_yes_or_no"),
        ("mechanisation", "low", ""),
        ("mechanisation", "Bas", "word_not_listed"),
        ("minerals", ["cobalt", "copper"], ""),
        ("minerals", ["cobalt", "cobalt"], "word_not_listed"),
        ("minerals", [], "word_not_listed"),
        ("minerals", "cobalt", "word_not_listed"),
        ("minerals", [["x"]], "word_not_listed"),
        ("colour", "x", "kind_unknown"),
    ],
)
def test_values_are_checked(kind, value, rule):
    assert check_value(kind, value) == rule


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("headcount", " 120 ", 120),
        ("headcount", "12x", "12x"),
        ("headcount", "²", "²"),
        ("mercury", "Yes", True),
        ("mercury", "0", False),
        ("mercury", "maybe", "maybe"),
        ("minerals", "Cobalt, copper", ["cobalt", "copper"]),
        ("mechanisation", "LOW", "low"),
    ],
)
def test_what_was_typed_is_read(kind, text, value):
    assert read_value(kind, text) == value


def test_facts_that_can_put_people_at_risk_are_sensitive():
    assert sorted(key for key, kind in KINDS.items() if kind.is_sensitive) == [
        "armed_interference",
        "armed_presence",
        "children_under_15",
    ]
