"""What catalogs say of a pack: principles, requirements, items of other systems, and their words."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ladder.packfiles.model import SOURCE, Text, TextKey
from ladder.packfiles.oscal.building import Raw, one_line
from ladder.packfiles.oscal.collection import Collection, controls_in
from ladder.packfiles.oscal.documents import Document, Node, OscalFault, body_of
from ladder.packfiles.oscal.vocabulary import CATALOG, OUR_NAMESPACE
from ladder.packfiles.oscal.wording import read_parts
from ladder.packfiles.sections import item_key

# Fields of a requirement that must be given, with the property that carries each.
NEEDED = {"id": "id", "level": "level", "gate": "gate", "evidence_kind": "evidence-kind", "cost": "cost-class"}


@dataclass(slots=True)
class Gathering:
    """One reading of a set: the catalog of the pack, its language, and the texts and faults met so far."""

    collection: Collection
    catalog: Document
    language: str
    texts: dict[str, dict[TextKey, Text]] = field(default_factory=dict)
    faults: list[OscalFault] = field(default_factory=list)

    def fault(self, node: Node, kind: str, sentence: str, document: Document | None = None) -> None:
        """Note a fault."""
        self.faults.append(OscalFault((document or self.catalog).name, node.pointer, kind, sentence))

    def number(self, node: Node, name: str) -> int | None:
        """A property of ours as a whole number; noted as a fault where it is none."""
        text = ours(node, name)
        if text.isascii() and text.isdecimal():
            return int(text)
        self.fault(node, "bad-number", f"The property “{name}” must be a whole number, not “{text}”.")
        return None

    def keep_texts(self, node: Node, section: str, key: str, titled: str) -> None:
        """Keep every text of a node; a title that was changed in the node itself wins over the part beside it."""
        for language, place, text in read_parts(node, section, key):
            self.texts.setdefault(language, {})[place] = text
        place = TextKey(section, key, titled)
        words = self.texts.setdefault(self.language, {})
        before = one_line(words[place].text) if place in words else ""
        # A node without words of its own is titled by its id, key or reference.
        if node.text("title") not in {before, node.text("id"), key, one_line(ours(node, "reference"))}:
            words[place] = Text(node.text("title"), SOURCE)


def gather_principles(gathering: Gathering) -> Iterator[tuple[Raw, Node]]:
    """Every principle with its group."""
    for group in body_of(gathering.catalog).objects("groups"):
        key, number = ours(group, "key"), gathering.number(group, "number")
        if not key:
            gathering.fault(group, "missing-property", "The group does not say its principle in a property “key”.")
        elif number is not None:
            gathering.keep_texts(group, "principles", key, "name")
            yield {"key": key, "number": number}, group


def gather_requirements(gathering: Gathering, principle: Raw, group: Node) -> Iterator[Raw]:
    """Every requirement of a principle."""
    for control in group.objects("controls"):
        missing = [name for name in NEEDED.values() if not ours(control, name)]
        if missing:
            gathering.fault(control, "missing-property", f"The control lacks our properties: {', '.join(missing)}.")
            continue
        gathering.keep_texts(control, "requirements", ours(control, "id"), "title")
        yield {
            **{name: ours(control, prop) for name, prop in NEEDED.items()},
            "principle": principle["number"],
            "level": gathering.number(control, "level"),
            "condition": ours(control, "condition"),
            "evidence_methods": all_ours(control, "evidence-method"),
        }


def gather_items(gathering: Gathering, system: str) -> Iterator[Raw]:
    """Every item of a system, from the stub catalog that names the system."""
    for document in gathering.collection.of_kind(CATALOG):
        metadata = body_of(document).child("metadata")
        if metadata is None or ours(metadata, "system") != system:
            continue
        for control in controls_in(document):
            entry: Raw = {name: ours(control, name) for name in ("key", "reference", "confidence", "source")}
            if not entry["key"]:
                gathering.fault(control, "missing-property", "The item does not say its key.", document)
            gathering.keep_texts(control, "items", item_key(system, entry["key"]), "title")
            yield entry


def ours(node: Node, name: str) -> str:
    """The exact value of a property of ours, or the empty string."""
    return next(iter(all_ours(node, name)), "")


def all_ours(node: Node, name: str) -> list[str]:
    """The exact values of every property of ours with a name; the remarks hold what the value's pattern refuses."""
    props = (prop for prop in node.objects("props") if prop.text("name") == name and prop.text("ns") == OUR_NAMESPACE)
    return [prop.text("remarks") if is_rewritten(prop) else prop.text("value") for prop in props]


def is_rewritten(prop: Node) -> bool:
    """Whether the remarks of a property hold its exact value."""
    return "remarks" in prop.value and (one_line(prop.text("remarks")) or "-") == prop.text("value")
