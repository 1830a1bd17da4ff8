"""What the documents of a set define: controls, parts, uuids, and what a profile selects."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from ladder.packfiles.oscal.documents import Document, Node, body_of, resolve_href, walk
from ladder.packfiles.oscal.vocabulary import CATALOG, PROFILE


@dataclass(slots=True)
class Collection:
    """A set of documents with look-ups that are computed once."""

    documents: Mapping[str, Document]
    _controls: dict[str, dict[str, frozenset[str]]] = field(default_factory=dict)
    _parts: dict[str, frozenset[str]] = field(default_factory=dict)
    _selected: dict[str, frozenset[str]] | None = None

    def of_kind(self, kind: str) -> Iterator[Document]:
        """Documents of one kind, by name."""
        return (self.documents[name] for name in sorted(self.documents) if self.documents[name].kind == kind)

    def target(self, document: Document, href: str) -> Document | None:
        """The document that a reference means: by relative path, or by a back-matter resource when it is `#uuid`."""
        if href.startswith("#"):
            return next(filter(None, (self.target(document, found) for found in rlinks_of(document, href[1:]))), None)
        name = resolve_href(document.name, href)
        return self.documents.get(name) if name else None

    def controls_of(self, catalog: Document) -> dict[str, frozenset[str]]:
        """Ids of a catalog's controls, each with the ids of the controls inside it."""
        if catalog.name not in self._controls:
            found = {control.text("id"): descendants_of(control) for control in controls_in(catalog)}
            self._controls[catalog.name] = found
        return self._controls[catalog.name]

    def parts_of(self, catalog: Document) -> frozenset[str]:
        """Ids of a catalog's parts."""
        if catalog.name not in self._parts:
            parts = (part for node in walk(body_of(catalog)) for part in node.objects("parts"))
            self._parts[catalog.name] = frozenset(filter(None, (part.text("id") for part in parts)))
        return self._parts[catalog.name]

    def available(self, document: Document) -> frozenset[str]:
        """Ids of the controls that a catalog holds or a profile selects. A cycle of imports adds nothing."""
        if document.kind == CATALOG:
            return frozenset(self.controls_of(document))
        if self._selected is None:
            self._selected = self.settle_selections()
        return self._selected.get(document.name, frozenset())

    def settle_selections(self) -> dict[str, frozenset[str]]:
        """What each profile selects: repeated until nothing changes, at most once per profile (cycles never settle)."""
        profiles = list(self.of_kind(PROFILE))
        selected: dict[str, frozenset[str]] = {}
        for _ in profiles:
            before = dict(selected)
            for profile in profiles:
                chosen = (self.chosen_by(profile, node, selected) for node in body_of(profile).objects("imports"))
                selected[profile.name] = frozenset().union(*chosen)
            if selected == before:
                break
        return selected

    def chosen_by(self, profile: Document, imported: Node, selected: dict[str, frozenset[str]]) -> frozenset[str]:
        """Ids that one import of a profile brings in, by what is known of its source so far."""
        source = self.target(profile, imported.text("href"))
        if source is None:
            return frozenset()
        is_catalog = source.kind == CATALOG
        offered = frozenset(self.controls_of(source)) if is_catalog else selected.get(source.name, frozenset())
        is_all = "include-all" in imported.value
        included = offered if is_all else self.matched(imported, "include-controls", offered)
        return included - self.matched(imported, "exclude-controls", offered)

    def matched(self, imported: Node, key: str, offered: frozenset[str]) -> frozenset[str]:
        """Offered ids that the selections under a key name, by id or by pattern."""
        found: set[str] = set()
        for selection in imported.objects(key):
            ids = {text for _, text in selection.texts("with-ids")}
            patterns = [match.text("pattern") for match in selection.objects("matching")]
            hits = {one for one in offered if one in ids or any(fnmatchcase(one, each) for each in patterns)}
            if selection.text("with-child-controls") == "yes":
                hits |= self.inside(hits) & offered
            found |= hits
        return frozenset(found)

    def inside(self, ids: set[str]) -> set[str]:
        """Ids of all controls inside the given ones, in any catalog of the set."""
        catalogs = [self.controls_of(catalog) for catalog in self.of_kind(CATALOG)]
        return {inner for controls in catalogs for one in ids for inner in controls.get(one, frozenset())}


def controls_in(catalog: Document) -> Iterator[Node]:
    """Every control of a catalog, in groups and inside other controls too, in document order."""
    yield from (control for node in walk(body_of(catalog)) for control in node.objects("controls"))


def descendants_of(control: Node) -> frozenset[str]:
    """Ids of the controls inside a control, at any depth."""
    return frozenset(inner.text("id") for node in walk(control) for inner in node.objects("controls"))


def rlinks_of(document: Document, uuid: str) -> Iterator[str]:
    """References that the back-matter resource with this uuid gives."""
    back = body_of(document).child("back-matter")
    for resource in back.objects("resources") if back else ():
        if resource.text("uuid") == uuid:
            yield from (link.text("href") for link in resource.objects("rlinks"))
