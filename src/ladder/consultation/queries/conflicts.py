"""Records that need a person, each beside what stands in its place, in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ladder.consultation.capture_words import HEADS, KINDS, RECORDS
from ladder.consultation.device_bodies import COUNTS
from ladder.consultation.models import DeviceRecord, Gathering
from ladder.consultation.wording import say

State = DeviceRecord.State
Line = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A record that was kept and not used, what it says, and what stands instead (empty where nothing does)."""

    record: DeviceRecord
    kind: str
    says: tuple[Line, ...]
    stands: tuple[Line, ...]
    is_conflict: bool


def list_conflicts(gathering: Gathering) -> list[Conflict]:
    """Everything that waits for a person, in three queries."""
    waiting = list(gathering.device_records.filter(state__in=[State.CONFLICT, State.REFUSED]).select_related("sender"))
    slots = {row.slot for row in waiting if row.slot}
    numbers = {row.number for row in waiting}
    applied = gathering.device_records.filter(state=State.APPLIED)
    standing = {row.slot: row for row in applied.filter(slot__in=slots).order_by("place_in_slot", "number")}
    named = {row.number: row for row in applied.filter(number__in=numbers)}
    groups = {row.group.key: say(row.group.names) for row in gathering.round.groups.select_related("group")}
    return [conflict_of(row, standing.get(row.slot) or named.get(row.number), groups) for row in waiting]


def conflict_of(row: DeviceRecord, stands: DeviceRecord | None, groups: Mapping[str, str]) -> Conflict:
    """One record beside what stands."""
    return Conflict(
        record=row,
        kind=str(RECORDS.get(row.kind, row.kind)),
        says=tuple(lines_of(row, groups)),
        stands=tuple(lines_of(stands, groups)) if stands else (),
        is_conflict=row.state == State.CONFLICT,
    )


def lines_of(row: DeviceRecord, groups: Mapping[str, str]) -> Iterator[Line]:
    """What a record says: labels and values. Whatever cannot be read is left out; the record itself is kept."""
    body: Mapping[str, Any] = row.body if isinstance(row.body, dict) else {}
    group = body.get("group")
    if isinstance(group, str) and group:
        yield "group", groups.get(group, group)
    for name in ("item", "text", "proposed"):
        if isinstance(body.get(name), str) and body[name]:
            yield name, body[name]
    yield from numbers_of(body, HEADS)
    counts = body.get("counts")
    if isinstance(counts, dict):
        yield from numbers_of(counts, {name: KINDS["position"][name] for name in COUNTS})
    position = body.get("position")
    if isinstance(position, str) and position:
        yield "position", str(KINDS["position"].get(position, position))


def numbers_of(said: Mapping[str, Any], labels: Mapping[str, Any]) -> Iterator[Line]:
    """The numbers under these names."""
    for name, label in labels.items():
        if isinstance(said.get(name), int):
            yield str(label), str(said[name])
