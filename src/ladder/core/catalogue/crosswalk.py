"""What a result under one system says about an item of another, through typed relations (method page).

A relation reads from source to target: "the source is a superset of the target". Relations as in NIST IR 8477.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

RELATIONS = ("equal", "equivalent", "superset", "subset", "intersects", "none")
EQUAL, EQUIVALENT, SUPERSET, SUBSET, INTERSECTS, NONE = RELATIONS
CONFIDENCES = ("sure", "likely")
INVERSE = {SUPERSET: SUBSET, SUBSET: SUPERSET}
PASSES = frozenset({EQUAL, EQUIVALENT, SUPERSET})
FAILS = frozenset({EQUAL, EQUIVALENT, SUBSET})
MOST_HOPS = 3

MET, NOT_MET, SUPPORTING, NOTHING, CONTESTED = "met", "not_met", "supporting", "nothing", "contested"


@dataclass(frozen=True, slots=True)
class Relation:
    """One entry of a crosswalk: source and target are requirements or items, named so that no two share a name."""

    source: str
    target: str
    kind: str
    confidence: str = "likely"


@dataclass(frozen=True, slots=True)
class Link:
    """How two ends relate over one or more hops; `confidence` is the weakest on the way."""

    kind: str
    confidence: str
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A dated result at the source: a state of the level rules, its last good day and its grade."""

    state: str
    valid_until: date | None = None
    grade: str | None = None


@dataclass(frozen=True, slots=True)
class Transfer:
    """What reaches the target: met, not_met, supporting (never a pass), contested or nothing."""

    state: str
    valid_until: date | None = None
    grade: str | None = None
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Gaps:
    """What has no counterpart, both ways; `items_not_covered` are touched, but by nothing that could pass them."""

    requirements: tuple[str, ...]
    items: tuple[str, ...]
    items_not_covered: tuple[str, ...]


def compose(first: str, second: str) -> str:
    """The relation of A to C that follows from A to B and B to C; never stronger than either.

    As sets: a superset of something that meets C meets C; a subset of a superset of C may have nothing of C.
    """
    if NONE in {first, second}:
        return NONE
    exact = (EQUAL, EQUIVALENT)
    if first in exact and second in exact:
        return EQUAL if first == second == EQUAL else EQUIVALENT
    if first in exact or second in exact:
        return second if first in exact else first
    if first == second and first != INTERSECTS:
        return first
    meets = first == SUPERSET or second == SUBSET
    return INTERSECTS if meets else NONE


def links_from(relations: Iterable[Relation], source: str, hops: int = MOST_HOPS) -> dict[str, tuple[Link, ...]]:
    """For every target reached, its links: the shortest and surest of each kind. Relations are read both ways."""
    around: dict[str, list[Relation]] = {}
    for each in relations:
        around.setdefault(each.source, []).append(each)
        inverse = INVERSE.get(each.kind, each.kind)
        around.setdefault(each.target, []).append(Relation(each.target, each.source, inverse, each.confidence))
    found: dict[str, dict[str, Link]] = {}
    for link in walk(around, Link(EQUAL, CONFIDENCES[0], (source,)), hops):
        best = found.setdefault(link.path[-1], {})
        if link.kind not in best or rank(link) < rank(best[link.kind]):
            best[link.kind] = link
    return {target: tuple(sorted(links.values(), key=rank)) for target, links in sorted(found.items())}


def walk(around: dict[str, list[Relation]], link: Link, hops: int) -> Iterator[Link]:
    """Every way onwards that visits nothing twice and does not come to nothing."""
    if not hops:
        return
    for step in around.get(link.path[-1], ()):
        kind = compose(link.kind, step.kind)
        if kind == NONE or step.target in link.path:
            continue
        onwards = Link(kind, max(link.confidence, step.confidence, key=CONFIDENCES.index), (*link.path, step.target))
        yield onwards
        yield from walk(around, onwards, hops - 1)


def rank(link: Link) -> tuple[int, int, int, tuple[str, ...]]:
    """Order of links: stronger kind, surer, shorter, by name."""
    return RELATIONS.index(link.kind), CONFIDENCES.index(link.confidence), len(link.path), link.path


def carry(outcome: Outcome, link: Link) -> str:
    """What one result says over one link. A pass needs met, a failure not_met; nothing else is certain."""
    if outcome.state == MET and link.kind in PASSES:
        return MET
    if outcome.state == NOT_MET:
        return NOT_MET if link.kind in FAILS else NOTHING
    related = link.kind != NONE
    return SUPPORTING if related and outcome.state in {MET, "partly"} else NOTHING


def transfer(outcomes: Iterable[tuple[Outcome, Link]]) -> Transfer:
    """What all results together say about one target; validity and grade are the least of those that say it.

    A pass from one source and a failure from another are contested; a pass or a failure outweighs support.
    """
    said: dict[str, list[tuple[Outcome, Link]]] = {}
    for outcome, link in outcomes:
        said.setdefault(carry(outcome, link), []).append((outcome, link))
    if MET in said and NOT_MET in said:
        return Transfer(CONTESTED, links=links_of(said[MET] + said[NOT_MET]))
    state = next((each for each in (NOT_MET, MET, SUPPORTING) if each in said), NOTHING)
    grounds = said.get(state, []) if state != NOTHING else []
    dated = grounds if state == MET else []
    return Transfer(
        state,
        min((each.valid_until for each, _ in dated if each.valid_until), default=None),
        max((each.grade or "D" for each, _ in dated), default=None),
        links_of(grounds),
    )


def links_of(grounds: list[tuple[Outcome, Link]]) -> tuple[Link, ...]:
    """The links of some grounds, in a fixed order."""
    return tuple(sorted({link for _, link in grounds}, key=rank))


def gaps(requirements: Iterable[str], items: Iterable[str], relations: Iterable[Relation]) -> Gaps:
    """Requirements and items of one other system without any relation, and items that nothing could pass."""
    known = [each for each in relations if each.kind != NONE]
    mapped, touched = {each.source for each in known}, {each.target for each in known}
    covered = {each.target for each in known if each.kind in PASSES}
    wanted = set(items)
    return Gaps(
        tuple(sorted(set(requirements) - mapped)),
        tuple(sorted(wanted - touched)),
        tuple(sorted((wanted & touched) - covered)),
    )
