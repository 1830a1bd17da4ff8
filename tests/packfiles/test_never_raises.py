"""Whatever a file holds, checking lists faults: it never raises anything else."""

import json
import random
import tempfile
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ladder.packfiles.reading import check_pack, load, read_pack
from ladder.packfiles.requirement_table import load_table, write_table
from ladder.packfiles.workbook import load_workbook, write_workbook
from tests.packfiles.small_pack import CROSSWALKS, PACK, REQUIREMENTS, locale, write_small

FILES = {
    "pack": PACK,
    "requirements": REQUIREMENTS,
    "crosswalks": CROSSWALKS,
    "locale_en": locale("en"),
    "locale_fr": locale("fr"),
    "migration": "from_version: 0.9.0\nsteps:\n- {key: one, kind: same, before: [A-1], after: [A-1]}\n",
}
SMALL = read_pack(write_small(Path(tempfile.mkdtemp()) / "small"))
BOOK, TABLE = write_workbook(SMALL), write_table(SMALL)
MANY = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
JUNK = [
    "",
    "[]",
    "{}",
    "null",
    "7",
    "-1",
    "1.5",
    "true",
    "text",
    "[1, {a: b}]",
    "{key: 1}",
    "[[]]",
    "'",
    "\t",
    "*a",
    "&a x",
    "? b",
    "- -",
    "é",
    "#",
]


def mangled(text, dice):
    """The text with a few of its lines or values replaced, dropped, doubled or moved."""
    lines = text.splitlines()
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(len(lines))
        key, colon, _ = lines[at].partition(":")
        deed = dice.randrange(6)
        if deed == 0:
            del lines[at]
        elif deed == 1:
            lines.insert(at, lines[at])
        elif deed == 2:
            lines[at] = f"{key}{colon} {dice.choice(JUNK)}"
        elif deed == 3:
            lines[at] = " " * dice.randint(0, 6) + lines[at].strip()
        elif deed == 4:
            lines[at] = lines[at][: dice.randint(0, len(lines[at]))] + dice.choice(JUNK)
        else:
            lines[at], lines[0] = lines[0], lines[at]
        lines = lines or [""]
    return "\n".join(lines)


@MANY
@given(st.integers(0, 2**32), st.sampled_from(sorted(FILES)))
def test_mangled_files_give_faults_or_a_pack(seed, name):
    with tempfile.TemporaryDirectory() as folder:
        changed = {name: mangled(FILES[name], random.Random(seed))}
        pack, faults = load(write_small(Path(folder) / "small", **changed))
    assert (pack is None) == any(fault.severity == "error" for fault in faults)
    assert [fault for fault in faults if "%(" in fault.sentence] == []
    json.dumps([fault.as_document() for fault in faults])


@MANY
@given(st.integers(0, 2**32), st.sampled_from(sorted(FILES)))
def test_a_mangled_overlay_gives_faults_or_a_pack(seed, name):
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        write_small(folder / "old")
        top = folder / "top"
        (top / "locale").mkdir(parents=True)
        (top / "pack.yaml").write_text("base: old\nversion: 2.0.0\n")
        (top / f"{name.replace('_', '/')}.yaml").write_text(
            mangled(f"base: old\n{PACK}" if name == "pack" else FILES[name], random.Random(seed)), encoding="utf-8"
        )
        check_pack(top)


@MANY
@given(st.binary(max_size=200), st.sampled_from(["pack.yaml", "requirements.yaml", "locale/fr.yaml", "SOURCES.md"]))
def test_any_bytes_give_faults(data, name):
    with tempfile.TemporaryDirectory() as folder:
        (write_small(Path(folder) / "small") / name).write_bytes(data)
        check_pack(Path(folder) / "small")


@MANY
@given(st.integers(0, 2**32))
def test_a_workbook_with_bytes_changed_gives_faults_or_a_pack(seed):
    dice = random.Random(seed)
    data = bytearray(BOOK)
    for _ in range(dice.randint(1, 8)):
        data[dice.randrange(len(data))] = dice.randrange(256)
    load_workbook(bytes(data))


@MANY
@given(st.integers(0, 2**32))
def test_a_workbook_with_parts_changed_gives_faults_or_a_pack(seed):
    dice = random.Random(seed)
    stream = BytesIO()
    with ZipFile(BytesIO(BOOK)) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        unlucky = dice.choice(old.namelist())
        for name in old.namelist():
            part = bytearray(old.read(name))
            if name == unlucky:
                for _ in range(dice.randint(1, 5)):
                    part[dice.randrange(len(part))] = dice.choice(b'0123456789abcxtr"<>&/ AZ=')
            new.writestr(name, bytes(part))
    load_workbook(stream.getvalue())


@MANY
@given(st.integers(0, 2**32))
def test_a_mangled_table_gives_faults_or_a_pack(seed):
    load_table(mangled(TABLE.decode("utf-8-sig"), random.Random(seed)).encode(), SMALL)
