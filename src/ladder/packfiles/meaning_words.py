"""Checks the words of a pack: none missing in any language, none left over, translations that know their source."""

import re
from collections.abc import Iterator

from ladder.packfiles.faults import WARNING, Fault
from ladder.packfiles.folder import Draft
from ladder.packfiles.model import fingerprint
from ladder.packfiles.nodes import Node
from ladder.packfiles.references import Names, keys_with_words
from ladder.packfiles.sections import SECTIONS

FINGERPRINT = re.compile(r"[0-9a-f]{12}")
Words = dict[tuple[str, str, str], Node]


def check_words(draft: Draft, names: Names) -> Iterator[Fault]:
    """Every fault in the words of every language."""
    pack = draft.parts.get("pack")
    if pack is None or pack.get("base") is not None:
        return
    authoritative = pack.word("authoritative_language")
    source_part = draft.parts.get(f"locale/{authoritative}")
    source = words_of(source_part) if source_part is not None else None
    keys = keys_with_words(draft, names)
    yield from check_files(draft, names)
    for language in draft.languages:
        part = draft.parts[f"locale/{language}"]
        words = words_of(part)
        yield from check_places(words, keys, language)
        yield from check_missing(part, words, keys, source, language)
        for place, node in words.items():
            yield from check_text(place, node, language, None if language == authoritative else source)


def check_files(draft: Draft, names: Names) -> Iterator[Fault]:
    """One file for each language, and none for another."""
    for language in sorted(names["languages"]):
        if f"locale/{language}" not in draft.parts and f"locale/{language}" not in draft.broken:
            place = draft.parts["pack"].place_of("languages")
            yield Fault(place, "file.missing", "languages", (("name", f"locale/{language}.yaml"),))
    for language in draft.languages:
        if language not in names["languages"]:
            place = draft.parts[f"locale/{language}"].place
            yield Fault(place, "text.language", f"texts.{language}", (("value", language),))


def words_of(part: Node) -> Words:
    """The texts of a language by section, key and field."""
    found: Words = {}
    for section, keys in as_dict(part).items():
        for key, fields in as_dict(keys).items():
            for field, node in as_dict(fields).items():
                found[section, key, field] = node
    return found


def as_dict(node: Node) -> dict[str, Node]:
    """The keys of a node; something of another shape is a fault of form."""
    return node.value if isinstance(node.value, dict) else {}


def check_places(words: Words, keys: Names, language: str) -> Iterator[Fault]:
    """Words for things and fields that the pack does not have."""
    for (section, key, field), node in words.items():
        if section not in SECTIONS:
            continue
        path = f"texts.{language}.{section}.{key}.{field}"
        if section in keys and key not in keys[section]:
            yield Fault(node.place, "text.orphan", path, (("what", f"{section} {key}"),))
        elif field not in SECTIONS[section].fields:
            values = (("field", field), ("section", section), ("known", ", ".join(SECTIONS[section].fields)))
            yield Fault(node.place, "text.field", path, values)


def check_missing(part: Node, words: Words, keys: Names, source: Words | None, language: str) -> Iterator[Fault]:
    """Words that a language must have: all required ones, and optional ones that the source has."""
    for section, wanted in keys.items():
        for key in sorted(wanted):
            for field in SECTIONS[section].fields:
                place = (section, key, field)
                is_wanted = field in SECTIONS[section].required or (source is not None and place in source)
                if key and is_wanted and place not in words:
                    values = (("language", language), ("what", f"{section} {key} {field}"))
                    yield Fault(part.at(place).place, "text.missing", f"texts.{language}.{'.'.join(place)}", values)


def check_text(place: tuple[str, str, str], node: Node, language: str, source: Words | None) -> Iterator[Fault]:
    """One text: words in the source language, words with state and fingerprint in a translation."""
    path = f"texts.{language}.{'.'.join(place)}"
    if not is_filled(node):
        values = (("language", language), ("what", " ".join(place)))
        yield Fault(node.place, "text.empty", path, values)
    if source is None:
        if isinstance(node.value, dict):
            yield Fault(node.place, "text.authoritative_state", path)
        return
    origin = source.get(place)
    if origin is None or not isinstance(origin.value, str):
        return
    expected = fingerprint(origin.value)
    if not isinstance(node.value, dict):
        yield Fault(node.place, "text.stateless", path, (("expected", expected),))
    elif not FINGERPRINT.fullmatch(node.word("of")):
        values = (("value", node.word("of") or "Nothing"), ("expected", expected))
        yield Fault(node.place_of("of"), "text.fingerprint", path, values)
    elif node.word("of") != expected:
        yield Fault(node.place_of("of"), "text.stale", path, (("expected", expected),), WARNING)


def is_filled(node: Node) -> bool:
    """Whether there is more than white space."""
    words = node.word("text") if isinstance(node.value, dict) else node.value
    return not isinstance(words, str) or bool(words.strip())
