"""Forms made from the starter framework: kept once, byte for byte, valid for ODK, given to whom they concern."""

import csv
import io
from datetime import date
from hashlib import md5, sha256

import pytest
from django.core.exceptions import ValidationError
from lxml import etree
from openpyxl import load_workbook
from pyxform.xls2xform import convert

from ladder.audit.models import Entry
from ladder.catalogue.services import load_pack, publish_version
from ladder.core.field.forms.rows import LANGUAGES
from ladder.field.models import FieldForm
from ladder.field.queries.forms import find_form, forms_for
from ladder.field.queries.manifests import manifest_of
from ladder.field.services.forms import close_form, make_day_sheet_form, make_visit_form, open_form
from ladder.packfiles.document import from_document
from tests.catalogue.versions import FIRST_DAY, first_document
from tests.field.starter_forms import DAY, JAVA, judge_by_validate, publish_starter

XFORMS = {"x": "http://www.w3.org/2002/xforms"}
STOPS_OF_STARTER = ["P2-L2-01", "P2-L2-04", "P2-L2-05", "P2-L2-06", "P2-L2-07", "P3-L2-05"]


@pytest.fixture
def starter(db):
    return publish_starter()


def make_all(starter) -> list[FieldForm]:
    forms = [make_visit_form(version=starter, target_level=level, actor=None, on=DAY) for level in (1, 2, 3, 4)]
    return [*forms, make_day_sheet_form(version=starter, actor=None, on=DAY)]


@pytest.mark.skipif(JAVA is None, reason="ODK Validate needs Java")
def test_odk_validate_accepts_every_form_and_would_refuse_a_broken_sum(starter, tmp_path):
    paths = []
    for form in make_all(starter):
        paths.append(tmp_path / f"{form.form_id}.xml")
        paths[-1].write_bytes(bytes(form.xml))
    code, words = judge_by_validate(*paths)
    assert code == 0, words
    assert words.count("Xform is valid") == len(paths) == 5
    broken = tmp_path / "broken.xml"
    broken.write_bytes(paths[0].read_bytes().replace(b"if(/data/so_far/any_met", b"nowhere(/data/so_far/any_met"))
    assert judge_by_validate(broken)[0] == 1


def test_the_xlsform_gives_the_same_xform(starter):
    visit = make_visit_form(version=starter, target_level=1, actor=None, on=DAY)
    for form in (visit, make_day_sheet_form(version=starter, actor=None, on=DAY)):
        warnings = []
        again = convert(xlsform=bytes(form.xlsform), warnings=warnings, file_type=".xlsx")
        assert again.xform.encode() == bytes(form.xml)
        assert warnings == []


def test_hashes_are_those_of_the_bytes_kept(starter):
    form = make_visit_form(version=starter, target_level=2, actor=None, on=DAY)
    kept = FieldForm.objects.get(pk=form.pk)
    assert kept.xml_md5 == md5(bytes(kept.xml)).hexdigest()
    assert kept.xml_sha256 == sha256(bytes(kept.xml)).hexdigest()
    root = etree.fromstring(bytes(kept.xml))
    instance = root.find(".//x:instance", XFORMS)[0]
    assert instance.tag.endswith("}data")
    assert instance.get("id") == kept.form_id == "visit_starter_0_1_0_l2"
    assert instance.get("version") == kept.form_version


def test_the_same_content_is_the_same_row(starter):
    first = make_visit_form(version=starter, target_level=2, actor=None, on=DAY)
    again = make_visit_form(version=starter, target_level=2, actor=None, on=date(2026, 6, 1))
    other = make_visit_form(version=starter, target_level=3, actor=None, on=DAY)
    assert again.pk == first.pk
    assert other.form_id != first.form_id
    assert FieldForm.objects.count() == 2
    assert Entry.objects.filter(action="field.form_made").count() == 2


def test_a_level_2_form_asks_what_the_pack_asks(starter):
    form = make_visit_form(version=starter, target_level=2, actor=None, on=DAY)
    asked = [each["requirement"] for each in form.questions if "requirement" in each]
    wanted = starter.requirements.filter(level__lte=2).values_list("key", flat=True)
    assert sorted(asked) == sorted(wanted)
    assert asked[:6] == STOPS_OF_STARTER
    assert asked[6].startswith("P4-L1")  # the pits come first


def test_stop_questions_are_asked_at_level_1_too(starter):
    form = make_visit_form(version=starter, target_level=1, actor=None, on=DAY)
    asked = [each["requirement"] for each in form.questions if "requirement" in each]
    assert asked[:6] == STOPS_OF_STARTER
    assert sorted(asked[6:]) == sorted(starter.requirements.filter(level=1).values_list("key", flat=True))


def test_four_languages_in_the_xform_and_the_level_is_named_unreviewed_in_each(starter):
    form = make_visit_form(version=starter, target_level=2, actor=None, on=DAY)
    root = etree.fromstring(bytes(form.xml))
    translations = root.findall(".//x:translation", XFORMS)
    assert sorted(each.get("lang") for each in translations) == sorted(LANGUAGES.values())
    unreviewed = {"English (en)": "unreviewed", "Français (fr)": "non relu", "Kiswahili (sw)": "haijakaguliwa",
                  "中文 (zh)": "未经复核"}  # fmt: skip
    for each in translations:
        said = each.find("x:text[@id='/data/so_far/level_2:label']/x:value", XFORMS)
        assert unreviewed[each.get("lang")] in said.text
        ids = [text.get("id") for text in each.findall("x:text", XFORMS)]
        assert len(ids) == len(set(ids)) == len(translations[0].findall("x:text", XFORMS))


def test_an_illustrative_framework_says_so_first(starter):
    form = make_visit_form(version=starter, target_level=1, actor=None, on=DAY)
    sheet = load_workbook(io.BytesIO(bytes(form.xlsform)), read_only=True)["survey"]
    rows = list(sheet.iter_rows(values_only=True))
    heads = rows[0]
    first_group = [dict(zip(heads, row, strict=True)) for row in rows[1:8]]
    assert [(each["type"], each["name"]) for each in first_group[4:6]] == [("begin_group", "visit"), ("note", "notice")]
    assert "Illustrative" in first_group[5]["label::English (en)"]


def test_photo_and_place_are_asked_as_phones_need_it(starter):
    form = make_visit_form(version=starter, target_level=1, actor=None, on=DAY)
    text = bytes(form.xml).decode()
    assert 'orx:max-pixels="1600"' in text
    assert 'accuracyThreshold="10"' in text
    assert 'unacceptableAccuracyThreshold="50"' in text
    assert "jr://file-csv/sites.csv" in text


def test_a_draft_makes_no_form(db):
    draft = load_pack(from_document(first_document()), actor=None, on=FIRST_DAY)
    with pytest.raises(ValidationError, match="published"):
        make_visit_form(version=draft, target_level=1, actor=None, on=DAY)


def test_a_missing_language_makes_no_form_and_is_named(db):
    """The small framework has no Swahili and little French."""
    loaded = load_pack(from_document(first_document()), actor=None, on=FIRST_DAY)
    version = publish_version(version=loaded, actor=None, on=FIRST_DAY)
    with pytest.raises(ValidationError) as fault:
        make_visit_form(version=version, target_level=1, actor=None, on=DAY)
    assert "texts are missing" in fault.value.messages[0]
    assert "(sw)" in fault.value.messages[0]
    assert not FieldForm.objects.exists()


def test_an_unknown_level_makes_no_form(starter):
    with pytest.raises(ValidationError, match="no level 9"):
        make_visit_form(version=starter, target_level=9, actor=None, on=DAY)


def test_a_closed_form_is_kept_and_not_given_out(starter, people):
    form = make_visit_form(version=starter, target_level=2, actor=None, on=DAY)
    assert forms_for(people["assessor"]) == [form]
    close_form(form=form, actor=people["secretariat"])
    close_form(form=form, actor=people["secretariat"])
    assert forms_for(people["assessor"]) == []
    assert find_form(form.form_id, form.form_version) == form
    open_form(form=form, actor=people["secretariat"])
    assert forms_for(people["assessor"]) == [form]
    acts = list(Entry.objects.filter(action__startswith="field.form_").order_by("id").values_list("action", flat=True))
    assert acts == ["field.form_made", "field.form_closed", "field.form_opened"]


def test_who_gets_which_form(starter, people, make_person):
    visit = make_visit_form(version=starter, target_level=2, actor=None, on=DAY)
    sheet = make_day_sheet_form(version=starter, actor=None, on=DAY)
    monitor = make_person("watcher", "monitor")
    got = {role: forms_for(people[role]) for role in ("secretariat", "assessor", "operator", "buyer", "stranger")}
    assert got == {
        "secretariat": [sheet, visit], "assessor": [visit], "operator": [visit], "buyer": [], "stranger": [],
    }  # fmt: skip
    assert forms_for(monitor) == [sheet, visit]


def test_only_the_newest_open_version_of_a_form_is_given_out(starter, people):
    old = make_visit_form(version=starter, target_level=2, actor=None, on=DAY)
    new = FieldForm.objects.get(pk=old.pk)
    new.pk, new.public_id, new.form_version = None, "0b7c2c4e-3d0c-4a65-9a4b-6a1f5f3b8d11", "newer"
    new.save()
    assert [form.form_version for form in forms_for(people["assessor"])] == ["newer"]
    close_form(form=new, actor=None)
    assert forms_for(people["assessor"]) == [old]


def test_a_person_takes_along_only_the_sites_that_are_theirs(starter, people, field_people, field_site, make_site):
    elsewhere = make_site("f-2")
    visit = make_visit_form(version=starter, target_level=2, actor=None, on=DAY)
    sheet = make_day_sheet_form(version=starter, actor=None, on=DAY)
    for role in ("assessor", "operator", "monitor"):
        (file,) = manifest_of(visit, field_people[role])
        assert file.name == "sites.csv"
        assert list(csv.reader(io.StringIO(file.content.decode()))) == [
            ["name", "label"], [str(field_site.public_id), "Site f-1 (f-1)"],
        ]  # fmt: skip
    for person, form in ((people["buyer"], visit), (people["assessor"], sheet)):
        assert manifest_of(form, person)[0].content == b"name,label\n"
    assert str(elsewhere.public_id).encode() not in manifest_of(visit, people["secretariat"])[0].content
    assert str(field_site.public_id).encode() in manifest_of(visit, people["secretariat"])[0].content


def test_a_visit_of_130_answers_leaves_room_for_30_photos_in_8_megabytes(starter):
    """30 photos of 250 kB are 7.5 MB; what is left is for the answers, each with a reason of 120 signs and a photo's name."""
    form = make_visit_form(version=starter, target_level=4, actor=None, on=DAY)
    instance = etree.fromstring(bytes(form.xml)).find(".//x:instance", XFORMS)[0]
    filled = {"state": "not_met", "methods": "d i m o", "reason": "x" * 120, "photo": "1764144000000.jpg"}
    for node in instance.iter():
        node.text = filled.get(etree.QName(node).localname, node.text)
    assert sum(etree.QName(node).localname == "state" for node in instance.iter()) == 130
    assert len(etree.tostring(instance)) + 30 * 250_000 <= 8_000_000
    assert len(etree.tostring(instance)) < 100_000
