"""Keeps what was handed in for a measure: the bytes in the evidence store, a row of evidence, a step of the measure."""

from dataclasses import replace
from datetime import date
from typing import BinaryIO, cast

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from ladder.accounts.models import User
from ladder.assessment.models import Evidence, StoredFile
from ladder.assessment.services.evidence_files import check_evidence, keep_file, look_at_image
from ladder.assessment.services.levels import lock_site
from ladder.assessment.storage import StoreFull, evidence_store
from ladder.core.improvement.measures import GIVEN
from ladder.improvement.models import Measure, MeasureStep
from ladder.improvement.services.steps import StepEntry, record_step

KINDS = {"image/jpeg": "photo", "image/png": "photo", "image/webp": "photo", "application/pdf": "document"}
TITLE_LENGTH = 200


def hand_in_proof(*, measure: Measure, file: UploadedFile, words: str, actor: User, on: date) -> MeasureStep:
    """Store the bytes first, durable, then evidence and step together; a refused step leaves bytes that nobody sees.

    Raises:
        ValidationError: it is neither a picture nor a PDF, the store is full, or the step may not follow now.
    """
    try:
        kept = evidence_store().put(cast("BinaryIO", file.file))
    except StoreFull as full:
        raise ValidationError(
            {"file": gettext("There is no room for files now. Nothing was kept; try later.")}
        ) from full
    stored = keep_file(kept, file.name or "")
    if stored.media_type not in KINDS:
        raise ValidationError({"file": gettext("This is neither a picture (JPEG, PNG, WebP) nor a PDF.")})
    look_at_image(stored)  # remembered; inside the transaction it would hold up everybody at this site
    return keep_proof(measure, stored, StepEntry(GIVEN, words), file.name or "", actor=actor, on=on)


@transaction.atomic
def keep_proof(
    measure: Measure, stored: StoredFile, entry: StepEntry, name: str, *, actor: User, on: date
) -> MeasureStep:  # fmt: skip
    """The row of evidence, its check and the step; none of them where the step may not follow."""
    lock_site(measure.plan.site)  # before evidence points at the site: two who wait for each other would wait for ever
    evidence = name_evidence(measure, stored, name, actor, on)
    check_evidence(evidence)
    return record_step(measure=measure, entry=replace(entry, evidence=evidence), actor=actor, on=on)


def name_evidence(measure: Measure, stored: StoredFile, name: str, actor: User, on: date) -> Evidence:
    """A row of evidence for these bytes; pictures stay restricted until somebody has looked at them."""
    return Evidence.objects.create(
        site=measure.plan.site, kind=KINDS[stored.media_type], title=f"{measure.requirement} {name}"[:TITLE_LENGTH],
        observed_on=on, received_at=timezone.now(), sha256=stored.sha256, size_bytes=stored.size_bytes, file=stored,
        file_name=name[:TITLE_LENGTH], recorded_by=actor,
    )  # fmt: skip
