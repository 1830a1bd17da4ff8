"""Who sees which picture, how much of it, and what the pages of evidence cost."""

import io
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from ladder.assessment.models import Evidence, EvidenceMark, StoredFile
from ladder.assessment.services.evidence_files import check_evidence, keep_file
from ladder.assessment.storage import evidence_store
from ladder.audit.models import Entry

SEEN = {"secretariat", "assessor"}


def picture(colour=(200, 30, 30), side=400) -> bytes:
    image = Image.new("RGB", (side, side), colour)
    image.paste((10, 10, 250), (side // 4, side // 4, side // 2, side // 2))
    exif = Image.Exif()
    exif[0x010F] = "SECRETCAMERA"
    target = io.BytesIO()
    image.save(target, "JPEG", exif=exif.tobytes())
    return target.getvalue()


def keep(content: bytes) -> StoredFile:
    return keep_file(evidence_store().put(io.BytesIO(content)))


@pytest.fixture(name="piece")
def fixture_piece(staffed):
    def make(content=None, sensitivity="restricted", **fields):
        row = Evidence.objects.create(
            site=staffed, kind="photo", title="Photo of the pit", observed_on=date(2026, 3, 1), received_at=timezone.now(),
            file=keep(content or picture()), sensitivity=sensitivity, **fields,
        )  # fmt: skip
        check_evidence(row)
        return row

    return make


def answers(client_of, piece, name="evidence") -> dict[str, int]:
    address = reverse(f"assessment:{name}", args=[piece.public_id])
    roles = ("secretariat", "assessor", "operator", "buyer", "stranger", "")
    return {role: client_of(role).get(address).status_code for role in roles}


@pytest.mark.parametrize("name", ["evidence", "evidence_picture"])
def test_a_restricted_picture_is_for_those_who_assess_the_site(client_of, piece, name):
    found = answers(client_of, piece(), name)
    assert {role for role, status in found.items() if status == 200} == SEEN
    assert {status for role, status in found.items() if role not in SEEN} == {404}


def test_an_open_one_is_for_everybody_with_a_role(client_of, piece):
    found = answers(client_of, piece(sensitivity="open"))
    assert {role for role, status in found.items() if status == 200} == {*SEEN, "operator", "buyer"}


def test_the_picture_is_made_of_fresh_pixels(client_of, piece):
    row = piece()
    response = client_of("assessor").get(reverse("assessment:evidence_picture", args=[row.public_id]))
    assert (response["Content-Type"], response["Cache-Control"]) == ("image/jpeg", "no-store")
    assert response["Content-Security-Policy"].startswith("sandbox")
    assert b"SECRETCAMERA" not in response.content
    assert not Image.open(io.BytesIO(response.content)).getexif()


def test_a_minor_is_blurred_for_all_but_the_secretariat(client_of, piece):
    row = piece(sensitivity="minor")
    address = reverse("assessment:evidence_picture", args=[row.public_id])
    sharp, soft = (client_of(role).get(address).content for role in ("secretariat", "assessor"))
    images = [Image.open(io.BytesIO(each)).convert("RGB") for each in (sharp, soft)]
    jumps = [abs(image.getpixel((203, 150))[2] - image.getpixel((196, 150))[2]) for image in images]
    assert jumps[0] > 200
    assert jumps[1] < 60
    original = reverse("assessment:evidence_original", args=[row.public_id])
    assert client_of("assessor").post(original).status_code == 404
    assert client_of("secretariat").post(original).status_code == 200
    lift = client_of("assessor").post(
        reverse("assessment:evidence_mark", args=[row.public_id]), {"sensitivity": "open"}
    )
    assert lift.status_code == 404
    assert not EvidenceMark.objects.exists()


def mark(client_of, role, row, sensitivity, **form) -> int:
    address = reverse("assessment:evidence_mark", args=[row.public_id])
    return client_of(role).post(address, {"sensitivity": sensitivity, **form}).status_code


def is_sharp(client_of, role, row) -> bool:
    content = client_of(role).get(reverse("assessment:evidence_picture", args=[row.public_id])).content
    image = Image.open(io.BytesIO(content)).convert("RGB")
    return abs(image.getpixel((203, 150))[2] - image.getpixel((196, 150))[2]) > 200


@pytest.mark.parametrize("came_as_minor", [False, True])
def test_that_a_minor_is_shown_holds_wherever_the_same_file_was_sent_again(client_of, piece, came_as_minor):
    before, other = piece(), piece(picture("red"))
    row = piece(sensitivity="minor" if came_as_minor else "restricted")
    if not came_as_minor:
        assert mark(client_of, "assessor", row, "minor") == 302
    again = piece(sensitivity="open")
    for twin in (before, again):
        assert not is_sharp(client_of, "assessor", twin)
        original = reverse("assessment:evidence_original", args=[twin.public_id])
        assert client_of("assessor").post(original).status_code == 404
        assert client_of("buyer").get(reverse("assessment:evidence", args=[twin.public_id])).status_code == 404
        assert mark(client_of, "assessor", twin, "open") == 404
    assert is_sharp(client_of, "assessor", other)
    assert mark(client_of, "secretariat", row, "restricted") == 302
    assert is_sharp(client_of, "assessor", before)
    assert is_sharp(client_of, "buyer", again)


def test_a_part_that_is_blurred_is_blurred_wherever_the_same_file_was_sent_again(client_of, piece):
    row, again = piece(), piece()
    assert mark(client_of, "assessor", row, "restricted", left=20, top=20, right=55, bottom=55) == 302
    assert not is_sharp(client_of, "secretariat", again)
    assert mark(client_of, "assessor", again, "open") == 302
    assert not is_sharp(client_of, "buyer", again)


def test_who_looks_after_one_record_of_a_file_uncovers_nothing_that_another_blurs(client_of, piece):
    row, again = piece(sensitivity="open"), piece()
    form = {"left": 20, "top": 20, "right": 55, "bottom": 55}
    assert mark(client_of, "assessor", row, "open", **form) == 302
    assert mark(client_of, "assessor", again, "restricted", is_cleared="on") == 302
    assert not is_sharp(client_of, "buyer", row)
    page = client_of("assessor").get(reverse("assessment:evidence", args=[again.public_id])).content.decode()
    assert "Another record of the same file blurs 1 part" in page
    assert "1 part is blurred now" not in page
    assert mark(client_of, "assessor", row, "open", is_cleared="on") == 302
    assert is_sharp(client_of, "buyer", row)


def test_a_marked_part_is_blurred_for_everybody(client_of, piece):
    row = piece()
    form = {"sensitivity": "restricted", "left": 20, "top": 20, "right": 55, "bottom": 55}
    assert (
        client_of("assessor").post(reverse("assessment:evidence_mark", args=[row.public_id]), form).status_code == 302
    )
    assert row.marks.get().blurred == [[0.2, 0.2, 0.55, 0.55]]
    shown = client_of("secretariat").get(reverse("assessment:evidence_picture", args=[row.public_id]))
    image = Image.open(io.BytesIO(shown.content)).convert("RGB")
    assert abs(image.getpixel((200, 150))[2] - image.getpixel((196, 150))[2]) < 40
    assert image.getpixel((380, 380))[0] > 180


@pytest.mark.parametrize(
    "form", [{}, {"sensitivity": "all"}, {"sensitivity": "open", "left": 10}, {"sensitivity": "open", "left": 50, "right": 20, "top": 0, "bottom": 9}]
)  # fmt: skip
def test_an_odd_mark_is_refused_with_a_sentence(client_of, piece, form):
    row = piece()
    response = client_of("assessor").post(reverse("assessment:evidence_mark", args=[row.public_id]), form)
    assert response.status_code == 422
    assert not row.marks.exists()


def test_an_original_is_given_unchanged_and_the_log_says_so(client_of, piece):
    content = picture((1, 120, 3))
    row = piece(content)
    response = client_of("assessor").post(reverse("assessment:evidence_original", args=[row.public_id]))
    assert response.content == content
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Type"] == "application/octet-stream"
    assert Entry.objects.filter(target=f"evidence:{row.public_id}", detail__why="evidence_original").exists()
    assert client_of("operator").post(reverse("assessment:evidence_original", args=[row.public_id])).status_code == 404


def test_flags_are_sentences_for_reviewers_only(client_of, piece):
    row = piece(sensitivity="open", accuracy_m=0.0, latitude=-10.5, longitude=25.5)
    address = reverse("assessment:evidence", args=[row.public_id])
    sentence = "which no satellite receiver gives"
    assert sentence in client_of("assessor").get(address).content.decode()
    assert sentence not in client_of("operator").get(address).content.decode()


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_asks_the_database_as_often_for_one_row_as_for_thirty(
    client_of, staffed, piece, rows, django_assert_num_queries
):
    file = piece().file
    Evidence.objects.bulk_create(
        Evidence(site=staffed, kind="photo", title=f"Photo {n}", observed_on=date(2026, 3, 1), received_at=timezone.now(), file=file)
        for n in range(rows - 1)
    )  # fmt: skip
    client, address = client_of("assessor"), reverse("assessment:evidence_list", args=[staffed.public_id])
    client.get(address)
    with django_assert_num_queries(10):
        assert client.get(address).status_code == 200


def test_only_what_is_flagged_may_be_asked_for(client_of, staffed, piece):
    piece(accuracy_m=0.0, latitude=-10.5, longitude=25.5)
    Evidence.objects.create(
        site=staffed, kind="document", title="A clean paper", observed_on=date(2026, 3, 1), received_at=timezone.now()
    )
    text = client_of("assessor").get(reverse("assessment:evidence_list", args=[staffed.public_id]), {"show": "flagged"})
    assert "Photo of the pit" in text.content.decode()
    assert "A clean paper" not in text.content.decode()
