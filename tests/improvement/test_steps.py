"""Steps of a measure: evidence that is kept, checks by others, and refusals that keep nothing."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from ladder.assessment.models import Evidence, EvidenceCheck, SiteLevel
from ladder.assessment.storage import StoreFull, evidence_store
from ladder.audit.models import Entry
from ladder.core.improvement.measures import CHECKED, GIVEN, LEFT, MOVED, REFUSED, RESUMED, STARTED
from ladder.improvement.queries.progress import standing_of
from ladder.improvement.services import proof
from ladder.improvement.services.plans import start_plan
from ladder.improvement.services.proof import hand_in_proof
from ladder.improvement.services.steps import StepEntry, record_step
from tests.improvement.conftest import TODAY, picture


@pytest.fixture
def measure(gappy, version, people):
    plan = start_plan(site=gappy, version=version, actor=people["operator"], on=TODAY)
    return plan.measures.get(requirement="R-2")


def state_of(measure):
    return standing_of(type(measure).objects.get(pk=measure.pk), TODAY).progress.state


def test_from_start_to_checked(measure, people):
    level = SiteLevel.objects.get(site=measure.plan.site).level
    record_step(measure=measure, entry=StepEntry(STARTED), actor=people["operator"], on=TODAY)
    file = picture()
    content = file.read()
    file.seek(0)
    step = hand_in_proof(measure=measure, file=file, words="The fence", actor=people["operator"], on=TODAY)
    assert step.evidence.sensitivity == Evidence.Sensitivity.RESTRICTED
    with evidence_store().open(step.evidence.sha256) as stream:
        assert stream.read() == content
    assert state_of(measure) == "handed_in"
    record_step(measure=measure, entry=StepEntry(CHECKED), actor=people["assessor"], on=TODAY)
    assert state_of(measure) == "done"
    assert SiteLevel.objects.get(site=measure.plan.site).level == level  # only a finding moves it
    assert Entry.objects.filter(action__startswith="improvement.measure_").count() == 3


def test_who_handed_in_does_not_check(measure, people):
    hand_in_proof(measure=measure, file=picture(), words="", actor=people["assessor"], on=TODAY)
    with pytest.raises(ValidationError, match="Somebody else must look"):
        record_step(measure=measure, entry=StepEntry(CHECKED), actor=people["assessor"], on=TODAY)
    record_step(measure=measure, entry=StepEntry(CHECKED), actor=people["secretariat"], on=TODAY)
    assert state_of(measure) == "done"


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        (StepEntry(GIVEN), "Done means evidence: add a picture or a paper."),
        (StepEntry(CHECKED), "does not follow now"),
        (StepEntry(MOVED), "Choose a day that lies ahead."),
        (StepEntry(MOVED, due_on=TODAY - timedelta(days=1)), "Choose a day that lies ahead."),
    ],
)
def test_what_cannot_follow_is_refused(measure, people, entry, sentence):
    with pytest.raises(ValidationError, match=sentence):
        record_step(measure=measure, entry=entry, actor=people["operator"], on=TODAY)
    assert not measure.steps.exists()


def test_sending_back_says_what_is_missing(measure, people):
    hand_in_proof(measure=measure, file=picture(), words="", actor=people["operator"], on=TODAY)
    with pytest.raises(ValidationError, match="Say what is missing"):
        record_step(measure=measure, entry=StepEntry(REFUSED), actor=people["assessor"], on=TODAY)
    record_step(measure=measure, entry=StepEntry(REFUSED, "The other side"), actor=people["assessor"], on=TODAY)
    assert state_of(measure) == "sent_back"


@pytest.mark.parametrize(
    "content", [b"", b"GIF89a\x01\x00\x01\x00\x00\x00\x00;", b"<svg onload='alert(1)'/>", b"MZ\x90\x00", b"PK\x03\x04"]
)
def test_what_is_no_picture_and_no_pdf_is_refused(measure, people, content):
    file = SimpleUploadedFile("fence.jpg", content, "image/jpeg")
    with pytest.raises(ValidationError, match="neither a picture"):
        hand_in_proof(measure=measure, file=file, words="", actor=people["operator"], on=TODAY)
    assert not Evidence.objects.exists()
    assert not measure.steps.exists()


def test_a_full_store_is_said_and_nothing_is_kept(measure, people, monkeypatch):
    def full():
        raise StoreFull

    monkeypatch.setattr(proof, "evidence_store", full)
    with pytest.raises(ValidationError, match="no room"):
        hand_in_proof(measure=measure, file=picture(), words="", actor=people["operator"], on=TODAY)
    assert not Evidence.objects.exists()


def test_a_refused_step_leaves_no_evidence_and_the_next_try_makes_one(measure, people):
    record_step(measure=measure, entry=StepEntry(LEFT), actor=people["operator"], on=TODAY)
    file = picture()
    with pytest.raises(ValidationError, match="does not follow now"):
        hand_in_proof(measure=measure, file=file, words="", actor=people["operator"], on=TODAY)
    assert not Evidence.objects.exists()
    assert not EvidenceCheck.objects.exists()
    record_step(measure=measure, entry=StepEntry(RESUMED), actor=people["operator"], on=TODAY)
    file.seek(0)
    step = hand_in_proof(measure=measure, file=file, words="", actor=people["operator"], on=TODAY)
    assert Evidence.objects.get() == step.evidence
    assert set(EvidenceCheck.objects.get().flags) == {"no_exif", "no_place"}  # and is no copy of another
