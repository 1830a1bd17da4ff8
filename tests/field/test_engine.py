"""ODK's own form engine, under Node, as judge of every form that is made from the starter framework."""

import json
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from ladder.catalogue.services import load_pack, publish_version
from ladder.field.services.forms import make_day_sheet_form, make_visit_form
from ladder.packfiles.reading import read_pack

FRONTEND = Path(__file__).resolve().parents[2] / "frontend"
DAY = date(2026, 3, 1)
LANGUAGES = {"fr", "en", "sw", "zh"}
SITES = "name,label\nsite-one,Site one (t-1)\nsite-two,Site two (t-2)\n"
HIDDEN = {"model-value"}  # calculated, never asked


@pytest.fixture(scope="session")
def node() -> str:
    """Node with ODK's engine, or a skip that says why."""
    program = shutil.which("node")
    if program is None:
        pytest.skip("Node is not on the path: ODK's engine did not judge the forms.")
    if not (FRONTEND / "node_modules/@getodk/xforms-engine").is_dir() or not (FRONTEND / "node_modules/jsdom").is_dir():
        pytest.skip("ODK's engine is not installed (tools/build_frontend.py dev): it did not judge the forms.")
    return program


@pytest.fixture
def framework(db):
    """The starter framework, published."""
    loaded = load_pack(read_pack(settings.PACKS_ROOT / "starter"), actor=None, on=DAY)
    return publish_version(version=loaded, actor=None, on=DAY)


@pytest.fixture
def judge(node, tmp_path):
    """What the engine says of a form after some steps."""

    def ask(form, *steps) -> dict:
        (tmp_path / "form.xml").write_bytes(bytes(form.xml))
        (tmp_path / "sites.csv").write_text(SITES, encoding="utf-8")
        done = subprocess.run(
            [node, str(FRONTEND / "judge/judge.mjs"), str(tmp_path / "form.xml"), str(tmp_path / "sites.csv")],
            input=json.dumps(steps), capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-1500:]
        return json.loads(done.stdout)

    return ask


def languages_of(told: dict) -> set[str]:
    return {name.rpartition("(")[2].rstrip(")") for name in told["languages"]}


@pytest.mark.parametrize("level", [1, 2])
def test_every_visit_form_loads_in_four_languages(framework, judge, level):
    told = judge(make_visit_form(version=framework, target_level=level, actor=None, on=DAY))
    assert told["status"] == "success", told.get("error")
    assert languages_of(told) == LANGUAGES
    keys = {item.key for item in framework.requirements.all() if item.level <= level or item.gate == "stop"}
    groups = {reference.split("/")[-2] for reference in told["questions"] if reference.endswith("/state")}
    assert groups == {"r_" + key.lower().replace("-", "_") for key in keys}


def test_the_day_sheet_loads_in_four_languages(framework, judge):
    told = judge(make_day_sheet_form(version=framework, actor=None, on=DAY))
    assert told["status"] == "success", told.get("error")
    assert languages_of(told) == LANGUAGES


def test_whatever_is_asked_has_words_in_every_language(framework, judge):
    form = make_visit_form(version=framework, target_level=2, actor=None, on=DAY)
    questions = judge(form)["questions"]
    said = judge(form, *({"language": language, "read": questions} for language in sorted(LANGUAGES)))["said"]
    asked = [{ref: one for ref, one in answers.items() if one["kind"] not in HIDDEN} for answers in said]
    assert len(asked[0]) > len(framework.requirements.filter(level__lte=2))
    assert [ref for answers in asked for ref, one in answers.items() if not (one["label"] or one["note"])] == []
    site = [answers["/data/visit/site"]["label"] for answers in asked]
    assert len(set(site)) == len(LANGUAGES)


def test_only_the_sites_of_the_list_can_be_chosen(framework, judge):
    form = make_visit_form(version=framework, target_level=2, actor=None, on=DAY)
    (said,) = judge(form, {"set": {"/data/visit/site": "site-two"}, "read": ["/data/visit/site"]})["said"]
    assert said["/data/visit/site"]["options"] == ["site-one", "site-two"]
    assert said["/data/visit/site"]["value"] == "site-two"


def test_a_stop_question_that_is_not_met_suspends_at_once_and_asks_why(framework, judge):
    """P2-L2-01 is a stop gate of the starter framework: the worked case of docs/methods/levels.md by hand."""
    form = make_visit_form(version=framework, target_level=2, actor=None, on=DAY)
    state, reason = "/data/stops/r_p2_l2_01/state", "/data/stops/r_p2_l2_01/reason"
    read = ["/data/so_far/suspended", "/data/so_far/stopped", reason]
    before, stopped, healed = judge(
        form, {"read": read}, {"set": {state: "not_met"}, "read": read}, {"set": {state: "met"}, "read": read}
    )["said"]
    assert [one["/data/so_far/suspended"]["relevant"] for one in (before, stopped, healed)] == [False, True, False]
    assert stopped["/data/so_far/stopped"]["value"] == "1"
    assert stopped[reason]["relevant"] is True
    assert stopped[reason]["violation"], "an answer is asked for"
    assert before[reason]["violation"] is None


def test_nothing_answered_is_no_level_and_is_not_shown_as_fine(framework, judge):
    form = make_visit_form(version=framework, target_level=2, actor=None, on=DAY)
    notes = [f"/data/so_far/level_{level}" for level in range(3)]
    (said,) = judge(form, {"read": [*notes, "/data/so_far/not_looked_at"]})["said"]
    assert [said[note]["relevant"] for note in notes[1:]] == [False, False]
    asked = framework.requirements.filter(level__lte=2).count()
    assert said["/data/so_far/not_looked_at"]["value"] == str(asked)
