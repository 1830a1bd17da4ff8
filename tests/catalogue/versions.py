"""A small framework that goes through twenty versions, with every kind of migration among them."""

from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from typing import Any

from ladder.packfiles.document import from_document
from ladder.packfiles.model import Pack, fingerprint
from ladder.packfiles.sections import STATES

KINDS = ("same", "reworded", "stricter", "split", "merged", "new", "withdrawn")
FIRST_DAY = date(2026, 1, 1)
FRENCH = {"R-1": ("Engagement affiché", "L'exploitant affiche son engagement.", "Photo de l'affiche")}
CHINESE = {"R-1": ("公开承诺", "经营者张贴承诺书。", "张贴照片")}


def first_document() -> dict[str, Any]:
    """Version 1: four requirements, two principles, two levels, one other system with one item left unmapped."""
    english = {
        "framework": {"framework": {"name": "Small framework", "summary": "For tests.", "notice": "Illustrative."}},
        "levels": {
            "commitment": {"name": "Commitment", "summary": "Say it."},
            "basic": {"name": "Basic", "summary": "Do it."},
        },
        "principles": {"governance": {"name": "Governance"}, "workers": {"name": "Workers"}},
        "gates": {"stop": {"name": "Stop", "summary": "Suspends."}, "cap": {"name": "Cap", "summary": "Holds down."}},
        "evidence_kinds": {"document": {"name": "Document"}, "finding": {"name": "Finding"}},
        "evidence_methods": {"D": {"name": "Documents"}, "I": {"name": "Interviews"}},
        "cost_classes": {"none": {"name": "No cost"}},
        "conditions": {"underground": {"question": "Is there underground work?"}},
        "requirements": {
            "R-1": words("Posted commitment", "The operator posts its commitment.", "Photo of the poster"),
            "R-2": words("Register", "Workers stand on a register.", "The register"),
            "R-3": words("No child labour", "No child works on the site.", "Interviews"),
            "R-4": words("Shored tunnels", "Tunnels are shored.", "Photos of each tunnel"),
        },
        "systems": {"oecd": {"name": "OECD Guidance"}, "ctc": {"name": "Certified Trading Chains"}},
        "items": {"oecd/1-iii": {"title": "Worst forms of child labour"}, "oecd/11": {"title": "Bribery"}},
        "bases": {"read": {"text": "Both texts were read."}},
        "faq": {"what": {"question": "What is it?", "answer": "A small framework."}},
    }
    return {
        "key": "small", "urn": "urn:test:small", "version": "1.0", "status": "draft", "illustrative": True,
        "provider": "Test house", "licence": {"name": "CC0-1.0", "holder": "Test house"},
        "authoritative_language": "en", "languages": ["en", "fr", "zh"], "effective_from": None, "about": "# About\n",
        "levels": [{"rank": 1, "key": "commitment"}, {"rank": 2, "key": "basic"}],
        "principles": [{"number": 1, "key": "governance"}, {"number": 2, "key": "workers"}],
        "gates": [{"key": "cap", "plan_days": 30, "result_days": 180}, {"key": "stop", "plan_days": 7}],
        "evidence_kinds": [{"key": "document", "valid_days": 365}, {"key": "finding", "valid_days": 90}],
        "evidence_methods": [{"key": "D"}, {"key": "I"}],
        "cost_classes": [{"key": "none", "over": 0, "up_to": 0, "currency": "USD"}],
        "conditions": [{"key": "underground"}],
        "thresholds": {"grace_days": 30, "cap_without_plan": 1, "cap_with_plan": 2, "na_review_share": 0.25},
        "empty_cells": [{"principle": 2, "level": 1}], "faq": [{"number": 1, "key": "what"}],
        "requirements": [
            requirement("R-1", 1, 1), requirement("R-2", 1, 2), requirement("R-3", 2, 2, gate="stop"),
            requirement("R-4", 2, 2, gate="cap", condition="underground"),
        ],
        "sources": [{"key": "guidance", "citation": "OECD (2016)"}], "bases": [{"key": "read"}],
        "systems": [
            {"key": "oecd", "publisher": "OECD", "edition": "3", "licence": "Excerpts with credit", "established": "partial",
             "items": [{"key": "1-iii", "reference": "Annex II, 1 (iii)", "confidence": "sure", "source": "guidance"},
                       {"key": "11", "reference": "Annex II, 11", "confidence": "likely", "source": "guidance"}]},
            {"key": "ctc", "publisher": "BGR", "edition": "2019", "licence": "Not stated", "established": "none"},
        ],
        "mappings": [{"requirement": "R-3", "system": "oecd", "item": "1-iii", "relation": "equivalent",
                      "confidence": "sure", "basis": "read", "source": "guidance"}],
        "migration": None,
        "texts": {"en": english, "fr": translated(english, FRENCH, "draft"), "zh": translated(english, CHINESE, "reviewed")},
    }  # fmt: skip


def words(title: str, text: str, evidence: str) -> dict[str, str]:
    return {"title": title, "text": text, "evidence": evidence}


def requirement(key: str, principle: int, level: int, gate: str = "none", condition: str = "") -> dict[str, Any]:
    return {"id": key, "principle": principle, "level": level, "gate": gate, "condition": condition, "cost": "none",
            "evidence_kind": "finding" if gate != "none" else "document", "evidence_methods": ["D", "I"]}  # fmt: skip


def translated(english: dict[str, Any], own: dict[str, tuple[str, str, str]], state: str) -> dict[str, Any]:
    """Translations of the requirements that a language has; all else falls back to English."""
    made: dict[str, dict[str, Any]] = {}
    for key, texts in own.items():
        for field, text in zip(("title", "text", "evidence"), texts, strict=True):
            source = english["requirements"][key][field]
            made.setdefault(key, {})[field] = {"text": text, "state": state, "of": fingerprint(source)}
    return {"requirements": made}


def first_pack() -> Pack:
    return from_document(first_document())


def complete_pack(version: str = "1.0.0") -> Pack:
    """The first version in English alone: with every word that files and workbooks must have."""
    document = first_document() | {"version": version, "languages": ["en"]}
    english = document["texts"]["en"]
    english["states"] = {state: {"name": state} for state in STATES}
    return from_document(document | {"texts": {"en": english}})


def twenty_packs() -> Iterator[Pack]:
    """Version 1.0 and nineteen that follow it; kind after kind, each step stated in the migration."""
    document = first_document()
    yield from_document(document)
    for number in range(1, 20):
        document = follow(document, number, KINDS[(number - 1) % len(KINDS)])
        yield from_document(document)


def follow(before: dict[str, Any], number: int, kind: str) -> dict[str, Any]:
    """The next version, in which one thing of this kind happens and all else stays."""
    after = deepcopy(before)
    after["version"] = f"1.{number}"
    changed = CHANGES[kind](after, number)
    touched = {key for step in changed for key in step["before"]}
    kept = [one["id"] for one in before["requirements"] if one["id"] not in touched]
    steps = changed + [step(f"same-{key}", "same", [key], [key]) for key in kept]
    after["migration"] = {"from_version": before["version"], "steps": steps}
    after["texts"]["en"]["migration"] = {one["key"]: {"reason": f"Because of {one['kind']}."} for one in steps}
    return after


def step(key: str, kind: str, before: list[str], after: list[str]) -> dict[str, Any]:
    return {"key": key, "kind": kind, "before": before, "after": after}


def leave(document: dict[str, Any], number: int) -> list[dict[str, Any]]:
    return []


def reword(document: dict[str, Any], number: int) -> list[dict[str, Any]]:
    document["texts"]["en"]["requirements"]["R-1"]["text"] = f"The operator posts its commitment, wording {number}."
    return [step("reword", "reworded", ["R-1"], ["R-1"])]


def tighten(document: dict[str, Any], number: int) -> list[dict[str, Any]]:
    document["texts"]["en"]["requirements"]["R-2"]["text"] = f"Workers stand on a register kept {number} times a month."
    return [step("tighten", "stricter", ["R-2"], ["R-2"])]


def split(document: dict[str, Any], number: int) -> list[dict[str, Any]]:
    drop(document, "R-4")
    add(document, requirement(f"R-4a{number}", 2, 2, gate="cap"))
    add(document, requirement(f"R-4b{number}", 2, 2))
    return [step("split", "split", ["R-4"], [f"R-4a{number}", f"R-4b{number}"])]


def merge(document: dict[str, Any], number: int) -> list[dict[str, Any]]:
    halves = [one["id"] for one in document["requirements"] if one["id"].startswith(("R-4a", "R-4b"))]
    for key in halves:
        drop(document, key)
    add(document, requirement("R-4", 2, 2, gate="cap", condition="underground"))
    return [step("merge", "merged", halves, ["R-4"])]


def bring(document: dict[str, Any], number: int) -> list[dict[str, Any]]:
    add(document, requirement(f"R-N{number}", 1, 2))
    return [step("bring", "new", [], [f"R-N{number}"])]


def withdraw(document: dict[str, Any], number: int) -> list[dict[str, Any]]:
    last = next(one["id"] for one in document["requirements"] if one["id"].startswith("R-N"))
    drop(document, last)
    return [step("withdraw", "withdrawn", [last], [])]


def drop(document: dict[str, Any], key: str) -> None:
    document["requirements"] = [one for one in document["requirements"] if one["id"] != key]
    for texts in document["texts"].values():
        texts.get("requirements", {}).pop(key, None)


def add(document: dict[str, Any], entry: dict[str, Any]) -> None:
    document["requirements"].append(entry)
    document["texts"]["en"]["requirements"][entry["id"]] = words(f"Title {entry['id']}", f"Text {entry['id']}", "Any")


CHANGES = {
    "same": leave, "reworded": reword, "stricter": tighten, "split": split, "merged": merge,
    "new": bring, "withdrawn": withdraw,
}  # fmt: skip
