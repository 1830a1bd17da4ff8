from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ladder.core.registry.comparing import FactView, group_facts, series_of
from ladder.core.registry.plots import plot, round_up

ON = date(2026, 1, 1)


def fact(value, day="2025-03-02", source="a", kind="headcount", key="1", replaced_by=""):
    return FactView(
        key, kind, value, "people", date.fromisoformat(day), "count", source, source.upper(), replaced_by=replaced_by
    )


def test_two_sources_that_differ_by_more_than_half_disagree_and_both_show():
    (group,) = group_facts([fact(620), fact(2100, "2025-06-20", "b", key="2")], ON)
    assert group.disagrees is True
    assert [each.value for each in group.latest] == [2100, 620]


def test_numbers_within_a_factor_of_two_agree():
    assert group_facts([fact(500), fact(1000, source="b", key="2")], ON)[0].disagrees is False
    assert group_facts([fact(499), fact(1000, source="b", key="2")], ON)[0].disagrees is True


def test_one_source_that_changes_its_mind_is_history_and_no_disagreement():
    (group,) = group_facts([fact(400, "2019-05-15"), fact(10700, "2020-10-05", key="2")], ON)
    assert group.disagrees is False
    assert [each.value for each in group.latest] == [10700]
    assert [each.value for each in group.earlier] == [400]


def test_statements_more_than_three_years_apart_do_not_disagree():
    assert group_facts([fact(100, "2020-01-01"), fact(900, "2025-01-01", "b", key="2")], ON)[0].disagrees is False


def test_yes_and_no_disagree_and_lists_do_in_any_order():
    assert (
        group_facts([fact(True, kind="women"), fact(False, kind="women", source="b", key="2")], ON)[0].disagrees is True
    )
    same = [fact(["gold", "coltan"], kind="minerals"), fact(["coltan", "gold"], kind="minerals", source="b", key="2")]
    assert group_facts(same, ON)[0].disagrees is False


def test_facts_after_the_day_asked_for_are_not_known_yet():
    assert group_facts([fact(1, "2026-01-02")], ON) == ()


def test_a_replaced_fact_is_history():
    (group,) = group_facts([fact(1, replaced_by="2"), fact(5, key="2")], ON)
    assert [each.value for each in group.latest] == [5]
    assert [each.value for each in group.earlier] == [1]


@given(st.permutations([fact(n, f"2025-0{1 + n % 3}-01", "ab"[n % 2], key=str(n)) for n in range(6)]))
def test_any_order_of_rows_gives_the_same_groups(facts):
    assert group_facts(facts, ON) == group_facts(sorted(facts, key=lambda each: each.key), ON)


def test_a_series_has_numbers_only_oldest_first_and_its_plot_one_dot_each():
    facts = [
        fact(30, "2025-01-01", key="2"),
        fact(10, "2023-01-01"),
        fact(True, kind="women"),
        fact(7, replaced_by="9", key="8"),
    ]
    series = series_of(facts, "headcount")
    assert [each.value for each in series] == [10, 30]
    drawn = plot(series)
    assert [dot.x for dot in drawn.dots] == [60.0, 380.0]
    assert drawn.levels[-1][1] == "50"
    assert plot(series[:1]) is None


def test_rounding_up_to_one_two_or_five():
    assert [round_up(n) for n in (1, 3, 10, 11, 45, 60, 10700)] == [1, 5, 10, 20, 50, 100, 20000]
