"""Links that lead nowhere, and translations that do not say which language they are in."""

from collections.abc import Iterator

from ladder.packfiles.oscal.collection import Collection
from ladder.packfiles.oscal.documents import Document, Node, OscalFault, body_of, resolve_href, walk
from ladder.packfiles.oscal.vocabulary import MAPPING, OUR_NAMESPACE, RESULTS

TRANSLATION = "translation"


def find_link_faults(collection: Collection) -> Iterator[OscalFault]:
    """Links inside a document that name no uuid or id there, and relative links that leave the set."""
    for document in collection.documents.values():
        names = names_in(document)
        for node in walk(body_of(document)):
            for key in ("links", "rlinks"):
                for link in node.objects(key):
                    yield from judge_link(collection, document, link, names)
            yield from find_party_faults(document, node, names)


def names_in(document: Document) -> frozenset[str]:
    """Every uuid and id that a document defines."""
    found = (node.text(key) for node in walk(body_of(document)) for key in ("uuid", "id"))
    return frozenset(filter(None, found))


def judge_link(collection: Collection, document: Document, link: Node, names: frozenset[str]) -> Iterator[OscalFault]:
    """Faults of one link."""
    href = link.text("href")
    if href.startswith("#"):
        if href[1:] not in names and not is_elsewhere(collection, document, href[1:]):
            yield OscalFault(
                document.name, f"{link.pointer}/href", "dangling-link", f"“{href}” names nothing in this document."
            )
        return
    target = resolve_href(document.name, href)
    if not href or (target and target.endswith(".json") and target not in collection.documents):
        yield OscalFault(
            document.name, f"{link.pointer}/href", "dangling-link", f"“{href}” is not among these documents."
        )


def is_elsewhere(collection: Collection, document: Document, name: str) -> bool:
    """Whether another document defines the name; only documents that stand on others may reach out for it."""
    if document.kind not in {MAPPING, RESULTS}:
        return False
    return any(name in names_in(other) for other in collection.documents.values())


def find_party_faults(document: Document, node: Node, names: frozenset[str]) -> Iterator[OscalFault]:
    """Responsible parties that the metadata does not know."""
    for pointer, party in node.texts("party-uuids"):
        if party not in names:
            yield OscalFault(document.name, pointer, "dangling-party", f"No party has the uuid {party}.")


def find_translation_faults(collection: Collection) -> Iterator[OscalFault]:
    """Translations without a language, and two translations of one text into the same language."""
    for document in collection.documents.values():
        for node in walk(body_of(document)):
            seen: set[str] = set()
            for part in node.objects("parts"):
                if part.text("class") == TRANSLATION:
                    language = part.prop("lang", OUR_NAMESPACE)
                    yield from judge_translation(document, part, language, seen)
                    seen.add(language)


def judge_translation(document: Document, part: Node, language: str, seen: set[str]) -> Iterator[OscalFault]:
    """Faults of one translation."""
    if not language:
        yield OscalFault(
            document.name,
            part.pointer,
            "translation-without-language",
            "The translation does not say its language in a property “lang”.",
        )
    elif language in seen:
        yield OscalFault(
            document.name, part.pointer, "duplicate-translation", f"The text is translated twice into “{language}”."
        )
