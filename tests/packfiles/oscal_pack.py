"""A small pack that holds one of everything, awkward words included."""

from ladder.packfiles.document import from_document
from ladder.packfiles.model import fingerprint


def translated(text, words, state="draft"):
    return {"text": words, "state": state, "of": fingerprint(text)}


TITLES = {"A-1": "Signed commitment", "A-2": "No child\nat work ", "B-1": "  Two  spaces", "2.B": "Starts with a digit"}
ITEM_TITLES = {"other/1-i": "Paragraph one", "other/1-ii": "Paragraph two", "third/art-5": "Article five"}


def texts(language):
    def say(text):
        return text if language == "en" else translated(text, f"{text} ({language})", "reviewed")

    held = {
        "framework": {
            "framework": {
                "name": say("Small framework"),
                "summary": say("For tests."),
                "notice": say("Illustrative: written for tests."),
            }
        },
        "principles": {
            "a": {"name": say("Principle A"), "summary": say("About A.")},
            "b": {"name": say("Principle B")},
        },
        "levels": {
            "one": {"name": say("First"), "summary": say("The start.")},
            "two": {"name": say("Second")},
            "three": {"name": say("Third")},
        },
        "requirements": {
            name: {
                "title": say(title),
                "text": say(f"Text of {name}.\n\nSecond paragraph."),
                "evidence": say(f"Evidence of {name}"),
            }
            for name, title in TITLES.items()
        },
        "systems": {
            "other": {"name": say("Other system"), "note": say("Read in part.")},
            "third": {"name": say("Third law")},
            "unknown": {"name": say("Unknown system")},
        },
        "items": {key: {"title": say(title)} for key, title in ITEM_TITLES.items()},
        "bases": {"words": {"text": say("The words were compared.")}},
        "faq": {"why": {"question": say("Why?"), "answer": say("Because.")}},
        "conditions": {"has-shaft": {"question": say("Is there a shaft?")}},
        "gates": {"stop": {"name": say("Stop"), "summary": say("Work stops.")}},
        "evidence_kinds": {"document": {"name": say("Document")}},
        "migration": {"step-1": {"reason": say("It was split.")}},
    }
    if language == "sw":
        del held["requirements"]["B-1"]["evidence"]
        held["requirements"]["A-1"]["text"] = {"text": "", "state": "draft", "of": "000000000000"}
    held["requirements"]["A-1"]["open_question"] = say("Who signs?")
    held["requirements"]["gone"] = {"title": say("Words of nothing")}
    return held


def mapping(requirement, system, item, relation, confidence="sure"):
    return {
        "requirement": requirement,
        "system": system,
        "item": item,
        "relation": relation,
        "confidence": confidence,
        "basis": "words",
        "source": "reading",
    }


def small_document():
    return {
        "key": "small",
        "urn": "urn:example:small",
        "version": "1.0.0",
        "status": "published",
        "illustrative": True,
        "provider": "Example provider",
        "authoritative_language": "en",
        "effective_from": "2026-03-01",
        "licence": {"name": "CC-BY-4.0", "holder": "Example holder"},
        "languages": ["en", "fr", "zh", "sw"],
        "levels": [
            {"rank": 1, "key": "one"},
            {"rank": 2, "key": "two", "working_name": True},
            {"rank": 3, "key": "three"},
        ],
        "principles": [{"number": 1, "key": "a"}, {"number": 2, "key": "b"}],
        "gates": [{"key": "stop", "plan_days": 0, "result_days": 30}, {"key": "cap", "plan_days": 30}],
        "evidence_kinds": [{"key": "document", "valid_days": 365}, {"key": "permit", "printed_date": True}],
        "evidence_methods": [{"key": "D"}, {"key": "I"}, {"key": "O"}],
        "cost_classes": [{"key": "low", "over": 0, "up_to": 100, "currency": "USD"}],
        "conditions": [{"key": "has-shaft"}],
        "thresholds": {"grace_days": 30, "cap_without_plan": 1, "cap_with_plan": 2, "na_review_share": 0.25},
        "empty_cells": [{"principle": 2, "level": 3}],
        "faq": [{"number": 1, "key": "why"}],
        "requirements": [
            {
                "id": "A-1",
                "principle": 1,
                "level": 1,
                "gate": "none",
                "evidence_kind": "document",
                "evidence_methods": ["D", "I"],
                "cost": "low",
            },
            {
                "id": "A-2",
                "principle": 1,
                "level": 1,
                "gate": "stop",
                "evidence_kind": "permit",
                "evidence_methods": ["O"],
                "cost": "low",
            },
            {
                "id": "B-1",
                "principle": 2,
                "level": 2,
                "gate": "cap",
                "evidence_kind": "document",
                "evidence_methods": ["D"],
                "cost": "low",
                "condition": "has-shaft",
            },
            {
                "id": "2.B",
                "principle": 2,
                "level": 2,
                "gate": "none",
                "evidence_kind": "document",
                "evidence_methods": [],
                "cost": "low",
            },
        ],
        "sources": [
            {"key": "reading", "citation": "Read in the published text.", "address": "https://example.org/text"}
        ],
        "bases": [{"key": "words"}],
        "systems": [
            {
                "key": "other",
                "publisher": "Publisher",
                "edition": "2020",
                "licence": "unknown",
                "established": "partial",
                "items": [
                    {"key": "1-i", "reference": "1(i)", "confidence": "sure", "source": "reading"},
                    {"key": "1-ii", "reference": " 1\n(ii)", "confidence": "likely", "source": "reading"},
                ],
            },
            {
                "key": "third",
                "publisher": "Parliament",
                "edition": "",
                "licence": "",
                "established": "complete",
                "address": "https://example.org/law",
                "items": [{"key": "art-5", "reference": "", "confidence": "sure", "source": "reading"}],
            },
            {"key": "unknown", "publisher": "", "edition": "", "licence": "", "established": "none"},
        ],
        "mappings": [
            mapping("A-1", "other", "1-i", "subset"),
            mapping("A-2", "other", "1-i", "intersects", "likely"),
            mapping("2.B", "other", "1-i", "superset"),
            mapping("A-1", "third", "art-5", "equal"),
            mapping("B-1", "third", "art-5", "equivalent"),
        ],
        "migration": {
            "from_version": "0.9.0",
            "steps": [{"key": "step-1", "kind": "split", "before": ["A"], "after": ["A-1", "A-2"]}],
        },
        "texts": {language: texts(language) for language in ("en", "fr", "zh", "sw")},
        "about": "Written for tests.\n",
    }


def small_pack(**changes):
    return from_document({**small_document(), **changes})
