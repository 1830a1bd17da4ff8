"""Mapping collections: known words, resources that are here, and both ends of every map in them."""

from collections.abc import Iterator, Mapping

from ladder.packfiles.oscal.collection import Collection
from ladder.packfiles.oscal.documents import Document, Node, OscalFault, body_of
from ladder.packfiles.oscal.vocabulary import (
    CATALOG,
    ITEM_TYPES,
    MAPPING,
    OSCAL_NAMESPACE,
    PROFILE,
    PROVENANCE_WORDS,
    QUALIFIER_WORDS,
    RELATIONSHIPS,
)


def find_mapping_faults(collection: Collection) -> Iterator[OscalFault]:
    """Faults of every mapping in every mapping collection."""
    for document in collection.of_kind(MAPPING):
        provenance = body_of(document).child("provenance")
        yield from find_word_faults(document, provenance, PROVENANCE_WORDS) if provenance else ()
        for mapping in mappings_in(document):
            yield from find_relation_faults(document, mapping)
            yield from find_word_faults(document, mapping, PROVENANCE_WORDS)
            for end in ("source", "target"):
                yield from find_end_faults(collection, document, mapping, end)


def mappings_in(document: Document) -> Iterator[Node]:
    """The mappings of a collection, which OSCAL lets stand alone or in a list."""
    body = body_of(document)
    single = body.child("mappings")
    yield from [single] if single else body.objects("mappings")


def find_relation_faults(document: Document, mapping: Node) -> Iterator[OscalFault]:
    """Relationship words that OSCAL does not know and no other namespace claims."""
    for entry in mapping.objects("maps"):
        word = entry.text("relationship")
        if entry.text("ns") in {"", OSCAL_NAMESPACE} and word not in RELATIONSHIPS:
            yield OscalFault(
                document.name,
                f"{entry.pointer}/relationship",
                "unknown-relationship",
                f"“{word}” is not one of {', '.join(sorted(RELATIONSHIPS))}.",
            )

        for qualifier in entry.objects("qualifiers"):
            yield from find_word_faults(document, qualifier, QUALIFIER_WORDS)


def find_word_faults(document: Document, node: Node, words: Mapping[str, frozenset[str]]) -> Iterator[OscalFault]:
    """Values that are given and are not among the words that OSCAL fixes for their key."""
    for key, known in words.items():
        if key in node.value and node.text(key) not in known:
            yield OscalFault(
                document.name,
                f"{node.pointer}/{key}",
                "unknown-word",
                f"“{node.value[key]}” is not one of {', '.join(sorted(known))}.",
            )


def find_end_faults(collection: Collection, document: Document, mapping: Node, end: str) -> Iterator[OscalFault]:
    """Faults of one end: its resource, the items that maps name in it, and its gap summary."""
    resource = mapping.child(f"{end}-resource")
    href = resource.text("href") if resource else ""
    holder = collection.target(document, href)
    if holder is None or holder.kind not in {CATALOG, PROFILE}:
        pointer = f"{resource.pointer}/href" if resource else mapping.pointer
        yield OscalFault(
            document.name,
            pointer,
            "dangling-resource",
            f"The {end} “{href}” is not a catalog or profile among these documents.",
        )
        return
    controls = collection.available(holder)
    mapped: set[str] = set()
    for entry in mapping.objects("maps"):
        for item in entry.objects(f"{end}s"):
            mapped.add(item.text("id-ref"))
            yield from judge_item(collection, document, item, holder, end)
    yield from find_gap_faults(document, mapping, controls, mapped, end)


def judge_item(
    collection: Collection, document: Document, item: Node, holder: Document, end: str
) -> Iterator[OscalFault]:
    """Faults of one mapped item."""
    kind, ref = item.text("type"), item.text("id-ref")
    if kind not in ITEM_TYPES:
        yield OscalFault(
            document.name,
            f"{item.pointer}/type",
            "unknown-item-type",
            f"“{kind}” is neither a control nor a statement.",
        )
    known = statements_of(collection, holder) if kind == "statement" else collection.available(holder)
    if ref not in known:
        yield OscalFault(
            document.name, f"{item.pointer}/id-ref", f"unknown-{end}", f"The {end} “{ref}” is not in {holder.name}."
        )


def statements_of(collection: Collection, holder: Document) -> frozenset[str]:
    """Ids of statements: the parts of the catalog, or of any catalog of the set where the holder is a profile."""
    catalogs = [holder] if holder.kind == CATALOG else list(collection.of_kind(CATALOG))
    return frozenset().union(*(collection.parts_of(catalog) for catalog in catalogs))


def find_gap_faults(
    document: Document, mapping: Node, controls: frozenset[str], mapped: set[str], end: str
) -> Iterator[OscalFault]:
    """Gap summaries that name a control that does not exist, or one that is mapped after all."""
    summary = mapping.child(f"{end}-gap-summary")
    for selection in summary.objects("unmapped-controls") if summary else ():
        for pointer, control in selection.texts("with-ids"):
            if control not in controls:
                yield OscalFault(
                    document.name,
                    pointer,
                    f"unknown-{end}",
                    f"The gap summary names “{control}”, which the {end} does not hold.",
                )
            elif control in mapped:
                yield OscalFault(
                    document.name, pointer, "gap-is-mapped", f"“{control}” is called unmapped and is mapped."
                )
