"""Checks what a form cannot: names that must be unique, references that must lead somewhere, rules of the ladder."""

from collections.abc import Iterator

from ladder.packfiles.faults import Fault
from ladder.packfiles.folder import Draft
from ladder.packfiles.meaning_crosswalks import check_crosswalks
from ladder.packfiles.meaning_migration import check_migration
from ladder.packfiles.meaning_words import check_words
from ladder.packfiles.nodes import Node
from ladder.packfiles.references import Names, duplicates, names_of, unknown

NAMED_LISTS = (
    "levels",
    "principles",
    "gates",
    "evidence_kinds",
    "evidence_methods",
    "cost_classes",
    "conditions",
    "faq",
)
COUNTED = {"levels": "rank", "principles": "number"}
# Key of a requirement, the list it must lead to, and the word for it in a sentence.
REFERENCES = (
    ("principle", "principles", "principle"),
    ("level", "levels", "level"),
    ("condition", "conditions", "condition"),
    ("evidence_kind", "evidence_kinds", "kind of evidence"),
    ("evidence_methods", "evidence_methods", "method of evidence"),
    ("cost", "cost_classes", "cost class"),
)


def check_meaning(draft: Draft) -> Iterator[Fault]:
    """Every fault of meaning; checks that lean on a part which could not be read are left out."""
    names = names_of(draft)
    pack = draft.parts.get("pack")
    requirements = draft.parts.get("requirements")
    if pack is not None:
        yield from check_pack_part(pack)
    if requirements is not None:
        yield from check_requirements(requirements, names)
    if pack is not None and requirements is not None:
        yield from check_cells(pack, requirements)
    yield from check_crosswalks(draft, names)
    yield from check_migration(draft, names)
    yield from check_words(draft, names)


def check_pack_part(pack: Node) -> Iterator[Fault]:
    """Names twice, gaps in ranks, caps beyond the ladder, costs that end before they begin."""
    for name in NAMED_LISTS:
        yield from duplicates(pack.entries(name), ("key",), name)
    yield from duplicates(pack.entries("faq"), ("number",), "faq")
    yield from duplicates(pack.entries("empty_cells"), ("principle", "level"), "empty_cells")
    for name, field in COUNTED.items():
        yield from check_counting(pack, name, field)
    yield from check_caps(pack)
    yield from check_costs(pack)
    language = pack.word("authoritative_language")
    if language and language not in [word for word, _ in pack.words("languages")]:
        place = pack.place_of("authoritative_language")
        yield Fault(place, "meaning.authoritative", "authoritative_language", (("value", language),))


def check_counting(pack: Node, name: str, field: str) -> Iterator[Fault]:
    """Ranks and numbers run from 1 without a gap."""
    found = [entry.at((field,)).value for entry in pack.entries(name)]
    if all(isinstance(value, int) for value in found) and sorted(found) != list(range(1, len(found) + 1)):
        values = (("found", ", ".join(map(str, sorted(found)))),)
        yield Fault(pack.place_of(name), "meaning.ranks", name, values)


def check_caps(pack: Node) -> Iterator[Fault]:
    """Caps name a level of the ladder, or 0 for none."""
    thresholds = pack.get("thresholds")
    highest = len(pack.entries("levels"))
    for key in ("cap_without_plan", "cap_with_plan"):
        cap = thresholds.get(key) if thresholds else None
        if cap is not None and isinstance(cap.value, int) and cap.value > highest:
            values = (("value", str(cap.value)), ("highest", str(highest)))
            yield Fault(cap.place, "meaning.cap_rank", f"thresholds.{key}", values)


def check_costs(pack: Node) -> Iterator[Fault]:
    """A cost class ends above its beginning."""
    for index, entry in enumerate(pack.entries("cost_classes")):
        over, up_to = entry.at(("over",)).value, entry.at(("up_to",)).value
        if isinstance(over, int) and isinstance(up_to, int) and up_to < over:
            values = (("value", entry.word("key")),)
            yield Fault(entry.place_of("up_to"), "meaning.cost_bounds", f"cost_classes[{index}]", values)


def check_requirements(requirements: Node, names: Names) -> Iterator[Fault]:
    """Ids twice, references to nowhere, stop gates that could be argued away."""
    holder = Node({"requirements": requirements}, requirements.place)
    entries = holder.entries("requirements")
    yield from duplicates(entries, ("id",), "requirements")
    for index, entry in enumerate(entries):
        path = f"requirements[{index}]"
        for field, target, what in REFERENCES:
            yield from unknown(entry, field, names.get(target), what, path)
        yield from check_gate(entry, names, path)


def check_gate(entry: Node, names: Names, path: str) -> Iterator[Fault]:
    """A stop gate has no condition, and a gate in use is described."""
    gate, condition = entry.word("gate"), entry.word("condition")
    if gate == "stop" and condition:
        yield Fault(entry.place_of("condition"), "meaning.gate_condition", f"{path}.condition", (("value", condition),))
    described = names.get("gates")
    if gate in {"cap", "stop"} and described is not None and gate not in described:
        yield Fault(entry.place_of("gate"), "meaning.gate_undefined", f"{path}.gate", (("value", gate),))


def check_cells(pack: Node, requirements: Node) -> Iterator[Fault]:
    """A principle without a requirement at a level is marked as empty on purpose, and only then."""
    holder = Node({"requirements": requirements}, requirements.place)
    filled = {(entry.word("principle"), entry.word("level")) for entry in holder.entries("requirements")}
    marked = {(entry.word("principle"), entry.word("level")): entry for entry in pack.entries("empty_cells")}
    for principle in pack.entries("principles"):
        for level in pack.entries("levels"):
            cell = (principle.word("number"), level.word("rank"))
            values = (("principle", cell[0]), ("level", cell[1]))
            if cell not in filled and cell not in marked:
                yield Fault(principle.place, "meaning.cell_empty", "principles", values)
            elif cell in filled and cell in marked:
                yield Fault(marked[cell].place, "meaning.cell_not_empty", "empty_cells", values)
    for cell, entry in marked.items():
        known = {word.word("number") for word in pack.entries("principles")}
        if cell[0] not in known:
            named = (("what", "principle"), ("value", cell[0]), ("known", ", ".join(sorted(known))))
            yield Fault(entry.place, "meaning.unknown", "empty_cells", named)
