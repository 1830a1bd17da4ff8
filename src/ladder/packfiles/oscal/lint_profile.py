"""Profiles: what they import is here, what they select exists there, and no import comes back to itself."""

from collections.abc import Iterator

from ladder.packfiles.oscal.collection import Collection
from ladder.packfiles.oscal.documents import Document, Node, OscalFault, body_of
from ladder.packfiles.oscal.vocabulary import CATALOG, PROFILE


def find_profile_faults(collection: Collection) -> Iterator[OscalFault]:
    """Faults of every profile's imports."""
    for profile in collection.of_kind(PROFILE):
        body = body_of(profile)
        if not body.value.get("imports"):
            yield OscalFault(profile.name, body.pointer, "no-import", "The profile imports nothing.")
        for imported in body.objects("imports"):
            yield from judge_import(collection, profile, imported)


def judge_import(collection: Collection, profile: Document, imported: Node) -> Iterator[OscalFault]:
    """Faults of one import."""
    href = imported.text("href")
    source = collection.target(profile, href)
    pointer = f"{imported.pointer}/href"
    if source is None:
        yield OscalFault(profile.name, pointer, "dangling-import", f"“{href}” is not among these documents.")
    elif source.kind not in {CATALOG, PROFILE}:
        yield OscalFault(
            profile.name,
            pointer,
            "dangling-import",
            f"“{href}” is a {source.kind}; only a catalog or a profile can be imported.",
        )
    elif reaches(collection, source, profile):
        yield OscalFault(profile.name, pointer, "import-cycle", f"“{href}” imports this profile again.")
    else:
        yield from find_unknown_controls(collection, profile, imported, source)


def reaches(collection: Collection, start: Document, goal: Document) -> bool:
    """Whether following imports from one document leads to another."""
    waiting, seen = [start], set[str]()
    while waiting:
        document = waiting.pop()
        if document.name == goal.name:
            return True
        if document.kind == PROFILE and document.name not in seen:
            seen.add(document.name)
            hrefs = (node.text("href") for node in body_of(document).objects("imports"))
            waiting += [found for href in hrefs if (found := collection.target(document, href))]
    return False


def find_unknown_controls(
    collection: Collection, profile: Document, imported: Node, source: Document
) -> Iterator[OscalFault]:
    """Controls that an import selects and its source does not offer."""
    offered = collection.available(source)
    for key in ("include-controls", "exclude-controls"):
        for selection in imported.objects(key):
            for pointer, control in selection.texts("with-ids"):
                if control not in offered:
                    yield OscalFault(
                        profile.name, pointer, "unknown-control", f"The control “{control}” is not in {source.name}."
                    )
