"""Says who may see a piece of evidence from now on, and what of it is blurred."""

from collections.abc import Sequence
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from ladder.accounts.models import User
from ladder.assessment.models import Evidence, EvidenceMark, StoredFile
from ladder.audit import services as audit

MOST_BOXES = 20
Box = Sequence[float]


def lock_bytes(public_id: UUID) -> None:
    """Hold the file of a piece of evidence to the end of the transaction.

    Two who mark the same bytes at once go one after the other: the later one knows that a minor is shown.
    """
    list(StoredFile.objects.select_for_update(of=("self",)).filter(evidence__public_id=public_id))


@transaction.atomic
def mark_evidence(*, evidence: Evidence, sensitivity: str, blurred: Sequence[Box], actor: User) -> EvidenceMark:
    """Add a mark; the latest one counts. Rectangles are left, top, right, bottom in fractions of the picture.

    Raises:
        ValidationError: an unknown sensitivity, too many rectangles, or one that is none.
    """
    if sensitivity not in Evidence.Sensitivity.values:
        raise ValidationError(gettext("Say who may see it."))
    if len(blurred) > MOST_BOXES:
        raise ValidationError(gettext("Blur at most 20 parts. For more, mark the whole picture."))
    if not all(is_box(box) for box in blurred):
        raise ValidationError(
            gettext("A part to blur has its left side left of its right one and its top above its foot.")
        )
    mark = EvidenceMark.objects.create(
        evidence=evidence, sensitivity=sensitivity, blurred=[list(box) for box in blurred], marked_by=actor,
        marked_at=timezone.now(),
    )  # fmt: skip
    detail = {"sensitivity": sensitivity, "blurred": len(blurred)}
    audit.record(
        actor=actor, action="assessment.evidence_marked", target=f"evidence:{evidence.public_id}", detail=detail
    )
    return mark


def is_box(box: Box) -> bool:
    """Whether four numbers are a rectangle within the picture."""
    left, top, right, bottom = box
    return 0 <= left < right <= 1 and 0 <= top < bottom <= 1
