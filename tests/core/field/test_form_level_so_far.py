"""The level so far: the form's own sums, worked out by libxml2's XPath, against the judge and against a hand count."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from ladder.core.assessment.facts import ConditionAnswer, Determination, Dossier
from ladder.core.assessment.judge import judge
from ladder.core.assessment.result import SUSPENDED
from ladder.core.catalogue.ladder import Ladder, Requirement
from ladder.core.field.forms.content import VisitContent, condition_path, path_of
from ladder.core.field.forms.so_far import GROUP
from ladder.core.field.forms.visit import make_visit_sheets
from tests.core.field.visit_contents import CONDITIONS, content_of, contents

DAY = date(2026, 3, 1)
STATES = ["", "met", "met", "met", "partly", "not_met", "not_applicable", "not_assessed"]
FUNCTIONS = etree.FunctionNamespace(None)
FUNCTIONS["if"] = lambda _context, condition, then, otherwise: then if condition else otherwise


def work_out(content: VisitContent, states: dict[str, str], conditions: dict[str, str]) -> dict[str, float]:
    """Every sum of the form for these answers, in the order of the form."""
    root = etree.Element("data")
    for each in content.requirements:
        put(root, path_of(each), states.get(each.key, ""))
    for each in content.asked_conditions:
        put(root, condition_path(each), conditions.get(each, ""))
    found = {}
    for row in make_visit_sheets(content).rows:
        if row.type == "calculate":
            found[row.name] = float(root.getroottree().xpath(f"number({row.calculation})"))
            put(root, f"/data/{GROUP}/{row.name}", f"{found[row.name]:g}")
    return found


def put(root: etree._Element, path: str, text: str) -> None:
    here = root
    for step in path.split("/")[2:]:
        inner = here.find(step)
        here = etree.SubElement(here, step) if inner is None else inner
    here.text = text


def as_judged(content: VisitContent, states: dict[str, str], conditions: dict[str, str]):
    """The same answers as findings of an independent assessor on one day."""
    findings = [
        Determination(key, state, DAY, grade="B", decided_by="a", independent=True)
        for key, state in states.items()
        if state not in {"", "not_assessed"}
    ]
    answers = [
        ConditionAnswer(key, said == "yes", DAY, evidenced=True)
        for key, said in conditions.items()
        if said in {"yes", "no"}
    ]
    return judge(content.ladder, Dossier(tuple(findings), tuple(answers)), DAY)


@settings(max_examples=300, deadline=None)
@given(contents(), st.data())
def test_it_agrees_with_the_judge(content, data):
    conditions = {
        key: data.draw(st.sampled_from(["yes", "no", "no", "unknown"]))
        for key in CONDITIONS
        if key in content.asked_conditions
    }
    states = {}
    for each in content.requirements:
        state = data.draw(st.sampled_from(STATES))
        is_hidden = conditions.get(each.condition or "") == "no"
        refused = each.gate == "stop" and state == "not_applicable"
        if not is_hidden and not refused:
            states[each.key] = state
    sums, result = work_out(content, states, conditions), as_judged(content, states, conditions)
    target = content.target_level
    for principle in content.ladder.principles:
        assert sums[f"level_p{principle}"] == min(result.levels[principle], target), principle
    assert sums["level"] == min(result.site_level, target)
    assert bool(sums["stopped"]) == (result.status == SUSPENDED)


def small() -> VisitContent:
    """Two principles, two levels; W-2 is a stop gate of level 2, W-3 a cap gate under a condition."""
    ladder = Ladder(
        ("1", "2"), (1, 2),
        (Requirement("G-1", "1", 1), Requirement("G-2", "1", 2), Requirement("W-1", "2", 1),
         Requirement("W-2", "2", 2, "stop"), Requirement("W-3", "2", 2, "cap", "washing")),
        cap_without_plan=1,
    )  # fmt: skip
    return content_of(ladder, 2, ("2", "1"))


ALL_MET = {"G-1": "met", "G-2": "met", "W-1": "met", "W-2": "met", "W-3": "met"}


def test_everything_met():
    sums = work_out(small(), ALL_MET, {"washing": "yes"})
    assert (sums["level_p1"], sums["level_p2"], sums["level"], sums["not_looked_at"]) == (2, 2, 2, 0)


def test_nothing_answered():
    sums = work_out(small(), {}, {})
    assert (sums["level_p1"], sums["level_p2"], sums["level"], sums["not_looked_at"]) == (0, 0, 0, 5)
    assert (sums["stopped"], sums["capped"]) == (0, 0)


def test_a_failed_stop_gate_suspends():
    sums = work_out(small(), {**ALL_MET, "W-2": "partly"}, {"washing": "yes"})
    assert (sums["stopped"], sums["level_p1"], sums["level_p2"], sums["level"]) == (1, 2, 1, 1)


def test_a_failed_cap_gate_holds_down():
    sums = work_out(small(), {**ALL_MET, "W-3": "not_met"}, {"washing": "yes"})
    assert (sums["capped"], sums["stopped"], sums["level"]) == (1, 0, 1)


def test_a_condition_answered_no_leaves_its_requirement_out():
    without = {key: state for key, state in ALL_MET.items() if key != "W-3"}
    sums = work_out(small(), without, {"washing": "no"})
    assert (sums["level_p2"], sums["level"], sums["not_looked_at"]) == (2, 2, 0)


def test_does_not_apply_by_itself_carries_nothing():
    sums = work_out(small(), {**ALL_MET, "G-2": "not_applicable"}, {"washing": "yes"})
    assert (sums["level_p1"], sums["level"]) == (1, 1)
