"""`ladder catalogue`: what it says and with which code it ends."""

import json

import pytest

from ladder.catalogue.models import FrameworkVersion
from ladder.cli.__main__ import main
from ladder.packfiles.document import content_hash
from ladder.packfiles.writing import write_pack
from tests.catalogue.versions import complete_pack

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    write_pack(complete_pack(), tmp_path / "small")
    return tmp_path / "small"


def test_a_pack_is_loaded_as_a_draft_and_published_when_asked(folder, capsys):
    assert main(["catalogue", "load", str(folder)]) == 0
    assert capsys.readouterr().out == f"small 1.0.0  draft      {content_hash(complete_pack())}\n"
    assert main(["catalogue", "load", str(folder), "--publish"]) == 0
    assert capsys.readouterr().out == f"small 1.0.0  published  {content_hash(complete_pack())}\n"


def test_the_list_as_json_is_the_same_every_time(folder, capsys):
    main(["catalogue", "load", str(folder), "--publish"])
    capsys.readouterr()
    said = []
    for _ in range(2):
        assert main(["catalogue", "list", "--json"]) == 0
        said.append(capsys.readouterr().out)
    assert said[0] == said[1]
    assert [(one["framework"], one["version"], one["status"]) for one in json.loads(said[0])["versions"]] == [
        ("small", "1.0.0", "published")
    ]


def test_every_fault_of_a_pack_is_one_line_and_nothing_is_written(folder, capsys):
    (folder / "requirements.yaml").write_text(
        (folder / "requirements.yaml").read_text().replace("gate: stop", "gate: halt")
    )
    (folder / "SOURCES.md").unlink()
    assert main(["catalogue", "load", str(folder)]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(":")[0] for line in lines] == ["SOURCES.md", "requirements.yaml"]
    assert FrameworkVersion.objects.count() == 0


def test_other_content_under_a_published_number_is_refused(folder, capsys):
    main(["catalogue", "load", str(folder), "--publish"])
    (folder / "SOURCES.md").write_text("# Other notes\n")
    capsys.readouterr()
    assert main(["catalogue", "load", str(folder), "--json"]) == 1
    faults = json.loads(capsys.readouterr().out)["faults"]
    assert [fault["where"] for fault in faults] == ["version"]


def test_a_folder_that_is_not_there_is_wrong_usage(tmp_path, capsys):
    assert main(["catalogue", "load", str(tmp_path / "nowhere")]) == 2
    assert "there is no folder" in capsys.readouterr().err
