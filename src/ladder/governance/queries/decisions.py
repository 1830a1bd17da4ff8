"""Decisions as pages list them, and what time is left for objections and appeals."""

from datetime import date

from django.db.models import Count, Q, QuerySet

from ladder.governance.models import Body, Challenge, Decision, Effect


def find_body(address: str) -> Body | None:
    """The body that a filter names; None where it names none that the public knows."""
    return Body.objects.filter(address=address).exclude(state=Body.State.PREPARING).first() if address else None


def decisions_in(body: Body | None = None) -> QuerySet[Decision]:
    """Decisions, the latest first, with how many effects wait, were taken and are void, and open objections."""
    rows = Decision.objects.select_related("body", "proposal", "closing__option").defer("closing__record")
    rows = rows.filter(body=body) if body else rows
    states = {state: Count("effects", filter=Q(effects__state=state), distinct=True) for state in Effect.State.values}
    disputed = Q(challenges__state=Challenge.State.OPEN, challenges__kind=Challenge.Kind.OBJECTION)
    return rows.annotate(**states, objections=Count("challenges", filter=disputed, distinct=True)).order_by("-pk")


def is_due(decision: Decision, on: date) -> bool:
    """Whether the time for objections is over."""
    return decision.objections_until is None or on > decision.objections_until


def is_open_to_objections(decision: Decision, on: date) -> bool:
    """Whether a decision can be objected to on a day."""
    return not is_due(decision, on)


def is_open_to_appeals(decision: Decision, on: date) -> bool:
    """Whether a decision can be appealed against on a day: when it can be objected to no more."""
    return is_due(decision, on) and decision.appeals_until is not None and on <= decision.appeals_until
