"""Rows of the log as frozen values, with a constant number of queries."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from ladder.accounts.models import User
from ladder.audit.models import Entry, Leaf, TreeHead
from ladder.core.audit.leaf import Act, write_moment
from ladder.core.audit.verification import RecordedHead, RecordedLeaf

BATCH = 2000


@dataclass(frozen=True, slots=True)
class Filter:
    """What a reader of the log asks for; "" asks for everything."""

    actor: str = ""
    action: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One act as the page shows it. `actor` is a user name, or "" for the system and strangers."""

    number: int
    at: datetime
    actor: str
    action: str
    target: str
    detail: Mapping[str, object]


def entries_for(asked: Filter) -> QuerySet[Entry]:
    """Entries, newest first. The actor is a user name or a public id; action and target match from the start."""
    rows = Entry.objects.order_by("-id")
    if asked.actor:
        person = User.objects.filter(username=asked.actor.lower()).values_list("public_id", flat=True).first()
        rows = rows.filter(actor_key=str(person) if person else asked.actor)
    if asked.action:
        rows = rows.filter(action__startswith=asked.action)
    return rows.filter(target__startswith=asked.target) if asked.target else rows


def name_actors(entries: list[Entry]) -> list[EntryRow]:
    """The entries with user names instead of keys. One query for all of them."""
    keys = {entry.actor_key for entry in entries if entry.actor_key}
    people = User.objects.filter(public_id__in=keys).values_list("public_id", "username")
    names = {str(key): name for key, name in people}
    return [row_of(entry, names.get(entry.actor_key, entry.actor_key)) for entry in entries]


def row_of(entry: Entry, actor: str) -> EntryRow:
    """An entry with the name of who acted."""
    return EntryRow(entry.pk, entry.at, actor, entry.action, entry.target, entry.detail)


def act_of(entry: Entry) -> Act:
    """The act an entry records, for recomputing its leaf."""
    return Act(write_moment(entry.at), entry.actor_key, entry.action, entry.target, entry.salt, entry.detail)


def recorded_leaf(entry: Entry, position: int | None) -> RecordedLeaf:
    """An entry with its place in the tree."""
    return RecordedLeaf(entry.pk, position, act_of(entry), entry.leaf_hash)


def leaves_in_order() -> Iterator[RecordedLeaf]:
    """Every entry that the tree has taken in, by position, read in batches."""
    for leaf in Leaf.objects.select_related("entry").order_by("position").iterator(BATCH):
        yield recorded_leaf(leaf.entry, leaf.position)


def waiting_leaves() -> Iterator[RecordedLeaf]:
    """Every entry that the tree has not taken in yet."""
    for entry in Entry.objects.filter(leaf__isnull=True).order_by("id").iterator(BATCH):
        yield recorded_leaf(entry, None)


def recorded_heads() -> list[RecordedHead]:
    """Every head that was stored, by size."""
    rows = TreeHead.objects.order_by("size").values_list("size", "root_hash")
    return [RecordedHead(size, root) for size, root in rows]
