"""What runs out when: the days by hand, and that nothing stands outside the days asked for."""

from datetime import date, timedelta

from hypothesis import given

from ladder.core.assessment.agenda import Due, agenda
from ladder.core.assessment.facts import Approval, CorrectivePlan, Determination, Dossier
from ladder.core.assessment.judge import judge
from ladder.core.assessment.timeline import headline
from ladder.core.catalogue.ladder import CAP, Ladder, Requirement
from tests.core.assessment.generators import FIRST, cases

LADDER = Ladder(("1",), (1,), (Requirement("A", "1", 1), Requirement("B", "1", 1, CAP), Requirement("C", "1", 1)))
START = date(2026, 3, 1)


def test_a_finding_a_plan_an_exemption_and_the_level():
    dossier = Dossier(
        determinations=(
            Determination("A", "met", START, date(2026, 4, 30), "B", "x", independent=True),
            Determination("B", "not_met", START, None, "B", "x", independent=True),
        ),
        approvals=(Approval("C", "no water", "y", START, date(2026, 6, 1)),),
        plans=(CorrectivePlan("B", START, date(2026, 5, 15)),),
    )
    assert agenda(LADDER, dossier, START, date(2026, 12, 31)) == (
        Due(date(2026, 4, 30), "finding", "A"),
        Due(date(2026, 5, 15), "plan", "B"),
        Due(date(2026, 6, 1), "exemption", "C"),
    )
    found = Determination("B", "met", START, date(2026, 5, 10), "B", "x", independent=True)
    better = Dossier((dossier.determinations[0], found), approvals=dossier.approvals)
    assert agenda(LADDER, better, START, date(2026, 5, 31)) == (
        Due(date(2026, 4, 30), "finding", "A"),
        Due(date(2026, 5, 1), "level", "", 1, "lapsed"),  # A has 30 days of grace
        Due(date(2026, 5, 10), "finding", "B"),
        Due(date(2026, 5, 11), "level", "", 0, "lapsed"),  # a gate has none
    )


@given(cases())
def test_every_change_is_named_on_its_day_and_nothing_stands_outside_the_days(case):
    ladder, dossier, _ = case
    end = FIRST + timedelta(days=60)
    dues = agenda(ladder, dossier, FIRST, end)
    assert list(dues) == sorted(dues)
    assert all(FIRST <= one.on <= end for one in dues)
    changes = {one.on: (one.level, one.status) for one in dues if one.kind == "level"}
    before = headline(judge(ladder, dossier, FIRST))
    for number in range(1, 61):
        day = FIRST + timedelta(days=number)
        now = headline(judge(ladder, dossier, day))
        assert changes.get(day) == (now if now != before else None)
        before = now
