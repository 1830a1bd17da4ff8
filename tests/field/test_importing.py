"""Exports of other servers: both layouts, words of two languages, media, all or nothing, once; and files that attack."""

import csv
import io
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from openpyxl import Workbook

from ladder.assessment.models import Determination
from ladder.field import export_files
from ladder.field.models import ExportImport, Submission, SubmissionFile
from ladder.field.services.export_look import look_at
from ladder.field.services.importing import import_export
from ladder.field.services.taking import take_waiting

TODAY = timezone.localdate()
DAY = TODAY - timedelta(days=200)
PHOTO = b"\xff\xd8 photo"
KOBO = ["start", "end", "today", "visit/site", "visit/place", "visit/_place_latitude", "conditions/c_underground",
        "conditions/c_underground_seen", "stops/r_r_3/state", "p1/r_r_1/state", "p1/r_r_1/methods", "p1/r_r_1/methods/d",
        "p1/r_r_1/photo", "p1/r_r_1/photo_URL", "_id", "_uuid", "_submission_time", "_validation_status", "_index",
        "meta/rootUuid"]  # fmt: skip


def kobo_row(uuid="u-1", site="f-1", state="not_met", photo="a.jpg", root=""):
    moment = f"{DAY}T09:00:00.000+02:00"
    return [moment, moment, str(DAY), site, "-10.7 25.4 0 5", "-10.7", "no", "no shaft", state, "met", "d", "1", photo, "https://x",
            "7", uuid, f"{DAY + timedelta(days=1)}T10:00:00", "", "1", root or f"uuid:{uuid}"]  # fmt: skip


def as_csv(headings, *rows, separator=";"):
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator).writerows([headings, *rows])
    return stream.getvalue().encode()


def as_xlsx(headings, *rows, sheet="Visite"):
    book = Workbook()
    book.active.title = sheet
    for row in [headings, *rows]:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def as_zip(files):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.fixture
def bring(form, field_site, field_people):
    def bring(content, name="export.csv", by="assessor"):
        return import_export(name=name, content=content, person=field_people[by], actor=field_people[by])

    return bring


def sentences(done):
    return [f"{fault.where}: {fault.sentence}" for fault in done.faults]


def findings():
    rows = Determination.objects.filter(withdrawal=None).order_by("requirement__key")
    return [(row.requirement.key, row.state, row.observed_on) for row in rows]


@pytest.mark.parametrize("layout", [as_csv, as_xlsx], ids=["csv", "xlsx"])
def test_a_table_of_kobo_becomes_findings_like_any_submission(bring, layout):
    done = bring(layout(KOBO, kobo_row(photo="")))
    assert (done.run.system, done.run.counts["new"], done.look.unknown) == ("kobo", 1, ())
    row = Submission.objects.get()
    assert (row.instance_id, row.source, row.state) == ("uuid:u-1", "kobo", "waiting")
    take_waiting(on=TODAY)
    assert findings() == [("R-1", "met", DAY), ("R-3", "not_met", DAY)]


@pytest.mark.parametrize(("escape", "code"), [("_x000B_", 11), ("_xD800_", 55296), ("_x0000_", 0)])
def test_a_sign_that_no_document_holds_is_a_fault_at_its_cell(bring, escape, code):
    row = kobo_row(photo="")
    row[KOBO.index("conditions/c_underground_seen")] = "no QQQ shaft"
    book = zipfile.ZipFile(io.BytesIO(as_xlsx(KOBO, row)))
    written = as_zip({name: book.read(name).replace(b"QQQ", escape.encode()) for name in book.namelist()})
    done = bring(written, name="export.xlsx")
    (said,) = sentences(done)
    assert f"control character (code {code})" in said
    assert all(part in said for part in ("export.xlsx", "Visite", "H2"))
    assert not Submission.objects.exists()


def test_a_second_import_and_a_missing_photo_later_change_only_what_was_missing(bring):
    table = as_csv(KOBO, kobo_row())
    first = bring(table)
    assert (first.look.missing, first.run.counts["missing"]) == (((2, "a.jpg"),), 1)
    assert Submission.objects.get().state == "incomplete"
    again = bring(table)
    assert (again.run.counts["new"], again.run.counts["known"]) == (0, 1)
    whole = bring(as_zip({"export.csv": table, "team/attachments/f/u-1/a.jpg": PHOTO}), "export.zip")
    assert (whole.run.counts["known"], whole.run.counts["missing"]) == (1, 0)
    assert (Submission.objects.get().state, SubmissionFile.objects.get().size_bytes) == ("waiting", len(PHOTO))
    take_waiting(on=TODAY)
    assert len(findings()) == 2


def test_an_import_gives_no_file_to_what_somebody_else_handed_in(bring):
    table = as_csv(KOBO, kobo_row())
    bring(table)
    forged = bring(as_zip({"export.csv": table, "team/attachments/f/u-1/a.jpg": b"forged"}), "export.zip", by="monitor")
    assert (forged.faults, forged.run.counts["known"], forged.run.counts["files"]) == ((), 1, 0)
    assert SubmissionFile.objects.get().sha256 == ""


def test_another_file_under_a_known_name_is_refused_at_its_row(bring):
    table, place = as_csv(KOBO, kobo_row()), "team/attachments/f/u-1/a.jpg"
    bring(as_zip({"export.csv": table, place: PHOTO}), "export.zip")
    other = bring(as_zip({"export.csv": table, place: PHOTO + b"x"}), "export.zip")
    assert sentences(other) == [
        "export.zip, row 2: A file of this row is here under the same name and is another one. The first counts."
    ]


def test_a_zip_with_a_damaged_photo_is_refused_in_one_sentence(bring):
    content = as_zip({"export.csv": as_csv(KOBO, kobo_row()), "team/attachments/f/u-1/a.jpg": PHOTO * 50})
    info = zipfile.ZipFile(io.BytesIO(content)).getinfo("team/attachments/f/u-1/a.jpg")
    at = info.header_offset + 30 + len(info.filename) + info.compress_size // 2
    broken = bring(content[:at] + bytes([content[at] ^ 255]) + content[at + 1 :], "export.zip")
    assert sentences(broken) == ["export.zip: The file is damaged and cannot be opened. Export it again."]
    assert not Submission.objects.exists()


def test_a_zip_of_central_with_media(bring):
    headings = ["SubmissionDate", "start", "end", "today", "visit-site", "visit-place-Latitude", "visit-place-Longitude",
                "visit-place-Altitude", "visit-place-Accuracy", "stops-r_r_3-state", "p1-r_r_1-state", "p1-r_r_1-photo",
                "meta-instanceID", "KEY", "SubmitterName", "AttachmentsPresent", "ReviewState", "FormVersion"]  # fmt: skip
    moment = f"{DAY}T09:00:00.000+02:00"
    row = [f"{DAY}T12:00:00Z", moment, moment, str(DAY), "f-1", "-10.7", "25.4", "0", "5", "met", "partly", "b.jpg",
           "uuid:c-1", "uuid:c-1", "x", "1", "", "1"]  # fmt: skip
    content = as_zip(
        {"small.csv": as_csv(headings, row, separator=","), "media/b.jpg": PHOTO, "small-repeat.csv": b"a,b\n"}
    )
    done = bring(content, "small.zip")
    assert sentences(done) == []
    assert (done.run.system, done.run.counts["files"]) == ("central", 1)
    take_waiting(on=TODAY)
    assert findings() == [("R-1", "partly", DAY), ("R-3", "met", DAY)]


def test_labels_in_french_without_groups(bring):
    """The headings of four requirements read alike: they are told apart by the order of the form."""
    one = ["Qu'en est-il ?", "Pourquoi ?", "Comment ?", "Photo", "Combien ?"]
    headings = ["today", "Site", *one * 4, "_id", "_uuid", "_submission_time", "_index"]
    said = ["Conforme", "", "Documents Entretiens", "", ""]
    cells = [str(DAY), "f-1", *said, "", "", "", "", "", "Non conforme", "vu", "", "", "", "Sans objet", "", "", "", ""]
    done = bring(as_csv(headings, [*cells, "1", "u-9", f"{DAY}T10:00:00", "1"]))
    assert sentences(done) == []
    take_waiting(on=TODAY)
    assert [row[:2] for row in findings()] == [("R-1", "met"), ("R-3", "not_met"), ("R-4", "not_applicable")]


def test_all_or_nothing_with_every_fault_at_its_row_and_column(bring):
    rows = [
        kobo_row("u-1"),
        kobo_row("u-2", site="nowhere"),
        kobo_row("u-3", state="fine"),
        kobo_row(""),
        kobo_row("u-1"),
    ]
    done = bring(as_csv(KOBO, *rows))
    assert sentences(done) == [
        "export.csv, row 3, column D (visit/site): No site has the code or number “nowhere”.",
        "export.csv, row 4, column I (stops/r_r_3/state): “fine” is none of this question's answers.",
        "export.csv, row 5: The row names no submission: its _uuid or KEY is empty.",
        "export.csv, row 6: The same submission stands in row 2 already.",
    ]
    assert (Submission.objects.count(), ExportImport.objects.count()) == (0, 0)


def test_what_could_not_be_read_once_it_is_here_is_a_fault_before_and_a_mended_file_is_taken(bring):
    faulty = kobo_row("u-1", photo="")
    faulty[0], faulty[2] = f"{DAY}T09:00:00", "24/11/2026"
    done = bring(as_csv(KOBO, faulty, kobo_row("u-2", photo="")))
    assert sentences(done) == [
        "export.csv, row 2, column A (start): This is no moment with its time zone.",
        "export.csv, row 2, column C (today): This is no day.",
    ]
    assert Submission.objects.count() == 0
    assert sentences(bring(as_csv(KOBO, kobo_row("u-1", photo=""), kobo_row("u-2", photo="")))) == []
    take_waiting(on=TODAY)
    assert set(Submission.objects.values_list("state", flat=True)) == {"taken"}


def test_an_edit_on_the_other_server_is_a_correction_here(bring):
    bring(as_csv(KOBO, kobo_row("u-1", photo="")))
    take_waiting(on=TODAY)
    bring(as_csv(KOBO, kobo_row("u-2", state="met", photo="", root="uuid:u-1")))
    take_waiting(on=TODAY)
    assert findings() == [("R-1", "met", DAY), ("R-3", "met", DAY)]
    assert Submission.objects.get(instance_id="uuid:u-1").state == "replaced"


def test_a_site_is_named_by_code_or_public_id(bring, field_site):
    done = bring(as_csv(KOBO, kobo_row("u-1"), kobo_row("u-2", site=str(field_site.public_id))))
    assert dict(done.look.sites) == {"Site f-1": 2}


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("climb.zip", {"export.csv": "x", "../../etc/cron.d/a": "b"}, "leads out of it"),
        ("abs.zip", {"export.csv": "x", "/etc/a": "b"}, "leads out of it"),
        ("drive.zip", {"C:\\a.csv": "x"}, "leads out of it"),
        ("bomb.zip", {"export.csv": "0" * 30_000_000}, "unpacks to more than"),
        ("none.zip", {"readme.txt": "x"}, "no table of answers"),
        ("many.zip", {f"media/{n}.jpg": "" for n in range(3001)}, "more than 3000 files"),
    ],
)
def test_archives_that_attack_are_refused_in_one_sentence(bring, name, content, words):
    done = bring(as_zip(content), name)
    assert done.run is None
    assert len(done.faults) == 1
    assert words in done.faults[0].sentence


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"PK\x03\x04broken", "damaged"),
        (b"\xff\xfe\x00x", "UTF-8"),
        (as_csv(["a", "b"], ["1", "2"]), "no export of KoboToolbox or ODK Central"),
        (as_csv(["a", "_uuid", "_id"], ["1", "2", "3"]), "No column answers a question"),
        (as_csv(KOBO), "holds no row"),
        (as_xlsx(KOBO, ["=1+1", *kobo_row()[1:]]), "formula"),
    ],
    ids=["empty", "broken-zip", "utf-16", "not-an-export", "other-form", "no-rows", "formula"],
)
def test_other_files_are_refused_in_one_sentence(bring, content, words):
    done = bring(content)
    assert done.run is None
    assert len(done.faults) == 1
    assert words in done.faults[0].sentence


def test_a_file_that_is_too_large_is_not_opened(bring, monkeypatch):
    monkeypatch.setattr(export_files, "LARGEST_UPLOAD_BYTES", 1_000_000)
    assert "larger than 1 MB" in bring(b"x" * 1_000_001).faults[0].sentence


def test_a_look_writes_nothing(form, field_site):
    look = look_at("export.csv", as_csv(KOBO, kobo_row()))
    assert (look.rows, look.new, look.known, dict(look.sites)) == (1, 1, 0, {"Site f-1": 1})
    assert Submission.objects.count() == 0


@pytest.fixture
def pages(field_people):
    def sign_in(role):
        client = Client()
        client.force_login(field_people[role])
        return client

    return sign_in


def upload(client, content, name="export.csv"):
    return client.post("/field/imports/", {"file": SimpleUploadedFile(name, content)})


def test_the_page_looks_first_and_then_reads_in(form, field_site, pages):
    client = pages("assessor")
    assert client.get("/field/imports/").status_code == 200
    looked = upload(client, as_csv([*KOBO, "colour of the roof"], [*kobo_row(), "red"]))
    text = looked.content.decode()
    assert looked.status_code == 200
    for words in ("KoboToolbox", "Site f-1: 1", "colour of the roof", "a.jpg"):
        assert words in text
    assert Submission.objects.count() == 0
    token = looked.context["go_on"].initial["token"]
    assert pages("monitor").post("/field/imports/go-on/", {"token": token}).status_code == 422
    done = client.post("/field/imports/go-on/", {"token": token}, follow=True)
    assert "1 submission was read in" in done.content.decode()
    assert Submission.objects.get().person.username == "assessor"
    assert client.post("/field/imports/go-on/", {"token": token}).status_code == 422
    assert client.post("/field/imports/go-on/", {"token": "odd"}).status_code == 422


def test_only_the_secretariat_reads_in_for_somebody_else(form, field_site, pages):
    looked = upload(pages("secretariat"), as_csv(KOBO, kobo_row()))
    token = looked.context["go_on"].initial["token"]
    refused = pages("secretariat").post("/field/imports/go-on/", {"token": token, "speaker": "nobody-there"})
    assert refused.status_code == 422
    pages("secretariat").post("/field/imports/go-on/", {"token": token, "speaker": "assessor"})
    assert Submission.objects.get().person.username == "assessor"


def test_faults_stand_on_the_page(form, field_site, pages):
    answer = upload(pages("assessor"), as_csv(KOBO, kobo_row(site="nowhere")))
    assert answer.status_code == 422
    assert "column D (visit/site)" in answer.content.decode()
    assert answer.context["go_on"] is None


@pytest.mark.parametrize("role", ["operator", "buyer", "stranger"])
def test_others_do_not_import(form, field_site, pages, role):
    assert pages(role).get("/field/imports/").status_code == 404


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_of_imports_asks_the_same(form, pages, field_people, django_assert_num_queries, number):
    for place in range(number):
        ExportImport.objects.create(
            file_name=f"{place}.csv", sha256="0" * 64, system="kobo", counts={"new": 1}, imported_at=timezone.now(),
            imported_by=field_people["assessor"],
        )  # fmt: skip
    client = pages("assessor")
    client.get("/field/imports/")
    with django_assert_num_queries(5):
        client.get("/field/imports/")
