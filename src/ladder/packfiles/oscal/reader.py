"""OSCAL files back into a pack: what the catalog, stub catalogs and mappings say, joined with the cargo."""

from collections.abc import Iterator, Mapping
from typing import Any

from ladder.packfiles.document import as_document, from_document
from ladder.packfiles.model import SOURCE, Pack
from ladder.packfiles.oscal.building import Raw
from ladder.packfiles.oscal.cargo import CARGO, read_cargo
from ladder.packfiles.oscal.collection import Collection
from ladder.packfiles.oscal.documents import Document, Node, OscalFault, body_of, parse_documents
from ladder.packfiles.oscal.gathering import Gathering, gather_items, gather_principles, gather_requirements
from ladder.packfiles.oscal.gathering_maps import gather_mappings
from ladder.packfiles.oscal.lint import lint_documents
from ladder.packfiles.oscal.vocabulary import CATALOG, OUR_NAMESPACE


class OscalFaultsError(ValueError):
    """Documents that cannot be read as a pack; every fault is listed."""

    def __init__(self, faults: list[OscalFault]) -> None:
        super().__init__("\n".join(f"{one.document}#{one.pointer}: {one.sentence}" for one in faults))
        self.faults = faults


def read_oscal(files: Mapping[str, bytes]) -> Raw:
    """The pack document of an OSCAL export, given as bytes by relative name. Raises OscalFaultsError."""
    return as_document(read_oscal_pack(files))


def read_oscal_pack(files: Mapping[str, bytes]) -> Pack:
    """The pack of an OSCAL export. Raises OscalFaultsError with every fault of form or reference found."""
    documents, unreadable = parse_documents(files)
    faults = sorted([*unreadable, *lint_documents(documents)])
    if faults:
        raise OscalFaultsError(faults)
    catalog, resource = find_pack_catalog(documents)
    attached = resource.child("base64")
    cargo = read_cargo(attached.text("value")) if attached else None
    if cargo is None or not has_frame(cargo):
        raise OscalFaultsError([bad_cargo(catalog, resource)])
    gathering = Gathering(Collection(documents), catalog, cargo["authoritative_language"])
    document = join_document(gathering, cargo)
    if gathering.faults:
        raise OscalFaultsError(sorted(gathering.faults))
    try:
        return from_document(document)
    except (AttributeError, KeyError, TypeError, ValueError) as fault:
        raise OscalFaultsError([bad_cargo(catalog, resource)]) from fault


def find_pack_catalog(documents: Mapping[str, Document]) -> tuple[Document, Node]:
    """The one catalog that carries the cargo of a pack, and the resource that holds it."""
    found = [
        (document, resource)
        for document in documents.values()
        if document.kind == CATALOG
        for resource in resources_of(document)
        if resource.prop("resource", OUR_NAMESPACE) == CARGO
    ]
    if len(found) == 1:
        return found[0]
    names = ", ".join(document.name for document, _ in found)
    sentence = (
        f"Several catalogs carry the rules of a pack: {names}."
        if found
        else "No catalog carries the rules of a pack, which OSCAL itself has no place for; export it from a pack."
    )
    raise OscalFaultsError([OscalFault(names, "", "not-a-pack", sentence)])


def resources_of(document: Document) -> Iterator[Node]:
    """The back-matter resources of a document."""
    back = body_of(document).child("back-matter")
    yield from back.objects("resources") if back else ()


def bad_cargo(catalog: Document, resource: Node) -> OscalFault:
    """The fault of rules that cannot be read."""
    return OscalFault(
        catalog.name,
        resource.pointer,
        "bad-cargo",
        "The attached rules of the pack are damaged; export the pack again.",
    )


def has_frame(cargo: Raw) -> bool:
    """Whether a cargo holds what the rest is joined to."""
    systems, texts = cargo.get("systems"), cargo.get("texts")
    return (
        isinstance(cargo.get("authoritative_language"), str)
        and isinstance(systems, list)
        and all(isinstance(one, dict) and isinstance(one.get("key"), str) for one in systems)
        and isinstance(texts, dict)
        and all(map(is_sections, texts.values()))
    )


def is_sections(value: Any) -> bool:
    """Whether a value is the texts of one language: section, key, field."""
    return isinstance(value, dict) and all(
        isinstance(keys, dict) and all(isinstance(words, dict) for words in keys.values()) for keys in value.values()
    )


def join_document(gathering: Gathering, cargo: Raw) -> Raw:
    """The cargo with everything that the documents say themselves."""
    principles = list(gather_principles(gathering))
    systems = [{**system, "items": list(gather_items(gathering, system["key"]))} for system in cargo["systems"]]
    requirements = [one for entry, group in principles for one in gather_requirements(gathering, entry, group)]
    return {
        **cargo,
        "principles": [entry for entry, _ in principles],
        "systems": systems,
        "requirements": requirements,
        "mappings": list(gather_mappings(gathering)),
        "texts": join_texts(gathering, cargo["texts"]),
    }


def join_texts(gathering: Gathering, sections: Raw) -> Raw:
    """The texts of the cargo with those that were read from parts."""
    joined: Raw = {language: {name: dict(keys) for name, keys in held.items()} for language, held in sections.items()}
    for language, texts in gathering.texts.items():
        for place, text in texts.items():
            keys = joined.setdefault(language, {}).setdefault(place.section, {})
            words = text.text if text.state == SOURCE else {"text": text.text, "state": text.state, "of": text.of}
            keys[place.key] = {**keys.get(place.key, {}), place.field: words}
    return joined
