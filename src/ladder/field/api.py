"""Endpoint of the field room: how far something has come that one handed in oneself."""

from django.http import Http404, HttpRequest
from ninja import Router, Schema

from ladder.accounts.api_auth import signed_in
from ladder.accounts.models import User
from ladder.assessment.models import Determination
from ladder.field.entries import source_key_of
from ladder.field.models import Submission
from ladder.field.words import ASIDE_SENTENCES, FLAG_SENTENCES, STATE_SENTENCES

router = Router(tags=["field"])


class SubmissionOut(Schema):
    """How far a submission has come, in keys and in one sentence of the reader's language."""

    instance_id: str
    state: str
    sentence: str
    is_safe: bool
    missing_files: list[str]
    remarks: list[str]
    findings: int


@router.get("/submissions/{instance_id}", response=SubmissionOut, auth=signed_in, summary="A submission of one's own")
def show_submission(request: HttpRequest, instance_id: str) -> SubmissionOut:
    """State, missing files and remarks of what the caller handed in; anybody else's answers 404.

    `is_safe` is the second acknowledgement: each file was read back whole. Until then keep the copy.
    """
    row = Submission.objects.defer("xml").filter(instance_id=instance_id).first()
    if row is None or not isinstance(request.user, User) or row.person_id != request.user.pk:
        raise Http404
    missing = row.files.filter(is_named=True, sha256="").order_by("name").values_list("name", flat=True)
    counted = Determination.objects.filter(source_key=source_key_of(row.instance_id), withdrawal=None).count()
    return SubmissionOut(
        instance_id=row.instance_id,
        state=row.state,
        sentence=str(ASIDE_SENTENCES.get(row.aside_reason) or STATE_SENTENCES[row.state]),
        is_safe=row.safe_at is not None,
        missing_files=list(missing),
        remarks=[str(FLAG_SENTENCES.get(flag, flag)) for flag in row.flags],
        findings=counted,
    )
