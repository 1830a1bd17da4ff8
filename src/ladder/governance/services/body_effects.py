"""What decisions do to bodies: other rules, other seats, the end of a body. Registered when the room starts."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ladder.consultation.services import starting_rules
from ladder.consultation.wording import say
from ladder.governance.models import Body, Effect, RuleSet
from ladder.governance.queries.conflicts import read_id
from ladder.governance.queries.rules import consultation_rules
from ladder.governance.services.bodies import dissolve, hindrances_to_ending, lock
from ladder.governance.services.effects import Handler, Intended, register
from ladder.governance.services.rule_sets import settle, store_rules
from ladder.governance.services.seat_changes import change_seats, check_changes, list_of

RULES, SEATS, END = "change_rules", "change_seats", "dissolve_body"


def find_body(intended: Intended) -> Body | None:
    """The body that an effect is about, if there is one."""
    key = read_id(intended.subject)
    return Body.objects.filter(public_id=key).first() if key and intended.subject.startswith("body:") else None


def name_of(intended: Intended) -> str:
    """The name of the body that an effect is about."""
    found = find_body(intended)
    return say(found.names) if found else intended.subject


def hindrances_of_body(intended: Intended) -> list[str]:
    """A body that there is not, or that does not stand."""
    found = find_body(intended)
    return [] if found and found.state == Body.State.STANDING else [_("Name a body that stands.")]


def describe_rules(intended: Intended) -> str:
    """Which rules of which body change."""
    kinds = {kind: str(label) for kind, label in RuleSet.Kind.choices}
    kind = str(intended.payload.get("kind", ""))
    known = {"body": name_of(intended), "kind": kinds.get(kind, kind)}
    if kind == RuleSet.Kind.CONSULTATION:
        return _("Sets the rules that new consultations start with.")
    return _("Changes the rules of “%(body)s”: %(kind)s.") % known


def hindrances_to_rules(intended: Intended) -> list[str]:
    """A body that does not stand, a kind of rules that there is not, or rules that are not possible."""
    body = find_body(intended)
    if body is None or body.state != Body.State.STANDING:
        return hindrances_of_body(intended)
    kind = intended.payload.get("kind")
    if kind not in RuleSet.Kind.values:
        return [_("Name the kind of rules: how it decides, who sits there, or the rules of new consultations.")]
    try:
        settle(body, kind, intended.payload.get("content"))
    except ValidationError as fault:
        return fault.messages
    return []


def take_rules(effect: Effect, on: date) -> None:
    """Let the new rules be in force from this day. What is being decided keeps the rules with which it opened."""
    refuse(hindrances_to_rules(intended_of(effect)))
    body = lock_found(effect)
    payload = effect.payload
    store_rules(
        actor=None, body=body, kind=payload["kind"], content=payload["content"], in_force_from=on,
        decision=effect.decision,
    )  # fmt: skip


def describe_seats(intended: Intended) -> str:
    """How many seats are added and closed."""
    added, closed = len(list_of(intended.payload, "add")), len(list_of(intended.payload, "close"))
    known = {
        "body": name_of(intended),
        "added": ngettext("%(number)s seat is added", "%(number)s seats are added", added) % {"number": added},
        "closed": ngettext("%(number)s seat is closed", "%(number)s seats are closed", closed) % {"number": closed},
    }
    return _("Changes the seats of “%(body)s”: %(added)s, %(closed)s.") % known


def hindrances_to_seats(intended: Intended) -> list[str]:
    """Everything for which the change of seats would be refused today."""
    body = find_body(intended)
    if body is None or body.state != Body.State.STANDING:
        return hindrances_of_body(intended)
    try:
        check_changes(body, intended.payload, timezone.localdate())
    except ValidationError as fault:
        return fault.messages
    return []


def take_seats(effect: Effect, on: date) -> None:
    """Add and close seats; those that close are still there on this day."""
    refuse(hindrances_of_body(intended_of(effect)))
    change_seats(body=lock_found(effect), payload=effect.payload, on=on, decision=effect.decision)


def describe_end(intended: Intended) -> str:
    """Which body ends."""
    return _("Dissolves “%(body)s”. What it decided stays.") % {"body": name_of(intended)}


def hindrances_to_end(intended: Intended) -> list[str]:
    """A body that does not stand, or that has open proposals."""
    body = find_body(intended)
    return list(hindrances_to_ending(body, by_decision=True)) if body else hindrances_of_body(intended)


def take_end(effect: Effect, on: date) -> None:
    """Dissolve the body."""
    refuse(hindrances_to_end(intended_of(effect)))
    dissolve(actor=None, body=lock_found(effect), on=on, decision=effect.decision)


def offer_ends(body: Body) -> list[Intended]:
    """Each body that stands may be ended by one that has the power to."""
    del body
    standing = Body.objects.filter(state=Body.State.STANDING)
    return [Intended(END, f"body:{public_id}") for public_id in standing.values_list("public_id", flat=True)]


def intended_of(effect: Effect) -> Intended:
    """An effect as its option stated it."""
    return Intended(effect.kind, effect.subject, effect.payload)


def lock_found(effect: Effect) -> Body:
    """The body of an effect, kept from others until the transaction ends."""
    found = find_body(intended_of(effect))
    if found is None:
        raise ValidationError(_("Name a body that stands."))
    return lock(found)


def refuse(hindrances: list[str]) -> None:
    """Refuse what is hindered.

    Raises:
        ValidationError: with every hindrance.
    """
    if hindrances:
        raise ValidationError(hindrances)


def rules_of_new_rounds() -> Mapping[str, object] | None:
    """The thresholds that the last decision on them set, for the consultation to start its rounds with."""
    return consultation_rules(timezone.localdate())


starting_rules.register(rules_of_new_rounds)
register(Handler(RULES, gettext_lazy("Change rules"), describe_rules, hindrances_to_rules, take_rules))
register(Handler(SEATS, gettext_lazy("Change seats"), describe_seats, hindrances_to_seats, take_seats))
register(Handler(END, gettext_lazy("Dissolve a body"), describe_end, hindrances_to_end, take_end, offer_ends))
