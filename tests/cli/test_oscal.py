"""`ladder oscal` writes a folder or says why not, and lints files and folders."""

import argparse
import json

import pytest

from ladder.cli import oscal
from ladder.packfiles.document import content_hash
from ladder.packfiles.faults import Fault, PackFaultsError, Place
from ladder.packfiles.oscal.reader import read_oscal_pack
from tests.packfiles.oscal_pack import small_pack
from tests.packfiles.oscal_set import FIRST, SET, as_files, clean_set, put


@pytest.fixture
def ladder():
    def call(*words):
        parser = argparse.ArgumentParser()
        oscal.add_parser(parser.add_subparsers())
        chosen = parser.parse_args(["oscal", *map(str, words)])
        return chosen.run(chosen)

    return call


@pytest.fixture
def pack(monkeypatch):
    monkeypatch.setattr(oscal, "read_pack", lambda _: small_pack())


def write(folder, documents):
    for name, data in as_files(documents).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def test_an_export_is_a_folder_that_passes_the_lint(ladder, pack, tmp_path, capsys):
    assert ladder("export", "pack", tmp_path / "out") == 0
    assert ladder("lint", tmp_path / "out") == 0
    assert capsys.readouterr().out.splitlines()[-1] == "8 documents, no fault."


def test_an_export_is_told_as_json(ladder, pack, tmp_path, capsys):
    assert ladder("export", "pack", tmp_path / "out", "--json") == 0
    assert len(json.loads(capsys.readouterr().out)["files"]) == 8


def test_an_export_never_writes_over_something(ladder, pack, tmp_path, capsys):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    assert ladder("export", "pack", tmp_path / "out") == 1
    assert "exists already" in capsys.readouterr().err
    assert [path.name for path in tmp_path.rglob("*")] == ["out", "mine.txt"]


def test_a_pack_with_faults_is_not_exported(ladder, tmp_path, monkeypatch, capsys):
    def refuse(folder):
        raise PackFaultsError([Fault(Place("pack.yaml", 3, 1), "form.empty")])

    monkeypatch.setattr(oscal, "read_pack", refuse)
    assert ladder("export", "pack", tmp_path / "out") == 1
    assert capsys.readouterr().err.startswith("pack.yaml:3:1: ")
    assert not (tmp_path / "out").exists()


def test_faults_are_told_with_file_and_pointer(ladder, tmp_path, capsys):
    documents = clean_set()
    put(documents, FIRST, "/profile/imports/0/href", "gone.json")
    write(tmp_path, documents)
    assert ladder("lint", tmp_path, "--json") == 1
    found = json.loads(capsys.readouterr().out)["faults"]
    assert [(one["file"], one["pointer"], one["kind"]) for one in found] == [
        (FIRST, "/profile/imports/0/href", "dangling-import")
    ]
    assert ladder("lint", tmp_path) == 1
    assert capsys.readouterr().err.startswith(f"{FIRST}#/profile/imports/0/href: ")


def test_files_named_one_by_one_are_linted_together(ladder, tmp_path, capsys):
    write(tmp_path, clean_set())
    assert ladder("lint", *(tmp_path / name for name in SET)) == 0
    assert ladder("lint", tmp_path / FIRST) == 1
    assert "is not among these documents" in capsys.readouterr().err


def test_an_export_is_read_back_with_its_hash(ladder, pack, tmp_path, monkeypatch, capsys):
    ladder("export", "pack", tmp_path / "out")
    monkeypatch.setattr(oscal, "read_checked_pack", read_oscal_pack)
    assert ladder("read", tmp_path / "out") == 0
    assert capsys.readouterr().out.splitlines()[-1] == (
        f"small 1.0.0: 4 requirements, content hash {content_hash(small_pack())}."
    )
    assert ladder("read", tmp_path / "out", "--json") == 0
    assert json.loads(capsys.readouterr().out)["pack"]["key"] == "small"


def test_what_is_no_pack_is_told(ladder, pack, tmp_path, capsys):
    write(tmp_path, clean_set())
    assert ladder("read", tmp_path) == 1
    assert "carries the rules of a pack" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["", "missing"])
def test_nothing_to_lint_is_a_fault(ladder, tmp_path, name, capsys):
    assert ladder("lint", tmp_path / name) == 1
    assert capsys.readouterr().err.strip().endswith(".")


def test_what_cannot_be_written_is_told_without_an_error_number(ladder, pack, tmp_path, capsys):
    (tmp_path / "file").write_text("x")
    assert ladder("export", tmp_path, tmp_path / "file" / "out") == 1
    assert capsys.readouterr().err == f"{tmp_path / 'file'}: File exists.\n"
