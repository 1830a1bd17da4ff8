"""Checks amendments, and the version that they make, with the checks of a pack that is read from files."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from ladder.packfiles.amendment import Amendment
from ladder.packfiles.comparing import differing
from ladder.packfiles.document import Raw, as_document, from_document
from ladder.packfiles.faults import ERROR, Fault, Place
from ladder.packfiles.folder import Draft, check_parts
from ladder.packfiles.meaning import check_meaning
from ladder.packfiles.meaning_migration import SHAPES, fits
from ladder.packfiles.model import Pack
from ladder.packfiles.nodes import Node, Path
from ladder.packfiles.reading import document_of
from ladder.packfiles.references import shorten
from ladder.packfiles.sections import SECTIONS
from ladder.packfiles.writing import file_parts

WHOLE = Place("version")
MISSING = "text.missing"
# The base is not asked again what its own version is called.
NOT_ASKED = {("form.pattern", "migration.from_version")}


def place_of(key: str) -> Place:
    """Where the faults of an amendment stand."""
    return Place(f"changes/{key}")


def check_amendments(base: Pack, amendments: Sequence[Amendment]) -> Iterator[Fault]:
    """What keeps amendments from being applied at all: two on one requirement, ends that do not exist."""
    for one in amendments:
        yield from check_ends(base, one)
        yield from check_strays(one)
    for side in ("before", "after"):
        yield from check_twice(amendments, side)
    touched = {name for one in amendments for name in one.before}
    for one in amendments:
        for name in one.after:
            if name in base.requirement_by_id and name not in touched:
                yield Fault(place_of(one.key), "amending.taken", "after", (("value", name),))
    yield from check_keys(amendments)


def check_ends(base: Pack, one: Amendment) -> Iterator[Fault]:
    """The kind is known, has the ends that it needs, and begins at requirements of the base."""
    if one.kind not in SHAPES:
        yield Fault(place_of(one.key), "form.choice", "kind", (("value", one.kind), ("wanted", ", ".join(SHAPES))))
        return
    wanted, before, after = SHAPES[one.kind]
    if not fits(len(one.before), before) or not fits(len(one.after), after):
        yield Fault(place_of(one.key), "meaning.migration_shape", "kind", (("kind", one.kind), ("wanted", wanted)))
    for name in one.before:
        if name not in base.requirement_by_id:
            known = shorten(set(base.requirement_by_id))
            values = (("what", "requirement of the version before"), ("value", name), ("known", known))
            yield Fault(place_of(one.key), "meaning.unknown", "before", values)


def check_strays(one: Amendment) -> Iterator[Fault]:
    """Words and properties belong to requirements that the amendment leads to."""
    for name in sorted({*one.entries, *one.texts} - set(one.after)):
        yield Fault(place_of(one.key), "amending.stray", "after", (("value", name),))
    known = SECTIONS["requirements"].fields
    for field in sorted({field for fields in one.texts.values() for field in fields} - set(known)):
        values = (("field", field), ("section", "requirements"), ("known", ", ".join(known)))
        yield Fault(place_of(one.key), "text.field", "texts", values)


def check_twice(amendments: Sequence[Amendment], side: str) -> Iterator[Fault]:
    """No requirement is named on one side of two amendments, nor twice by one: neither would win."""
    first: dict[str, str] = {}
    for one in amendments:
        for name in getattr(one, side):
            if name in first:
                values = (("value", name), ("other", first[name]))
                yield Fault(place_of(one.key), "amending.twice", side, values)
            first.setdefault(name, one.key)


def check_keys(amendments: Sequence[Amendment]) -> Iterator[Fault]:
    """Each amendment has a name of its own."""
    for one, other in pairwise(amendments):
        if one.key == other.key:
            values = (("what", "key"), ("value", one.key), ("first", str(place_of(one.key))))
            yield Fault(place_of(one.key), "meaning.duplicate", "key", values)


def judge_amended(base: Pack, document: Raw, amendments: Sequence[Amendment]) -> tuple[Pack | None, tuple[Fault, ...]]:
    """The pack of a document, and its faults without those that the base has.

    While it is drafted, translations and the reasons of changes may be missing; what is asked may not.
    """
    draft = draft_of(document, amendments)
    known = {identity(fault) for fault in faults_of(draft_of(as_document(base), ()))}
    faults = [fault for fault in faults_of(draft) if identity(fault) not in known and not is_not_asked(fault)]
    wanted = f"texts.{base.authoritative_language}.requirements."
    if any(one.severity == ERROR and (one.code != MISSING or one.path.startswith(wanted)) for one in faults):
        return None, tuple(faults)
    pack = from_document(document_of(draft))
    return pack, (*faults, *check_same(base, pack, amendments))


def faults_of(draft: Draft) -> list[Fault]:
    """Every fault of form and meaning."""
    check_parts(draft)
    return sorted({*draft.faults, *check_meaning(draft)})


def identity(fault: Fault) -> tuple[object, ...]:
    """What a fault says, wherever in a list its entry stands."""
    return fault.code, re.sub(r"\[\d+\]", "[]", fault.path), fault.values


def is_not_asked(fault: Fault) -> bool:
    """Whether a fault is of the base's own name."""
    return (fault.code, fault.path) in NOT_ASKED


def check_same(base: Pack, pack: Pack, amendments: Iterable[Amendment]) -> Iterator[Fault]:
    """What is said to stay the same does."""
    for one in amendments:
        fields = differing(base, pack, one.before[0], one.after[0]) if one.kind == "same" else ()
        if fields:
            yield Fault(place_of(one.key), "amending.same", "kind", (("fields", ", ".join(fields)),))


def draft_of(document: Raw, amendments: Iterable[Amendment]) -> Draft:
    """A document as parts whose values know which amendment they come from."""
    owners = {name: one.key for one in amendments for name in one.after}
    draft = Draft(str(document["key"]), about=str(document["about"]))
    for part, content in file_parts(document).items():
        draft.parts[part] = node_of(content, (), Finder(part, content, owners))
    return draft


class Finder:
    """Finds the place of a value of a part by its path."""

    def __init__(self, part: str, content: Any, owners: Mapping[str, str]) -> None:
        self.part, self.content, self.owners = part, content, owners

    def place(self, path: Path) -> Place:
        """At the amendment that the value belongs to, or at the version as a whole."""
        key = self.step(path) or self.owners.get(self.requirement(path), "")
        return place_of(key) if key else WHOLE

    def step(self, path: Path) -> str:
        """The amendment whose step or reason stands at a path."""
        if self.part == "migration" and path[:1] == ("steps",) and len(path) > 1:
            return str(self.content["steps"][path[1]].get("key", ""))
        return str(path[1]) if path[:1] == ("migration",) and len(path) > 1 else ""

    def requirement(self, path: Path) -> str:
        """The requirement whose properties or words stand at a path."""
        if self.part == "requirements" and path:
            return str(self.content[path[0]].get("id", ""))
        return str(path[1]) if path[:1] == ("requirements",) and len(path) > 1 else ""


def node_of(value: Any, path: Path, finder: Finder) -> Node:
    """A value as a node with its place."""
    place = finder.place(path)
    if isinstance(value, dict):
        return Node({key: node_of(one, (*path, key), finder) for key, one in value.items()}, place)
    if isinstance(value, list):
        return Node([node_of(one, (*path, index), finder) for index, one in enumerate(value)], place)
    return Node(value, place)
