"""YAML, JSON, XLSX and CSV give back exactly what went in, and the hash sees content only."""

import json
import random
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ladder.packfiles.document import as_document, content_hash, from_document, requirement_hash
from ladder.packfiles.model import Text, TextKey
from ladder.packfiles.reading import read_pack
from ladder.packfiles.requirement_table import load_table, write_table
from ladder.packfiles.workbook import read_workbook, write_workbook
from ladder.packfiles.writing import write_pack
from tests.packfiles.generated import packs
from tests.packfiles.small_pack import PACK, write_small

PACKS = Path(__file__).resolve().parents[2] / "src" / "ladder" / "packs"
SMALL = read_pack(write_small(Path(tempfile.mkdtemp()) / "small"))
FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@FEW
@given(packs(SMALL))
def test_a_stored_document_gives_back_the_pack(pack):
    assert from_document(json.loads(json.dumps(as_document(pack)))) == pack


@FEW
@given(packs(SMALL))
def test_yaml_gives_back_the_pack(pack):
    with tempfile.TemporaryDirectory() as folder:
        write_pack(pack, folder)
        assert read_pack(folder) == pack


@FEW
@given(packs(SMALL))
def test_a_workbook_gives_back_the_pack(pack):
    assert read_workbook(write_workbook(pack)) == pack


@FEW
@given(packs(SMALL))
def test_a_requirement_table_gives_back_the_pack(pack):
    made, faults = load_table(write_table(pack), pack)
    assert (made, [fault.code for fault in faults if fault.severity == "error"]) == (pack, [])


@pytest.mark.parametrize("name", ["starter", "starter-next"])
def test_the_packs_of_the_repository_survive_every_form(name, tmp_path):
    pack = read_pack(PACKS / name)
    write_pack(pack, tmp_path / name)
    assert read_pack(tmp_path / name) == pack
    assert read_workbook(write_workbook(pack)) == pack
    assert from_document(json.loads(json.dumps(as_document(pack)))) == pack
    assert load_table(write_table(pack), pack)[0] == pack


def shuffled(content, dice):
    """The same content with every dictionary and every list of entries in another order."""
    if isinstance(content, dict):
        items = [(key, shuffled(value, dice)) for key, value in content.items()]
        dice.shuffle(items)
        return dict(items)
    if isinstance(content, list):
        entries = [shuffled(value, dice) for value in content]
        dice.shuffle(entries)
        return entries
    return content


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 2**32))
def test_the_hash_does_not_see_order_or_formatting(seed):
    dice = random.Random(seed)
    with tempfile.TemporaryDirectory() as made:
        folder = write_small(Path(made) / "small")
        for path in folder.rglob("*.yaml"):
            content = shuffled(yaml.safe_load(path.read_text()), dice)
            path.write_text(
                "# said otherwise\n" + json.dumps(content, indent=dice.choice([None, 3])), encoding="utf-8-sig"
            )
        assert content_hash(read_pack(folder)) == content_hash(SMALL)


def test_the_hash_sees_every_change_of_content(tmp_path):
    other = read_pack(write_small(tmp_path / "small", pack=PACK.replace("grace_days: 30", "grace_days: 31")))
    reviewed = dict(SMALL.texts["fr"])
    place = TextKey("requirements", "A-1", "title")
    reviewed[place] = replace(reviewed[place], state="reviewed")
    hashes = {
        content_hash(SMALL),
        content_hash(other),
        content_hash(replace(SMALL, texts={**SMALL.texts, "fr": reviewed})),
    }
    assert len(hashes) == 3


def test_a_requirements_hash_sees_its_words_and_validity_but_no_translation(tmp_path):
    before = requirement_hash(SMALL, "A-1")
    french = dict(SMALL.texts["fr"])
    french[TextKey("requirements", "A-1", "title")] = Text("autre", "draft", "0123456789ab")
    assert requirement_hash(replace(SMALL, texts={**SMALL.texts, "fr": french}), "A-1") == before
    english = dict(SMALL.texts["en"])
    english[TextKey("requirements", "A-1", "text")] = Text("other")
    assert requirement_hash(replace(SMALL, texts={**SMALL.texts, "en": english}), "A-1") != before
    longer = read_pack(write_small(tmp_path / "x", pack=PACK.replace("valid_days: 365", "valid_days: 366")))
    assert requirement_hash(longer, "A-1") != before
    assert requirement_hash(longer, "A-2") == requirement_hash(SMALL, "A-2")
