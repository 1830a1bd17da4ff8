"""Whatever is wrong around the program is one line on the error stream; no traceback ever reaches a user."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ladder.cli.__main__ import main

ROOT = Path(__file__).resolve().parents[2]
PACK = ROOT / "src/ladder/packs/starter"


def ladder(home, *words, **more):
    environment = {"LADDER_HOME": str(home), "PYTHONPATH": str(ROOT / "src"), "PATH": "/usr/bin:/bin", **more}
    order = [sys.executable, "-m", "ladder", *words]
    return subprocess.run(order, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"DATABASE_URL": "mysql://x"}, "DATABASE_URL must begin with"),
        ({"DATABASE_URL": "postgresql://somebody@127.0.0.1:abc/x"}, "The port in DATABASE_URL"),
        ({"LADDER_DEMO": "perhaps"}, "LADDER_DEMO must be yes or no"),
    ],
)
def test_a_wrong_setting_is_one_line(tmp_path, settings, said):
    done = ladder(tmp_path, "catalogue", "list", **settings)
    assert done.returncode == 1
    assert done.stderr.startswith(f"ladder: {said}")
    assert done.stderr.count("\n") == 1


def test_a_home_that_is_a_file_is_named(tmp_path):
    home = tmp_path / "home"
    home.write_text("x")
    done = ladder(home, "catalogue", "list")
    assert (done.returncode, done.stderr) == (1, f"ladder: {home}: File exists.\n")


def test_an_empty_home_leads_to_migrate(tmp_path):
    done = ladder(tmp_path, "catalogue", "list")
    assert done.returncode == 1
    assert "run `ladder migrate`" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_reader_that_went_away_is_no_fault(tmp_path):
    reads, writes = os.pipe()
    os.close(reads)
    order = [sys.executable, "-m", "ladder", "pack", "check", str(PACK)]
    environment = {"PYTHONPATH": str(ROOT / "src"), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(order, env=environment, stdout=writes, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writes)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this machine has no /dev/full")
def test_a_full_disk_is_one_line():
    order = [sys.executable, "-m", "ladder", "pack", "check", str(PACK)]
    environment = {"PYTHONPATH": str(ROOT / "src"), "PATH": "/usr/bin:/bin"}
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(order, env=environment, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "ladder: No space left on device.\n")


@pytest.mark.parametrize("port", ["99999999", "65536", "0", "-1", "abc", "٣"])
def test_a_port_that_is_none_is_wrong_usage(port, capsys):
    with pytest.raises(SystemExit) as leaving:
        main(["serve", f"--port={port}"])
    assert leaving.value.code == 2
    assert "must be a number from 1 to 65535" in capsys.readouterr().err


def test_a_file_of_visits_that_is_not_there_is_told_as_json(tmp_path):
    done = ladder(tmp_path, "registry", "import-ipis", "nothing.csv", "--json")
    assert done.returncode == 1
    sentence = "cannot be read (No such file or directory). Check the name."
    assert json.loads(done.stdout) == {"faults": [{"where": "nothing.csv", "sentence": sentence}]}
