"""Files in and out: CSV and XLSX, every fault with its place, nothing half-written."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import Workbook

from ladder.assessment.models import Determination
from tests.assessment.conftest import ALL_MET

TODAY = timezone.localdate()
HEADING = ["requirement", "state", "observed_on", "valid_until", "evidence_grade", "decided_by"]


def table(*rows):
    stream = io.StringIO()
    csv.writer(stream).writerows([HEADING, *rows])
    return stream.getvalue().encode()


def workbook(*rows, title="Visit", change=None):
    book = Workbook()
    book.active.title = title
    for row in (HEADING, *rows):
        book.active.append(row)
    if change:
        change(book.active)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def row(key="R-1", state="met", day=TODAY, until="", grade="B", by="assessor one"):
    return [key, state, str(day), str(until), grade, by]


@pytest.fixture
def upload(client_of, staffed, version):
    """Uploads a file as a role."""

    def upload(content, name="visit.csv", role="assessor", kind="third"):
        posted = {"kind": kind, "observed_on": TODAY, "note": "", "file": SimpleUploadedFile(name, content)}
        return client_of(role).post(f"/assessment/sites/{staffed.public_id}/upload/", posted)

    return upload


def recorded():
    return set(Determination.objects.values_list("requirement__key", "state", "grade", "decided_by"))


ROWS = (row(), row("R-3", "not_met"), row("R-2", "partly", grade="C", by=""))
EXPECTED = {
    ("R-1", "met", "B", "assessor one"),
    ("R-3", "not_met", "B", "assessor one"),
    ("R-2", "partly", "C", "assessor"),
}


@pytest.mark.parametrize(("make", "name"), [(table, "visit.csv"), (workbook, "visit.xlsx"), (workbook, "visit.csv")])
def test_a_file_is_recorded_whole_and_once(upload, make, name):
    assert upload(make(*ROWS), name).status_code == 302
    assert recorded() == EXPECTED
    assert upload(make(*ROWS), name).status_code == 302
    assert Determination.objects.count() == 3


def test_both_kinds_of_file_say_the_same(upload):
    upload(table(*ROWS))
    upload(workbook(*ROWS), "visit.xlsx")
    assert Determination.objects.count() == 3


def test_an_operators_file_is_grade_d_whatever_it_claims(upload):
    assert upload(table(row(grade="A")), role="operator").status_code == 422
    assert upload(table(row(grade="A")), role="operator", kind="self").status_code == 302
    assert set(Determination.objects.values_list("grade", "is_independent")) == {("D", False)}


def test_every_fault_of_a_table_is_listed_and_nothing_is_written(upload):
    faulty = table(
        row("R-9"), row(state="fine"), row(day=TODAY + timedelta(days=1)), row(day="2026-02-30"),
        row("R-2", until=TODAY - timedelta(days=1)), row("R-4"), row("R-4", "not_met"),
    )  # fmt: skip
    answer = upload(faulty)
    text = answer.content.decode()
    assert answer.status_code == 422
    for place in ("visit.csv:2:1", "visit.csv:3:2", "visit.csv:4:3", "visit.csv:5:3", "visit.csv:6:4", "visit.csv:8:2"):
        assert place in text
    assert not Determination.objects.exists()


def test_faults_of_a_workbook_name_sheet_row_and_column(upload):
    answer = upload(workbook(row("R-9"), row(state="fine")), "visit.xlsx")
    text = answer.content.decode()
    assert "visit.xlsx:Visit!A2" in text
    assert "visit.xlsx:Visit!B3" in text


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda sheet: sheet.__setitem__("B2", "=1+1"), "formula"),
        (lambda sheet: sheet.merge_cells("A2:A3"), "merged"),
    ],
)
def test_formulas_and_merged_cells_are_refused(upload, change, sentence):
    answer = upload(workbook(row(), row("R-2"), change=change), "visit.xlsx")
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Determination.objects.exists()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "empty.csv"), (b"\xff\xfe\x00", "wrong.csv"), (b"PK\x03\x04 but no archive", "broken.xlsx"),
        (b"\xd0\xcf\x11\xe0 old", "old.xls"), (b"requirement,state\nR-1,met\n", "short.csv"), (b'"open', "quote.csv"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_with_a_sentence(upload, content, name):
    answer = upload(content, name)
    assert answer.status_code == 422
    assert not Determination.objects.exists()


def test_days_that_excel_keeps_as_dates_are_read(upload):
    cells = ["R-1", "met", date(2026, 3, 1), date(2026, 9, 1), "B", "assessor one"]
    assert upload(workbook(cells), "visit.xlsx").status_code == 302
    assert Determination.objects.values_list("observed_on", "valid_until").get() == (date(2026, 3, 1), date(2026, 9, 1))


def test_faults_are_told_in_the_readers_language(client_of, staffed, version):
    posted = {"kind": "third", "observed_on": TODAY, "note": "", "file": SimpleUploadedFile("v.csv", table(row("R-9")))}
    client = client_of("assessor")
    text = client.post(f"/assessment/sites/{staffed.public_id}/upload/?lang=fr", posted).content.decode()
    assert "There is no requirement" not in text


def test_a_download_can_be_uploaded_again_and_is_safe_in_a_spreadsheet(client_of, upload, staffed, record):
    record(ALL_MET, TODAY)
    record({"R-1": "met"}, TODAY - timedelta(days=1), decided_by="=cmd()")
    content = client_of("assessor").get(f"/assessment/sites/{staffed.public_id}/determinations.csv").content
    lines = list(csv.reader(io.StringIO(content.decode())))
    assert lines[0] == HEADING
    assert [line[5] for line in lines[1:]] == ["assessor one"] * 4 + ["'=cmd()"]
    assert upload(content).status_code == 302


@pytest.mark.parametrize(("make", "name"), [(table, "visit.csv"), (workbook, "visit.xlsx")])
def test_a_file_with_nothing_below_its_heading_is_told_so(upload, make, name):
    answer = upload(make(), name)
    assert answer.status_code == 422
    assert "No requirement was answered" in answer.content.decode()
    assert not Determination.objects.exists()


@pytest.mark.parametrize("escape", ["_x0000_", "_xD800_"])
def test_escapes_in_a_workbook_that_hide_what_cannot_be_stored_are_named(upload, escape):
    answer = upload(workbook(row(by=f"a{escape}b"), row("R-2", f"me{escape}t")), "visit.xlsx")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "visit.xlsx:Visit!F2" in page
    assert "visit.xlsx:Visit!B3" in page
    assert not Determination.objects.exists()
