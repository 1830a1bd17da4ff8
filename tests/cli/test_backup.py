"""A backup is checked before it is believed, and a restored instance equals the one it came from."""

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def ladder(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {"LADDER_HOME": str(home), "PYTHONPATH": str(ROOT / "src"), "PATH": "/usr/bin:/bin", "DATABASE_URL": "",
                   "LADDER_SHARED": str(home / "nothing"), "DJANGO_SETTINGS_MODULE": "ladder.config.settings"}  # fmt: skip
    return subprocess.run([sys.executable, "-m", "ladder", *words], env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def backup(tmp_path_factory) -> tuple[Path, Path]:
    """An instance with a few rows, and a backup of it."""
    home, copy = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("copies") / "one"
    assert ladder(home, "migrate").returncode == 0
    assert ladder(home, "catalogue", "load", str(ROOT / "src/ladder/packs/starter")).returncode == 0
    done = ladder(home, "backup", str(copy))
    assert done.returncode == 0, done.stderr
    return home, copy


def contents(path: Path) -> dict[str, list]:
    with sqlite3.connect(path) as database:
        names = [n for (n,) in database.execute("SELECT name FROM sqlite_master WHERE type='table'")]
        return {name: database.execute(f'SELECT * FROM "{name}" ORDER BY 1').fetchall() for name in names}


def test_a_restored_instance_equals_the_one_it_came_from(backup, tmp_path):
    home, copy = backup
    done = ladder(tmp_path / "new", "restore", str(copy))
    assert done.returncode == 0, done.stderr
    assert contents(tmp_path / "new" / "ladder.sqlite3") == contents(home / "ladder.sqlite3")
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
    assert set(manifest["files"]) == {"ladder.sqlite3", "keys/ladder_secret_key"}
