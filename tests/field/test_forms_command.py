"""`ladder field form`: what it writes, and what it says of bad input."""

import json

import pytest

from ladder.cli.__main__ import main
from ladder.field.models import FieldForm
from tests.field.starter_forms import publish_starter


@pytest.fixture
def starter(db):
    return publish_starter()


def test_it_writes_both_files(starter, tmp_path, capsys):
    assert main(["field", "form", "--level", "1", "--out", str(tmp_path), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    form = FieldForm.objects.get()
    assert said["form_version"] == form.form_version
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        f"{form.form_id}-{form.form_version}.xlsx": bytes(form.xlsform),
        f"{form.form_id}-{form.form_version}.xml": bytes(form.xml),
    }


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--level", "9"], 1, "no level 9"),
        (["--version", "nowhere"], 1, "no such version"),
        (["--out", "/nowhere/at/all"], 2, "no folder"),
    ],
)
def test_bad_input_is_one_line(starter, tmp_path, capsys, words, code, said):
    assert main(["field", "form", "--out", str(tmp_path), *words]) == code
    told = capsys.readouterr().err
    assert said in told
    assert told.count("\n") == 1
    assert not FieldForm.objects.exists()
