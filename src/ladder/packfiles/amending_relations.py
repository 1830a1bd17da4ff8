"""Carries relations to other systems over from requirements that changed to those that came out of them.

A part of what equals an item is only a part of it; what joins an item's equal with something else covers the item. A
relation that follows from another is `likely` until somebody reads both texts again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ladder.packfiles.model import Mapping as Relation

Children = Mapping[str, tuple[str, tuple[str, ...]]]
WEAKER = {
    "split": {"equal": "subset", "equivalent": "subset", "superset": "intersects"},
    "merged": {"equal": "superset", "equivalent": "superset", "subset": "intersects"},
}


def carry_relations(relations: Iterable[Relation], children: Children) -> list[Relation]:
    """The relations of the next version; `children` says of each touched requirement what it became.

    Two that meet at one requirement and one item become one: the same relation where both say the same, else they
    overlap.
    """
    carried: dict[tuple[str, str, str], Relation] = {}
    for one in sorted(relations, key=lambda one: (one.requirement, one.system, one.item)):
        kind, heirs = children.get(one.requirement, ("same", (one.requirement,)))
        for heir in heirs:
            fresh = follow(one, kind, heir)
            place = (heir, one.system, one.item)
            carried[place] = join(carried[place], fresh) if place in carried else fresh
    return list(carried.values())


def follow(one: Relation, kind: str, heir: str) -> Relation:
    """A relation as the heir of its requirement has it."""
    if kind not in WEAKER:
        return replace(one, requirement=heir)
    relation = WEAKER[kind].get(one.relation, one.relation)
    return replace(one, requirement=heir, relation=relation, confidence="likely")


def join(first: Relation, second: Relation) -> Relation:
    """Two relations of one requirement to one item."""
    relation = first.relation if first.relation == second.relation else "intersects"
    return replace(first, relation=relation, confidence="likely")
