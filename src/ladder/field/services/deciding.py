"""The secretariat decides on what was set aside: let it through in somebody's name, or leave it aside for good."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from ladder.accounts.models import User
from ladder.assessment.access import kind_of_visit
from ladder.assessment.access.ties import is_tied
from ladder.audit.services import record
from ladder.core.field.receiving import WITHDRAWN
from ladder.field import bell
from ladder.field.acts import may_name
from ladder.field.models import Submission, SubmissionEvent
from ladder.field.reading import read_submission
from ladder.field.services.senders import find_site
from ladder.registry.access import is_operator_of
from ladder.registry.models import Site

State = Submission.State


@transaction.atomic
def accept_submission(
    *, submission: Submission, speaker: User, site: Site, reason: str, actor: User, on: date
) -> Submission:
    """Let through what was set aside, in the name of somebody who may hand in at this site.

    Answers that cannot be followed are left out; all others are taken. The form itself stays as it came.

    Raises:
        ValidationError: it is not set aside, that person had no part at the site when it arrived, or who decides
            handed it in or is tied to the site.
    """
    row = lock_aside(submission)
    refuse_part(row, site, actor)
    if not kind_of_visit(speaker, site, min(on, timezone.localdate(row.received_at))):
        raise ValidationError({"speaker": gettext("This person had no part at this site when it arrived.")})
    row.state = State.WAITING if row.completed_at else State.INCOMPLETE
    row.aside_reason, row.taken_at, row.site = "", None, site
    row.save(update_fields=["state", "aside_reason", "taken_at", "site"])
    detail = {"as": str(speaker.public_id), "site": str(site.public_id)}
    note(row, "accepted", {**detail, "words": reason})
    act = detail if may_name(row.form_id) else {}
    record(actor=actor, action="field.submission_accepted", target=f"submission:{row.public_id}", detail=act)
    transaction.on_commit(bell.ring)
    return row


@transaction.atomic
def leave_aside(*, submission: Submission, reason: str, actor: User) -> Submission:
    """Leave it aside for good: it stays as it came, nothing is taken from it, and a phone that sends it again is told.

    Raises:
        ValidationError: it is not set aside, or who decides handed it in or is tied to the site.
    """
    row = lock_aside(submission)
    refuse_part(row, row.site or find_site(read_submission(row).visit.site), actor)
    row.aside_reason = WITHDRAWN
    row.save(update_fields=["aside_reason"])
    note(row, "left_aside", {"words": reason})
    record(actor=actor, action="field.submission_left_aside", target=f"submission:{row.public_id}")
    return row


def refuse_part(row: Submission, site: Site | None, actor: User) -> None:
    """Raise ValidationError where somebody would decide on what they handed in, or on a site to which they are tied."""
    if row.person_id == actor.pk:
        raise ValidationError(gettext("You handed this in yourself. Somebody else reviews it."))
    if site is not None and (is_tied(actor, site) or is_operator_of(actor, site)):
        raise ValidationError(gettext("You declared a tie to this site. Somebody without one reviews it."))


def lock_aside(submission: Submission) -> Submission:
    """The row, locked; raises ValidationError where it is not set aside any more."""
    row = Submission.objects.select_for_update(of=("self",)).select_related("device").get(pk=submission.pk)
    if row.state != State.ASIDE:
        raise ValidationError(gettext("This is not set aside any more. Look at it again."))
    return row


def note(submission: Submission, kind: str, detail: dict[str, object]) -> None:
    """One line of the trace."""
    SubmissionEvent.objects.create(
        instance_id=submission.instance_id, kind=kind, detail=detail, device=None, at=timezone.now()
    )
