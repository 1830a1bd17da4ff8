"""Bundles: the same bytes for the same release, everything recomputed from them, every change found."""

import hashlib
import json
from dataclasses import replace

import pytest

from ladder.core.synthesis.disclosure import ReleaseRefusedError, protect
from ladder.core.synthesis.disclosure.table_cells import cells_of_item, cells_of_row
from ladder.core.synthesis.release import Comment, bundle_digest, read_bundle, verify_bundle, write_bundle
from ladder.core.synthesis.release.csv_text import read_table, write_table
from tests.core.synthesis.disclosure.rounds import rounds
from tests.core.synthesis.release.made import COMMENTS, RULES, about, bundles

NAMES = ("manifest.json", "rules.json", "groups.csv", "items.csv", "cells.csv", "participation.csv")


@pytest.fixture(name="second", scope="module")
def fixture_second():
    """The second release of a round."""
    return bundles()[1]


def changed(files, name, old, new):
    """A bundle with one text replaced in one file, and the manifest made to agree with it."""
    content = files[name].decode()
    assert old in content
    files = files | {name: content.replace(old, new, 1).encode()}
    manifest = json.loads(files["manifest.json"])
    manifest["files"][name] = {"bytes": len(files[name]), "sha256": hashlib.sha256(files[name]).hexdigest()}
    return files | {"manifest.json": json.dumps(manifest).encode()}


def faults(files):
    return [str(fault) for fault in verify_bundle(read_bundle(files)).faults]


def test_a_bundle_holds_what_it_should_and_verifies(second):
    assert sorted(second) == sorted(
        [*NAMES, "comments.csv", "certificate.json", *(f"earlier/1/{name}" for name in NAMES)]
    )
    found = verify_bundle(read_bundle(second))
    assert found.faults == ()
    assert found.digest == bundle_digest(second)
    assert json.loads(second["certificate.json"])["certified"] is True


def test_the_same_release_gives_the_same_bytes_whatever_the_order():
    made, _, _ = rounds(7, releases=1)
    one, two = made[0], replace(made[0], cells=made[0].cells[::-1], groups=made[0].groups[::-1])
    files = [
        write_bundle(protect(each, (), RULES), about(1), RULES, (), order)
        for each, order in ((one, COMMENTS), (two, COMMENTS[::-1]))
    ]
    assert files[0] == files[1]
    assert bundle_digest(files[0]) == bundle_digest(files[1])


def test_reading_gives_back_what_was_written(second):
    bundle = read_bundle(second)
    made, _, _ = rounds(3, releases=2)
    first = protect(made[0], (), RULES)
    tables = protect(made[1], [first], RULES).tables
    assert [cells_of_row(row) for row in bundle.tables.rows] == [cells_of_row(row) for row in tables.rows]
    assert [cells_of_item(each) for each in bundle.tables.items] == [cells_of_item(each) for each in tables.items]
    assert bundle.tables.groups == tables.groups
    assert sorted(comment.text for comment in bundle.comments) == sorted(comment.text for comment in COMMENTS)
    assert bundle.names["state"] == "-State"
    assert bundle.faults == ()


def test_no_cell_is_run_as_a_formula_by_a_spreadsheet(second):
    assert b"'=SUM(A1)" in second["comments.csv"]
    assert b"'-State" in second["groups.csv"]


def test_a_flipped_byte_a_missing_file_and_a_file_too_many_are_found(second):
    name = "cells.csv"
    flipped = bytes([second[name][-3] ^ 1])
    content = second[name][:-3] + flipped + second[name][-2:]
    assert any(f"{name}: this file is not the one" in fault for fault in faults(second | {name: content}))
    assert "earlier/1/cells.csv: this file is listed in the manifest and missing" in faults(
        {key: value for key, value in second.items() if key != "earlier/1/cells.csv"}
    )
    assert "notes.txt: this file is not listed in the manifest: remove it" in faults(second | {"notes.txt": b"hi"})


def test_a_class_that_does_not_follow_from_the_rows_is_found(second):
    item = read_bundle(second).tables.items[0]
    said = ";".join(item.classes)
    other = "mixed" if said != "mixed" else "objection"
    lines = faults(changed(second, "items.csv", f"{item.item},,{said},", f"{item.item},,{other},"))
    assert any(line.startswith("items.csv:2: classes: ") and "follows from the rows" in line for line in lines)


def test_a_lean_or_a_band_that_a_row_may_not_say_is_found(second):
    row = next(row for row in read_bundle(second).tables.rows if row.has_figures and row.voices.low == 5)
    line = ",".join(cells_of_row(row).values())
    narrower = line.replace(str(row.voices), "5-9")
    lines = faults(changed(second, "cells.csv", line, narrower))
    assert any(f"cells.csv:{row.place.line}: 5-9 voices is not one of the bands" in each for each in lines)
    lines = faults(changed(second, "cells.csv", line, line.replace(str(row.share), "61-62%")))
    assert any("may not say 61-62%" in each for each in lines)


def test_a_row_that_says_it_did_not_change_and_did_is_found(second):
    row = next(row for row in read_bundle(second).tables.rows if row.has_figures and row.since == 2 and row.first == 1)
    line = ",".join(cells_of_row(row).values())
    lines = faults(changed(second, "cells.csv", line, line[: -len("2,1")] + "1,1"))
    assert f"cells.csv:{row.place.line}: since: this row is not as it was in that release" in lines


def test_other_rules_or_another_earlier_release_are_found(second):
    lines = faults(changed(second, "rules.json", '"smallest_row":5', '"smallest_row":4'))
    assert "rules.json: these are not the rules whose hash the manifest gives" in lines
    manifest = json.loads(second["earlier/1/manifest.json"]) | {"created_on": "2026-01-01"}
    lines = faults(second | {"earlier/1/manifest.json": json.dumps(manifest).encode()})
    assert any("this is not the manifest of release 1 whose hash is given" in line for line in lines)


def test_a_certificate_of_something_else_is_found(second):
    lines = faults(changed(second, "certificate.json", '"releases":2', '"releases":9'))
    assert "certificate.json: this is not the certificate that the auditor gives" in lines


@pytest.mark.parametrize(
    ("comment", "problem"),
    [
        (Comment("R1", "x", "en", "committee"), "consent"),
        (Comment("R1", "x", "en", "quote", role="digger"), "role"),
        (Comment("R1", "x", "en", "quote", week="2026-02-14"), "week"),
        (Comment("R1", " ", "en", "quote"), "text"),
    ],
)
def test_a_comment_that_may_not_be_published_refuses_the_release(comment, problem):
    made, _, _ = rounds(7, releases=1)
    with pytest.raises(ReleaseRefusedError, match=f"R1, {problem}"):
        write_bundle(protect(made[0], (), RULES), about(1), RULES, (), [comment])


def test_a_release_that_leaks_is_not_written():
    made, _, _ = rounds(7, releases=1)
    tables = protect(made[0], (), RULES).tables
    shown = next(row for row in tables.rows if row.has_figures)
    leaking = replace(
        tables,
        rows=tuple(
            replace(row, voices=replace(row.voices, low=2, high=4)) if row is shown else row for row in tables.rows
        ),
    )
    with pytest.raises(ReleaseRefusedError, match="fewer voices than a row needs"):
        write_bundle(leaking, about(1), RULES)


def test_a_release_without_its_predecessors_is_not_written():
    made, _, _ = rounds(7, releases=2)
    first = protect(made[0], (), RULES)
    with pytest.raises(ReleaseRefusedError, match="needs the bundles"):
        write_bundle(protect(made[1], [first], RULES), about(2), RULES)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "no heading row"),
        (b"item\nR1\n", "group: this column is missing"),
        (b"item,group,item\nR1,a,b\n", "this column stands twice"),
        (b"item,group,mood\nR1,a,b\n", "this column is not known"),
        (b"item,group,agree\nR1,a\n", "2 cells where the heading row has 3"),
        (b"item,group,agree\nR1,a,-3\n", "write a count"),
        (b"item,group,agree\nR1,a,NaN\n", "write a count"),
        (b"item,group,agree\nR1,a,99999999\n", "write a count"),
        (b"item,group,voices\nR1,a,9-5\n", "the smaller first"),
        (b"item,group,share\nR1,a,140%\n", "write a share"),
        (b"item,group,lean\nR1,a,sideways\n", "is not one of clearly_for"),
        (b"item,group,since\nR1,a,7\n", "not the number of this or an earlier release"),
        (b"item,group\n,a\n", "item: fill it in"),
        (b"item,group\nR1,a\nR1,a\n", "this row stands twice, first in line 2"),
        (b"item,group\nR1,\xe9\n", "not UTF-8 here"),
        (b"item,group\nR1,a\x00\n", "a NUL character"),
        (b'item,group\nR1,"a\n', "this is not CSV"),
        (b"x" * (16 * 1024 * 1024 + 1), "larger than"),
        (b"item,group\n" + b"R1,a\n" * 50_001, "more than 50000 rows"),
        (b"item,group\n" + b"".join(b"R1,g%d\n" % each for each in range(301)), "more than 300 groups"),
    ],
)
def test_hostile_tables_give_one_clear_line(content, problem):
    found = read_bundle({"cells.csv": content}).faults
    assert len(found) == 1
    assert problem in str(found[0])
    assert str(found[0]).startswith("cells.csv")


@pytest.mark.parametrize("content", [b"[]", b"{", b'{"a": NaN}', b'{"a":1,"a":2}', b"\xff", b"[" * 100_000])
def test_hostile_json_gives_one_clear_line(content):
    found = read_bundle({"cells.csv": b"item,group\nR1,a\n", "manifest.json": content}).faults
    assert [fault.file for fault in found] == ["manifest.json"]


def test_impossible_rules_are_said():
    found = read_bundle({"cells.csv": b"item,group\n", "rules.json": b'{"smallest_row": "five"}'}).faults
    assert [str(fault) for fault in found] == ["rules.json: smallest_row: write a whole number"] or "number" in str(
        found[0]
    )


def test_a_mark_and_windows_line_ends_are_read():
    bundle = read_bundle({"cells.csv": "\ufeffitem,group,agree\r\nR1,a,7\r\n".encode()})
    assert bundle.faults == ()
    assert bundle.tables.rows[0].agree.low == 7


def test_tables_round_trip_whatever_the_text():
    texts = ["=1+1", "'=x", "a,b", 'say "no"', "two\nlines", "+243", "@me", "-", "", "钴 🪨 \u202e"]
    rows, faults = read_table(
        "t.csv", write_table(("a", "b"), [{"a": text, "b": "x"} for text in texts]), ("a",), ("a", "b")
    )
    assert [row.cells["a"] for row in rows] == texts
    assert faults == []
