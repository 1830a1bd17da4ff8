"""The life of a round: made, changed while in preparation, opened with its rules fixed, extended, closed for good."""

from collections.abc import Mapping
from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ladder.accounts.models import User
from ladder.audit.services import record
from ladder.catalogue.models import FrameworkVersion
from ladder.consultation.models import Round, RoundEvent
from ladder.consultation.services.preparation import (
    check_preparation,
    place_items,
    place_starting_groups,
    place_starting_questions,
)
from ladder.consultation.services.round_plans import RoundPlan, check_plan
from ladder.consultation.services.starting_rules import starting_rules
from ladder.consultation.signals import round_closes
from ladder.core.synthesis.rules import Rules

DRAFT, OPEN, CLOSED = Round.Status
MAY_BE_EMPTY = ("overviews", "visions", "questions_and_answers")


@transaction.atomic
def make_round(
    *, actor: User | None, version: FrameworkVersion, plan: RoundPlan, is_demonstration: bool = False
) -> Round:
    """A round in preparation: all requirements of the version, the usual questions, groups and rules, to be changed.

    From now on the version, be it a draft, cannot be replaced under the round.

    Raises:
        ValidationError: the plan is not possible, or the address is taken.
    """
    check_plan(plan, version)
    if Round.objects.filter(address=plan.address).exists():
        raise address_taken(plan)
    made = Round(version=version, is_demonstration=is_demonstration, created_at=timezone.now(), **plan.stored())
    made.rules = starting_rules().as_document()
    made.full_clean(exclude=MAY_BE_EMPTY)
    made.save()
    place_items(made)
    place_starting_questions(made)
    place_starting_groups(made)
    note(actor, made, "made", {"version": version.version, "languages": list(plan.languages)})
    return made


@transaction.atomic
def change_round(*, actor: User | None, round_: Round, plan: RoundPlan) -> Round:
    """Other words, dates or languages for a round in preparation.

    Raises:
        ValidationError: the round has opened, or the plan is not possible.
    """
    row = lock(round_)
    require_draft(row)
    check_plan(plan, row.version)
    if Round.objects.filter(address=plan.address).exclude(pk=row.pk).exists():
        raise address_taken(plan)
    for name, value in plan.stored().items():
        setattr(row, name, value)
    row.full_clean(exclude=MAY_BE_EMPTY)
    row.save()
    note(actor, row, "changed", {"languages": list(plan.languages)})
    return row


@transaction.atomic
def change_answers(*, actor: User | None, round_: Round, language: str, answers: list[dict[str, str]]) -> Round:
    """Questions and answers in one language. They may grow while a round is open: people ask as it goes on.

    Raises:
        ValidationError: the round is closed, or does not have this language.
    """
    row = lock(round_)
    if row.status == CLOSED:
        raise ValidationError(_("This round is closed; its pages stay as they are."))
    if language not in row.languages:
        raise ValidationError(_("This round does not have this language."))
    row.questions_and_answers = {**row.questions_and_answers, language: answers}
    row.save(update_fields=["questions_and_answers"])
    note(actor, row, "answers_changed", {"language": language, "answers": len(answers)})
    return row


@transaction.atomic
def open_round(*, actor: User | None, round_: Round, on: date) -> Round:
    """Open a round: its requirements, questions, groups and rules stand from now on, and the rules have their hash.

    Opened later than planned, its opening day is the real one. It never opens before the day that was announced.

    Raises:
        ValidationError: with everything that is missing or wrong.
    """
    row = lock(round_)
    if row.status != DRAFT:
        raise ValidationError(_("This round was opened before. A round opens once."))
    check_preparation(row, on)
    rules = Rules.from_document(row.rules)
    row.rules, row.rules_digest = rules.as_document(), rules.digest
    row.status, row.opens_on = OPEN, on
    row.save(update_fields=["rules", "rules_digest", "status", "opens_on"])
    add_event(actor, row, RoundEvent.Kind.OPENED, "", on)
    return row


@transaction.atomic
def extend_round(*, actor: User | None, round_: Round, closes_on: date, reason: str, on: date) -> Round:
    """Give a round more days, with the reason that everybody reads. A round is never shortened.

    Raises:
        ValidationError: the round is not open, the day is not later, or no reason is given.
    """
    row = lock(round_)
    if row.status != OPEN:
        raise ValidationError(_("Only an open round can be extended."))
    if closes_on <= row.closes_on or closes_on < on:
        sentence = _("Choose a day after %(day)s and not in the past: a round is extended, never shortened.")
        raise ValidationError({"closes_on": sentence % {"day": row.closes_on.isoformat()}})
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the round is extended: everybody reads the reason.")})
    row.closes_on = closes_on
    row.save(update_fields=["closes_on"])
    add_event(actor, row, RoundEvent.Kind.EXTENDED, reason.strip(), on)
    return row


@transaction.atomic
def close_round(*, actor: User | None, round_: Round, on: date, reason: str = "") -> Round:
    """Close a round for good. Before its last day is over that needs a reason; held anonymous answers are released.

    Raises:
        ValidationError: the round is not open, or closes early without a reason.
    """
    row = lock(round_)
    if row.status != OPEN:
        raise ValidationError(_("Only an open round can be closed."))
    if on <= row.closes_on and not reason.strip():
        sentence = _("The round is announced until %(day)s. Say why it closes before: everybody reads the reason.")
        raise ValidationError({"reason": sentence % {"day": row.closes_on.isoformat()}})
    round_closes.send(sender=Round, round_=row, on=on)
    row.status = CLOSED
    row.save(update_fields=["status"])
    add_event(actor, row, RoundEvent.Kind.CLOSED, reason.strip(), on)
    return row


def lock(round_: Round) -> Round:
    """The round as it stands now, kept from others until the transaction ends."""
    return Round.objects.select_for_update(of=("self",)).select_related("version").get(pk=round_.pk)


def require_draft(round_: Round) -> None:
    """Refuse to change what was fixed at opening.

    Raises:
        ValidationError: the round has opened.
    """
    if round_.status != DRAFT:
        raise ValidationError(_("This round has opened. What was fixed at its opening stays as it is."))


def address_taken(plan: RoundPlan) -> ValidationError:
    """The refusal of an address that another round has."""
    sentence = _("Another round has the address “%(address)s”. Choose another.") % {"address": plan.address}
    return ValidationError({"address": sentence})


def add_event(actor: User | None, round_: Round, kind: RoundEvent.Kind, reason: str, on: date) -> None:
    """The public event, and the entry in the log; the reason is public and never stands in the log.

    What happens on another day than today, in a demonstration, stands at the beginning of that day.
    """
    RoundEvent.objects.create(
        round=round_,
        kind=kind,
        happened_at=moment_on(on),
        closes_on=round_.closes_on,
        reason=reason,
        rules_digest=round_.rules_digest,
        actor=actor,
    )
    note(actor, round_, kind.value, {"closes_on": round_.closes_on, "rules_digest": round_.rules_digest})


def moment_on(day: date) -> datetime:
    """Now, where the day is today; else its beginning."""
    now = timezone.localtime()
    return now if now.date() == day else datetime.combine(day, time(), tzinfo=now.tzinfo)


def note(actor: User | None, round_: Round, what: str, detail: Mapping[str, object]) -> None:
    """The entry in the log of acts."""
    record(actor=actor, action=f"consultation.round_{what}", target=f"round:{round_.public_id}", detail=detail)
