"""What results under one system say under another, by a version's crosswalk (docs/methods/crosswalk-transfer.md)."""

from collections.abc import Iterable, Mapping

from ladder.catalogue.models import FrameworkVersion
from ladder.catalogue.queries.versions import pack_of
from ladder.core.catalogue.crosswalk import Link, Outcome, Relation, Transfer, links_from, transfer
from ladder.packfiles.model import Pack
from ladder.packfiles.sections import item_key


def relations_of(pack: Pack) -> list[Relation]:
    """The crosswalk as the core reads it: from requirements to items named `system/item`."""
    return [
        Relation(one.requirement, item_key(one.system, one.item), one.relation, one.confidence) for one in pack.mappings
    ]


def transfer_to_requirements(version: FrameworkVersion, results: Mapping[str, Outcome]) -> dict[str, Transfer]:
    """What results of items (`oecd/1-iii`) say about each requirement that they reach: passes, supports or fails.

    A requirement that is left out was reached by nothing: it stays not assessed.
    """
    pack = pack_of(version)
    return carry_over(relations_of(pack), results, pack.requirement_by_id)


def transfer_to_items(version: FrameworkVersion, system: str, results: Mapping[str, Outcome]) -> dict[str, Transfer]:
    """What results of requirements say about each item of another system that they reach, by `system/item`."""
    pack = pack_of(version)
    items = [item_key(one.key, item.key) for one in pack.systems if one.key == system for item in one.items]
    return carry_over(relations_of(pack), results, items)


def carry_over(
    relations: list[Relation], results: Mapping[str, Outcome], targets: Iterable[str]
) -> dict[str, Transfer]:
    """Results carried over every link that leads to a target."""
    wanted = set(targets)
    said: dict[str, list[tuple[Outcome, Link]]] = {}
    for source, outcome in sorted(results.items()):
        for target, links in links_from(relations, source).items():
            if target in wanted:
                said.setdefault(target, []).extend((outcome, link) for link in links)
    return {target: transfer(pairs) for target, pairs in sorted(said.items())}
