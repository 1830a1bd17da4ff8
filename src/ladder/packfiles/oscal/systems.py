"""Small catalogs of the systems that requirements are mapped to, so that mappings have something to point at."""

from ladder.packfiles.model import Item, System
from ladder.packfiles.oscal.building import Export, Raw, filled, one_line, our_props, token
from ladder.packfiles.oscal.wording import parts_of
from ladder.packfiles.sections import item_key

KNOWN = {
    "none": "The items of this system are not established; the list is not a statement that it has none.",
    "partial": "Only some items of this system are established; the list is not complete.",
    "complete": "The list names every item of this system.",
}


def build_system(export: Export, system: System) -> Raw:
    """A stub catalog: the names of a system's items, without its words."""
    note = export.say("systems", system.key, "note")
    remarks = "\n\n".join(
        filter(
            None,
            [KNOWN[system.established], note, "A list of names to point at; the system's own text is not included."],
        )
    )
    props = our_props(
        system=system.key,
        publisher=system.publisher,
        edition=system.edition,
        system_licence=system.licence,
        established=system.established,
        address=system.address,
    )
    return {
        "catalog": {
            "uuid": export.uuid("system", system.key),
            "metadata": export.metadata(export.say("systems", system.key, "name") or system.key, remarks, props),
            **filled(controls=[build_item(export, system, item) for item in system.items]),
        }
    }


def build_item(export: Export, system: System, item: Item) -> Raw:
    """An item as a control without a statement."""
    key, name = item_key(system.key, item.key), item_id(system.key, item.key)
    return {
        "id": name,
        "class": "item",
        "title": one_line(export.say("items", key, "title")) or one_line(item.reference) or name,
        "props": our_props(key=item.key, reference=item.reference, confidence=item.confidence, source=item.source),
        **filled(parts=parts_of(export, "items", key, name)),
    }


def item_id(system: str, item: str) -> str:
    """Id of an item's control; it names the system too, so that ids of two systems never meet."""
    return token(f"{system}_{item}")
