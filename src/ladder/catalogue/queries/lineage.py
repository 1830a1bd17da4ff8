"""What became of each requirement between two versions, also over several versions in between."""

from collections.abc import Iterable
from dataclasses import dataclass

from ladder.catalogue.models import FrameworkVersion, Migration

# What a longer way is called: by its strongest step. A requirement that split and merged again is told as merged.
STRENGTH = ("same", "reworded", "stricter", "split", "merged")
Ways = dict[str, list[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Pair:
    """A requirement before and after; "" before is new, "" after is withdrawn."""

    kind: str
    before: str
    after: str


def list_pairs(before: FrameworkVersion, after: FrameworkVersion) -> list[Pair] | None:
    """What became of each requirement, in two queries; None where the later version does not descend from the earlier.

    A requirement that no step names stayed the same. New and withdrawn ones are told where they end up.
    """
    rows = Migration.objects.filter(to_version__framework=before.framework_id).select_related("source", "target")
    steps: dict[int, list[Migration]] = {}
    for row in rows:
        steps.setdefault(row.to_version_id, []).append(row)
    way = find_way(steps, before.pk, after.pk)
    if way is None:
        return None
    keys = before.requirements.values_list("key", flat=True)
    ways: Ways = {key: [(key, "same")] for key in keys}
    fresh: set[str] = set()
    for version_key in way:
        ways, fresh = follow(ways, fresh, steps[version_key])
    return pairs_of(ways, fresh)


def find_way(steps: dict[int, list[Migration]], before: int, after: int) -> list[int] | None:
    """The versions from `before` (left out) to `after`, along the migrations."""
    way: list[int] = []
    at = after
    while at != before:
        if at not in steps or at in way:
            return None
        way.append(at)
        at = steps[at][0].from_version_id
    return way[::-1]


def follow(ways: Ways, fresh: set[str], steps: Iterable[Migration]) -> tuple[Ways, set[str]]:
    """Where every requirement stands after one more migration."""
    moves: dict[str, list[tuple[str, str]]] = {}
    came: set[str] = set()
    for step in steps:
        target = step.target.key if step.target else ""
        if step.source:
            moves.setdefault(step.source.key, []).append((target, step.kind))
        else:
            came.add(target)
    moved = {key: [end for one in ends for end in move(one, moves)] for key, ends in ways.items()}
    kept = {target for key in fresh for target, _kind in moves.get(key, [(key, "same")]) if target}
    return moved, kept | came


def move(at: tuple[str, str], moves: dict[str, list[tuple[str, str]]]) -> list[tuple[str, str]]:
    """One place on a way, one migration later."""
    key, kind = at
    if not key:
        return [at]
    return [(target, stronger(kind, step) if target else step) for target, step in moves.get(key, [(key, "same")])]


def stronger(one: str, other: str) -> str:
    """The step that changes more."""
    return max(one, other, key=STRENGTH.index)


def pairs_of(ways: Ways, fresh: set[str]) -> list[Pair]:
    """The ways as pairs, each once."""
    found = {(key, end): kind for key, ends in ways.items() for end, kind in ends}
    pairs = [Pair(kind if end else "withdrawn", key, end) for (key, end), kind in found.items()]
    reached = {end for _, end in found}
    return pairs + [Pair("new", "", key) for key in sorted(fresh - reached)]
