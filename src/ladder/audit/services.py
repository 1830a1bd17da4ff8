"""Writes the log of acts, inside the transaction of the act itself."""

import secrets
from collections.abc import Mapping
from datetime import UTC, datetime

from django.db import transaction
from django.utils import timezone

from ladder.accounts.models import User
from ladder.audit.models import Entry, Leaf, TreeHead
from ladder.core.audit.leaf import Act, hash_of, settle, write_moment
from ladder.core.audit.merkle import Frontier

SALT_BYTES = 16


def record(
    *,
    actor: User | None,
    action: str,
    target: str,
    detail: Mapping[str, object] | None = None,
    at: datetime | None = None,
) -> Entry:
    """Add an act to the log; to be called inside the service's transaction. Arguments are those of `make_entry`."""
    entry = make_entry(actor=actor, action=action, target=target, detail=detail, at=at)
    entry.save(force_insert=True)
    return entry


def make_entry(
    *,
    actor: User | None,
    action: str,
    target: str,
    detail: Mapping[str, object] | None = None,
    at: datetime | None = None,
) -> Entry:
    """An act as the log keeps it, not stored yet: for services that store many in one go.

    Args:
        actor: who acted, or None for the system itself and for strangers.
        action: `room.verb`, such as `registry.site_created`.
        target: `kind:public_id`, such as `site:3f0c...`.
        detail: keys and numbers; never names or texts of people. Dates, ids and fractions are kept as text.
        at: when, if not now.

    Raises:
        ValueError: the action or the target is not of that form.
    """
    settled = settle(detail or {})
    if not isinstance(settled, dict) or "." not in action or ":" not in target:
        raise ValueError(f"An act is 'room.verb' on 'kind:public_id', not {action!r} on {target!r}.")
    moment = (at or timezone.now()).astimezone(UTC)
    act = Act(
        at=write_moment(moment),
        actor_key=str(actor.public_id) if actor is not None else "",
        action=action,
        target=target,
        salt=secrets.token_hex(SALT_BYTES),
        detail=settled,
    )
    return Entry(
        at=moment,
        actor_key=act.actor_key,
        action=action,
        target=target,
        detail=settled,
        salt=act.salt,
        leaf_hash=hash_of(act),
    )


@transaction.atomic
def record_read(*, actor: User | None, target: str, why: str) -> Entry:
    """Note that somebody opened a protected record. `why` is a key such as `site_place` or `grievance_review`."""
    return record(actor=actor, action="audit.record_read", target=target, detail={"why": why})


@transaction.atomic
def build_tree(*, at: datetime | None = None) -> TreeHead | None:
    """Take every entry that waits into the tree and store the new head; None where nothing waited.

    To be run beside the requests, by one process at a time, never inside one. Entries get their places in the order
    in which they are taken in: one that commits late gets a later place, and no place is ever given twice.
    """
    last = TreeHead.objects.order_by("-size").first()
    tree = Frontier(last.size, tuple(map(bytes.fromhex, last.frontier))) if last else Frontier()
    waiting = list(Entry.objects.filter(leaf__isnull=True).order_by("id").values_list("id", "leaf_hash"))
    if not waiting:
        return None
    Leaf.objects.bulk_create(
        [Leaf(position=tree.size + place, entry_id=key) for place, (key, _) in enumerate(waiting)], batch_size=500
    )
    grown = tree.append(bytes.fromhex(leaf_hash) for _, leaf_hash in waiting)
    return TreeHead.objects.create(
        size=grown.size,
        root_hash=grown.root().hex(),
        frontier=[peak.hex() for peak in grown.peaks],
        built_at=at or timezone.now(),
    )
