"""Judges a pack that came from OSCAL by the same rules as one that came from files."""

from collections.abc import Mapping
from typing import Any

from ladder.packfiles.document import LISTS, as_document
from ladder.packfiles.faults import ERROR, Place
from ladder.packfiles.folder import Draft, check_parts
from ladder.packfiles.model import Pack
from ladder.packfiles.nodes import Node
from ladder.packfiles.oscal.documents import OscalFault
from ladder.packfiles.oscal.reader import OscalFaultsError, read_oscal_pack
from ladder.packfiles.reading import judge

CROSSWALKS = ("sources", "bases", "systems", "mappings")
ELSEWHERE = {"requirements", "migration", "texts", "about", *CROSSWALKS}


def read_checked_pack(files: Mapping[str, bytes]) -> Pack:
    """The pack of an OSCAL export, fit to be loaded. Raises OscalFaultsError with every fault."""
    pack = read_oscal_pack(files)
    faults = judge_pack(pack, f"{pack.key} (from OSCAL)")
    if faults:
        raise OscalFaultsError(faults)
    return pack


def judge_pack(pack: Pack, catalog: str) -> list[OscalFault]:
    """Every error of form and meaning, each with its way through the pack; places in OSCAL are not known."""
    draft = draft_of(pack, Place(catalog))
    check_parts(draft)
    _, faults = judge(draft)
    return [
        OscalFault(catalog, "", fault.code, f"In the pack at “{fault.path}”: {fault.sentence}")
        for fault in faults
        if fault.severity == ERROR
    ]


def draft_of(pack: Pack, place: Place) -> Draft:
    """A pack as the parts that its files would hold."""
    document = as_document(pack)
    parts = {
        "pack": {name: value for name, value in document.items() if name not in ELSEWHERE},
        "crosswalks": {name: document[name] for name in CROSSWALKS},
        "requirements": document["requirements"],
        "migration": document["migration"],
        **{f"locale/{language}": words for language, words in document["texts"].items()},
    }
    nodes = {name: as_node(given(part), place) for name, part in parts.items() if part is not None}
    return Draft(pack.key, nodes, document["about"])


def given(value: Any) -> Any:
    """The value without fields that a file would leave out; the lists of a pack stay even when they are empty."""
    if isinstance(value, dict):
        return {key: given(inner) for key, inner in value.items() if inner not in (None, "") or key in LISTS}
    return [given(inner) for inner in value] if isinstance(value, list) else value


def as_node(value: Any, place: Place) -> Node:
    """A value with the same place throughout."""
    if isinstance(value, dict):
        return Node({key: as_node(inner, place) for key, inner in value.items()}, place)
    return Node([as_node(inner, place) for inner in value] if isinstance(value, list) else value, place)
