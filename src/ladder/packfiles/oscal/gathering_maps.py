"""What mapping collections say of a pack: one relation a map, from a requirement to an item."""

from collections.abc import Iterator

from ladder.packfiles.oscal.building import Raw
from ladder.packfiles.oscal.collection import controls_in
from ladder.packfiles.oscal.documents import Document, Node
from ladder.packfiles.oscal.gathering import Gathering, ours
from ladder.packfiles.oscal.lint_mapping import mappings_in
from ladder.packfiles.oscal.mappings import RELATION
from ladder.packfiles.oscal.vocabulary import MAPPING


def gather_mappings(gathering: Gathering) -> Iterator[Raw]:
    """Every relation in every mapping from the pack's catalog."""
    requirements = {control.text("id"): ours(control, "id") for control in controls_in(gathering.catalog)}
    for document in gathering.collection.of_kind(MAPPING):
        for mapping in mappings_in(document):
            if holder_of(gathering, document, mapping, "source") == gathering.catalog:
                target = holder_of(gathering, document, mapping, "target")
                items = {one.text("id"): ours(one, "key") for one in controls_in(target)} if target else {}
                for entry in mapping.objects("maps"):
                    yield from gather_map(gathering, document, entry, (requirements, items), ours(mapping, "system"))


def holder_of(gathering: Gathering, document: Document, mapping: Node, end: str) -> Document | None:
    """The document at one end of a mapping."""
    resource = mapping.child(f"{end}-resource")
    return gathering.collection.target(document, resource.text("href")) if resource else None


def gather_map(
    gathering: Gathering, document: Document, entry: Node, names: tuple[dict[str, str], dict[str, str]], system: str
) -> Iterator[Raw]:
    """The relation of one map; what a pack cannot say is a fault."""
    relation = RELATION.get(entry.text("relationship"))
    requirement = only_end(entry, "sources", names[0])
    item = only_end(entry, "targets", names[1])
    if relation and requirement and item:
        yield {
            "requirement": requirement,
            "system": system,
            "item": item,
            "relation": relation,
            **{name: ours(entry, name) for name in ("confidence", "basis", "source")},
        }
    else:
        gathering.fault(
            entry,
            "map-not-ours",
            f"A map of a pack relates one requirement to one item by one of: {', '.join(sorted(RELATION))}.",
            document,
        )


def only_end(entry: Node, end: str, names: dict[str, str]) -> str:
    """The one thing that a map names at an end, or the empty string where it is none or several."""
    found = [names.get(item.text("id-ref"), "") for item in entry.objects(end)]
    return found[0] if len(found) == 1 else ""
