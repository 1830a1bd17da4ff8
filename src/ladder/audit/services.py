"""Writes the log of acts, inside the transaction of the act itself."""

import secrets
from collections.abc import Mapping
from datetime import UTC, datetime

from django.db import transaction
from django.utils import timezone

from ladder.accounts.models import User
from ladder.audit.models import Entry
from ladder.core.audit.leaf import Act, hash_of

SALT_BYTES = 16


def record(
    *,
    actor: User | None,
    action: str,
    target: str,
    detail: Mapping[str, object] | None = None,
    at: datetime | None = None,
) -> Entry:
    """Add an act to the log; to be called inside the service's transaction.

    Args:
        actor: who acted, or None for the system itself and for strangers.
        action: `room.verb`, such as `registry.site_created`.
        target: `kind:public_id`, such as `site:3f0c...`.
        detail: keys and numbers that JSON can hold; never names or texts of people.
        at: when, if not now.

    Raises:
        ValueError: the action or the target is not of that form.
    """
    if "." not in action or ":" not in target:
        raise ValueError(f"An act is 'room.verb' on 'kind:public_id', not {action!r} on {target!r}.")
    moment = (at or timezone.now()).astimezone(UTC)
    act = Act(
        at=write_moment(moment),
        actor_key=str(actor.public_id) if actor is not None else "",
        action=action,
        target=target,
        salt=secrets.token_hex(SALT_BYTES),
        detail=dict(detail or {}),
    )
    return Entry.objects.create(
        at=moment, actor_key=act.actor_key, action=action, target=target,
        detail=act.detail, salt=act.salt, leaf_hash=hash_of(act),
    )


@transaction.atomic
def record_read(*, actor: User | None, target: str, why: str) -> Entry:
    """Note that somebody opened a protected record. `why` is a key such as `site_place` or `grievance_review`."""
    return record(actor=actor, action="audit.record_read", target=target, detail={"why": why})


def write_moment(moment: datetime) -> str:
    """ISO 8601 in UTC with microseconds, the same on both databases."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
