"""Takes written submissions in: a file in the commenting form becomes comments; whole, once, or not at all."""

import hashlib
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ladder.accounts.models import User
from ladder.audit import services as audit
from ladder.consultation.models import (
    Contribution,
    Participant,
    Round,
    RoundGroup,
    RoundItem,
    Submission,
    SubmissionRow,
)
from ladder.consultation.queries.submissions import COLUMNS_KEY, index_round, items_by_key
from ladder.consultation.services.withdrawal import leave_marks
from ladder.core.consultation.clauses import Meant
from ladder.packfiles.commenting.comment_types import GENERAL, read_type
from ladder.packfiles.commenting.model import CLAUSE, COMMENTS, PROPOSED, TYPE, CommentForm, FormFile, FormRow
from ladder.packfiles.commenting.reading import read_form
from ladder.registry.models import Organisation

LONGEST_NAME = 200
CHUNK = 500


@dataclass(frozen=True, slots=True)
class SubmissionPlan:
    """For whom a file is handed in, in which language it is written, and what may be done with its words."""

    group: RoundGroup
    organisation: Organisation | None
    language: str
    consent: str


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row as it would be taken: the requirement that its clause means, its type, and whether it says anything."""

    row: FormRow
    meant: Meant
    clause: str
    comment_type: str
    comments: str
    proposed: str

    @property
    def is_comment(self) -> bool:
        """Whether the row becomes a comment."""
        return bool((self.comments + self.proposed).strip())


@dataclass(frozen=True, slots=True)
class ReadSubmission:
    """A file as it was read, before anything is written. `known` is the submission that it became earlier."""

    file: FormFile
    rows: tuple[ReadRow, ...]
    digest: str
    known: Submission | None


def read_submission(*, in_round: Round, name: str, content: bytes) -> ReadSubmission:
    """Read a file and find what its clauses mean; nothing is written."""
    file = read_form(name, content)
    digest = hashlib.sha256(content).hexdigest()
    known = Submission.objects.filter(round=in_round, digest=digest).first()
    if file.form is None:
        return ReadSubmission(file, (), digest, known)
    index = index_round(in_round)
    rows = tuple(read_row(file.form, row, index.find(file.form.cell(row, CLAUSE))) for row in file.form.rows)
    return ReadSubmission(file, rows, digest, known)


def read_row(form: CommentForm, row: FormRow, meant: Meant) -> ReadRow:
    """One row as it would be taken."""
    comment_type = read_type(form.cell(row, TYPE)) or GENERAL
    return ReadRow(row, meant, form.cell(row, CLAUSE), comment_type, form.cell(row, COMMENTS), form.cell(row, PROPOSED))


@transaction.atomic
def take_in_submission(
    *, in_round: Round, name: str, content: bytes, plan: SubmissionPlan, actor: User, on: date
) -> tuple[Submission, bool]:
    """Store a file with all its rows, and each row that says something as a comment.

    Returns:
        The submission, and whether it is new: the same file again gives the one that is there.

    Raises:
        ValidationError: the round takes nothing, or the file is at fault.
    """
    row = Round.objects.select_for_update().get(pk=in_round.pk)
    read = read_submission(in_round=row, name=name, content=content)
    if read.known is not None:
        return read.known, False
    if row.status != Round.Status.OPEN:
        raise ValidationError(_("This round takes no submissions: it is not open."))
    if read.file.form is None:
        raise ValidationError(_("The file is at fault. Nothing was taken in."))
    submission = Submission.objects.create(
        round=row,
        organisation=plan.organisation,
        group=plan.group,
        file_name=name[-LONGEST_NAME:],
        digest=read.digest,
        language=plan.language,
        head={**dict(read.file.form.head), COLUMNS_KEY: [[one.key, one.heading] for one in read.file.form.columns]},
        received_on=on,
        recorded_by=actor,
    )
    made = store_rows(submission, read, plan)
    detail = {"rows": len(read.rows), "comments": made, "digest": read.digest}
    target = f"submission:{submission.public_id}"
    audit.record(actor=actor, action="consultation.submission_taken", target=target, detail=detail)
    return submission, True


def store_rows(submission: Submission, read: ReadSubmission, plan: SubmissionPlan) -> int:
    """Store the rows and their comments; how many comments there are."""
    speaker = speaker_for(submission, plan)
    items = items_by_key(submission.round)
    comments = {
        at: comment_of(submission, plan, speaker, one, items.get(one.meant.key))
        for at, one in enumerate(read.rows, start=1)
        if one.is_comment
    }
    Contribution.objects.bulk_create(comments.values(), batch_size=CHUNK)
    SubmissionRow.objects.bulk_create(
        [
            SubmissionRow(submission=submission, position=at, cells=list(one.row.cells), contribution=comments.get(at))
            for at, one in enumerate(read.rows, start=1)
        ],
        batch_size=CHUNK,
    )
    return len(comments)


def speaker_for(submission: Submission, plan: SubmissionPlan) -> Participant:
    """The voice that the file speaks with: one for each organisation, a new one where there is none."""
    known = None
    if plan.organisation is not None:
        known = Participant.objects.filter(
            round=submission.round,
            channel=Participant.Channel.SUBMISSION,
            organisation=plan.organisation,
            group=plan.group,
        ).first()
    return known or Participant.objects.create(
        round=submission.round,
        channel=Participant.Channel.SUBMISSION,
        group=plan.group,
        organisation=plan.organisation,
        speaks_for_organisation=plan.organisation is not None,
        is_anonymous=False,
        language=plan.language,
    )


def comment_of(
    submission: Submission, plan: SubmissionPlan, speaker: Participant, one: ReadRow, item: RoundItem | None
) -> Contribution:
    """The comment that a row becomes."""
    return Contribution(
        round=submission.round,
        kind=Contribution.Kind.COMMENT,
        channel=Contribution.Channel.SUBMISSION,
        participant=speaker,
        organisation=plan.organisation,
        group=plan.group,
        item=item,
        language=plan.language,
        text=one.comments,
        proposed=one.proposed,
        comment_type=one.comment_type,
        consent=plan.consent,
        recorded_by=submission.recorded_by,
        received_on=submission.received_on,
    )


@transaction.atomic
def take_back_submission(*, submission: Submission, actor: User, on: date) -> int:
    """Take a whole file back because whoever handed it in asks: its words go, marks without content stay.

    Returns:
        How many comments went.
    """
    comments = Contribution.objects.filter(submission_row__submission=submission)
    numbers = list(comments.values_list("number", flat=True))
    leave_marks(in_round=submission.round, numbers=numbers, on=on)
    Contribution.objects.filter(number__in=numbers).delete()
    target = f"submission:{submission.public_id}"
    submission.delete()
    audit.record(
        actor=actor, action="consultation.submission_taken_back", target=target, detail={"comments": len(numbers)}
    )
    return len(numbers)
