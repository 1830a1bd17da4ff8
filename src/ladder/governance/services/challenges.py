"""Objections to decisions and appeals against them: filed with reasons, answered by a body, or withdrawn."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ladder.accounts.models import User
from ladder.audit import services as audit
from ladder.consultation.wording import trimmed
from ladder.governance.every_language import in_every_language
from ladder.governance.models import Body, Challenge, Closing, Decision, Effect, Proposal
from ladder.governance.queries.affected import Standpoint, standpoints_of
from ladder.governance.queries.decisions import is_open_to_appeals, is_open_to_objections
from ladder.governance.services.proposal_plans import DISMISS, UPHOLD, OptionPlan
from ladder.governance.services.proposals import draft_proposal

ANSWERS = {UPHOLD: Challenge.State.UPHELD, DISMISS: Challenge.State.DISMISSED}


@transaction.atomic
def object_to_decision(
    *, decision: Decision, actor: User, standpoint: Standpoint, texts: Mapping[str, str], at: datetime
) -> Challenge:
    """Object to a decision within its objection period: its effects wait until the objection is answered.

    Raises:
        ValidationError: the period is over or there was none, effects were taken, the person does not speak for this
            seat or organisation, it objects already, or no reason is given.
    """
    row, day = lock_decision(decision), timezone.localdate(at)
    if not is_open_to_objections(row, day):
        raise ValidationError(_("The time for objections to this decision is over. An appeal may still be possible."))
    return file_challenge(row, Challenge.Kind.OBJECTION, actor, standpoint, texts, at)


@transaction.atomic
def appeal_decision(
    *, decision: Decision, actor: User, standpoint: Standpoint, texts: Mapping[str, str], at: datetime
) -> Challenge:
    """Appeal against a decision, once objections are not possible any more. A body hears it.

    Raises:
        ValidationError: it is too early or too late, the person does not speak for this seat or organisation, it
            appeals already, or no reason is given.
    """
    row, day = lock_decision(decision), timezone.localdate(at)
    if is_open_to_objections(row, day):
        raise ValidationError(_("Objections are still possible: object, and the effects wait for the answer."))
    if not is_open_to_appeals(row, day):
        raise ValidationError(_("The time for appeals against this decision is over."))
    return file_challenge(row, Challenge.Kind.APPEAL, actor, standpoint, texts, at)


def file_challenge(
    row: Decision, kind: Challenge.Kind, actor: User, standpoint: Standpoint, texts: Mapping[str, str], at: datetime
) -> Challenge:
    """Store it, if this person may speak so and gives reasons."""
    if standpoint not in standpoints_of(actor, row, timezone.localdate(at)):
        raise ValidationError(_("You do not speak for a seat or an organisation that may do this."))
    if not trimmed(texts):
        raise ValidationError({"text": _("Say in writing what is wrong with the decision: it has to be answered.")})
    same = Challenge.objects.filter(decision=row, kind=kind, state=Challenge.State.OPEN)
    if same.filter(tenure=standpoint.tenure, organisation=standpoint.organisation).exists():
        raise ValidationError(_("This seat or organisation has done so already, and waits for the answer."))
    challenge = Challenge.objects.create(
        decision=row, kind=kind, tenure=standpoint.tenure, organisation=standpoint.organisation, texts=trimmed(texts),
        filed_by=actor, filed_at=at,
    )  # fmt: skip
    note(challenge, actor, "filed")
    return challenge


@transaction.atomic
def withdraw_challenge(*, challenge: Challenge, actor: User, at: datetime) -> Challenge:
    """Take back one's own objection or appeal: the effects do not wait for it any more.

    Raises:
        ValidationError: it was answered or withdrawn already, or somebody else filed it.
    """
    lock_decision(challenge.decision)
    row = Challenge.objects.get(pk=challenge.pk)
    if row.state != Challenge.State.OPEN:
        raise ValidationError(_("This objection or appeal is answered or withdrawn already."))
    if row.filed_by_id != actor.pk:
        raise ValidationError(_("Only whoever filed it can take it back."))
    row.state, row.answered_at = Challenge.State.WITHDRAWN, at
    row.save(update_fields=["state", "answered_at"])
    note(row, actor, "withdrawn")
    return row


@transaction.atomic
def hear_challenge(*, challenge: Challenge, body: Body, actor: User) -> Proposal:
    """Draft the proposal by which a body answers: dismiss it, with reasons still to be written, or uphold it.

    Raises:
        ValidationError: it is answered already, or such a proposal is on its way.
    """
    lock_decision(challenge.decision)
    row = Challenge.objects.select_related("decision__proposal").get(pk=challenge.pk)
    if row.state != Challenge.State.OPEN:
        raise ValidationError(_("This objection or appeal is answered or withdrawn already."))
    on_the_way = (Proposal.State.DRAFT, Proposal.State.OPEN, Proposal.State.UNDECIDED)
    if row.proposals.filter(state__in=on_the_way).exists():
        raise ValidationError(_("A proposal that answers it is on its way already."))
    number = str(row.decision.number)
    question = {
        Challenge.Kind.OBJECTION: lambda: _("Answer to an objection to decision %(number)s") % {"number": number},
        Challenge.Kind.APPEAL: lambda: _("Answer to an appeal against decision %(number)s") % {"number": number},
    }[Challenge.Kind(row.kind)]
    options = (
        OptionPlan(DISMISS, in_every_language(lambda: _("Dismiss it")), {}),
        OptionPlan(UPHOLD, in_every_language(lambda: _("Uphold it")), {}),
    )
    return draft_proposal(
        body=body, titles=in_every_language(question), texts=row.texts, options=options, actor=actor, challenge=row,
        subjects=row.decision.proposal.subjects,
    )  # fmt: skip


def settle_challenge(*, decision: Decision, actor: User | None) -> None:
    """Answer the challenge that a decision was asked about, inside the closing. Upheld: what still waits is void.

    Where neither answer was adopted the challenge stays open, and a new proposal can be made.
    """
    option = decision.closing.option
    if decision.proposal.challenge_id is None or decision.closing.outcome not in Closing.Outcome.adopting():
        return
    row = Challenge.objects.select_related("decision").get(pk=decision.proposal.challenge_id)
    state = ANSWERS.get(option.key) if option else None
    if state is None or option is None or row.state != Challenge.State.OPEN:
        return
    lock_decision(row.decision)
    row.state, row.answers = state, option.texts
    row.answered_through, row.answered_at = decision, decision.closing.closed_at
    row.save(update_fields=["state", "answers", "answered_through", "answered_at"])
    if state == Challenge.State.UPHELD:
        Effect.objects.filter(decision=row.decision, state=Effect.State.WAITING).update(state=Effect.State.VOID)
    note(row, actor, "answered")


def lock_decision(decision: Decision) -> Decision:
    """The decision, held until the transaction ends: taking effects and challenging it wait for each other."""
    rows = Decision.objects.select_related("body", "proposal").select_for_update(of=("self",), no_key=True)
    return rows.get(pk=decision.pk)


def note(row: Challenge, actor: User | None, what: str) -> None:
    """The entry in the log."""
    detail = {"decision": row.decision.public_id, "kind": row.kind, "state": row.state}
    audit.record(actor=actor, action=f"governance.challenge_{what}", target=f"challenge:{row.public_id}", detail=detail)
