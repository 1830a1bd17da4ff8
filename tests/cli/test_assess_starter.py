"""The command on the starter pack: the usual mistakes, on all of its requirements."""

import json
from pathlib import Path

import pytest

import ladder
from ladder.cli.__main__ import main
from ladder.packfiles.reading import read_pack

PACK = Path(ladder.__file__).parent / "packs" / "starter"
LADDER = read_pack(PACK).ladder()
TOP = dict.fromkeys("1234567", 4)
NONE = dict.fromkeys("1234567", 0)


@pytest.mark.parametrize(
    ("state", "but", "expected"),
    [
        ("met", {}, (4, TOP, "good_standing")),
        ("met", {"P2-L2-01": "not_met"}, (1, {**TOP, "2": 1}, "suspended")),
        ("met", {"P2-L2-01": "partly"}, (1, {**TOP, "2": 1}, "suspended")),
        ("met", {"P2-L2-01": "not_applicable"}, (1, {**TOP, "2": 1}, "good_standing")),
        ("met", {"P3-L2-07": "not_met"}, (1, {**TOP, "3": 1}, "capped")),
        ("not_applicable", {}, (0, NONE, "none")),
        ("not_assessed", {}, (0, NONE, "none")),
        ("not_assessed", {"P1-L1-01": "met"}, (0, NONE, "none")),
    ],
)
def test_the_usual_mistakes_do_not_happen(tmp_path, capsys, state, but, expected):
    rows = [f"{each.key},{but.get(each.key, state)},2026-05-01,2026-12-31,B,ann" for each in LADDER.requirements]
    file = tmp_path / "site.csv"
    file.write_text("\n".join(["requirement,state,observed_on,valid_until,evidence_grade,decided_by", *rows]), "utf-8")
    words = ["assess", "--pack", str(PACK), "--determinations", str(file), "--as-of", "2026-06-01", "--json"]
    assert main(words) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["site_level"], document["levels"], document["status"]) == expected
    assert len(document["gates"]) == 13
