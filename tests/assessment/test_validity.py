"""Until when a finding holds: never longer than the catalogue's days, but for a date printed on a paper, and no gate."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from ladder.assessment.entries import EvidenceEntry
from ladder.assessment.models import Determination
from ladder.catalogue.queries import ladder_of
from tests.assessment.conftest import ALL_MET, DAY

TODAY = timezone.localdate()
PRINTED = DAY + timedelta(days=900)


def paper(until, method="d"):
    return EvidenceEntry("document", "A licence", method, DAY, until)


def until_of(key):
    return Determination.objects.get(requirement__key=key).valid_until


@pytest.fixture
def usual(version):
    """The catalogue's last day of what was seen on DAY."""
    ladder = ladder_of(version)
    return {key: DAY + timedelta(days=ladder.days_valid(ladder.by_key[key])) for key in ALL_MET}


def test_a_gate_holds_for_the_catalogues_days_whatever_is_named_or_printed(record, usual):
    record({"R-3": "met"}, valid_until=date(2099, 12, 31), evidence=(paper(PRINTED),))
    assert until_of("R-3") == usual["R-3"]


@pytest.mark.parametrize(
    ("evidence", "until"),
    [
        ((), None),
        ((paper(PRINTED),), PRINTED),
        ((paper(PRINTED, "o"),), None),  # a date that is printed on nothing
        ((paper(None),), None),
        ((paper(DAY + timedelta(days=20)),), DAY + timedelta(days=20)),
        ((paper(DAY + timedelta(days=20)), paper(DAY + timedelta(days=30))), DAY + timedelta(days=30)),
        ((paper(DAY + timedelta(days=20)), paper(None)), None),
        ((paper(DAY - timedelta(days=700)),), DAY),
    ],
)
def test_what_no_gate_hangs_on_holds_as_long_as_its_evidence_and_a_licence_until_its_own_date(
    record, usual, evidence, until
):
    record({"R-1": "met"}, valid_until=date(2099, 12, 31), evidence=evidence)
    assert until_of("R-1") == (until or usual["R-1"])


def test_an_earlier_day_may_always_be_named_and_what_is_not_met_ends_only_as_named(record):
    record({"R-1": "met", "R-3": "met"}, valid_until=DAY + timedelta(days=5))
    record({"R-2": "not_met"})
    assert [until_of(key) for key in ("R-1", "R-3", "R-2")] == [DAY + timedelta(days=5)] * 2 + [None]


def test_a_later_day_is_refused_at_its_place_and_nothing_is_written(staffed, version, client_of):
    answers = [
        {
            "requirement": key,
            "state": "met",
            "observed_on": TODAY.isoformat(),
            "valid_until": "2099-12-31",
            "grade": "B",
        }
        for key in ("R-1", "R-3")
    ]
    visit = {"kind": "third", "started_on": TODAY.isoformat(), "answers": answers}
    address = f"/api/v1/assessment/sites/{staffed.public_id}/visits"
    told = client_of("assessor").post(address, visit, content_type="application/json")
    assert told.status_code == 422
    assert "answers[1].valid_until" in told.content.decode()
    assert "This holds until" in told.content.decode()
    assert not Determination.objects.exists()


def test_a_file_with_a_later_day_is_refused_with_its_requirement(staffed, version, client_of):
    from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415

    table = f"requirement,state,observed_on,valid_until,evidence_grade,decided_by\nR-3,met,{TODAY},2099-12-31,B,me\n"
    form = {
        "kind": "third",
        "observed_on": TODAY.isoformat(),
        "note": "",
        "file": SimpleUploadedFile("v.csv", table.encode()),
    }
    page = client_of("assessor").post(f"/assessment/sites/{staffed.public_id}/upload/", form)
    assert page.status_code == 422
    assert "v.csv, R-3" in page.content.decode()
    assert not Determination.objects.exists()
