"""The command that hears a consultation: shapes that others rely on, and every bad file one clear line a fault."""

import json
import random

import pytest

from ladder.cli.__main__ import main

GROUPS = {"miners": 6, "buyers": 9, "washers": 5}
STATEMENTS = ("1.1", "1.2", "1.3")


@pytest.fixture(name="consult")
def fixture_consult(tmp_path, capsys):
    def consult(*options, **files):
        arguments = ["consult", "analyse"]
        for name, content in files.items():
            file = tmp_path / f"{name}.csv"
            file.write_bytes(content if isinstance(content, bytes) else content.encode())
            arguments += [f"--{name}", str(file)]
        code = main([*arguments, *options])
        out, err = capsys.readouterr()
        return code, out, err.replace(f"{tmp_path}/", "")

    return consult


def membership():
    return [f"{group}{place},{group}" for group, size in GROUPS.items() for place in range(size)]


def ballots(against="washers"):
    """All agree on 1.1, one group is against 1.2, and nobody of that group answers 1.3."""
    return [
        f"{group}{place},{statement},{-1 if statement == '1.2' and group == against else 1}"
        for group, size in GROUPS.items()
        for place in range(size)
        for statement in STATEMENTS
        if statement != "1.3" or group != against
    ]


def table(heading, rows):
    return "\n".join([heading, *rows, ""])


def votes(rows=None):
    return table("participant,statement,vote", rows or ballots())


def groups(rows=None):
    return table("participant,group", rows or membership())


def analysed(consult, *options, **files):
    code, out, err = consult("--json", *options, **files)
    assert (code, err) == (0, "")
    return json.loads(out)


def test_the_document_has_the_shape_that_others_rely_on(consult):
    document = analysed(consult, votes=votes(), groups=groups())
    assert (document["participants"], document["statements"], document["votes"]) == (20, 3, 55)
    assert [item["statement"] for item in document["items"]] == list(STATEMENTS)
    assert document["items"][0]["class"] == ["convergence_established"]
    assert document["items"][1]["class"] == ["objection", "divergence"]
    assert document["items"][2]["class"] == ["not_enough_heard"]
    assert document["items"][2]["not_heard"] == ["washers"]
    washers = document["items"][1]["groups"]["washers"]
    assert (washers["agree"], washers["disagree"], washers["pass"]) == (0, 5, 0)
    assert 0 < washers["low"] < washers["high"] < 0.5
    assert document["opinion_groups"]["stable"] is False
    assert document["opinion_groups"]["members"] == {}
    assert set(document["positions"]) == {row.split(",")[0] for row in membership()}
    assert all(len(position) == 2 for position in document["positions"].values())
    assert len(document["pca"]["centre"]) == 3
    assert [len(row) for row in document["pca"]["components"]] == [3, 3]
    assert document["method"]["name"] == "declared-group-signals"
    assert document["ranking"] == ["1.1", "1.3", "1.2"]


def test_without_groups_statements_carry_counts_alone(consult):
    document = analysed(consult, votes=votes())
    assert document["items"][1] == {"statement": "1.2", "agree": 15, "disagree": 5, "pass": 0}
    assert "groups" not in document


def test_the_same_bytes_for_any_order_of_rows(consult):
    before = consult("--json", votes=votes(), groups=groups())
    rows, people = ballots(), membership()
    random.Random(5).shuffle(rows)
    random.Random(6).shuffle(people)
    assert consult("--json", votes=votes(rows + rows[:9]), groups=groups(people + people[:3])) == before


def test_who_never_voted_is_invited_and_silent(consult):
    document = analysed(consult, votes=votes(), groups=groups([*membership(), "late,drivers"]))
    assert {each["group"]: (each["invited"], each["answered"]) for each in document["groups"]}["drivers"] == (1, 0)
    assert all(
        not set(item["class"]) & {"convergence_established", "convergence_provisional"} for item in document["items"]
    )
    assert document["items"][0]["class"] == ["not_enough_heard"]


def test_who_is_in_no_group_counts_in_the_totals_alone(consult):
    document = analysed(consult, votes=votes([*ballots(), "stranger,1.1,-1"]), groups=groups())
    assert document["without_group"] == 1
    assert document["items"][0]["disagree"] == 1
    assert sum(each["disagree"] for each in document["items"][0]["groups"].values()) == 0


def test_a_group_of_one_and_no_group_at_all(consult):
    document = analysed(consult, votes="participant,statement,vote\na,x,1\n", groups="participant,group\na,g\n")
    assert document["items"][0]["class"] == ["not_enough_heard"]
    document = analysed(consult, votes="participant,statement,vote\na,x,1\n", groups="participant,group\n")
    assert (document["items"][0]["class"], document["items"][0]["groups"]) == (["not_enough_heard"], {})


def test_no_votes_at_all(consult):
    document = analysed(consult, votes="participant,statement,vote\n", groups=groups())
    assert (document["participants"], document["items"], document["positions"]) == (0, [], {})


def test_rules_of_a_file_are_used_and_named(consult):
    before = analysed(consult, votes=votes(), groups=groups())
    document = analysed(consult, votes=votes(), groups=groups(), rules='{"established_answers": 6}')
    assert document["items"][0]["class"] == ["convergence_provisional"]
    assert document["method"]["rules"] != before["method"]["rules"]


def test_text_says_what_the_document_says(consult):
    code, out, err = consult(votes=votes(), groups=groups())
    assert (code, err) == (0, "")
    assert "20 participants, 3 statements, 55 positions." in out
    assert "1.1: convergence established; 20 agree, 0 disagree, 0 pass" in out
    assert "    objection of: washers" in out
    assert "    not heard: washers" in out
    assert "No stable opinion groups: " in out


def test_every_fault_of_all_files_is_one_line(consult):
    code, out, err = consult(
        votes="participant,statement,vote\na,x,1\na,x,-1\nb,x,7\n",
        groups="participant,group\na,g\na,h\n",
        rules='{"rho": 2}',
    )
    assert (code, out) == (1, "")
    assert err.splitlines() == [
        "rules.csv:1:2: The rule rho cannot be taken: write a number from 0 to 1.",
        "groups.csv:3:2: a is in h here and in g in row 2: keep one.",
        "votes.csv:3:3: a says -1 on x here and 1 in row 2: keep one.",
        "votes.csv:4:3: 7 is not one of 1, 0, -1: choose one of them.",
    ]


def test_faults_as_json_name_file_row_and_column(consult):
    code, out, _ = consult("--json", votes="participant,statement,vote\na,x,nan\n")
    [fault] = json.loads(out)["faults"]
    assert (code, fault["line"], fault["column"], fault["code"]) == (1, 2, 3, "form.choice")


def test_a_file_that_is_not_there_is_named(tmp_path, capsys):
    assert main(["consult", "analyse", "--votes", str(tmp_path / "no.csv")]) == 1
    assert "The file no.csv is missing" in capsys.readouterr().err
    assert main(["consult", "analyse", "--votes", str(tmp_path)]) == 1
    assert "cannot be read" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["consult"], ["consult", "analyse"], ["consult", "count"]])
def test_wrong_usage_is_two(words, capsys):
    with pytest.raises(SystemExit) as left:
        main(words)
    assert left.value.code == 2
    capsys.readouterr()


def divided():
    """Forty people in two camps, by their name: one agrees where the other does not, and both agree on the last."""
    names = [f"{camp}{place:02}" for camp in "ab" for place in range(20)]
    sides = [(name, str(each), 1 if name[0] == "a" else -1) for name in names for each in range(1, 12)]
    stray = {("a00", "1"): -1, ("b00", "2"): 1, ("a01", "3"): 0, ("b01", "4"): 0}
    return [f"{name},{each},{stray.get((name, each), side)}" for name, each, side in sides] + [
        f"{name},12,1" for name in names
    ]


def test_opinion_groups_are_described_beside_the_declared_ones(consult):
    camps = [f"{row.split(',')[0]},{row[0]}" for row in divided()]
    document = analysed(consult, "--differences", votes=votes(divided()), groups=groups(sorted(set(camps))))
    found = document["opinion_groups"]
    assert (found["stable"], found["k"], found["declared_groups"]) == (True, 2, "follows")
    assert {len(set(map(found["members"].get, (f"{camp}{place:02}" for place in range(20))))) for camp in "ab"} == {1}
    mine = found["members"]["a05"]
    assert {each["side"] for each in found["marked_by"][mine]} == {"agree"}
    assert "12" not in {each["statement"] for each in found["marked_by"][mine]}
    assert found["differ_on"] == [str(each) for each in range(1, 12)]
    # twenty of twenty in both: (21 / 22) squared
    assert found["group_aware_consensus"]["12"] == pytest.approx((21 / 22) ** 2, abs=1e-6)
    assert document["consensus"]["agree"][0] == {"statement": "12", "of": 40, "people": 40}
    code, out, err = consult("--differences", votes=votes(divided()), groups=groups(sorted(set(camps))))
    assert (code, err) == (0, "")
    assert "2 opinion groups of 20, 20 people" in out
    assert "beside the declared groups: follows" in out
