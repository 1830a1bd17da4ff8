"""Texts as OSCAL parts, each with its translations inside, and back."""

from collections.abc import Iterator
from dataclasses import dataclass

from ladder.packfiles.model import SOURCE, Text, TextKey
from ladder.packfiles.oscal.building import Export, Raw, our_prop, our_props
from ladder.packfiles.oscal.documents import Node
from ladder.packfiles.oscal.vocabulary import OUR_NAMESPACE

TRANSLATION = "translation"


@dataclass(frozen=True, slots=True)
class Wording:
    """How a field of a section is written: suffix of the part's id, its name, and whether the name is OSCAL's."""

    field: str
    suffix: str
    name: str
    is_ours: bool = True


WORDINGS: dict[str, tuple[Wording, ...]] = {
    "requirements": (
        Wording("text", "smt", "statement", is_ours=False),
        Wording("evidence", "gdn", "guidance", is_ours=False),
        Wording("title", "ttl", "title"),
        Wording("open_question", "opq", "open-question"),
    ),
    "principles": (Wording("summary", "ovw", "overview", is_ours=False), Wording("name", "nam", "name")),
    "items": (Wording("title", "ttl", "title"),),
}


def parts_of(export: Export, section: str, key: str, owner: str) -> list[Raw]:
    """The parts that hold the texts of one thing, in every language of the pack."""
    parts = (part_of(export, wording, TextKey(section, key, wording.field), owner) for wording in WORDINGS[section])
    return [part for part in parts if part]


def part_of(export: Export, wording: Wording, place: TextKey, owner: str) -> Raw | None:
    """One text with its translations, or None where no language has it."""
    pack = export.pack
    source = pack.texts.get(pack.authoritative_language, {}).get(place)
    others = [
        (language, text)
        for language in sorted(pack.texts)
        if language != pack.authoritative_language and (text := pack.texts[language].get(place))
    ]
    if source is None and not others:
        return None
    part: Raw = {"id": f"{owner}_{wording.suffix}", "name": wording.name}
    if wording.is_ours:
        part["ns"] = OUR_NAMESPACE
    if source is not None:
        part |= {"props": text_props(pack.authoritative_language, source), "prose": source.text}
    if others:
        part["parts"] = [translation_of(part["id"], language, text) for language, text in others]
    return part


def translation_of(part_id: str, language: str, text: Text) -> Raw:
    """A translation: a part of class translation with its language, its state and what it was made from."""
    return {
        "id": f"{part_id}.{language}",
        "name": "text",
        "ns": OUR_NAMESPACE,
        "class": TRANSLATION,
        "props": text_props(language, text),
        "prose": text.text,
    }


def text_props(language: str, text: Text) -> list[Raw]:
    """Language and state of a text, and the fingerprint of its source where it has one."""
    return [our_prop("lang", language), *our_props(state=text.state, of=text.of)]


def read_parts(node: Node, section: str, key: str) -> Iterator[tuple[str, TextKey, Text]]:
    """Language, place and text of everything that the parts of a control or group say."""
    fields = {(wording.name, OUR_NAMESPACE if wording.is_ours else ""): wording.field for wording in WORDINGS[section]}
    for part in node.objects("parts"):
        field = fields.get((part.text("name"), part.text("ns")))
        if field is None:
            continue
        place = TextKey(section, key, field)
        yield from read_text(part, place)
        for inner in part.objects("parts"):
            if inner.text("class") == TRANSLATION:
                yield from read_text(inner, place)


def read_text(part: Node, place: TextKey) -> Iterator[tuple[str, TextKey, Text]]:
    """The text of one part, if it says its language."""
    language = part.prop("lang", OUR_NAMESPACE)
    if language and "prose" in part.value:
        state = part.prop("state", OUR_NAMESPACE) or SOURCE
        yield language, place, Text(part.text("prose"), state, part.prop("of", OUR_NAMESPACE))
