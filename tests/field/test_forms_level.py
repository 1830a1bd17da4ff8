"""The level so far under ODK's own engine, on the starter framework, against the judge."""

import json
import random
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from ladder.catalogue.queries import ladder_of
from ladder.core.assessment.facts import ConditionAnswer, Determination, Dossier
from ladder.core.assessment.judge import judge
from ladder.core.assessment.result import SUSPENDED
from ladder.field.services.forms import make_visit_form
from tests.field.starter_forms import DAY, publish_starter

FRONTEND = Path(__file__).resolve().parents[2] / "frontend"
NODE = shutil.which("node")
IS_THERE = NODE is not None and (FRONTEND / "node_modules" / "@getodk" / "xforms-engine").is_dir()
TARGET = 2
STATES = ["met", "met", "met", "partly", "not_met", "not_assessed"]


def play(xml: bytes, folder: Path, steps: list[dict]) -> list[dict]:
    """What the engine says after each step."""
    (folder / "form.xml").write_bytes(xml)
    (folder / "sites.csv").write_text("name,label\nsite-one,Site one\n", encoding="utf-8")
    order = [str(NODE), str(FRONTEND / "judge" / "judge.mjs"), str(folder / "form.xml"), str(folder / "sites.csv")]
    done = subprocess.run(order, input=json.dumps(steps), capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-1500:]
    return json.loads(done.stdout)["said"]


def path_in(form_xml: str, group: str) -> str:
    """Where a group's answer stands, read from the form itself."""
    start = form_xml.index(f"/{group}/state")
    return form_xml[form_xml.rindex('"', 0, start) + 1 : start] + f"/{group}/state"


@pytest.mark.skipif(not IS_THERE, reason="ODK's engine is not installed beside Node (tools/build_frontend.py dev)")
def test_the_engine_comes_to_the_levels_of_the_judge(db, tmp_path):
    version = publish_starter()
    form, ladder = make_visit_form(version=version, target_level=TARGET, actor=None, on=DAY), ladder_of(version)
    xml = bytes(form.xml).decode()
    paths = {one["requirement"]: path_in(xml, one["group"]) for one in form.questions if "requirement" in one}
    conditions = {one["condition"]: f"/data/conditions/{one['group']}" for one in form.questions if "condition" in one}
    chance = random.Random(7)
    read = ["/data/so_far/stopped", "/data/so_far/level", *(f"/data/so_far/level_p{key}" for key in ladder.principles)]
    states, holds = dict.fromkeys(paths, "met"), dict.fromkeys(conditions, "yes")
    steps, expected = [step_of(states, holds, paths, conditions, read)], [result_of(ladder, states, holds, DAY)]
    for _ in range(8):
        changed = {key: chance.choice(STATES) for key in chance.sample(sorted(paths), 3)}
        turned = {key: chance.choice(["yes", "no"]) for key in chance.sample(sorted(conditions), 1)}
        states, holds = {**states, **changed}, {**holds, **turned}
        steps.append(step_of(changed, turned, paths, conditions, read))
        expected.append(result_of(ladder, states, holds, DAY))
    for said, result in zip(play(bytes(form.xml), tmp_path, steps), expected, strict=True):
        values = {reference: int(one["value"]) for reference, one in said.items()}
        assert values["/data/so_far/stopped"] == int(result.status == SUSPENDED)
        assert values["/data/so_far/level"] == min(result.site_level, TARGET)
        for key in ladder.principles:
            assert values[f"/data/so_far/level_p{key}"] == min(result.levels[key], TARGET)


def step_of(states, holds, paths, conditions, read) -> dict:
    """Answers to set, and what to read after them."""
    answers = {conditions[key]: said for key, said in holds.items()} | {paths[key]: s for key, s in states.items()}
    return {"set": answers, "read": read}


def result_of(ladder, states: dict[str, str], holds: dict[str, str], day: date):
    """What the judge says of the same answers, found by an independent assessor; what is hidden is not answered."""
    findings = [
        Determination(key, state, day, grade="B", decided_by="a", independent=True)
        for key, state in states.items()
        if state != "not_assessed" and holds.get(ladder.by_key[key].condition or "") != "no"
    ]
    answers = [ConditionAnswer(key, said == "yes", day, evidenced=True) for key, said in holds.items()]
    return judge(ladder, Dossier(tuple(findings), tuple(answers)), day)
