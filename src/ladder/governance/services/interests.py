"""Interests that holders declare, so that their seat takes no position where it is biased; and the end of them."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ladder.accounts.models import User
from ladder.audit.services import record
from ladder.consultation.services.refusals import refuse_all
from ladder.consultation.wording import trimmed
from ladder.governance.models import Interest, Proposal, Tenure
from ladder.governance.queries.conflicts import interests_in_force
from ladder.governance.queries.subjects import subject_exists
from ladder.governance.services.body_plans import faults_of_texts

OVER = (Proposal.State.DECIDED, Proposal.State.WITHDRAWN)


@transaction.atomic
def declare_interest(
    *, actor: User, tenure: Tenure, reasons: Mapping[str, str], on: date, proposal: Proposal | None = None,
    subject: str = "",
) -> Interest:  # fmt: skip
    """Declare an interest of a seat, in one proposal or in a subject (`kind:public id`).

    Raises:
        ValidationError: the seat is not this person's on that day, there is nothing to be biased about, no reason is
            written, or it was declared before.
    """
    row = Tenure.objects.select_for_update(of=("self",)).select_related("seat__body").get(pk=tenure.pk)
    check_person(row, actor, on)
    refuse_all((*faults_of_texts("reasons", reasons), *faults_of_reasons(reasons)))
    check_subject(row, proposal, subject)
    if interests_in_force(on).filter(tenure=row, proposal=proposal, subject=subject).exists():
        raise ValidationError(_("This interest is declared already."))
    made = Interest.objects.create(
        tenure=row, proposal=proposal, subject=subject, reasons=trimmed(reasons), declared_by=actor, declared_on=on
    )
    about = f"proposal:{proposal.public_id}" if proposal else subject
    note(actor, made, "declared", {"tenure": str(row.public_id), "about": about})
    return made


def check_person(tenure: Tenure, actor: User, on: date) -> None:
    """Refuse whoever does not hold the seat, or stand in for the holder, on that day.

    Raises:
        ValidationError: it is not their seat.
    """
    runs = tenure.starts_on <= on and (tenure.ends_on is None or tenure.ends_on >= on)
    if not runs or actor.pk not in {tenure.holder_id, tenure.alternate_id}:
        raise ValidationError(_("Only who holds a seat, or stands in for the holder, declares an interest of it."))


def faults_of_reasons(reasons: Mapping[str, str]) -> list[tuple[str, str]]:
    """No reason in any language."""
    return [] if trimmed(reasons) else [("reasons", _("Say in at least one language what the interest is."))]


def check_subject(tenure: Tenure, proposal: Proposal | None, subject: str) -> None:
    """Refuse an interest in nothing, in two things, in what is over or in what there is not.

    Raises:
        ValidationError: with what to choose.
    """
    if (proposal is None) == (subject == ""):
        raise ValidationError({"subject": _("Choose one proposal, or one organisation or site.")})
    if proposal is not None and (proposal.body_id != tenure.seat.body_id or proposal.state in OVER):
        raise ValidationError({"subject": _("Choose a proposal of this body that is not decided yet.")})
    if subject and not subject_exists(subject):
        raise ValidationError({"subject": _("Choose an organisation or a site that the registry knows.")})


@transaction.atomic
def end_interest(*, actor: User, interest: Interest, on: date) -> Interest:
    """Let an interest end on a day, that day included.

    Raises:
        ValidationError: it is ended, it is not this person's, or a proposal that it touches is still open.
    """
    rows = Interest.objects.select_for_update(of=("self",)).select_related("tenure__seat__body", "proposal")
    row = rows.get(pk=interest.pk)
    check_person(row.tenure, actor, on)
    if row.ended_on is not None:
        raise ValidationError(_("This interest has ended already."))
    if touches_open_proposal(row):
        raise ValidationError(_("A proposal that it touches is open. The interest stays until that is decided."))
    row.ended_on = max(on, row.declared_on)
    row.save(update_fields=["ended_on"])
    note(actor, row, "ended", {"ended_on": row.ended_on})
    return row


def touches_open_proposal(interest: Interest) -> bool:
    """Whether a proposal is open that this interest keeps the seat from."""
    waiting = Proposal.objects.filter(body=interest.tenure.seat.body_id, state=Proposal.State.OPEN)
    if interest.proposal_id:
        return waiting.filter(pk=interest.proposal_id).exists()
    return any(interest.subject in subjects for subjects in waiting.values_list("subjects", flat=True))


def note(actor: User, interest: Interest, what: str, detail: Mapping[str, object]) -> None:
    """The entry in the log of acts: never the reason."""
    target = f"interest:{interest.public_id}"
    record(actor=actor, action=f"governance.interest_{what}", target=target, detail=detail)
