"""The example of docs/methods/levels.md, worked out there by hand."""

from datetime import date

from ladder.core.assessment.facts import ConditionAnswer, CorrectivePlan, Determination, Dossier
from ladder.core.assessment.judge import judge
from ladder.core.assessment.timeline import timeline
from ladder.core.catalogue.ladder import Ladder, Requirement

LADDER = Ladder(
    ("1", "2"),
    (1, 2),
    (
        Requirement("1.1a", "1", 1),
        Requirement("1.2s", "1", 2, "stop"),
        Requirement("1.2b", "1", 2, condition="has-shaft"),
        Requirement("2.1a", "2", 1),
        Requirement("2.2c", "2", 2, "cap"),
        Requirement("2.2d", "2", 2, cost_class="low"),
    ),
)


def day(month, number):
    return date(2026, month, number)


def seen(requirement, state, on, until, grade):
    return Determination(requirement, state, on, until, grade, "assessor", independent=True)


DOSSIER = Dossier(
    (
        seen("1.1a", "met", day(1, 10), day(12, 31), "B"),
        seen("1.2s", "met", day(1, 10), None, "A"),
        seen("2.1a", "met", day(1, 10), day(3, 31), "C"),
        seen("2.2c", "not_met", day(1, 10), None, "B"),
        seen("2.2d", "partly", day(1, 10), None, "B"),
        seen("2.1a", "met", day(5, 20), day(12, 31), "C"),
        seen("2.2c", "met", day(5, 20), day(8, 31), "B"),
        seen("2.2d", "met", day(5, 20), day(12, 31), "B"),
        seen("1.2s", "met", day(6, 1), None, "B"),
    ),
    answers=(ConditionAnswer("has-shaft", holds=False, observed_on=day(1, 10), evidenced=True),),
    plans=(CorrectivePlan("2.2c", day(2, 1), day(6, 30)),),
)


def test_the_table_of_the_method_page():
    steps = timeline(LADDER, DOSSIER, day(1, 1), day(9, 30))
    table = [
        (
            f"{s.starts_on:%d %b}",
            s.result.levels["1"],
            s.result.levels["2"],
            s.result.cap,
            s.result.site_level,
            s.result.status,
        )
        for s in steps
    ]
    assert table == [
        ("01 Jan", 0, 0, None, 0, "none"),
        ("10 Jan", 2, 1, 1, 1, "capped"),
        ("01 Feb", 2, 1, 2, 1, "capped"),
        ("01 Apr", 2, 1, 2, 1, "capped"),
        ("11 Apr", 1, 1, 2, 1, "capped"),
        ("01 May", 1, 0, 2, 0, "capped"),
        ("20 May", 1, 2, None, 1, "lapsed"),
        ("01 Jun", 2, 2, None, 2, "good_standing"),
        ("31 Aug", 1, 2, None, 1, "lapsed"),
        ("01 Sep", 1, 1, None, 1, "lapsed"),
    ]


def test_the_figures_of_june_of_the_method_page():
    result = judge(LADDER, DOSSIER, day(6, 1))
    assert (result.grade, result.share_b_or_better, result.na_shares[2], result.review_forced) == (
        "B",
        0.8,
        0.25,
        False,
    )
    assert (result.lapses_next.requirement, result.lapses_next.on) == ("1.2s", day(8, 30))
    assert result.next_level is None


def test_the_figures_of_january_of_the_method_page():
    ahead = judge(LADDER, DOSSIER, day(1, 10)).next_level
    assert (ahead.level, ahead.applicable, ahead.met, ahead.partly, ahead.not_met, ahead.low, ahead.high) == (
        2,
        3,
        1,
        1,
        1,
        1 / 3,
        1 / 3,
    )
    assert [each.requirement for each in judge(LADDER, DOSSIER, day(1, 10)).open] == ["2.2c", "2.2d"]
