"""The judgement of an outside tool, compliance-trestle: our exports are valid, and what it lets pass is known."""

import argparse
import logging
from pathlib import Path

import pytest

from ladder.packfiles.oscal.export import export_oscal
from ladder.packfiles.oscal.judging import read_checked_pack
from ladder.packfiles.oscal.lint import lint_files
from ladder.packfiles.reading import read_pack
from tests.packfiles.oscal_faults import PLANTED, plant
from tests.packfiles.oscal_pack import small_pack
from tests.packfiles.oscal_set import as_files, clean_set

trestle = pytest.importorskip("trestle", reason="compliance-trestle is not installed")

PACKS = Path(__file__).parents[2] / "src" / "ladder" / "packs"
STARTER_SIZE = 130

# Of the planted faults, those with which `trestle validate` (5.2.0) still finds every document valid.
MISSED_BY_TRESTLE = {
    "control id twice",
    "group id twice",
    "part id twice",
    "uuid twice across documents",
    "relationship unknown",
    "item of an unknown type",
    "mapping from nowhere",
    "mapping to nowhere",
    "mapping resource missing",
    "gap that does not exist",
    "gap that is mapped",
    "profile selects nothing known",
    "import dangling",
    "import of a mapping",
    "imports in a circle",
    "import of itself",
    "link to a resource that is gone",
    "link to a file that is gone",
    "oscal-version wrong and mixed",
    "oscal-version other than the first",
    "translation without language",
    "observation dangling",
    "finding on nothing",
    "qualifier in unknown words",
    "method unknown",
}


@pytest.fixture(autouse=True)
def _quiet():
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def write_workspace(folder, files):
    (folder / ".trestle").mkdir(parents=True)
    (folder / ".trestle" / "config.ini").write_text("")
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def is_valid(folder):
    """What `trestle validate --all` says of a workspace."""
    factory = pytest.importorskip("trestle.core.validator_factory")
    validator = factory.validator_factory.get(argparse.Namespace(mode="all"))
    words = argparse.Namespace(all=True, type=None, file=None, name=None, quiet=True, trestle_root=folder)
    try:
        return validator.validate(words) == 0
    except Exception:  # noqa: BLE001 - a document that stops the validator is not a valid one
        return False


def resolved(folder, profile, monkeypatch):
    """Controls of a profile as trestle resolves it, by id. It reads relative references from the working folder."""
    resolver = pytest.importorskip("trestle.core.profile_resolver")
    monkeypatch.chdir((folder / profile).parent)
    catalog = resolver.ProfileResolver.get_resolved_profile_catalog(folder, folder / profile)
    return {control.id: control for group in catalog.groups or [] for control in group.controls or []}


def starter_pack():
    packs = [read_pack(path.parent) for path in sorted(PACKS.glob("*/pack.yaml"))]
    chosen = [pack for pack in packs if len(pack.requirements) == STARTER_SIZE]
    if not chosen:
        pytest.skip("the starter pack is not here")
    return chosen[0]


def test_the_clean_set_is_valid(tmp_path):
    assert is_valid(write_workspace(tmp_path, as_files(clean_set())))


def test_a_document_that_is_not_valid_is_told(tmp_path):
    assert not is_valid(
        write_workspace(tmp_path, as_files(plant(*next(row for row in PLANTED if "metadata missing" in row[0])[1:4])))
    )


def test_the_faults_that_only_our_lint_finds_are_these(tmp_path):
    missed = {
        row[0]
        for number, row in enumerate(PLANTED)
        if is_valid(write_workspace(tmp_path / str(number), as_files(plant(*row[1:4]))))
    }
    assert missed == MISSED_BY_TRESTLE


def test_the_export_of_a_small_pack_is_valid_and_resolves_level_by_level(tmp_path, monkeypatch):
    folder = write_workspace(tmp_path, export_oscal(small_pack()))
    assert is_valid(folder)
    assert [
        sorted(resolved(folder, f"profiles/small-level-{rank}/profile.json", monkeypatch)) for rank in (1, 2, 3)
    ] == [["A-1", "A-2"], ["A-1", "A-2", "B-1", "_2.B"], ["A-1", "A-2", "B-1", "_2.B"]]


def test_the_export_of_the_starter_pack_is_valid_and_comes_back_whole(tmp_path):
    pack = starter_pack()
    files = export_oscal(pack)
    assert lint_files(files) == ()
    assert is_valid(write_workspace(tmp_path, files))
    assert read_checked_pack(files) == pack


def test_the_profiles_of_the_starter_pack_add_up_with_every_translation(tmp_path, monkeypatch):
    pack = starter_pack()
    folder = write_workspace(tmp_path, export_oscal(pack))
    levels = [resolved(folder, f"profiles/{pack.key}-level-{rank}/profile.json", monkeypatch) for rank in (1, 2, 3, 4)]
    assert [len(level) for level in levels] == [19, 73, 109, 130]
    for control in levels[-1].values():
        statement = next(part for part in control.parts if part.name == "statement")
        assert sorted(part.id.rsplit(".", 1)[-1] for part in statement.parts if part.class_ == "translation") == [
            "fr",
            "sw",
            "zh",
        ]
