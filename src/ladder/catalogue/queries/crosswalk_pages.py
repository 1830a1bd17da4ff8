"""Coverage of other systems: what relates to what, and what is missing on either side."""

from collections import Counter
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass

from ladder.catalogue.queries.matrix import Line, line_of
from ladder.packfiles.model import Item, Mapping, Pack, Reading, System
from ladder.packfiles.sections import item_key

# Strongest first: whoever meets one side of the first two meets the other.
RELATIONS = ("equal", "equivalent", "superset", "subset", "intersects")


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, for the plot: `offset` and `width` in percent of the whole."""

    key: str
    count: int
    offset: float
    width: float


@dataclass(frozen=True, slots=True)
class SystemLine:
    """A system in the list of all."""

    key: str
    name: Reading
    publisher: str
    edition: str
    established: str
    items: int
    items_met: int
    requirements: int
    requirements_met: int


@dataclass(frozen=True, slots=True)
class ItemRelation:
    """A requirement that relates to an item."""

    requirement: Line
    relation: str
    confidence: str


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item with the requirements that relate to it; none is a gap of the framework."""

    reference: str
    title: Reading
    confidence: str
    source: str
    relations: tuple[ItemRelation, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """One system beside the framework."""

    system: SystemLine
    note: Reading
    licence: str
    address: str
    items: tuple[ItemLine, ...]
    unrelated: tuple[Line, ...]
    item_shares: tuple[Share, ...]
    requirement_shares: tuple[Share, ...]


def list_systems(pack: Pack, language: str) -> list[SystemLine]:
    """Every system that the version describes."""
    return [system_line(pack, system, language) for system in pack.systems]


def system_line(pack: Pack, system: System, language: str) -> SystemLine:
    """A system with its counts."""
    mine = [one for one in pack.mappings if one.system == system.key]
    name = pack.read("systems", system.key, "name", language)
    met_items, met_requirements = len({one.item for one in mine}), len({one.requirement for one in mine})
    return SystemLine(
        system.key, name, system.publisher, system.edition, system.established,
        len(system.items), met_items, len(pack.requirements), met_requirements,
    )  # fmt: skip


def build_coverage(pack: Pack, key: str, language: str) -> Coverage:
    """The coverage page of a system.

    Raises:
        KeyError: the version does not describe it.
    """
    system = next((system for system in pack.systems if system.key == key), None)
    if system is None:
        raise KeyError(key)
    lines = {one.id: line_of(pack, one, language) for one in pack.requirements}
    mine = [one for one in pack.mappings if one.system == key]
    related = {one.requirement for one in mine}
    by_item = {item.key: [one for one in mine if one.item == item.key] for item in system.items}
    return Coverage(
        system=system_line(pack, system, language),
        note=pack.read("systems", key, "note", language),
        licence=system.licence,
        address=system.address,
        items=tuple(item_line(pack, system, item, by_item[item.key], lines, language) for item in system.items),
        unrelated=tuple(lines[one.id] for one in pack.requirements if one.id not in related),
        item_shares=shares_of([strongest(ones) for ones in by_item.values()]),
        requirement_shares=shares_of(
            [strongest([one for one in mine if one.requirement == requirement.id]) for requirement in pack.requirements]
        ),
    )


def item_line(
    pack: Pack, system: System, item: Item, mappings: list[Mapping], lines: MappingOf[str, Line], language: str
) -> ItemLine:
    """An item with its relations, strongest first."""
    relations = sorted(mappings, key=lambda one: (RELATIONS.index(one.relation), one.requirement))
    source = next((source for source in pack.sources if source.key == item.source), None)
    return ItemLine(
        reference=item.reference,
        title=pack.read("items", item_key(system.key, item.key), "title", language),
        confidence=item.confidence,
        source=source.citation if source else "",
        relations=tuple(ItemRelation(lines[one.requirement], one.relation, one.confidence) for one in relations),
    )


def strongest(mappings: list[Mapping]) -> str:
    """The strongest relation among some; "none" where none is established."""
    return min((one.relation for one in mappings), key=RELATIONS.index, default="none")


def shares_of(relations: list[str]) -> tuple[Share, ...]:
    """How often each relation is the strongest, as parts of the whole; "none" is a part like others."""
    counts, shares, offset = Counter(relations), [], 0.0
    for key in (*RELATIONS, "none"):
        if counts[key]:
            width = 100 * counts[key] / len(relations)
            shares.append(Share(key, counts[key], round(offset, 3), round(width, 3)))
            offset += width
    return tuple(shares)
