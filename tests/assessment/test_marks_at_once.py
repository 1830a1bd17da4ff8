"""Two people mark the same bytes at the same moment (PostgreSQL): that a minor is shown is not lost."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.urls import reverse

from ladder.assessment.services.evidence_marks import lock_bytes, mark_evidence
from tests.assessment.test_evidence_pages import fixture_piece, is_sharp

__all__ = ["fixture_piece"]

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE_SECONDS = 60
WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted"


def wait_for_a_waiter() -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute(WAITING)
            if cursor.fetchone()[0]:
                return
        time.sleep(0.02)
    raise AssertionError("nobody waits")


def test_whoever_opens_a_picture_while_another_marks_a_minor_in_it_is_refused(client_of, piece, people):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    row, again = piece(), piece()
    client = client_of("assessor")

    def open_it():
        try:
            address = reverse("assessment:evidence_mark", args=[again.public_id])
            return client.post(address, {"sensitivity": "open"}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as other:
        with transaction.atomic():
            lock_bytes(row.public_id)
            mark_evidence(evidence=row, sensitivity="minor", blurred=[], actor=people["secretariat"])
            answer = other.submit(open_it)
            wait_for_a_waiter()
        assert answer.result(PATIENCE_SECONDS) == 404
    assert not is_sharp(client_of, "assessor", again)
