"""The command that judges a file: what it gives for simple files, and every fault of bad ones."""

import json
import random

import pytest

from ladder.cli.__main__ import main
from tests.cli.small_pack import REQUIREMENTS, write_pack

HEADING = "requirement,state,observed_on,valid_until,evidence_grade,decided_by"


@pytest.fixture(name="pack", scope="module")
def fixture_pack(tmp_path_factory):
    return write_pack(tmp_path_factory.mktemp("packs"))


@pytest.fixture(name="assess")
def fixture_assess(pack, tmp_path, capsys):
    def assess(content, *options, as_of="2026-06-01"):
        file = tmp_path / "site.csv"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        code = main(["assess", "--pack", str(pack), "--determinations", str(file), "--as-of", as_of, *options])
        out, err = capsys.readouterr()
        return code, out, err.replace(str(file), "site.csv")

    return assess


def table(**states):
    """Every requirement met, but for the ones named (`_` for `-`)."""
    rows = [f"{key},{states.get(key.replace('-', '_'), 'met')},2026-05-01,2026-12-31,B,ann" for key in REQUIREMENTS]
    return "\n".join([HEADING, *rows, ""])


def judged(assess, content, **options):
    code, out, _ = assess(content, "--json", **options)
    assert code == 0
    return json.loads(out)


def test_everything_met_and_valid_is_the_top_level_in_good_standing(assess):
    document = judged(assess, table())
    assert (document["site_level"], document["levels"], document["status"]) == (2, {"1": 2, "2": 2}, "good_standing")
    assert document["grade"] == "B"
    assert document["gates"] == [
        {"requirement": "A-2", "class": "stop", "state": "met", "failed_on": None, "plan_until": None},
        {"requirement": "B-2", "class": "cap", "state": "met", "failed_on": None, "plan_until": None},
    ]
    assert document["lapses_next"] == {"requirement": "A-1", "on": "2026-12-31"}
    assert document["next_level"] is None
    assert document["method"] == {"name": "ladder-levels", "version": "1"}


def test_a_stop_gate_not_met_suspends(assess):
    document = judged(assess, table(A_2="not_met"))
    assert (document["status"], document["site_level"], document["levels"]) == ("suspended", 1, {"1": 1, "2": 2})
    assert document["gates"][0]["state"] == "not_met"


def test_a_cap_gate_not_met_caps_the_site_at_level_1(assess):
    document = judged(assess, table(B_2="not_met"))
    assert (document["status"], document["site_level"], document["cap"]) == ("capped", 1, 1)


def test_an_empty_table_gives_no_level(assess):
    document = judged(assess, HEADING + "\n")
    assert (document["site_level"], document["status"], document["grade"]) == (0, "none", None)
    assert document["next_level"] == {
        "level": 1,
        "applicable": 3,
        "met": 0,
        "partly": 0,
        "not_met": 0,
        "lapsed": 0,
        "contested": 0,
        "not_assessed": 3,
        "low": 0.0,
        "high": 1.0,
    }


def test_everything_not_applicable_gives_no_level(assess):
    document = judged(assess, table(**dict.fromkeys((key.replace("-", "_") for key in REQUIREMENTS), "not_applicable")))
    assert (document["site_level"], document["status"]) == (0, "none")
    assert {each["requirement"]: each["code"] for each in document["remarks"]} == {
        "A-1": "not_applicable_without_ground",
        "A-2": "not_applicable_refused_for_stop_gate",
        "B-1": "not_applicable_without_ground",
        "B-2": "not_applicable_without_ground",
    }


def test_not_applicable_counts_where_the_catalogue_declares_a_condition(assess):
    document = judged(assess, table(A_3="not_applicable", B_3="not_applicable"))
    assert (document["site_level"], document["status"], document["remarks"]) == (2, "good_standing", [])
    assert document["not_applicable_share"] == {"1": 0.3333, "2": 0.3333}
    assert document["review_forced"] is True


def test_not_applicable_without_a_condition_counts_as_not_assessed(assess):
    document = judged(assess, table(B_1="not_applicable"))
    assert (document["levels"], document["status"]) == ({"1": 2, "2": 0}, "none")


def test_lapsed_evidence_holds_the_level_for_thirty_days_but_shows(assess):
    content = table().replace("A-1,met,2026-05-01,2026-12-31", "A-1,met,2026-05-01,2026-05-02")
    on_last_day = judged(assess, content, as_of="2026-06-01")
    assert (on_last_day["levels"]["1"], on_last_day["status"]) == (2, "lapsed")
    after = judged(assess, content, as_of="2026-06-02")
    assert (after["levels"]["1"], after["site_level"], after["status"]) == (0, 0, "lapsed")


def test_a_lapsed_stop_gate_has_no_grace_and_does_not_suspend(assess):
    content = table().replace("A-2,met,2026-05-01,2026-12-31", "A-2,met,2026-05-01,2026-05-31")
    document = judged(assess, content)
    assert (document["levels"], document["status"]) == ({"1": 1, "2": 2}, "lapsed")


def test_a_stop_gate_is_opened_by_a_later_finding_of_somebody_else_only(assess):
    failed = table(A_2="not_met")
    declared = failed + "A-2,met,2026-05-20,2026-12-31,D,cooperative\n"
    assert judged(assess, declared)["status"] == "suspended"
    same_day = failed + "A-2,met,2026-05-01,2026-12-31,A,bob\n"
    assert judged(assess, same_day)["status"] == "suspended"
    assert judged(assess, failed + "A-2,met,2026-05-20,2026-12-31,A,bob\n")["status"] == "good_standing"


def test_the_document_is_the_same_bytes_for_any_order_of_rows_and_any_repetition(assess):
    heading, *rows = table(A_2="not_met", B_3="partly").splitlines()
    expected = assess("\n".join([heading, *rows]), "--json")[1]
    for seed in range(5):
        shuffled = random.Random(seed).sample(rows * 2, len(rows) * 2)
        assert assess("\n".join([heading, *shuffled]), "--json")[1] == expected


def test_semicolons_tabs_a_byte_order_mark_and_windows_line_ends_are_read(assess):
    expected = assess(table(), "--json")[1]
    for content in (
        table().replace(",", ";"),
        table().replace(",", "\t"),
        "\ufeff" + table(),
        table().replace("\n", "\r\n"),
        table().replace("\n", "\n\n"),
    ):
        assert assess(content, "--json")[1] == expected


def test_columns_may_stand_in_any_order_with_others_among_them(assess):
    turned = "\n".join(",".join([*reversed(row.split(",")), "note"]) for row in table().splitlines())
    assert assess(turned, "--json")[1] == assess(table(), "--json")[1]


def test_text_names_level_status_gates_and_what_to_do_first(assess):
    code, out, _ = assess(table(A_2="not_met", B_3="not_assessed"))
    assert code == 0
    assert "Small framework 1.0.0 (illustrative), as of 2026-06-01" in out
    assert "Site level: none reached. Status: suspended." in out
    assert "  1 Name of a: 1 Name of one; held by A-2 not met" in out
    assert "  2 Name of b: none reached; held by B-3 not assessed" in out
    assert "  A-2 (stop): not met, failed since 2026-05-01" in out
    assert "Level 1 needs: 2 of 3 met, 1 not assessed." in out


def test_every_fault_is_listed_with_file_row_and_column(assess):
    content = f"""{HEADING}
A-9,met,2026-05-01,,B,ann
A-1,fine,2026-05-01,,B,ann
A-2,met,2026-02-30,,B,ann
A-3,met,2026-06-02,,B,ann
B-1,met,2026-05-01,2026-04-30,B,ann
B-2,met,2026-05-01,,E,ann
B-3,met,2026-05-01,,B,ann
B-3,not_met,2026-05-01,,B,ann
B-3,met,2026-05-01
,,,,,
,met,,,B,ann
"""
    code, out, err = assess(content)
    assert (code, out) == (1, "")
    assert [line.split(": ")[0] for line in err.splitlines()] == [
        "site.csv:2:1",
        "site.csv:3:2",
        "site.csv:4:3",
        "site.csv:5:3",
        "site.csv:6:4",
        "site.csv:7:5",
        "site.csv:9:2",
        "site.csv:10:1",
        "site.csv:12:1",
        "site.csv:12:3",
    ]
    assert "There is no requirement A-9 in this framework: correct its id." in err
    assert "B-3 is not_met here and met in row 8, on one day by one person: keep one." in err


def test_faults_are_one_document_with_json(assess):
    code, out, err = assess(HEADING + "\nA-1,met,01/05/2026,,B,ann\n", "--json")
    assert (code, err) == (1, "")
    (fault,) = json.loads(out)["faults"]
    assert (fault["line"], fault["column"], fault["path"], fault["code"]) == (2, 3, "observed_on", "determination.day")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "site.csv:1:1: The table has no heading row"),
        (b"requirement,state,observed_on\nA-1,met,2026-05-01\n", "site.csv:1:1: The column valid_until is missing"),
        (table().replace("decided_by", "state").encode(), "site.csv:1:6: The column state stands twice"),
        (b"requirement\xff", "site.csv:1:12: The file is not UTF-8 here"),
        (table().encode("utf-16"), "The file is not UTF-8 here"),
        (table().replace("ann", "a\0nn").encode(), "A control character (code 0) stands here"),
        (table().encode() + b'"A-1', "site.csv:8:1: This is not a CSV table"),
        (b"x" * 4_000_001, "The table is larger than 4000000 bytes"),
        (b"PK\x03\x04\x00\x00", "A control character"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_one_sentence(assess, content, sentence):
    code, out, err = assess(content)
    assert (code, out) == (1, "")
    assert sentence in err
    assert "Traceback" not in err


def test_a_missing_file_and_a_missing_pack_are_named(pack, tmp_path, capsys):
    words = ["assess", "--determinations", str(tmp_path / "none.csv"), "--as-of", "2026-06-01"]
    assert main([*words, "--pack", str(pack)]) == 1
    assert "none.csv" in capsys.readouterr().err
    assert main([*words, "--pack", str(tmp_path / "nowhere")]) == 1
    assert "nowhere" in capsys.readouterr().err
    assert main(["assess", "--determinations", str(tmp_path), "--as-of", "2026-06-01", "--pack", str(pack)]) == 1
    assert "cannot be read" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["--as-of", "soon"], ["--as-of", "2026-02-30"], []])
def test_wrong_usage_ends_with_2(pack, tmp_path, words):
    with pytest.raises(SystemExit) as ended:
        main(["assess", "--pack", str(pack), "--determinations", str(tmp_path / "x.csv"), *words])
    assert ended.value.code == 2
