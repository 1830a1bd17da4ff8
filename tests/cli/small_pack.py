"""A small pack in a folder: two principles, two levels, a stop gate, a cap gate and a condition."""

from pathlib import Path

import yaml

STATES = ("met", "partly", "not_met", "not_applicable", "not_assessed", "lapsed", "contested")
REQUIREMENTS = {
    "A-1": (1, 1, "none", ""),
    "A-2": (1, 2, "stop", ""),
    "A-3": (1, 2, "none", "has-shaft"),
    "B-1": (2, 1, "none", ""),
    "B-2": (2, 2, "cap", ""),
    "B-3": (2, 1, "none", "has-shaft"),
}


def write_pack(folder: Path) -> Path:
    """The pack's folder, made below the one given."""
    pack = folder / "small"
    (pack / "locale").mkdir(parents=True)
    for name, content in {
        "pack.yaml": identity(),
        "requirements.yaml": requirements(),
        "locale/en.yaml": words(),
        "crosswalks.yaml": {"sources": [], "bases": [], "systems": [], "mappings": []},
    }.items():
        (pack / name).write_text(yaml.safe_dump(content), encoding="utf-8")
    (pack / "SOURCES.md").write_text("Written for tests.\n", encoding="utf-8")
    return pack


def identity():
    return {
        "key": "small",
        "urn": "urn:example:small",
        "version": "1.0.0",
        "status": "published",
        "illustrative": True,
        "provider": "Example provider",
        "authoritative_language": "en",
        "languages": ["en"],
        "licence": {"name": "CC-BY-4.0", "holder": "Example holder"},
        "levels": [{"rank": 1, "key": "one"}, {"rank": 2, "key": "two"}],
        "principles": [{"number": 1, "key": "a"}, {"number": 2, "key": "b"}],
        "gates": [{"key": "stop", "plan_days": 7}, {"key": "cap", "plan_days": 30, "result_days": 180}],
        "evidence_kinds": [{"key": "document", "valid_days": 365}],
        "evidence_methods": [{"key": "D"}],
        "cost_classes": [{"key": "none", "over": 0, "up_to": 0, "currency": "USD"}],
        "conditions": [{"key": "has-shaft"}],
        "thresholds": {"grace_days": 30, "cap_without_plan": 1, "cap_with_plan": 2, "na_review_share": 0.25},
    }


def requirements():
    return [
        {
            "id": key,
            "principle": principle,
            "level": level,
            "gate": gate,
            "evidence_kind": "document",
            "evidence_methods": ["D"],
            "cost": "none",
            **({"condition": condition} if condition else {}),
        }
        for key, (principle, level, gate, condition) in REQUIREMENTS.items()
    ]


def words():
    def named(*keys, **fields):
        return {key: {"name": f"Name of {key}", **fields} for key in keys}

    return {
        "framework": {"framework": {"name": "Small framework", "summary": "For tests.", "notice": "Illustrative."}},
        "levels": named("one", "two", summary="A step."),
        "principles": named("a", "b"),
        "gates": named("stop", "cap", summary="A gate."),
        "evidence_kinds": named("document"),
        "evidence_methods": named("D"),
        "cost_classes": named("none"),
        "states": named(*STATES),
        "conditions": {"has-shaft": {"question": "Is there a shaft?"}},
        "requirements": {key: {"title": key, "text": "Text.", "evidence": "Evidence."} for key in REQUIREMENTS},
    }
