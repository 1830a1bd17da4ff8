"""Counts a proposal at its close, once, and keeps the whole count; with quorum in each chamber a decision follows."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from ladder.accounts.models import User
from ladder.audit import services as audit
from ladder.core.canonical import digest_of
from ladder.core.governance.deciding import DecidingRules
from ladder.governance.models import Body, Closing, Decision, Effect, Proposal, Revision, Tenure
from ladder.governance.queries.counting import record_of
from ladder.governance.queries.standings import Standing, current_revision, standing_of
from ladder.governance.services.challenges import settle_challenge
from ladder.governance.services.proposals import lock


@transaction.atomic
def close_proposal(*, proposal: Proposal, actor: User | None, at: datetime) -> Closing:
    """Count a proposal whose time is over, or on which every seat that may be heard was heard.

    Who sits where, who is recused and whether each chamber has a quorum is asked now, under a lock: what changed while
    positions were taken is seen here.

    Raises:
        ValidationError: it is not open, or seats may still take positions.
    """
    row = lock(proposal)
    fixed = current_revision(row)
    if row.state != Proposal.State.OPEN or row.closes_at is None or fixed is None:
        raise ValidationError(_("This proposal is not open: there is nothing to close."))
    day = timezone.localdate(at)
    hold_seats(row.body)
    standing = standing_of(row, day)
    if at < row.closes_at and standing.awaited:
        raise ValidationError(
            _("Seats may still take positions, and not every seat has. Close it when the time is over.")
        )
    closing = keep_count(row, fixed, standing, actor, at)
    follow(row, closing, DecidingRules.read(fixed.rule_set.content), actor, day)
    return closing


def hold_seats(body: Body) -> None:
    """Nobody hands over a seat of the body until the count is done."""
    Body.objects.select_for_update(no_key=True).get(pk=body.pk)
    list(Tenure.objects.select_for_update(no_key=True).filter(seat__body=body).order_by("pk").values_list("pk"))


def keep_count(row: Proposal, fixed: Revision, standing: Standing, actor: User | None, at: datetime) -> Closing:
    """Freeze the count with everything it rests on."""
    record = record_of(row, fixed, standing, timezone.localdate(at))
    closing = Closing.objects.create(
        proposal=row, revision=row.revision, outcome=standing.outcome.outcome, rule_set=fixed.rule_set, record=record,
        option=next((one for one in standing.options if one.key == standing.outcome.option), None),
        digest=digest_of(record), closed_by=actor, closed_at=at,
    )  # fmt: skip
    detail = {"outcome": closing.outcome, "revision": row.revision, "digest": closing.digest}
    audit.record(
        actor=actor, action="governance.proposal_closed", target=f"proposal:{row.public_id}", detail=detail, at=at
    )
    return closing


def follow(row: Proposal, closing: Closing, rules: DecidingRules, actor: User | None, day: date) -> None:
    """What comes of a count: nothing without quorum, else a decision, its effects, and the answer to a challenge."""
    undecided = closing.outcome == Closing.Outcome.NO_QUORUM
    row.state = Proposal.State.UNDECIDED if undecided else Proposal.State.DECIDED
    row.save(update_fields=["state"])
    if undecided:
        return
    decision = make_decision(row, closing, rules, day)
    state_effects(decision, closing)
    detail = {"number": decision.number, "digest": closing.digest, "effects": decision.effects.count()}
    audit.record(actor=actor, action="governance.decided", target=f"decision:{decision.public_id}", detail=detail)
    settle_challenge(decision=decision, actor=actor)


def make_decision(row: Proposal, closing: Closing, rules: DecidingRules, day: date) -> Decision:
    """The decision, numbered in its body, with the days until which it can be objected to and appealed against."""
    days = days_open(row, closing, rules)
    last = Decision.objects.filter(body=row.body_id).aggregate(last=Max("number"))["last"] or 0
    return Decision.objects.create(
        body=row.body, number=last + 1, proposal=row, closing=closing, decided_on=day,
        **{name: day + timedelta(days=count) if count else None for name, count in days.items()},
    )  # fmt: skip


def days_open(row: Proposal, closing: Closing, rules: DecidingRules) -> Mapping[str, int]:
    """How long a decision can be objected to, and appealed against; none at all ends at once.

    What answers a challenge is final, or answers would never end; where it has effects of its own, they wait like any.
    """
    has_effects = bool(closing.option and closing.option.effects)
    if row.challenge_id and not has_effects:
        return {"objections_until": 0, "appeals_until": 0}
    adopted = closing.outcome in Closing.Outcome.adopting()
    return {
        "objections_until": rules.objection_days if adopted else 0,
        "appeals_until": rules.objection_days * adopted + rules.appeal_days if rules.appeal_days else 0,
    }


def state_effects(decision: Decision, closing: Closing) -> None:
    """The effects that the adopted option stated, waiting."""
    entries: list[dict[str, Any]] = closing.option.effects if closing.option else []
    Effect.objects.bulk_create(
        Effect(decision=decision, position=place, digest=digest_of(entry), **entry)
        for place, entry in enumerate(entries, 1)
    )
