"""A level is known in advance: on which days it changes, and to what."""

from datetime import date

import pytest

from ladder.core.assessment.facts import CorrectivePlan, Dossier
from ladder.core.assessment.timeline import next_change, timeline
from ladder.core.catalogue.ladder import Requirement
from tests.core.assessment.cases import found, small_ladder

LADDER = small_ladder(Requirement("one", "p", 1), Requirement("two", "p", 2), Requirement("gate", "p", 2, "stop"))
FACTS = Dossier(
    (
        found("one", on=date(2026, 1, 10), valid_until=date(2026, 6, 30)),
        found("two", on=date(2026, 2, 10), valid_until=date(2026, 3, 31)),
        found("gate", on=date(2026, 2, 10), valid_until=date(2026, 5, 10), known_on=date(2026, 2, 12)),
    )
)


def test_the_steps_of_a_year_are_these():
    steps = timeline(LADDER, FACTS, date(2026, 1, 1), date(2026, 12, 31))
    assert [(str(each.starts_on), each.result.site_level, each.result.status) for each in steps] == [
        ("2026-01-01", 0, "none"),
        ("2026-01-10", 1, "good_standing"),
        ("2026-02-10", 1, "good_standing"),  # requirement two is met, the gate not known yet
        ("2026-02-12", 2, "good_standing"),
        ("2026-04-01", 2, "lapsed"),  # requirement two, in its grace until 30 April
        ("2026-05-01", 1, "lapsed"),
        ("2026-05-11", 1, "lapsed"),  # the gate, without grace
        ("2026-07-01", 1, "lapsed"),  # requirement one, in its grace until 30 July
        ("2026-07-31", 0, "lapsed"),
    ]


def test_the_next_change_of_level_or_status_is_found_without_the_steps_between():
    step = next_change(LADDER, FACTS, date(2026, 5, 1), date(2026, 12, 31))
    assert (str(step.starts_on), step.result.site_level) == ("2026-07-31", 0)
    assert next_change(LADDER, FACTS, date(2026, 7, 31), date(2026, 12, 31)) is None


def test_a_plan_and_its_end_are_steps():
    ladder = small_ladder(
        Requirement("one", "p", 1), Requirement("two", "p", 2), Requirement("cap", "p", 3, "cap"), levels=3
    )
    facts = Dossier(
        (found("one"), found("two"), found("cap", "not_met")),
        plans=(CorrectivePlan("cap", date(2026, 3, 10), date(2026, 3, 20)),),
    )
    steps = timeline(ladder, facts, date(2026, 3, 1), date(2026, 4, 30))
    assert [(str(each.starts_on), each.result.site_level) for each in steps] == [
        ("2026-03-01", 1),
        ("2026-03-10", 2),
        ("2026-03-21", 1),
    ]


def test_an_end_before_the_start_is_refused():
    with pytest.raises(ValueError, match="lies before"):
        timeline(LADDER, FACTS, date(2026, 2, 1), date(2026, 1, 1))
