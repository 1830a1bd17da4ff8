"""Endpoints of plans."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema

from ladder.accounts.api_auth import optional
from ladder.assessment.reading import look_on
from ladder.improvement import access
from ladder.improvement.queries.plans import read_plan
from ladder.improvement.queries.progress import Standing

router = Router(tags=["improvement"])


class MeasureOut(Schema):
    """One measure: what, who (a function), until when, at what cost, and how far it has come."""

    measure: UUID
    requirement: str
    words: dict[str, str]
    owner: str
    due_on: date
    first_due_on: date
    cost_class: str
    amount: str | None
    currency: str
    payer: str
    state: str
    is_late: bool


class GapOut(Schema):
    """A requirement that nobody has a measure for."""

    requirement: str
    state: str
    gate: str
    cost_class: str
    due_on: date | None


class PlanOut(Schema):
    """A site's plan; `plan` is null where it has none yet, gaps are told all the same."""

    plan: UUID | None
    version: str
    measures: list[MeasureOut]
    gaps: list[GapOut]
    to_confirm: list[str]
    not_looked_at: int


@router.get(
    "/sites/{uuid:public_id}/plan", response=PlanOut, auth=optional, summary="Measures of a site, and gaps without one"
)
def read_site_plan(request: HttpRequest, public_id: UUID, version: str = "") -> dict[str, Any]:
    """For whoever may see the states requirement by requirement."""
    site = access.get_site_or_404(request.user, public_id)
    look = look_on(request.user, public_id, timezone.localdate(), version)
    view = read_plan(site, look.version, look.today)
    return {
        "plan": view.plan.public_id if view.plan else None,
        "version": look.version.version,
        "measures": [told(one) for one in view.standings],
        "gaps": view.gaps,
        "to_confirm": [gap.requirement for gap in view.confirming],
        "not_looked_at": len(view.unseen),
    }


def told(standing: Standing) -> dict[str, Any]:
    """One measure as the interface gives it; amounts are text, so that no digit is lost."""
    measure = standing.measure
    return {
        "measure": measure.public_id,
        "requirement": measure.requirement,
        "words": measure.words,
        "owner": measure.owner,
        "due_on": standing.progress.due_on,
        "first_due_on": measure.due_on,
        "cost_class": measure.cost_class,
        "amount": None if measure.amount is None else str(measure.amount),
        "currency": measure.currency,
        "payer": measure.payer,
        "state": standing.progress.state,
        "is_late": standing.is_late,
    }
