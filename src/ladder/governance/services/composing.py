"""Keeps the composition of a body: a change that makes it worse is refused, with what is wanted and what was found."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from fractions import Fraction

from django.core.exceptions import ValidationError

from ladder.core.governance.composition import Breach, check
from ladder.governance.models import Body, Seat
from ladder.governance.queries.rules import composition_rules
from ladder.governance.queries.seating import days_of_change, held_seats, load_seats
from ladder.governance.rule_words import say_breaches

# While a body is being filled, what only further seats can mend is not held against a single one of them.
MENDED_BY_FILLING = frozenset({"at_least_seats", "at_least_of_group", "at_least_in_chamber", "led_by_groups"})
Key = tuple[str, str]
Breaches = Mapping[Key, Breach]


@contextmanager
def keeping_composition(body: Body, since: date, until: date | None = None) -> Iterator[None]:
    """Around a change of seats or tenures: refuse it if it breaks a rule, or breaks it further, on a day of a span.

    What was broken before, by a resignation or a term that ran out, may be mended step by step. `until` is the last day
    of the change: that a term runs out later is no fault of it.

    Raises:
        ValidationError: with every rule that would be broken.
    """
    earlier = load_seats([body])
    yield
    later = load_seats([body])
    rules = composition_rules(body, since)
    for day in days_of_change([*earlier, *later], since, until or date.max):
        before = keyed(check(rules, held_seats(earlier, day), day))
        worse = list_worse(before, keyed(check(rules, held_seats(later, day), day)), body)
        if worse:
            raise ValidationError(say_breaches(worse, body))


def list_breaches(body: Body, on: date) -> tuple[Breach, ...]:
    """The rules that the composition of a body does not keep on a day."""
    return breaches_among(load_seats([body]), body, on)


def breaches_among(seats: Sequence[Seat], body: Body, on: date) -> tuple[Breach, ...]:
    """The same, of seats that were loaded."""
    return check(composition_rules(body, on), held_seats(seats, on), on)


def keyed(breaches: Sequence[Breach]) -> Breaches:
    """Breaches by what they are about."""
    return {(breach.kind, breach.about): breach for breach in breaches}


def list_worse(before: Breaches, now: Breaches, body: Body) -> list[Breach]:
    """Breaches that are new, or further from what is wanted than before."""
    filling = body.state == Body.State.PREPARING
    return [
        breach
        for key, breach in now.items()
        if not (filling and breach.kind in MENDED_BY_FILLING) and distance(breach) > distance(before.get(key))
    ]


def distance(breach: Breach | None) -> Fraction:
    """How far a composition is from what a rule wants; less than nothing where the rule is kept."""
    return Fraction(-1) if breach is None else abs(Fraction(breach.found) - Fraction(breach.wanted))
