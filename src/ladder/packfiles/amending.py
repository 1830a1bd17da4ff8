"""Applies amendments to a version: the next version whole, from nothing but the base and what was decided to change."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ladder.packfiles.amending_checks import check_amendments, judge_amended
from ladder.packfiles.amending_relations import carry_relations
from ladder.packfiles.amendment import Amendment
from ladder.packfiles.document import Raw, as_document, as_entry, natural
from ladder.packfiles.faults import ERROR, Fault, PackFaultsError
from ladder.packfiles.model import SOURCE, Pack, Text, TextKey
from ladder.packfiles.sections import SECTIONS

FIELDS = SECTIONS["requirements"].fields


@dataclass(frozen=True, slots=True)
class Proposed:
    """The next version as far as it can be made: None where a fault is in the way; and every fault."""

    pack: Pack | None
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Heir:
    """A requirement of the next version: whose words it begins with ("" for a new one), and what amends it."""

    parent: str
    amendment: Amendment | None


def amend(base: Pack, amendments: Iterable[Amendment], version: str, effective_from: str | None = None) -> Pack:
    """The next version of a pack. The order of the amendments does not matter.

    Raises:
        PackFaultsError: with every fault, each placed at the amendment that it is in (`changes/<key>`).
    """
    proposed = propose(base, amendments, version, effective_from)
    errors = [fault for fault in proposed.faults if fault.severity == ERROR]
    if proposed.pack is None or errors:
        raise PackFaultsError(errors)
    return proposed.pack


def propose(base: Pack, amendments: Iterable[Amendment], version: str, effective_from: str | None = None) -> Proposed:
    """The next version, also while translations and reasons are missing; with every fault that the base has not."""
    ordered = sorted(amendments, key=lambda one: (one.key, one.before, one.after))
    faults = tuple(check_amendments(base, ordered))
    if faults:
        return Proposed(None, faults)
    heirs = heirs_of(base, ordered)
    document = {**amended_document(base, ordered, heirs), "version": version, "effective_from": effective_from}
    return Proposed(*judge_amended(base, document, ordered))


def heirs_of(base: Pack, amendments: Iterable[Amendment]) -> dict[str, Heir]:
    """Every requirement of the next version by its id."""
    touched = {name for one in amendments for name in one.before}
    heirs = {name: Heir(name, None) for name in base.requirement_by_id if name not in touched}
    for one in amendments:
        for name in one.after:
            first = min(one.before, key=natural, default="")
            heirs[name] = Heir(name if name in one.before else first, one)
    return heirs


def amended_document(base: Pack, amendments: list[Amendment], heirs: Mapping[str, Heir]) -> Raw:
    """The document of the next version, before it is checked."""
    steps = [one for one in amendments if not one.is_only_words]
    requirements = [entry_of(base, name, heir) for name, heir in heirs.items()]
    return as_document(base) | {
        "status": "draft",
        "requirements": requirements,
        "empty_cells": empty_cells_of(base, requirements),
        "mappings": [as_entry(one) for one in carry_relations(base.mappings, children_of(amendments))],
        "migration": {"from_version": base.version, "steps": [step_of(one) for one in steps]},
        "texts": texts_of(base, steps, heirs),
    }


def entry_of(base: Pack, name: str, heir: Heir) -> Raw:
    """A requirement without its words: its parent's, with what the amendment says."""
    inherited = as_entry(base.requirement_by_id[heir.parent]) if heir.parent else {}
    return {**inherited, **(heir.amendment.entries.get(name, {}) if heir.amendment else {}), "id": name}


def empty_cells_of(base: Pack, requirements: Iterable[Raw]) -> list[Raw]:
    """Cells that hold nothing on purpose: those of the base, and those that the amendments emptied."""
    known = {(cell.principle, cell.level) for cell in base.empty_cells}
    known |= {(one.principle, one.level) for one in base.requirements}
    filled = {(one.get("principle"), one.get("level")) for one in requirements}
    empty = sorted(cell for cell in known if cell not in filled)
    return [{"principle": principle, "level": level} for principle, level in empty]


def children_of(amendments: Iterable[Amendment]) -> dict[str, tuple[str, tuple[str, ...]]]:
    """For each requirement that an amendment touches, the kind and where it went."""
    return {name: (one.kind, one.after) for one in amendments for name in one.before}


def step_of(one: Amendment) -> Raw:
    """An amendment as a step of the migration."""
    return {"key": one.key, "kind": one.kind, "before": list(one.before), "after": list(one.after)}


def texts_of(base: Pack, steps: Iterable[Amendment], heirs: Mapping[str, Heir]) -> Raw:
    """Words by language, section, key and field; translations keep their state and what they translate."""
    texts = unamended_texts(base)
    for name, heir in heirs.items():
        for field_name in FIELDS:
            for language, text in words_of(base, name, heir, field_name):
                put(texts, language, TextKey("requirements", name, field_name), text)
    for one in steps:
        for language, text in one.reasons.items():
            put(texts, language, TextKey("migration", one.key, "reason"), text)
    make_room(texts, base.languages, steps)
    return texts


def unamended_texts(base: Pack) -> Raw:
    """Words of everything that amendments do not touch."""
    texts: Raw = {language: {} for language in base.languages}
    for language, found in base.texts.items():
        for place, text in found.items():
            if place.section not in {"requirements", "migration"}:
                put(texts, language, place, text)
    return texts


def words_of(base: Pack, name: str, heir: Heir, field_name: str) -> Iterator[tuple[str, Text]]:
    """One field of a requirement in each language; nothing in any where its source was taken away."""
    place = TextKey("requirements", heir.parent, field_name)
    inherited = {language: found[place] for language, found in base.texts.items() if place in found}
    given = heir.amendment.texts.get(name, {}).get(field_name, {}) if heir.amendment else {}
    found = {language: text for language, text in {**inherited, **given}.items() if text.text.strip()}
    if base.authoritative_language in found or not inherited:
        yield from found.items()


def put(texts: Raw, language: str, place: TextKey, text: Text) -> None:
    """Set one text, as it stands in a document."""
    words = text.text if text.state == SOURCE else {"text": text.text, "state": text.state, "of": text.of}
    texts.setdefault(language, {}).setdefault(place.section, {}).setdefault(place.key, {})[place.field] = words


def make_room(texts: Raw, languages: Iterable[str], steps: Iterable[Amendment]) -> None:
    """A place for the words of each amendment in each language, so that a missing one is found where it belongs."""
    for language in languages:
        for one in steps:
            texts[language].setdefault("migration", {}).setdefault(one.key, {})
            for name in one.after:
                texts[language].setdefault("requirements", {}).setdefault(name, {})
