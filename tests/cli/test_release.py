"""`ladder release`: exit codes and lines for sound, leaking, changed and hostile bundles."""

import json

import pytest

from ladder.cli.__main__ import main
from tests.core.synthesis.release.made import bundles, write_folder

NAIVE = "item,group,state,agree,disagree,passed\nR1,miners,withheld,,,\nR1,traders,,6,2,2\nR1,*,,9,3,2\n"


@pytest.fixture(name="folder", scope="module")
def fixture_folder(tmp_path_factory):
    return write_folder(tmp_path_factory.mktemp("bundle"), bundles()[1])


@pytest.fixture(name="run")
def fixture_run(capsys):
    def run(*words):
        code = main(["release", *map(str, words)])
        out, err = capsys.readouterr()
        return code, out, err

    return run


def test_our_release_is_certified_and_verified(run, folder):
    code, out, err = run("audit", folder)
    assert (code, err) == (0, "")
    assert out.startswith("Certified (releases 2, items 6, rows ")
    code, out, err = run("verify", folder)
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == "Verified: 6 items and 2 releases recomputed."
    assert len(out.splitlines()[1]) == 64


def test_the_documents(run, folder):
    code, out, _ = run("audit", folder, "--json")
    document = json.loads(out)
    assert (code, document["certified"], document["leaks"], document["method"]) == (
        0,
        True,
        [],
        {"name": "disclosure-audit", "version": "1"},
    )
    code, out, _ = run("verify", folder, "--json")
    document = json.loads(out)
    assert (code, document["verified"], sorted(document["classes"])) == (0, True, [f"R{place}" for place in range(6)])


def test_a_naive_release_is_refused_line_by_line(run, tmp_path):
    code, out, err = run("audit", write_folder(tmp_path, {"cells.csv": NAIVE.encode()}))
    assert (code, out) == (1, "")
    assert err.splitlines() == [
        "cells.csv:2: release 1, item R1, miners: agree can be worked out: is 3 (from cells.csv:4).",
        "cells.csv:2: release 1, item R1, miners: disagree can be worked out: is 1 (from cells.csv:4).",
        "cells.csv:2: release 1, item R1, miners: passed can be worked out: is 0 (from cells.csv:4).",
        "cells.csv:2: release 1, item R1, miners: voices can be worked out: is 4 (from cells.csv:4).",
        "Not certified (releases 1, items 1, rows 3): 4 to mend.",
    ]
    code, out, _ = run("audit", tmp_path, "--json")
    assert (code, len(json.loads(out)["leaks"])) == (1, 4)


def test_the_same_cell_in_a_file_of_another_language_counts(run, tmp_path):
    english = "item,group,voices,share\nR1,miners,,\nR1,*,40-44,72%\n"
    french = "item,group,voices,share\nR1,*,40-44,72.1%\n"
    rest = "item,group,agree,disagree,passed\nR1,traders,29,8,2\n"
    alone = write_folder(tmp_path / "one", {"cells.csv": english.encode(), "cells-rest.csv": rest.encode()})
    both = write_folder(
        tmp_path / "two",
        {"cells.csv": english.encode(), "cells-rest.csv": rest.encode(), "cells.fr.csv": french.encode()},
    )
    assert "agree can be narrowed down: is 0 to 2" in run("audit", alone)[2]
    assert "agree can be worked out: is 2" in run("audit", both)[2]


def test_a_later_release_with_one_more_person_is_refused(run, tmp_path):
    heading = "item,group,agree,disagree,passed\n"
    files = {
        "earlier/1/cells.csv": f"{heading}R1,traders,6,3,1\n".encode(),
        "cells.csv": f"{heading}R1,traders,7,3,1\n".encode(),
    }
    code, _, err = run("audit", write_folder(tmp_path, files))
    assert code == 1
    assert (
        "R1, traders, agree, since release 1 tells what a few newcomers answered: is 1 (from earlier/1/cells.csv:2)"
        in err
    )


def test_numbers_of_people_are_audited(run, tmp_path):
    people = "kind,group,gender,count\npeople,a,,24\npeople,a,men,21\npeople,a,women,\n"
    files = {"cells.csv": b"item,group\n", "participation.csv": people.encode()}
    code, _, err = run("audit", write_folder(tmp_path, files))
    assert code == 1
    assert (
        err.splitlines()[0]
        == "participation.csv:4: release 1, people, a, women can be worked out: is 3 (from participation.csv:2)."
    )


def test_a_changed_file_fails_verification(run, folder, tmp_path):
    copy = write_folder(
        tmp_path,
        {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()},
    )
    (copy / "items.csv").write_bytes((copy / "items.csv").read_bytes().replace(b"R1,", b"R9,", 1))
    code, out, err = run("verify", copy)
    assert (code, out) == (1, "")
    assert "items.csv: this file is not the one that the manifest lists: it was changed" in err


@pytest.mark.parametrize("action", ["audit", "verify"])
def test_no_folder_is_wrong_usage(run, action, tmp_path):
    code, _, err = run(action, tmp_path / "nowhere")
    assert (code, err.count("\n")) == (2, 1)
    with pytest.raises(SystemExit, match="2"):
        main(["release", action])


@pytest.mark.parametrize("action", ["audit", "verify"])
def test_hostile_folders_give_lines_and_no_trace(run, action, tmp_path):
    outside = tmp_path / "secret.csv"
    outside.write_text("item,group\nR1,a\n")
    folder = write_folder(tmp_path / "in", {"participation.csv": b"\xff\xfe", "rules.json": b"{nope"})
    (folder / "cells.csv").symlink_to(outside)
    code, _, err = run(action, folder)
    assert code == 1
    assert "cells.csv: this leads out of the folder: use files inside it only" in err
    assert "participation.csv:1: not UTF-8 here" in err
    assert "rules.json" in err
    assert "Traceback" not in err


def test_an_empty_folder_has_no_table(run, tmp_path):
    code, _, err = run("audit", tmp_path)
    assert (code, err) == (1, "cells.csv: this file is missing: a release has one\n")
