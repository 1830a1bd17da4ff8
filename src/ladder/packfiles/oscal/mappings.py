"""The crosswalks of a pack as an OSCAL mapping collection: one mapping per system, with its gaps both ways."""

from ladder.packfiles.model import Mapping, System
from ladder.packfiles.oscal.building import Export, Raw, filled, one_line, our_prop, our_props, token
from ladder.packfiles.oscal.systems import KNOWN, item_id

RELATIONSHIP = {
    "equal": "equal-to",
    "equivalent": "equivalent-to",
    "superset": "superset-of",
    "subset": "subset-of",
    "intersects": "intersects-with",
}
RELATION = {word: relation for relation, word in RELATIONSHIP.items()}
WIDER_TARGET = "The item may ask for more than the requirement: a met requirement does not show that the item is met."
WIDER_SOURCE = "The requirement may ask for more than the item: a met item does not show that the requirement is met."
# What each relation leaves open, and on which side.
QUALIFIERS = {
    "subset": (("target", WIDER_TARGET),),
    "superset": (("source", WIDER_SOURCE),),
    "intersects": (("target", WIDER_TARGET), ("source", WIDER_SOURCE)),
}


def build_collection(export: Export) -> Raw | None:
    """The mapping collection of a pack, or None where it maps nothing (OSCAL wants at least one map)."""
    pack = export.pack
    systems = [system for system in pack.systems if any(one.system == system.key for one in pack.mappings)]
    if not systems:
        return None
    title = f"{export.say('framework', 'framework', 'name') or pack.key}: crosswalks"
    return {
        "mapping-collection": {
            "uuid": export.uuid("mapping-collection"),
            "metadata": export.metadata(
                title,
                export.notice,
                [our_prop("not-mapped", system.key) for system in pack.systems if system not in systems],
            ),
            "provenance": {
                "method": "hybrid",
                "matching-rationale": "semantic",
                "status": "draft",
                "mapping-description": "How requirements of the framework relate to items of other systems, with the "
                "confidence and the source of each statement; qualifiers follow from the relation. "
                "What is not listed is not established.",
            },
            "mappings": [build_mapping(export, system) for system in systems],
            **filled(back_matter=filled(resources=source_resources(export))),
        }
    }


def source_resources(export: Export) -> list[Raw]:
    """The sources of the pack, for maps to link to."""
    return [
        filled(
            uuid=export.uuid("source", source.key),
            title=one_line(source.key),
            props=our_props(key=source.key, address=source.address),
            citation={"text": source.citation} if source.citation else None,
        )
        for source in export.pack.sources
    ]


def build_mapping(export: Export, system: System) -> Raw:
    """All maps to one system."""
    pack = export.pack
    maps = [one for one in pack.mappings if one.system == system.key]
    mapped = {one.requirement for one in maps}
    reached = {one.item for one in maps}
    folder = system_folder(pack.key, system)
    return {
        "uuid": export.uuid("mapping", system.key),
        "status": "draft",
        "source-resource": {"type": "catalog", "href": f"../../catalogs/{pack.key}/catalog.json"},
        "target-resource": {"type": "catalog", "href": f"../../catalogs/{folder}/catalog.json"},
        "props": our_props(system=system.key, established=system.established),
        "remarks": KNOWN[system.established],
        "maps": [build_map(export, one) for one in maps],
        **build_gap(export, "source", system, [token(one.id) for one in pack.requirements if one.id not in mapped]),
        **build_gap(
            export,
            "target",
            system,
            [item_id(system.key, item.key) for item in system.items if item.key not in reached],
        ),
    }


def system_folder(pack_key: str, system: System) -> str:
    """Folder of a system's stub catalog, told apart from the framework's own."""
    return f"{pack_key}-system-{system.key}"


def build_gap(export: Export, end: str, system: System, ids: list[str]) -> Raw:
    """What stands unmapped at one end, if anything does."""
    if not ids:
        return {}
    uuid = export.uuid("gap", end, system.key)
    return {f"{end}-gap-summary": {"uuid": uuid, "unmapped-controls": [{"with-ids": ids}]}}


def build_map(export: Export, one: Mapping) -> Raw:
    """One map: the requirement stands in this relation to the item."""
    sources = {source.key for source in export.pack.sources}
    ground = export.say("bases", one.basis, "text")
    link = {"href": f"#{export.uuid('source', one.source)}", "rel": "reference"}
    return filled(
        uuid=export.uuid("map", one.requirement, one.system, one.item),
        relationship=RELATIONSHIP[one.relation],
        sources=[{"type": "control", "id-ref": token(one.requirement)}],
        targets=[{"type": "control", "id-ref": item_id(one.system, one.item)}],
        qualifiers=[
            {"subject": subject, "predicate": "has-requirement", "category": "addressable", "description": description}
            for subject, description in QUALIFIERS.get(one.relation, ())
        ],
        confidence_score=filled(category=one.confidence),
        props=our_props(confidence=one.confidence, source=one.source, basis=one.basis),
        links=[link] if one.source in sources else [],
        remarks=ground,
    )
