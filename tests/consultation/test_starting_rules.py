"""The rules that a new round starts with: the usual ones, unless a later room says otherwise."""

import pytest

from ladder.consultation.services import starting_rules
from ladder.core.synthesis.rules import Rules, RulesError


@pytest.fixture(autouse=True)
def sources(monkeypatch):
    """Rooms that were registered stay out of these tests."""
    monkeypatch.setattr(starting_rules, "_sources", {})


def test_a_round_starts_with_the_usual_rules(make_draft):
    assert make_draft().rules == Rules().as_document()


def test_a_later_room_may_set_some_of_them(make_draft):
    def decided():
        return {"smallest_row": 8}

    starting_rules.register(decided)
    starting_rules.register(lambda: None)
    rules = make_draft().rules
    assert (rules["smallest_row"], rules["bands_below"]) == (8, Rules().bands_below)


def test_what_are_no_rules_never_reaches_a_round(make_draft):
    starting_rules.register(lambda: {"beauty": 1})
    with pytest.raises(RulesError):
        make_draft()
