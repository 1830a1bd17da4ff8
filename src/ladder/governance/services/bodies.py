"""The life of a body: founded in preparation, standing from a day on, dissolved by a decision."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ladder.accounts.models import User
from ladder.audit.services import record
from ladder.consultation.services.refusals import refuse_all
from ladder.consultation.wording import name_of_language, say, text_languages, trimmed
from ladder.governance.models import Body, Chamber, Decision, Proposal, RuleSet, Seat, Tenure
from ladder.governance.queries.seating import held_seats, load_seats
from ladder.governance.rule_words import say_breaches
from ladder.governance.services.body_plans import BodyPlan, Texts, check_plan, faults_of_names, faults_of_texts
from ladder.governance.services.composing import list_breaches
from ladder.governance.services.effects import handler_of
from ladder.governance.services.rule_sets import store_rules
from ladder.governance.services.seat_rows import place_seat
from ladder.governance.services.taken_effects import require_taken

PREPARING, STANDING, ENDED = Body.State


@transaction.atomic
def found_body(*, actor: User | None, plan: BodyPlan, is_demonstration: bool = False) -> Body:
    """A body in preparation, with its chambers, seats and first rules. Only the secretariat sees it yet.

    Raises:
        ValidationError: with every fault of the plan, or of its rules.
    """
    check_plan(plan)
    if Body.objects.filter(address=plan.address).exists():
        sentence = _("Another body has the address “%(address)s”. Choose another.")
        raise ValidationError({"address": sentence % {"address": plan.address}})
    made = Body.objects.create(
        address=plan.address, kind=plan.kind, sign=plan.sign.upper(), names=trimmed(plan.names),
        purposes=trimmed(plan.purposes), powers=list_powers(plan.powers), site=plan.site,
        organisation=plan.organisation, is_demonstration=is_demonstration, created_at=timezone.now(),
    )  # fmt: skip
    for place, chamber in enumerate(plan.chambers, 1):
        Chamber.objects.create(body=made, key=chamber.key, names=trimmed(chamber.names), position=place)
    for seat in plan.seats:
        place_seat(body=made, plan=seat, opens_on=plan.opens_on)
    place_first_rules(actor, made, plan)
    note(actor, made, "founded", {"kind": made.kind, "seats": len(plan.seats), "opens_on": plan.opens_on})
    return made


def place_first_rules(actor: User | None, body: Body, plan: BodyPlan) -> None:
    """The rules that a body is founded with; one that decides nothing needs no rules of deciding."""
    rules: dict[str, Mapping[str, object]] = {RuleSet.Kind.COMPOSITION: {"rules": list(plan.composition)}}
    if plan.deciding or plan.powers:
        rules[RuleSet.Kind.DECIDING] = plan.deciding
    for kind, content in rules.items():
        store_rules(actor=actor, body=body, kind=kind, content=content, in_force_from=plan.opens_on)


def list_powers(powers: tuple[str, ...]) -> list[str]:
    """The powers, each once.

    Raises:
        ValidationError: a power is no kind of effect that there is.
    """
    if any(handler_of(power) is None for power in powers):
        raise ValidationError({"powers": _("Choose powers from the list: each is a kind of effect of decisions.")})
    return sorted(set(powers))


@transaction.atomic
def change_body(*, actor: User | None, body: Body, names: Texts, purposes: Texts, powers: tuple[str, ...]) -> Body:
    """Other words or powers for a body in preparation.

    Raises:
        ValidationError: the body stands, or a word or power is not possible.
    """
    row = lock(body)
    require_preparing(row)
    refuse_all((*faults_of_names("names", names), *faults_of_texts("purposes", purposes)))
    row.names, row.purposes, row.powers = trimmed(names), trimmed(purposes), list_powers(powers)
    row.save(update_fields=["names", "purposes", "powers"])
    note(actor, row, "changed", {"powers": len(row.powers)})
    return row


@transaction.atomic
def let_stand(*, actor: User | None, body: Body, on: date) -> Body:
    """Let a body stand from a day on: it is public, and from now on its rules and seats change by decision only.

    Raises:
        ValidationError: with everything that is missing.
    """
    row = lock(body)
    require_preparing(row)
    missing = list_missing(row, on)
    if missing:
        raise ValidationError(missing)
    row.state, row.stands_from = STANDING, on
    row.save(update_fields=["state", "stands_from"])
    note(actor, row, "stands", {"from": on})
    return row


def list_missing(body: Body, on: date) -> list[str]:
    """Everything that must be put right before a body can stand from a day on."""
    return [*missing_words(body), *missing_seats(body, on), *say_breaches(list_breaches(body, on), body)]


def missing_words(body: Body) -> Iterator[str]:
    """Languages of this place in which it has no name or no purpose."""
    for language in text_languages():
        if not body.names.get(language):
            yield _("Write its name in %(language)s.") % {"language": name_of_language(language)}
        if not body.purposes.get(language):
            yield _("Say in %(language)s what it is for.") % {"language": name_of_language(language)}


def missing_seats(body: Body, on: date) -> Iterator[str]:
    """Too early a day, no chamber to decide in, and chambers in which nobody sits: they would never have a quorum."""
    seats = load_seats([body])
    opens_on = max((seat.opens_on for seat in seats), default=on)
    if on < opens_on:
        yield _("Its seats open on %(day)s; it cannot stand before.") % {"day": opens_on.isoformat()}
    chambers = list(body.chambers.all())
    if body.powers and not (chambers and body.rule_sets.filter(kind=RuleSet.Kind.DECIDING).exists()):
        yield _("Whoever decides needs rules of deciding, and at least one chamber with seats.")
    held = {seat.chamber for seat in held_seats(seats, on) if seat.takes_positions}
    for chamber in chambers:
        if chamber.key not in held:
            yield _("Nobody sits in the chamber “%(chamber)s” on that day.") % {"chamber": say(chamber.names)}


@transaction.atomic
def dissolve(*, actor: User | None, body: Body, on: date, decision: Decision | None = None) -> Body:
    """End a body: its seats close and its tenures end on that day; everything that it decided stays.

    Raises:
        ValidationError: it is ended already, decides on something, or stands and no effect of a decision ends it.
    """
    row = lock(body)
    if decision is not None:
        require_taken(decision, "dissolve_body", f"body:{row.public_id}", {})
    hindrance = next(hindrances_to_ending(row, by_decision=decision is not None), None)
    if hindrance:
        raise ValidationError(hindrance)
    last = max(on, row.stands_from or on)
    Seat.objects.filter(body=row, opens_on__lte=last).exclude(closes_on__lt=last).update(closes_on=last)
    running = Tenure.objects.filter(seat__body=row, starts_on__lte=last).exclude(ends_on__lt=last)
    running.update(ends_on=last)
    Tenure.objects.filter(seat__body=row, starts_on__gt=last).delete()
    Seat.objects.filter(body=row, opens_on__gt=last).delete()
    row.state, row.ended_on, row.stands_from = ENDED, last, row.stands_from or last
    row.save(update_fields=["state", "ended_on", "stands_from"])
    note(actor, row, "dissolved", {"on": last, "decision": str(decision.public_id) if decision else ""})
    return row


def hindrances_to_ending(body: Body, *, by_decision: bool) -> Iterator[str]:
    """Why a body cannot be ended now."""
    if body.state == ENDED:
        yield _("This body is dissolved already.")
    if body.state == STANDING and not by_decision:
        yield _("This body stands: only a decision can dissolve it.")
    waiting = body.proposals.filter(state=Proposal.State.OPEN)
    if waiting.exists():
        yield _("This body has open proposals. Let them be decided or withdrawn first.")


def lock(body: Body) -> Body:
    """The body as it stands now, kept from others until the transaction ends."""
    return Body.objects.select_for_update(no_key=True).get(pk=body.pk)


def require_preparing(body: Body) -> None:
    """Refuse to change by hand what changes by decision only.

    Raises:
        ValidationError: the body stands, or is dissolved.
    """
    if body.state != PREPARING:
        raise ValidationError(_("This body is not in preparation any more: seats, words and rules change by decision."))


def note(actor: User | None, body: Body, what: str, detail: Mapping[str, object]) -> None:
    """The entry in the log of acts."""
    record(actor=actor, action=f"governance.body_{what}", target=f"body:{body.public_id}", detail=detail)


def with_words(plan: BodyPlan, *, names: Texts, purposes: Texts) -> BodyPlan:
    """A plan with other words; a language that is not written keeps those of the proposal."""
    return replace(plan, names={**plan.names, **trimmed(names)}, purposes={**plan.purposes, **trimmed(purposes)})
