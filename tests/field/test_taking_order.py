"""Whatever order, however often and with whatever pauses forms, corrections and photos arrive: the end is the same."""

import itertools
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ladder.assessment.models import Circumstance, Determination, EvidenceUse, SiteLevel
from ladder.field.models import Submission, SubmissionFile
from ladder.field.services.taking import take_waiting
from ladder.field.storing import hand_in
from tests.field.conftest import keep
from tests.field.small_forms import visit_xml

TODAY = timezone.localdate()
DAY = (TODAY - timedelta(days=1)).isoformat()
PHOTOS = {"a.jpg": b"first photo", "b.jpg": b"second photo"}
FORMS = {
    "uuid:v1": ("", {"R-1": {"state": "met", "photo": "a.jpg"}, "R-3": {"state": "not_met", "photo": "b.jpg"}}, "yes"),
    "uuid:v2": ("uuid:v1", {"R-1": {"state": "partly", "photo": "a.jpg"}, "R-3": "met"}, "no"),
    "uuid:v3": ("uuid:v2", {"R-1": "met", "R-3": {"state": "partly", "methods": "d i"}}, "no"),
    "uuid:w1": ("", {"R-2": "met", "R-4": {"state": "not_met", "photo": "b.jpg"}}, "yes"),
}
STEPS = [*((name, None) for name in FORMS), *itertools.product(FORMS, PHOTOS), "take"]


def end_state():
    """What counts in the end, without keys and moments."""
    rows = Determination.objects.filter(withdrawal=None).values_list(
        "source_key", "requirement__key", "state", "grade", "observed_on", "decided_by", "rule"
    )
    uses = EvidenceUse.objects.filter(determination__withdrawal=None).values_list(
        "determination__source_key", "determination__requirement__key", "method", "evidence__title", "evidence__file_name",
        "evidence__file__sha256",
    )  # fmt: skip
    answers = Circumstance.objects.filter(kind="condition", closes=None, closings=None)
    return {
        "findings": sorted(rows),
        "evidence": sorted(map(str, uses)),
        "answers": sorted(answers.values_list("source_key", "subject", "holds", "starts_on")),
        "levels": sorted(SiteLevel.objects.values_list("site", "level", "status", "grade")),
        "states": sorted(Submission.objects.values_list("instance_id", "state")),
        "files": sorted(
            SubmissionFile.objects.exclude(sha256="").values_list("submission__instance_id", "name", "sha256")
        ),
    }


def test_the_end_does_not_depend_on_the_order(form, field_site, field_people):
    kept = {name: keep(content, name) for name, content in PHOTOS.items()}

    def arrive(step):
        name, photo = step
        corrects, answers, underground = FORMS[name]
        body = visit_xml(
            form,
            name,
            field_site.public_id,
            answers,
            corrects=corrects,
            day=DAY,
            conditions={"underground": underground},
        )
        files = [kept[photo]] if photo else []
        hand_in(body=body, files=files, person=field_people["assessor"], device=None)

    def run(steps):
        """The steps, then every one of them again until nothing is refused any more: phones send again."""
        with transaction.atomic():
            for step in steps:
                take_waiting(on=TODAY) if step == "take" else arrive(step)
            for again in itertools.product(FORMS, PHOTOS):
                arrive(again)
            while take_waiting(on=TODAY):
                pass
            found = end_state()
            transaction.set_rollback(True)  # the next run begins where this one did
        return found

    wanted = run([])
    assert [row[1:3] for row in wanted["findings"]] == [
        ("R-1", "met"),
        ("R-3", "partly"),
        ("R-2", "met"),
        ("R-4", "not_met"),
    ]
    assert dict(wanted["states"]) == {
        "uuid:v1": "replaced",
        "uuid:v2": "replaced",
        "uuid:v3": "taken",
        "uuid:w1": "taken",
    }

    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None)
    @given(st.lists(st.sampled_from(STEPS), max_size=14))
    def same(steps):
        assert run(steps) == wanted

    same()
