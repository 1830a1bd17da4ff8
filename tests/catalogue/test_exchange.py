"""Downloads lose nothing, and a workbook comes back as a draft or with every fault named."""

import csv
import io
import json
import zipfile
from dataclasses import replace
from hashlib import sha256

import openpyxl
import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from ladder.audit.models import Entry
from ladder.catalogue.models import FrameworkVersion, RequirementVersion
from ladder.packfiles.document import from_document
from ladder.packfiles.model import Text, TextKey
from ladder.packfiles.reading import read_pack
from ladder.packfiles.workbook import read_workbook, write_workbook
from tests.catalogue.versions import complete_pack, first_pack, twenty_packs


def test_the_json_download_is_what_was_hashed(client, load):
    version = load(first_pack())
    response = client.get("/framework/downloads/1.0.json")
    assert sha256(response.content).hexdigest() == version.content_hash
    assert from_document(json.loads(response.content)) == first_pack()


def test_yaml_xlsx_and_zip_lose_nothing(client, load, tmp_path):
    load(complete_pack())
    assert from_document(yaml.safe_load(client.get("/framework/downloads/1.0.0.yaml").content)) == complete_pack()
    assert read_workbook(client.get("/framework/downloads/1.0.0.xlsx").content) == complete_pack()
    with zipfile.ZipFile(io.BytesIO(client.get("/framework/downloads/1.0.0.zip").content)) as archive:
        archive.extractall(tmp_path)
    assert read_pack(tmp_path / "small-1.0.0") == complete_pack()


def with_title(title: str):
    pack = complete_pack()
    place = TextKey("requirements", "R-1", "title")
    return replace(pack, texts={**pack.texts, "en": {**pack.texts["en"], place: Text(title)}})


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://a","b")'])
def test_no_download_holds_a_cell_that_a_spreadsheet_would_run(client, load, title):
    load(with_title(title))
    rows = list(csv.reader(io.StringIO(client.get("/framework/downloads/1.0.0.csv").content.decode("utf-8-sig"))))
    assert rows[1][8] == f"'{title}"
    book = openpyxl.load_workbook(io.BytesIO(client.get("/framework/downloads/1.0.0.xlsx").content))
    assert [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"] == []
    assert title in {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}


def test_the_table_has_one_line_a_requirement_with_the_state_of_each_language(client, load):
    load(first_pack())
    rows = list(csv.DictReader(io.StringIO(client.get("/framework/downloads/1.0.csv").content.decode("utf-8-sig"))))
    assert [row["id"] for row in rows] == ["R-1", "R-2", "R-3", "R-4"]
    assert [rows[0][f"state_{language}"] for language in ("en", "fr", "zh")] == ["source", "draft", "reviewed"]
    assert (rows[1]["title_fr"], rows[1]["state_fr"]) == ("", "missing")
    assert (rows[2]["gate"], rows[2]["evidence_methods"], rows[3]["condition"]) == ("stop", "D I", "underground")


def test_the_word_document_reads_in_its_language_and_marks_what_is_not_authoritative(client, load):
    version = load(first_pack())
    paragraphs = [
        one.text for one in Document(io.BytesIO(client.get("/framework/downloads/1.0.en.docx").content)).paragraphs
    ]
    assert "R-1 Posted commitment" in paragraphs
    assert "The operator posts its commitment." in paragraphs
    assert f"Content hash: {version.content_hash}" in paragraphs
    french = [
        one.text for one in Document(io.BytesIO(client.get("/framework/downloads/1.0.fr.docx").content)).paragraphs
    ]
    marked = next(text for text in french if text.startswith("L'exploitant affiche son engagement."))
    assert marked != "L'exploitant affiche son engagement."
    fallen = next(text for text in french if text.startswith("Workers stand on a register."))
    assert fallen != "Workers stand on a register."


def test_word_without_a_language_leads_to_the_readers_own(client, load):
    load(first_pack())
    assert (
        client.get("/framework/downloads/1.0.docx?lang=zh-hans").headers["Location"]
        == "/framework/downloads/1.0.zh.docx"
    )
    assert client.get("/framework/downloads/1.0.docx?lang=sw").headers["Location"] == "/framework/downloads/1.0.en.docx"


def test_oscal_comes_as_an_archive_and_document_by_document(client, load):
    load(first_pack())
    with zipfile.ZipFile(io.BytesIO(client.get("/framework/downloads/1.0.oscal.zip").content)) as archive:
        names = archive.namelist()
        single = client.get("/framework/downloads/1.0/oscal/catalogs/small/catalog.json")
        assert single.content == archive.read("catalogs/small/catalog.json")
    assert {"profiles/small-level-1/profile.json", "profiles/small-level-2/profile.json"} <= set(names)
    body = client.get("/framework/about/").content.decode()
    assert "/framework/downloads/1.0/oscal/mapping-collections/small-crosswalk/mapping-collection.json" in body


@pytest.mark.parametrize(
    "name", ["1.0.json", "1.0.csv", "1.0.xlsx", "1.0.fr.docx", "1.0/oscal/catalogs/small/catalog.json"]
)
def test_a_reader_who_has_the_published_file_is_told_so(client, load, name):
    load(first_pack())
    first = client.get(f"/framework/downloads/{name}")
    assert first.headers["Cache-Control"] == "public, max-age=86400"
    again = client.get(f"/framework/downloads/{name}", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_draft_is_asked_for_each_time(client_of, load):
    load(first_pack(), publish=False)
    assert client_of("secretariat").get("/framework/downloads/1.0.json").headers["Cache-Control"] == "private, no-cache"


def upload(client, data: bytes, name: str = "framework.xlsx"):
    return client.post("/framework/import/", {"workbook": SimpleUploadedFile(name, data)})


def edited(pack, *changes: tuple[str, str, object]) -> bytes:
    """The pack as a workbook with cells changed: sheet, address, value."""
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(pack)))
    for sheet, address, value in changes:
        book[sheet][address] = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_workbook_becomes_a_draft_that_the_log_names(client_of, load):
    load(first_pack())
    response = upload(client_of("secretariat"), edited(complete_pack("2.0.0")))
    assert (response.status_code, response.headers["Location"]) == (302, "/framework/2.0.0/about/")
    assert FrameworkVersion.objects.get(version="2.0.0").status == "draft"
    act = Entry.objects.filter(action="catalogue.version_loaded").latest("id")
    assert act.actor_key != ""


def test_every_fault_of_a_workbook_is_named_on_one_page_and_nothing_is_written(client_of, load):
    load(first_pack())
    before = RequirementVersion.objects.count()
    changes = (("Requirements", "C2", 9), ("Requirements", "D3", "halt"))
    response = upload(client_of("secretariat"), edited(complete_pack("2.0.0"), *changes))
    body = response.content.decode()
    assert response.status_code == 400
    assert "framework.xlsx:Requirements!C2" in body
    assert "framework.xlsx:Requirements!D3" in body
    assert RequirementVersion.objects.count() == before


@pytest.mark.parametrize("data", [b"", b"not a workbook", b"PK\x03\x04 broken"])
def test_what_is_no_workbook_is_refused_with_a_sentence(client_of, load, data):
    load(first_pack())
    response = upload(client_of("secretariat"), data)
    assert response.status_code == 400
    assert FrameworkVersion.objects.count() == 1


def test_a_workbook_of_a_published_version_with_other_content_is_refused(client_of, load):
    load(complete_pack())
    response = upload(client_of("secretariat"), edited(with_title("Another title")))
    assert response.status_code == 400
    assert "Version 1.0.0 is published with other content and never changes." in response.content.decode()


@pytest.mark.parametrize("role", ["", "stranger", "buyer", "committee", "assessor"])
def test_only_the_secretariat_changes_the_catalogue(client_of, load, role):
    load(first_pack(), publish=False)
    client = client_of(role)
    assert client.get("/framework/import/").status_code == 404
    assert upload(client, edited(complete_pack())).status_code == 404
    assert client.post("/framework/1.0/publish/").status_code == 404
    assert client.post("/framework/1.0/withdraw/").status_code == 404
    assert FrameworkVersion.objects.get().status == "draft"


def test_the_secretariat_publishes_and_withdraws(client_of, load):
    load(first_pack(), publish=False)
    client = client_of("secretariat")
    assert "Publish version 1.0" in client.get("/framework/1.0/about/").content.decode()
    client.post("/framework/1.0/publish/")
    assert FrameworkVersion.objects.get().status == "published"
    client.post("/framework/1.0/withdraw/")
    assert FrameworkVersion.objects.get().status == "withdrawn"
    told = client.post("/framework/1.0/publish/", follow=True).content.decode()
    assert "Version 1.0 was withdrawn and cannot be published again." in told
    assert client.get("/framework/1.0/publish/").status_code == 405


def test_the_newest_of_twenty_versions_exports_with_its_migration(client, load):
    for pack in twenty_packs():
        load(pack)
    document = json.loads(client.get("/framework/downloads/1.19.json").content)
    assert document["migration"]["from_version"] == "1.18"
