"""Rooms import and reference only rooms before them."""

import subprocess
import sys
import tomllib
from pathlib import Path

from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]


def rooms_in_order() -> list[str]:
    """Room names from `core` to `config`, as the import contract lists them."""
    with (ROOT / "pyproject.toml").open("rb") as stream:
        contract = tomllib.load(stream)["tool"]["importlinter"]["contracts"][0]
    return [layer.strip("()") for layer in reversed(contract["layers"])]


def test_import_contracts_hold():
    command = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run(
        [command],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(ROOT / "src"), "PATH": "/usr/bin:/bin"},
    )
    assert done.returncode == 0, done.stdout[-4000:]


def test_foreign_keys_point_to_the_same_or_an_earlier_room():
    order = {room: place for place, room in enumerate(rooms_in_order())}
    wrong = [
        f"{model.__name__}.{field.name} -> {field.related_model.__name__}"
        for model in apps.get_models()
        if model.__module__.startswith("ladder.")
        for field in model._meta.get_fields()
        if field.is_relation
        and field.concrete
        and field.related_model.__module__.startswith("ladder.")
        and order[field.related_model._meta.app_label] > order[model._meta.app_label]
    ]
    assert wrong == []


def test_every_room_has_its_place_its_sentence_and_its_readme():
    order = rooms_in_order()
    folders = sorted(p.name for p in (ROOT / "src" / "ladder").iterdir() if (p / "__init__.py").exists())
    assert [room for room in folders if room not in order] == []
    for room in folders:
        first = (ROOT / "src" / "ladder" / room / "__init__.py").read_text(encoding="utf-8").splitlines()[0]
        assert first.startswith('"""'), f"{room}/__init__.py begins with one sentence"
        assert first.endswith('."""'), f"{room}/__init__.py begins with one sentence"
    without = [room for room in folders if room != "config" and not (ROOT / "src/ladder" / room / "README.md").exists()]
    assert without == []
