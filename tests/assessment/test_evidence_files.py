"""From a hand-in to a check: rows once, what the form says beside what the image says, and photos that meet again."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.utils import timezone
from PIL import ExifTags, Image

from ladder.assessment.entries import EvidenceEntry, FileEntry
from ladder.assessment.models import Evidence, EvidenceCheck, EvidenceUse, ImageFacts, StoredFile
from ladder.assessment.services.evidence_demonstration import load_demonstration_pictures
from ladder.assessment.services.evidence_files import (
    check_evidence,
    check_waiting,
    is_located,
    keep_file,
    look_at_image,
)
from ladder.assessment.storage import Kept, evidence_store
from ladder.registry.models import Site
from tests.assessment.conftest import DAY

LATITUDE, LONGITUDE = -10.7, 25.5


def photo(shade: int = 0, taken: str = "2026:03:01 11:00:00", quality: int = 90, place=(LATITUDE, LONGITUDE)) -> bytes:
    """A drawing with the EXIF of a phone in Lualaba, two hours ahead of UTC."""
    image = Image.radial_gradient("L").resize((400, 300)).convert("RGB")
    for step in range(6):
        left = (step * 61 + shade * 37) % 330
        image.paste((step * 40, shade * 23 % 255, 90), (left, (step * 47 + shade * 91) % 240, left + 60, 290))
    exif = Image.Exif()
    exif[ExifTags.Base.Make], exif[ExifTags.Base.DateTime] = "TECNO", taken
    exif._ifds[ExifTags.IFD.GPSInfo] = {
        1: "S", 2: degrees(-place[0]), 3: "E", 4: degrees(place[1]),
    }  # fmt: skip
    target = io.BytesIO()
    image.save(target, "JPEG", quality=quality, exif=exif.tobytes())
    return target.getvalue()


def degrees(value: float) -> tuple[float, float, float]:
    seconds = round(value * 3600, 3)
    return seconds // 3600, seconds % 3600 // 60, round(seconds % 60, 3)


def file_entry(content: bytes, **fields) -> FileEntry:
    kept = evidence_store().put(io.BytesIO(content))
    told = FileEntry(
        kept.sha256, kept.size_bytes, "photo.jpg", latitude=LATITUDE, longitude=LONGITUDE, accuracy_m=8.0,
        visit_started_at="2026-03-01T10:00:00+02:00", visit_ended_at="2026-03-01T13:00:00+02:00",
    )  # fmt: skip
    return replace(told, **fields)


def evidence(entry: FileEntry) -> EvidenceEntry:
    return EvidenceEntry("photo", "Photo from the visit", "O", DAY, file=entry)


@pytest.fixture
def placed(site):
    Site.objects.filter(pk=site.pk).update(latitude=LATITUDE, longitude=LONGITUDE, location_origin="gps")
    site.refresh_from_db()
    return site


def test_a_file_behind_two_findings_is_one_piece_and_is_checked_after_the_transaction(
    placed, record, django_capture_on_commit_callbacks
):
    told = evidence(file_entry(photo()))
    with django_capture_on_commit_callbacks(execute=True):
        record({"R-1": "met", "R-2": "met"}, evidence=(told,), source_key="uuid:one", rule="field-answers/1")
        assert not EvidenceCheck.objects.exists()
    piece = Evidence.objects.get()
    assert EvidenceUse.objects.filter(evidence=piece).count() == 2
    assert (piece.source_key, piece.latitude, piece.accuracy_m) == ("uuid:one", LATITUDE, 8.0)
    assert piece.visit_started_at == datetime(2026, 3, 1, 8, tzinfo=UTC)
    assert piece.sensitivity == "restricted"
    image = ImageFacts.objects.get(file=piece.file)
    assert (image.width, image.height, image.camera, image.is_zone_known) == (400, 300, "TECNO", False)
    assert image.latitude == pytest.approx(LATITUDE, abs=1e-5)
    check = piece.checks.get()
    assert (check.score, check.flags, check.is_located) == (100, [], True)


def test_the_same_hand_in_twice_changes_nothing(placed, record, django_capture_on_commit_callbacks):
    told = evidence(file_entry(photo()))
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            record({"R-1": "met"}, evidence=(told,), source_key="uuid:one")
    assert (Evidence.objects.count(), StoredFile.objects.count(), EvidenceCheck.objects.count()) == (1, 1, 1)


def test_bytes_have_one_row_and_an_image_is_looked_at_once(db):
    kept = evidence_store().put(io.BytesIO(photo()))
    assert keep_file(kept, "a.jpg") == keep_file(kept, "b.exe")
    file = keep_file(kept)
    assert file.media_type == "image/jpeg"
    assert look_at_image(file) == look_at_image(file)
    paper = keep_file(evidence_store().put(io.BytesIO(b"%PDF-1.7")))
    assert (paper.media_type, look_at_image(paper)) == ("application/pdf", None)


def test_a_file_that_the_store_lost_is_a_fault_and_no_exception(db):
    file = StoredFile.objects.create(sha256="0" * 64, size_bytes=9, media_type="image/jpeg", stored_at=timezone.now())
    assert look_at_image(file).fault == "lost"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [({}, True), ({"taken": "2026:02:01 11:00:00"}, False), ({"place": (-9.0, 25.5)}, False)],
)
def test_whether_it_shows_that_somebody_was_there(placed, changes, expected):
    assert is_located(site=placed, entry=file_entry(photo(**changes)), observed_on=DAY) is expected


def pieces_of(contents, sites, days) -> list[Evidence]:
    rows = []
    for content, site, day in zip(contents, sites, days, strict=True):
        kept = evidence_store().put(io.BytesIO(content))
        rows.append(
            Evidence.objects.create(
                site=site,
                kind="photo",
                title="Photo",
                observed_on=day,
                received_at=timezone.now(),
                file=keep_file(kept),
            )
        )
    return rows


LATER = date(2026, 3, 20)


@pytest.mark.parametrize(
    ("second", "is_elsewhere", "day", "expected"),
    [
        ("same", True, LATER, ("copied_later", "reused_elsewhere")),
        ("same", False, LATER, ("copied_later", "reused_visit")),
        ("anew", True, LATER, ("copied_later", "alike_elsewhere")),
        ("anew", False, LATER, ("copied_later", "alike_visit")),
        ("same", True, DAY, ("reused_elsewhere", "reused_elsewhere")),
        ("same", False, DAY, (None, None)),
        ("other", True, LATER, (None, None)),
    ],
)
def test_photos_that_meet_again_are_told_apart(make_site, second, is_elsewhere, day, expected):
    here, there = make_site("a"), make_site("b")
    content = photo(1)
    other = {"same": content, "anew": photo(1, quality=55), "other": photo(5)}[second]
    rows = pieces_of((content, other), (here, there if is_elsewhere else here), (DAY, day))
    for row in rows:
        check_evidence(row)
    assert [flags_of_others(row) for row in rows] == [[flag] if flag else [] for flag in expected]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_order_of_arrival_makes_no_difference(make_site, order):
    here, there = make_site("a"), make_site("b")
    rows: dict[int, Evidence] = {}
    for at in order:
        rows[at] = pieces_of((photo(2),), ((here, there)[at],), ((DAY, LATER)[at],))[0]
        check_evidence(rows[at])
    assert [flags_of_others(rows[at]) for at in (0, 1)] == [["copied_later"], ["reused_elsewhere"]]


def flags_of_others(row: Evidence) -> list[str]:
    flags = row.checks.order_by("-pk").first().flags
    return [flag for flag in flags if flag.startswith(("reused", "alike", "copied"))]


def test_a_check_that_was_cut_off_is_made_up_for(make_site):
    pieces_of((photo(3),), (make_site("a"),), (DAY,))
    assert check_waiting() == 1
    assert check_waiting() == 0


def test_the_demonstration_is_loaded_once(make_site):
    make_site("demo", is_demonstration=True, latitude=LATITUDE, longitude=LONGITUDE, location_origin="gps")
    assert load_demonstration_pictures(on=date(2026, 11, 26)) == 3
    assert load_demonstration_pictures(on=date(2026, 11, 27)) == 0
    serious = {row.title[-1]: row.checks.order_by("-pk").first().score < 63 for row in Evidence.objects.all()}
    assert serious == {"1": False, "2": True, "3": True}


def test_a_file_that_was_named_wrong_is_not_found(db):
    with pytest.raises(FileNotFoundError):
        keep_file(Kept("f" * 64, 3))
