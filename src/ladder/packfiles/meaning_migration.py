"""Checks the migration: every step has the ends that its kind needs, and they lead to requirements."""

from collections.abc import Iterator

from ladder.packfiles.faults import Fault
from ladder.packfiles.folder import Draft
from ladder.packfiles.nodes import Node
from ladder.packfiles.references import Names, duplicates, names_of, unknown

# How many requirements a kind has before and after: exactly, or at least where the second number is None.
SHAPES = {
    "same": ("one requirement before and one after", (1, 1), (1, 1)),
    "reworded": ("one requirement before and one after", (1, 1), (1, 1)),
    "stricter": ("one requirement before and one after", (1, 1), (1, 1)),
    "split": ("one requirement before and two or more after", (1, 1), (2, None)),
    "merged": ("two or more requirements before and one after", (2, None), (1, 1)),
    "new": ("none before and one or more after", (0, 0), (1, None)),
    "withdrawn": ("one or more requirements before and none after", (1, None), (0, 0)),
}


def check_migration(draft: Draft, names: Names) -> Iterator[Fault]:
    """Every fault of meaning in the migration."""
    part, pack = draft.parts.get("migration"), draft.parts.get("pack")
    if part is None:
        return
    if pack is not None and part.word("from_version") == pack.word("version") != "":
        values = (("value", part.word("from_version")),)
        yield Fault(part.place_of("from_version"), "meaning.migration_self", "migration.from_version", values)
    earlier = names_before(draft, part)
    steps = part.entries("steps")
    yield from duplicates(steps, ("key",), "migration.steps")
    for index, step in enumerate(steps):
        path = f"migration.steps[{index}]"
        yield from check_shape(step, path)
        yield from unknown(step, "after", names.get("requirements"), "requirement", path)
        yield from unknown(step, "before", earlier, "requirement of the version before", path)
        if step.word("kind") == "withdrawn":
            yield from check_withdrawn(step, names, path)
    for side in ("before", "after"):
        yield from check_once(steps, side)


def names_before(draft: Draft, part: Node) -> set[str] | None:
    """Ids of the version that the migration starts from, where this pack is laid over that very version."""
    base = draft.base
    if base is None or base.parts["pack"].word("version") != part.word("from_version"):
        return None
    return names_of(base).get("requirements")


def check_shape(step: Node, path: str) -> Iterator[Fault]:
    """A step has as many requirements before and after as its kind needs."""
    kind = step.word("kind")
    if kind not in SHAPES:
        return
    wanted, before, after = SHAPES[kind]
    if not fits(len(list(step.words("before"))), before) or not fits(len(list(step.words("after"))), after):
        yield Fault(step.place_of("kind"), "meaning.migration_shape", path, (("kind", kind), ("wanted", wanted)))


def fits(count: int, bounds: tuple[int, int | None]) -> bool:
    """Whether a count lies within bounds."""
    low, high = bounds
    return count >= low and (high is None or count <= high)


def check_withdrawn(step: Node, names: Names, path: str) -> Iterator[Fault]:
    """What is withdrawn no longer stands among the requirements."""
    for word, node in step.words("before"):
        if word in names.get("requirements", set()):
            yield Fault(node.place, "meaning.withdrawn_still_there", f"{path}.before", (("value", word),))


def check_once(steps: list[Node], side: str) -> Iterator[Fault]:
    """A requirement stands on one side of one step only."""
    seen: set[str] = set()
    for index, step in enumerate(steps):
        path = f"migration.steps[{index}].{side}"
        for word, node in step.words(side):
            if word in seen:
                yield Fault(node.place, "meaning.migration_twice", path, (("value", word),))
            seen.add(word)
