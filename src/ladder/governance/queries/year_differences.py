"""What stands in the tables now and differs from what was approved, entry by entry."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
Entry = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """One entry that was added, removed or changed; `fields` are the keys that differ, `before` what was approved."""

    kind: str
    id: str
    titles: Mapping[str, str]
    fields: tuple[str, ...] = ()
    before: Entry | None = None
    now: Entry | None = None


def compare(approved: Sequence[Entry], now: Sequence[Entry]) -> tuple[Difference, ...]:
    """Differences in the order of today's tables, then what was removed."""
    known = {entry["id"]: entry for entry in approved}
    left = {entry["id"] for entry in now}
    found = [difference_of(known.get(entry["id"]), entry) for entry in now]
    gone = [Difference(REMOVED, one["id"], one["titles"], before=one) for one in approved if one["id"] not in left]
    return (*(one for one in found if one is not None), *gone)


def difference_of(before: Entry | None, now: Entry) -> Difference | None:
    """How one entry of today differs; None where it does not."""
    if before is None:
        return Difference(ADDED, now["id"], now["titles"], now=now)
    fields = tuple(key for key in now if plain(now[key]) != plain(before.get(key)))
    return Difference(CHANGED, now["id"], now["titles"], fields, before, now) if fields else None


def plain(value: Any) -> Any:
    """What counts of a value: of an organisation or work item that is named, which one it is and not its words."""
    return value["id"] if isinstance(value, Mapping) and "id" in value else value
