"""Each kind of bad input is named with its file, line and column, and all of it in one run."""

import os

import pytest

from ladder.packfiles.faults import WARNING, PackFaultsError
from ladder.packfiles.reading import check_pack, read_pack
from tests.packfiles.small_pack import CROSSWALKS, PACK, REQUIREMENTS, locale, write_small


def found(folder):
    return [(str(fault.place), fault.code) for fault in check_pack(folder)]


def test_the_small_pack_is_sound(tmp_path):
    assert found(write_small(tmp_path / "small")) == []


# The sign § stands where the fault is expected, so that line and column are counted in the text itself.
@pytest.mark.parametrize(
    ("part", "old", "new", "code"),
    [
        ("requirements", "  gate: none", "  §\tgate: none", "yaml.tab"),
        ("requirements", "level: 1", "level: 1\n  §level: 2", "yaml.duplicate_key"),
        ("requirements", "gate: none", "gate: none§: no", "yaml.syntax"),
        ("pack", "provider: Test", "provider: §&x Test", "yaml.alias"),
        ("pack", "provider: Test", "provider: §!!python/object:os.system Test", "yaml.tag"),
        ("pack", "provider: Test", "provider: Test\n§---\nkey: again", "yaml.documents"),
        ("requirements", "id: B-1", "id: §A-1", "meaning.duplicate"),
        ("requirements", "level: 1", "level: §9", "meaning.unknown"),
        ("requirements", "level: 1", "level: §high", "form.type"),
        ("requirements", "principle: 1", "principle: §7", "meaning.unknown"),
        ("requirements", "gate: cap", "gate: §maybe", "form.choice"),
        ("requirements", "condition: underground", "condition: §raining", "meaning.unknown"),
        ("requirements", "evidence_kind: document", "evidence_kind: §gossip", "meaning.unknown"),
        ("requirements", "evidence_methods: [D, O]", "evidence_methods: [D, §X]", "meaning.unknown"),
        ("requirements", "cost: none", "cost: §huge", "meaning.unknown"),
        ("requirements", "gate: stop", "gate: stop\n  condition: §underground", "meaning.gate_condition"),
        ("requirements", "cost: low\n  condition", "cost: low\n  when: §1\n  condition", "form.unknown_key"),
        ("requirements", "- id: A-1\n  principle: 1\n", "- §id: A-1\n", "form.required"),
        ("pack", "status: draft", "status: §done", "form.choice"),
        ("pack", "version: 1.0.0", "version: §one", "form.pattern"),
        ("pack", "version: 1.0.0", "version: 1.0.0\neffective_from: §2025-02-30", "form.format"),
        ("pack", "key: small\n", "§key: small\nlicense: 1\n", "meaning.licence"),
        ("pack", "rank: 2", "rank: 3", "meaning.ranks"),
        ("pack", "plan_days: 30", "plan_days: §-1", "form.range"),
        ("pack", "cap_with_plan: 2", "cap_with_plan: §3", "meaning.cap_rank"),
        ("pack", "{key: low, over: 0, up_to: 2000", "{key: low, over: 9, up_to: §5", "meaning.cost_bounds"),
        ("pack", "authoritative_language: en", "authoritative_language: §zh", "meaning.authoritative"),
        ("pack", "- {key: stop, plan_days: 7}\n", "", "meaning.gate_undefined"),
        ("crosswalks", "system: other", "system: §nowhere", "meaning.unknown"),
        ("crosswalks", ", item: '1'", ", item: §'2'", "meaning.unknown"),
        ("crosswalks", "requirement: A-2", "requirement: §A-9", "meaning.unknown"),
        ("crosswalks", "relation: superset", "relation: §resembles", "form.choice"),
        ("crosswalks", "basis: subject", "basis: §whim", "meaning.unknown"),
        ("crosswalks", "established: partial", "established: §none", "meaning.nothing_established"),
        ("crosswalks", "established: none", "established: §complete", "meaning.items_missing"),
        ("crosswalks", "https://example.org/book", "no address", "form.format"),
        ("locale_fr", "state: draft", "state: §perfect", "form.choice"),
    ],
)
def test_a_fault_is_named_with_its_place(tmp_path, part, old, new, code):
    whole = {"pack": PACK, "requirements": REQUIREMENTS, "crosswalks": CROSSWALKS, "locale_fr": locale("fr")}[part]
    if code == "meaning.licence":
        whole = whole.replace("licence: {name: CC0-1.0, holder: Test}\n", "")
    assert old in whole
    before, mark, _ = whole.replace(old, new, 1).partition("§")
    folder = write_small(tmp_path / "small", **{part: whole.replace(old, new, 1).replace("§", "")})
    place = f"{part.replace('_', '/')}.yaml:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"
    faults = found(folder)
    assert (place, code) in faults if mark else code in [code for _, code in faults]
    with pytest.raises(PackFaultsError):
        read_pack(folder)


def test_every_fault_of_every_file_is_listed_in_one_run(tmp_path):
    folder = write_small(
        tmp_path / "small",
        pack=PACK.replace("status: draft", "status: done"),
        requirements=REQUIREMENTS.replace("level: 1", "level: 9", 1).replace("cost: low", "cost: huge", 1),
        crosswalks=CROSSWALKS.replace("item: '1'", "item: '2'"),
        locale_fr=locale("fr").replace("    title: {text: 'fr requirements A-1 title'", "    titel: {text: 'x'"),
    )
    assert sorted(found(folder)) == [
        ("crosswalks.yaml:15:43", "meaning.unknown"),  # item 2 of the system does not exist
        ("locale/fr.yaml:59:12", "text.field"),
        ("locale/fr.yaml:59:5", "text.missing"),
        ("pack.yaml:14:3", "meaning.cell_empty"),  # principle 1 has lost its only requirement at level 1
        ("pack.yaml:4:9", "form.choice"),
        ("requirements.yaml:21:9", "meaning.unknown"),
        ("requirements.yaml:3:10", "meaning.unknown"),
    ]


def test_a_missing_translation_is_named(tmp_path):
    words = locale("fr")
    line = next(line for line in words.splitlines() if "requirements A-1 title" in line)
    faults = check_pack(write_small(tmp_path / "small", locale_fr=words.replace(f"{line}\n", "")))
    assert [fault.code for fault in faults] == ["text.missing"]
    assert faults[0].path == "texts.fr.requirements.A-1.title"
    assert faults[0].sentence == "There are no words in fr for requirements A-1 title: add them."


def test_a_stale_translation_is_a_warning_and_reads_as_stale(tmp_path):
    words = locale("en").replace("requirements A-1 text", "requirements A-1 text, sharper")
    folder = write_small(tmp_path / "small", locale_en=words)
    faults = check_pack(folder)
    assert [(fault.code, fault.severity) for fault in faults] == [("text.stale", WARNING)]
    pack = read_pack(folder)
    assert pack.read("requirements", "A-1", "text", "fr").state == "stale"
    assert pack.read("requirements", "A-1", "title", "fr").state == "draft"


def test_a_language_without_words_falls_back_to_the_authoritative_one(tmp_path):
    reading = read_pack(write_small(tmp_path / "small")).read("requirements", "A-1", "title", "zh")
    assert (reading.text, reading.language, reading.state) == ("requirements A-1 title", "en", "source")


def test_a_fingerprint_that_is_none_is_a_fault_that_tells_the_right_one(tmp_path):
    words = locale("fr").replace("of: '", "of: 'X", 1)
    faults = check_pack(write_small(tmp_path / "small", locale_fr=words))
    assert [fault.code for fault in faults] == ["text.fingerprint"]
    # printf 'framework framework name' | sha256sum
    assert "now f3a78e5b05eb" in faults[0].sentence


def test_words_left_over_and_words_without_state_are_faults(tmp_path):
    folder = write_small(
        tmp_path / "small", locale_fr=locale("fr") + "faq:\n  who: {question: {text: Qui, state: draft, of: '0'}}\n"
    )
    assert "text.orphan" in [code for _, code in found(folder)]
    words = locale("fr")
    line = next(line for line in words.splitlines() if "bases subject text" in line)
    folder = write_small(tmp_path / "plain", locale_fr=words.replace(line, "    text: simplement"))
    assert [code for _, code in found(folder)] == ["text.stateless"]


def test_missing_files_are_each_named(tmp_path):
    folder = write_small(tmp_path / "small")
    (folder / "crosswalks.yaml").unlink()
    (folder / "locale" / "fr.yaml").unlink()
    (folder / "SOURCES.md").unlink()
    assert sorted(code for _, code in found(folder)) == ["file.missing"] * 3


def test_an_empty_cell_must_be_marked_and_then_stay_empty(tmp_path):
    without = REQUIREMENTS.split("- id: B-2")[0]
    crumbs = {"locale_en": locale("en"), "locale_fr": locale("fr")}
    codes = [code for _, code in found(write_small(tmp_path / "a", requirements=without, **crumbs))]
    assert codes.count("meaning.cell_empty") == 1
    marked = PACK + "empty_cells: [{principle: 2, level: 2}]\n"
    assert "meaning.cell_empty" not in [
        c for _, c in found(write_small(tmp_path / "b", pack=marked, requirements=without, **crumbs))
    ]
    assert [c for _, c in found(write_small(tmp_path / "c", pack=marked))] == ["meaning.cell_not_empty"]


def test_bytes_that_are_not_utf8_and_control_characters_are_placed(tmp_path):
    folder = write_small(tmp_path / "small")
    (folder / "pack.yaml").write_bytes(PACK.encode().replace(b"provider: Test", b"provider: T\xe9st"))
    assert ("pack.yaml:6:12", "file.not_utf8") in found(folder)
    (folder / "pack.yaml").write_bytes(PACK.encode().replace(b"provider: Test", b"provider: T\x00st"))
    assert ("pack.yaml:6:12", "file.control_character") in found(folder)
    (folder / "pack.yaml").write_bytes(PACK.encode().replace(b"provider: Test", b'provider: "T\\0st"'))
    assert ("pack.yaml:6:11", "file.control_character") in found(folder)


def test_an_alias_bomb_is_refused_at_once(tmp_path):
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(9)
    )
    folder = write_small(tmp_path / "small", pack=bomb)
    assert ("pack.yaml:1:4", "yaml.alias") in found(folder)


def test_depth_number_and_size_are_bounded(tmp_path):
    assert ("pack.yaml:1:13", "yaml.too_deep") in found(write_small(tmp_path / "deep", pack="[" * 5000))
    many = "[" + "1," * 250_000 + "1]"
    assert "yaml.too_many" in [code for _, code in found(write_small(tmp_path / "many", pack=many))]
    huge = "#" + "x" * 4_000_001
    assert ("pack.yaml:1:1", "file.too_large") in found(write_small(tmp_path / "huge", pack=huge))
    assert ("pack.yaml:1:1", "yaml.empty") in found(write_small(tmp_path / "empty", pack=""))


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="links need a file system that has them")
def test_a_link_out_of_the_folder_is_not_followed(tmp_path):
    folder = write_small(tmp_path / "small")
    secret = tmp_path / "secret.yaml"
    secret.write_text("key: secret\n")
    (folder / "pack.yaml").unlink()
    (folder / "pack.yaml").symlink_to(secret)
    assert ("pack.yaml:1:1", "file.escapes") in found(folder)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("../small", "file.escapes"),
        ("/etc", "file.escapes"),
        ("nobody", "base.unknown"),
        ("top", "base.unknown"),
    ],
)
def test_a_base_must_be_another_pack_beside_this_one(tmp_path, name, code):
    top = tmp_path / "top"
    top.mkdir()
    (top / "pack.yaml").write_text(f"base: {name}\nversion: 2.0.0\n")
    assert [code_ for _, code_ in found(top)] == [code]


def test_languages_without_a_valid_tag_are_refused(tmp_path):
    folder = write_small(
        tmp_path / "small", pack=PACK.replace("[en, fr]", "[en, fr, french]"), locale_french="levels: {}\n"
    )
    codes = [code for _, code in found(folder)]
    assert "form.pattern" in codes
    assert "form.format" in codes


def test_norwegian_stays_a_language_and_not_a_no(tmp_path):
    pack = PACK.replace("languages: [en, fr]", "languages: [en, fr, no]")
    folder = write_small(tmp_path / "small", pack=pack, locale_no=locale("fr"))
    assert read_pack(folder).languages == ("en", "fr", "no")
