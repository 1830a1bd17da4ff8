"""`ladder pack check`: every fault on its own line, or the hash; and the exit code that scripts lean on."""

import json
import subprocess
import sys
from pathlib import Path

from ladder.cli.__main__ import main
from ladder.packfiles.document import content_hash
from ladder.packfiles.reading import read_pack
from tests.packfiles.small_pack import REQUIREMENTS, locale, write_small

ROOT = Path(__file__).resolve().parents[2]


def test_a_sound_pack_prints_its_hash_and_ends_with_zero(tmp_path, capsys):
    folder = write_small(tmp_path / "small")
    assert main(["pack", "check", str(folder)]) == 0
    printed = capsys.readouterr().out
    assert printed.strip() == content_hash(read_pack(folder))
    assert len(printed.strip()) == 64


def test_every_fault_is_one_line_with_its_place_and_ends_with_one(tmp_path, capsys):
    broken = REQUIREMENTS.replace("level: 2", "level: 7", 1).replace("id: B-1", "id: A-1")
    assert main(["pack", "check", str(write_small(tmp_path / "small", requirements=broken))]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert "requirements.yaml:10:10: There is no level 7: use one of 1, 2, or add it." in lines
    assert any(line.startswith("requirements.yaml:15:7: id A-1 stands twice") for line in lines)


def test_a_warning_leaves_the_hash_alone_on_its_stream(tmp_path, capsys):
    words = locale("en").replace("requirements A-1 text", "sharper")
    assert main(["pack", "check", str(write_small(tmp_path / "small", locale_en=words))]) == 0
    printed = capsys.readouterr()
    assert len(printed.out.strip()) == 64
    assert "warning: The source has changed" in printed.err


def test_json_is_one_document_and_the_same_for_any_order_of_entries(tmp_path, capsys):
    first = write_small(tmp_path / "first")
    entries = ["- id:" + entry for entry in REQUIREMENTS.split("- id:") if entry.strip()]
    second = write_small(tmp_path / "second", requirements="".join(reversed(entries)))
    assert main(["pack", "check", str(first), "--json"]) == 0
    one = capsys.readouterr().out
    assert main(["pack", "check", str(second), "--json"]) == 0
    assert capsys.readouterr().out == one
    assert json.loads(one) | {"content_hash": ""} == {
        "content_hash": "",
        "faults": [],
        "key": "small",
        "requirements": 4,
        "sound": True,
        "version": "1.0.0",
        "warnings": [],
    }


def test_json_of_a_broken_pack_names_file_line_and_column(tmp_path, capsys):
    folder = write_small(tmp_path / "small", requirements=REQUIREMENTS.replace("level: 2", "level: 7", 1))
    assert main(["pack", "check", str(folder), "--json"]) == 1
    fault = next(
        fault for fault in json.loads(capsys.readouterr().out)["faults"] if fault["path"] == "requirements[1].level"
    )
    assert (fault["file"], fault["line"], fault["column"], fault["code"]) == (
        "requirements.yaml",
        10,
        10,
        "meaning.unknown",
    )


def test_a_folder_that_is_not_there_is_wrong_usage(tmp_path, capsys):
    assert main(["pack", "check", str(tmp_path / "nowhere")]) == 2
    assert "there is no folder" in capsys.readouterr().err


def test_the_command_runs_without_django(tmp_path):
    code = (
        "import sys; from ladder.cli.__main__ import main; code = main(sys.argv[1:]);"
        "sys.exit(code or ('django' in sys.modules) * 9)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "pack", "check", str(write_small(tmp_path / "small"))],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(ROOT / "src"), "PATH": "/usr/bin:/bin"},
    )
    assert done.returncode == 0, done.stdout + done.stderr
