"""A backup is checked before it is believed, and a restored instance equals the one it came from."""

import hashlib
import io
import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from ladder.assessment.storage.folder import FolderStore
from ladder.assessment.storage.keys import parse_keys

ROOT = Path(__file__).resolve().parents[2]
PHOTO = b"a photo of a pit" * 10_000
PHOTO_SHA256 = hashlib.sha256(PHOTO).hexdigest()
PHOTO_PATH = f"evidence/{PHOTO_SHA256[:2]}/{PHOTO_SHA256[2:4]}/{PHOTO_SHA256}"


def ladder(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {"LADDER_HOME": str(home), "PYTHONPATH": str(ROOT / "src"), "PATH": "/usr/bin:/bin", "DATABASE_URL": "",
                   "LADDER_SHARED": str(home / "nothing"), "DJANGO_SETTINGS_MODULE": "ladder.config.settings"}  # fmt: skip
    return subprocess.run(
        [sys.executable, "-m", "ladder", *words], env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def backup(tmp_path_factory) -> tuple[Path, Path]:
    """An instance with a few rows, and a backup of it."""
    home, copy = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("copies") / "one"
    assert ladder(home, "migrate").returncode == 0
    assert ladder(home, "catalogue", "load", str(ROOT / "src/ladder/packs/starter")).returncode == 0
    store_of(home).put(io.BytesIO(PHOTO))
    (home / "evidence/.incoming/tmphalf").write_bytes(b"what a killed process left")
    done = ladder(home, "backup", str(copy))
    assert done.returncode == 0, done.stderr
    return home, copy


def store_of(home: Path) -> FolderStore:
    """The evidence of an instance, opened with its own keys."""
    return FolderStore(home / "evidence", parse_keys((home / "keys/ladder_evidence_keys").read_text(encoding="ascii")))


def contents(path: Path) -> dict[str, list]:
    with sqlite3.connect(path) as database:
        names = [n for (n,) in database.execute("SELECT name FROM sqlite_master WHERE type='table'")]
        return {name: database.execute(f'SELECT * FROM "{name}" ORDER BY 1').fetchall() for name in names}


def test_a_restored_instance_equals_the_one_it_came_from(backup, tmp_path):
    home, copy = backup
    done = ladder(tmp_path / "new", "restore", str(copy))
    assert done.returncode == 0, done.stderr
    assert contents(tmp_path / "new" / "ladder.sqlite3") == contents(home / "ladder.sqlite3")
    assert store_of(tmp_path / "new").open(PHOTO_SHA256).read() == PHOTO
    assert (tmp_path / "new/keys/ladder_secret_key").read_bytes() == (home / "keys/ladder_secret_key").read_bytes()


def test_a_backup_is_never_written_over_something(backup):
    home, copy = backup
    done = ladder(home, "backup", str(copy))
    assert (done.returncode, done.stderr.strip()) == (
        1, f"{copy}: is not empty; name a folder that is empty or does not exist yet.")  # fmt: skip


def test_a_restore_never_overwrites_an_instance(backup):
    home, copy = backup
    done = ladder(home, "restore", str(copy))
    assert done.returncode == 1
    assert "holds data already" in done.stderr


@pytest.mark.parametrize("damage", ["flipped byte", "missing file", "no manifest"])
def test_damage_is_named_and_nothing_is_written(backup, tmp_path, damage):
    _home, copy = backup
    broken = tmp_path / "broken"
    subprocess.run(["cp", "-r", str(copy), str(broken)], check=True)
    database = broken / "ladder.sqlite3"
    if damage == "flipped byte":
        content = bytearray(database.read_bytes())
        content[5000] ^= 1
        database.write_bytes(content)
    elif damage == "missing file":
        database.unlink()
    else:
        (broken / "manifest.json").unlink()
    done = ladder(tmp_path / "new", "restore", str(broken))
    assert done.returncode == 1
    assert str(broken) in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "new" / "ladder.sqlite3").exists()


def test_the_manifest_counts_what_the_copy_holds(backup):
    _home, copy = backup
    manifest = json.loads((copy / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["rows"]["catalogue_requirementversion"] == 130
    assert {name for name in manifest["files"] if not name.startswith("keys/")} == {"ladder.sqlite3", PHOTO_PATH}
    assert {"keys/ladder_secret_key", "keys/ladder_evidence_keys"} <= set(manifest["files"])


def test_a_folder_name_with_signs_of_an_address_is_only_a_name(backup, tmp_path):
    home, _copy = backup
    assert ladder(home, "backup", str(tmp_path / "a?b#c%20d")).returncode == 0
    assert ladder(tmp_path / "new", "restore", str(tmp_path / "a?b#c%20d")).returncode == 0


def test_a_home_without_data_is_not_backed_up(tmp_path):
    done = ladder(tmp_path / "mistyped", "backup", str(tmp_path / "copy"), "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["faults"][0]["sentence"].startswith("holds no data to back up")
    assert not (tmp_path / "copy").exists()


@pytest.mark.parametrize(
    "manifest",
    [
        "[1]",
        "not json",
        "[" * 100_000,
        '{"engine": "sqlite", "rows": {}, "files": {}, "version": "1"}',
        '{"engine": "sqlite", "rows": [], "files": [], "version": "1"}',
        '{"engine": "sqlite", "rows": {}, "files": {"ladder.sqlite3": 1}, "version": "1"}',
        '{"engine": ["sqlite"], "rows": {}, "files": {"ladder.sqlite3": {"bytes": 0, "sha256": ""}}, "version": "1"}',
    ],
)
def test_a_manifest_that_is_none_is_told_in_one_line(tmp_path, manifest):
    (tmp_path / "copy").mkdir()
    (tmp_path / "copy" / "manifest.json").write_text(manifest, encoding="utf-8")
    done = ladder(tmp_path / "new", "restore", str(tmp_path / "copy"))
    assert done.returncode == 1
    assert "is not the manifest of a backup" in done.stderr
    assert not (tmp_path / "new").exists()


def test_a_copy_that_is_no_database_is_refused_before_anything_is_written(tmp_path):
    copy = tmp_path / "copy"
    copy.mkdir()
    (copy / "ladder.sqlite3").write_bytes(b"no database, and longer than the head of one would be" * 20)
    digest = hashlib.sha256((copy / "ladder.sqlite3").read_bytes()).hexdigest()
    said = {"ladder.sqlite3": {"bytes": (copy / "ladder.sqlite3").stat().st_size, "sha256": digest}}
    manifest = {"engine": "sqlite", "rows": {}, "files": said, "version": "1"}
    (copy / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    done = ladder(tmp_path / "new", "restore", str(copy))
    assert done.returncode == 1
    assert "the copy is damaged" in done.stderr
    assert not (tmp_path / "new").exists()
