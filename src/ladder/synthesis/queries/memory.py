"""What a release remembers of the voices it rests on, and how many of them are new, changed or gone since.

Never published: by it the rule is kept that a cell changes only after five people are new in it. Who withdraws is taken
out of it; only that a voice left a cell remains.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ladder.synthesis.queries.evidence import Evidence

Cell = tuple[str, str]
Room = Mapping[str, Any]
BETWEEN = "|"


@dataclass(frozen=True, slots=True)
class Memory:
    """Who said what when a release was frozen.

    `voices`: by voice its group and, by item, vote and whether with a change. `rooms`: by gathering, item and
    group the four counts of a tally. `gone`: by cell the voices that have withdrawn from it since; by "" those that
    withdrew anything at all.
    """

    voices: Mapping[str, Mapping[str, Any]]
    rooms: Mapping[str, Room]
    gone: Mapping[str, list[str]]

    def positions(self) -> dict[Cell, dict[str, tuple[Any, ...]]]:
        """By item and group what each voice said."""
        found: dict[Cell, dict[str, tuple[Any, ...]]] = {}
        for voice, told in self.voices.items():
            for item, said in told["items"].items():
                found.setdefault((item, told["group"]), {})[voice] = tuple(said)
        return found

    def tallies(self) -> dict[Cell, dict[str, tuple[int, ...]]]:
        """By item and group what each gathering counted."""
        found: dict[Cell, dict[str, tuple[int, ...]]] = {}
        for gathering, items in self.rooms.items():
            for item, groups in items.items():
                for group, counts in groups.items():
                    found.setdefault((item, group), {})[gathering] = tuple(counts)
        return found


def remember(evidence: Evidence) -> Memory:
    """The memory of evidence as it stands now."""
    voices: dict[str, dict[str, Any]] = {}
    for answer in evidence.answers:
        told = voices.setdefault(answer.participant, {"group": answer.group, "items": {}})
        told["items"][answer.statement] = [answer.vote, answer.with_change]
    rooms: dict[str, dict[str, dict[str, list[int]]]] = {}
    for tally in evidence.tallies:
        if tally.group and tally.people:
            groups = rooms.setdefault(tally.gathering, {}).setdefault(tally.statement, {})
            counts = [tally.agree, tally.disagree, tally.passed, tally.with_change]
            groups[tally.group] = [a + b for a, b in zip(groups.get(tally.group, [0] * 4), counts, strict=True)]
    return Memory(voices, rooms, {})


def changed_cells(before: Memory, now: Memory) -> dict[Cell, int]:
    """By cell how many people's positions were added, changed or withdrawn between two memories: at least so many."""
    found: dict[Cell, int] = {}
    for cell, voices in differing_voices(before, now).items():
        found[cell] = found.get(cell, 0) + len(voices)
    old, new = before.tallies(), now.tallies()
    for cell in {*old, *new}:
        held, holds = old.get(cell, {}), new.get(cell, {})
        moved = sum(people_moved(held.get(room), holds.get(room)) for room in {*held, *holds})
        found[cell] = found.get(cell, 0) + moved
    return found


def differing_voices(before: Memory, now: Memory) -> dict[Cell, set[str]]:
    """By cell the voices whose position differs, those that withdrew among them."""
    found: dict[Cell, set[str]] = {cell_of(name): set(voices) for name, voices in before.gone.items() if name}
    old, new = before.positions(), now.positions()
    for cell in {*old, *new}:
        held, holds = old.get(cell, {}), new.get(cell, {})
        moved = {voice for voice in {*held, *holds} if held.get(voice) != holds.get(voice)}
        found.setdefault(cell, set()).update(moved)
    return found


def people_moved(before: tuple[int, ...] | None, after: tuple[int, ...] | None) -> int:
    """The fewest people who must have come, gone or changed for one tally to become the other."""
    nobody = (0, 0, 0, 0)
    agree, disagree, passed, changed = (b - a for a, b in zip(before or nobody, after or nobody, strict=True))
    steps = (agree - changed, changed, disagree, passed)
    return max(sum(step for step in steps if step > 0), -sum(step for step in steps if step < 0))


def people_changed(before: Memory, now: Memory) -> int:
    """How many people gave, changed or withdrew anything between two memories: at least so many."""
    voices = set(before.gone.get("", ()))
    for voice in {*before.voices, *now.voices}:
        held, holds = before.voices.get(voice), now.voices.get(voice)
        if held is None or holds is None or held["items"] != holds["items"]:
            voices.add(voice)
    return len(voices) + sum(largest_moves(before, now))


def largest_moves(before: Memory, now: Memory) -> Iterator[int]:
    """By gathering the most people that moved on one item: the people of one room are the same on all items."""
    moves: dict[str, dict[str, int]] = {}
    old, new = before.tallies(), now.tallies()
    for item, group in {*old, *new}:
        held, holds = old.get((item, group), {}), new.get((item, group), {})
        for room in {*held, *holds}:
            by_item = moves.setdefault(room, {})
            by_item[item] = by_item.get(item, 0) + people_moved(held.get(room), holds.get(room))
    return (max(by_item.values()) for by_item in moves.values())


def without(memory: Memory, voice: str, item: str) -> Memory:
    """The memory after a voice withdrew its position on an item."""
    told = memory.voices.get(voice)
    if told is None or item not in told["items"]:
        return memory
    left = {**told, "items": {key: said for key, said in told["items"].items() if key != item}}
    gone = {name: [*memory.gone.get(name, ()), voice] for name in (name_of((item, told["group"])), "")}
    return Memory({**memory.voices, voice: left}, memory.rooms, {**memory.gone, **gone})


def name_of(cell: Cell) -> str:
    """A cell as a key of JSON."""
    return BETWEEN.join(cell)


def cell_of(name: str) -> Cell:
    """A cell from a key of JSON; groups have no bar in their keys."""
    item, _, group = name.rpartition(BETWEEN)
    return item, group
