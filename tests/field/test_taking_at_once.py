"""Several processes take at the same moment (PostgreSQL): everything once, and as if one had taken alone."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from ladder.assessment.models import Assessment, Determination
from ladder.field.models import Submission
from ladder.field.services.taking import take_waiting
from ladder.field.services.taking import waiting as still_waiting
from ladder.field.storing import hand_in
from tests.field.conftest import keep
from tests.field.small_forms import visit_xml
from tests.field.test_taking_order import DAY, FORMS, PHOTOS, TODAY, end_state

pytestmark = pytest.mark.django_db(transaction=True)
TAKERS, VISITS = 4, 6


@pytest.fixture
def waiting(form, field_site, field_people):
    """Visits, some of which correct others, with photos that many of them share."""
    kept = {name: keep(content, name) for name, content in PHOTOS.items()}

    def send(number):
        for name, (corrects, answers, underground) in FORMS.items():
            body = visit_xml(
                form, f"{name}-{number}", field_site.public_id, answers, corrects=corrects and f"{corrects}-{number}",
                day=DAY, conditions={"underground": underground},
            )  # fmt: skip
            for file in kept.values():
                hand_in(body=body, files=[file], person=field_people["assessor"], device=None)

    for number in range(VISITS):
        send(number)


def test_of_several_who_take_at_once_each_submission_is_taken_by_one(waiting):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one write at a time")
    gate = Barrier(TAKERS)

    def take():
        gate.wait(60)
        took, until = 0, time.monotonic() + 60
        try:
            while still_waiting().exists() and time.monotonic() < until:
                took += take_waiting(on=TODAY)
            return took
        finally:
            connection.close()

    with ThreadPoolExecutor(TAKERS) as takers:
        took = [job.result() for job in [takers.submit(take) for _ in range(TAKERS)]]
    assert not still_waiting().exists()
    assert len([number for number in took if number]) > 1  # they did work at the same time
    found = end_state()
    assert set(Submission.objects.values_list("state", flat=True)) == {"taken", "replaced"}
    assert len(found["findings"]) == 4 * VISITS
    assert len(set(found["findings"])) == 4 * VISITS
    assert Assessment.objects.count() == Determination.objects.values("assessment").distinct().count()
    for number in range(VISITS):
        told = [row[1:3] for row in found["findings"] if row[0].endswith(f"-{number}")]
        assert sorted(told) == [("R-1", "met"), ("R-2", "met"), ("R-3", "partly"), ("R-4", "not_met")]
