"""Reads and checks a pack: every fault in one go, or the pack."""

from pathlib import Path
from typing import Any

from ladder.packfiles.document import from_document
from ladder.packfiles.faults import ERROR, Fault, PackFaultsError
from ladder.packfiles.folder import Draft, read_draft
from ladder.packfiles.meaning import check_meaning
from ladder.packfiles.model import Pack


def check_pack(folder: Path | str) -> list[Fault]:
    """Every fault and warning of a folder, in the order of files and lines."""
    return load(Path(folder))[1]


def read_pack(folder: Path | str) -> Pack:
    """The pack of a folder. Raises PackFaultsError with every fault where there is an error; warnings pass."""
    pack, faults = load(Path(folder))
    if pack is None:
        raise PackFaultsError(faults)
    return pack


def load(folder: Path) -> tuple[Pack | None, list[Fault]]:
    """The pack of a folder, or None where it has errors; and all faults and warnings."""
    return judge(read_draft(folder))


def judge(draft: Draft) -> tuple[Pack | None, list[Fault]]:
    """The pack of a draft, or None where it has errors; and all faults and warnings."""
    faults = sorted({*draft.faults, *check_meaning(draft)})
    if any(fault.severity == ERROR for fault in faults) or draft.broken:
        return None, faults
    return from_document(document_of(draft)), faults


def document_of(draft: Draft) -> dict[str, Any]:
    """The parts of a draft as one document."""
    document: dict[str, Any] = {**draft.parts["pack"].plain(), **draft.parts["crosswalks"].plain()}
    document["requirements"] = draft.parts["requirements"].plain()
    document["migration"] = draft.parts["migration"].plain() if "migration" in draft.parts else None
    document["texts"] = {language: draft.parts[f"locale/{language}"].plain() for language in draft.languages}
    document["about"] = draft.about
    return document
