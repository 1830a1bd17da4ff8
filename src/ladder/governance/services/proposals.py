"""Drafts, opens, amends and withdraws proposals. What is put to a body is fixed and hashed when it opens."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ladder.accounts.models import User
from ladder.audit import services as audit
from ladder.consultation.services.refusals import refuse_all
from ladder.consultation.wording import trimmed
from ladder.core.canonical import digest_of
from ladder.core.governance.deciding import DecidingRules
from ladder.governance.models import Body, Option, Proposal, Revision, RuleSet
from ladder.governance.queries.rules import rule_set_in_force
from ladder.governance.queries.standings import options_of
from ladder.governance.services.proposal_plans import (
    DISMISS,
    About,
    OptionPlan,
    ProposalPlan,
    document_of,
    faults_of_effects,
    faults_of_plan,
)
from ladder.webkit.sensible_days import is_sensible, say_sensible

CAN_OPEN = (Proposal.State.DRAFT, Proposal.State.UNDECIDED)
CAN_CHANGE = (Proposal.State.OPEN, Proposal.State.UNDECIDED)
CAN_WITHDRAW = (Proposal.State.DRAFT, Proposal.State.OPEN, Proposal.State.UNDECIDED)


def lock(proposal: Proposal) -> Proposal:
    """The proposal as it stands now, held until the transaction ends: whoever acts on it waits for the other."""
    rows = Proposal.objects.select_related("body", "challenge").select_for_update(of=("self",), no_key=True)
    return rows.get(pk=proposal.pk)


@transaction.atomic
def draft_proposal(
    *, body: Body, titles: Mapping[str, str], texts: Mapping[str, str], options: Sequence[OptionPlan],
    actor: User | None, **about: Unpack[About],
) -> Proposal:  # fmt: skip
    """A proposal in preparation.

    Args:
        body: who is to decide.
        titles: the question, by language.
        texts: what there is to know, by language.
        options: the answers that can be given, with their effects.
        actor: who proposes it.
        about: what it comes from: `subjects` (`kind:public_id`), `meeting`, `round_`, `issue`, `challenge`.

    Raises:
        ValidationError: the body is dissolved, or words are missing.
    """
    plan = ProposalPlan(titles, texts, options, about.get("subjects", ()), about.get("meeting"))
    refuse_all(faults_of_plan(plan))
    held = Body.objects.select_for_update(no_key=True).get(pk=body.pk)
    if held.state == Body.State.ENDED:
        raise ValidationError(_("This body is dissolved. It decides nothing any more."))
    last = held.proposals.aggregate(last=Max("number"))["last"] or 0
    row = Proposal.objects.create(
        body=held, number=last + 1, titles=trimmed(titles), texts=trimmed(texts), subjects=plan.all_subjects(),
        meeting=plan.meeting, round=about.get("round_"), issue=about.get("issue"), challenge=about.get("challenge"),
        proposed_by=actor, created_at=timezone.now(),
    )  # fmt: skip
    store_options(row, options)
    note(row, actor, "drafted")
    return row


@transaction.atomic
def change_proposal(*, proposal: Proposal, plan: ProposalPlan, actor: User) -> Proposal:
    """Other words for a proposal that nobody has seen yet.

    Raises:
        ValidationError: it was opened meanwhile, or words are missing.
    """
    row = lock(proposal)
    if row.state != Proposal.State.DRAFT:
        raise ValidationError(_("This proposal has opened. Amend it, so that everybody sees what changed."))
    refuse_all(faults_of_plan(plan))
    row.options.all().delete()
    write(row, plan)
    note(row, actor, "changed")
    return row


@transaction.atomic
def open_proposal(*, proposal: Proposal, actor: User | None, closes_at: datetime, at: datetime) -> Proposal:
    """Put a proposal to its body until `closes_at`, for the first time or again after a count without quorum.

    Raises:
        ValidationError: it is open or decided, the body does not stand or has no rules, an effect is not possible, or
            the time is too short.
    """
    row = lock(proposal)
    if row.state not in CAN_OPEN:
        raise ValidationError(_("This proposal is open, decided or withdrawn: it cannot be opened."))
    put_to_body(row, actor, closes_at, at, {})
    note(row, actor, "opened")
    return row


@transaction.atomic
def amend_proposal(
    *, proposal: Proposal, plan: ProposalPlan, actor: User, reasons: Mapping[str, str], closes_at: datetime,
    at: datetime,
) -> Proposal:  # fmt: skip
    """Change a proposal that has opened. Positions on the earlier words stay on record and no longer count.

    Raises:
        ValidationError: it is not open, its time is over, somebody else amended it since it was read, nothing changed,
            no reason is given, or as for opening.
    """
    row = lock(proposal)
    require_can_change(row, at)
    require_same_words(row, plan.revision)
    refuse_all(faults_of_plan(plan))
    if not trimmed(reasons):
        raise ValidationError({"reasons": _("Say why it is changed, in at least one language.")})
    before = row.digest
    row.revision += 1
    write(row, plan)
    put_to_body(row, actor, closes_at, at, trimmed(reasons))
    if row.digest == before:
        raise ValidationError(_("Nothing was changed. Positions that were taken still count."))
    note(row, actor, "amended")
    return row


@transaction.atomic
def withdraw_proposal(*, proposal: Proposal, actor: User, at: datetime) -> Proposal:
    """Take a proposal back before its time is over; what was said stays on record.

    Raises:
        ValidationError: it is decided or withdrawn, or its time is over and it has to be closed.
    """
    row = lock(proposal)
    if row.state not in CAN_WITHDRAW:
        raise ValidationError(_("This proposal is decided or withdrawn already."))
    if is_over(row, at):
        raise ValidationError(_("The time for positions is over. Close the proposal; it cannot be taken back now."))
    row.state = Proposal.State.WITHDRAWN
    row.save(update_fields=["state"])
    note(row, actor, "withdrawn")
    return row


def is_over(row: Proposal, at: datetime) -> bool:
    """Whether an open proposal takes no more positions."""
    return row.state == Proposal.State.OPEN and row.closes_at is not None and at >= row.closes_at


def require_can_change(row: Proposal, at: datetime) -> None:
    """Refuse an amendment where there is nothing to amend, or too late."""
    if row.state not in CAN_CHANGE:
        raise ValidationError(_("Only a proposal that has opened and is not decided can be amended."))
    if is_over(row, at):
        raise ValidationError(_("The time for positions is over. Close the proposal; it cannot be amended now."))


def require_same_words(row: Proposal, read: int | None) -> None:
    """Refuse to write over an amendment that this person has not seen."""
    if read is not None and read != row.revision:
        raise ValidationError(
            _("Somebody else changed this meanwhile. Copy your words, open the page again and put them in.")
        )


def write(row: Proposal, plan: ProposalPlan) -> None:
    """Put the words of a plan into a proposal, as its current revision."""
    row.titles, row.texts, row.subjects = trimmed(plan.titles), trimmed(plan.texts), plan.all_subjects()
    row.meeting = plan.meeting
    row.save(update_fields=["titles", "texts", "subjects", "meeting", "revision"])
    store_options(row, plan.options)


def store_options(row: Proposal, options: Sequence[OptionPlan]) -> None:
    """The options of the current revision."""
    Option.objects.bulk_create(
        Option(proposal=row, revision=row.revision, position=place, **one.as_document())
        for place, one in enumerate(options, 1)
    )


def put_to_body(
    row: Proposal, actor: User | None, closes_at: datetime, at: datetime, reasons: Mapping[str, str]
) -> None:
    """Fix words and rules, check effects and time, and open."""
    rules = rules_in_force(row.body, at)
    options = list(options_of(row))
    refuse_all(faults_of_effects(row.body, options))
    require_time(closes_at, at, DecidingRules.read(rules.content).open_days)
    require_reasons_of_dismissal(row, options)
    document = document_of(row, options, rules)
    row.digest = digest_of(document)
    fix(row, Revision(document=document, rule_set=rules, reasons=reasons, made_by=actor, made_at=at))
    row.state, row.opened_at, row.closes_at = Proposal.State.OPEN, at, closes_at
    row.save(update_fields=["digest", "state", "opened_at", "closes_at", "revision"])


def fix(row: Proposal, made: Revision) -> None:
    """Keep the words as they are put to the body. Opened again under other rules, the proposal is a new revision."""
    earlier = Revision.objects.filter(proposal=row, number=row.revision).first()
    if earlier is not None and earlier.digest == row.digest:
        return
    if earlier is not None:
        options = list(options_of(row))
        row.revision += 1
        Option.objects.bulk_create(copy_of(one, row.revision) for one in options)
    made.proposal, made.number, made.digest = row, row.revision, row.digest
    made.save()


def copy_of(option: Option, revision: int) -> Option:
    """The same option for another revision, not stored yet."""
    same = {name: getattr(option, name) for name in ("key", "names", "texts", "effects", "position")}
    return Option(proposal_id=option.proposal_id, revision=revision, **same)


def rules_in_force(body: Body, at: datetime) -> RuleSet:
    """The rules by which a body that stands decides today.

    Raises:
        ValidationError: it does not stand, or has no rules.
    """
    if body.state != Body.State.STANDING:
        raise ValidationError(_("This body does not stand yet, or not any more: it cannot decide."))
    found = rule_set_in_force(body, RuleSet.Kind.DECIDING, timezone.localdate(at))
    if found is None:
        raise ValidationError(_("This body has no rules for deciding. Set them first."))
    return found


def require_time(closes_at: datetime, at: datetime, open_days: int) -> None:
    """Refuse a closing that leaves seats less time than the rules of the body give them, or that none of them sees."""
    if not is_sensible(timezone.localdate(closes_at), timezone.localdate(at)):
        raise ValidationError({"closes_at": say_sensible()})
    earliest = at + timedelta(days=open_days)
    if closes_at < earliest:
        words = _("The rules give seats at least %(days)s days: let them take positions until %(day)s or longer.")
        day = date_format(timezone.localdate(earliest))
        raise ValidationError({"closes_at": words % {"days": open_days, "day": day}})


def require_reasons_of_dismissal(row: Proposal, options: Sequence[Option]) -> None:
    """An objection or appeal is dismissed with reasons in writing, and everybody reads them before deciding."""
    if row.challenge and any(one.key == DISMISS and not trimmed(one.texts) for one in options):
        raise ValidationError({"options": _("Write the reasons for which the objection or appeal would be dismissed.")})


def note(row: Proposal, actor: User | None, what: str) -> None:
    """The entry in the log: numbers and digests, no words."""
    detail = {"body": row.body.address, "number": row.number, "revision": row.revision, "digest": row.digest}
    audit.record(actor=actor, action=f"governance.proposal_{what}", target=f"proposal:{row.public_id}", detail=detail)
