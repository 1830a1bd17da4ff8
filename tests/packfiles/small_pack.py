"""A pack small enough to read at a glance: two levels, two principles, four requirements, two languages."""

from hashlib import sha256
from pathlib import Path

PACK = """\
key: small
urn: urn:example:framework:small
version: 1.0.0
status: draft
illustrative: true
provider: Test
licence: {name: CC0-1.0, holder: Test}
authoritative_language: en
languages: [en, fr]
levels:
- {rank: 1, key: first}
- {rank: 2, key: second}
principles:
- {number: 1, key: people}
- {number: 2, key: ground}
gates:
- {key: stop, plan_days: 7}
- {key: cap, plan_days: 30, result_days: 180}
evidence_kinds:
- {key: document, valid_days: 365}
- {key: gate, valid_days: 90}
evidence_methods:
- {key: D}
- {key: O}
cost_classes:
- {key: none, over: 0, up_to: 0, currency: USD}
- {key: low, over: 0, up_to: 2000, currency: USD}
conditions:
- {key: underground}
thresholds: {grace_days: 30, cap_without_plan: 1, cap_with_plan: 2, na_review_share: 0.25}
"""
REQUIREMENTS = """\
- id: A-1
  principle: 1
  level: 1
  gate: none
  evidence_kind: document
  evidence_methods: [D]
  cost: none
- id: A-2
  principle: 1
  level: 2
  gate: stop
  evidence_kind: gate
  evidence_methods: [D, O]
  cost: none
- id: B-1
  principle: 2
  level: 1
  gate: none
  evidence_kind: document
  evidence_methods: [O]
  cost: low
  condition: underground
- id: B-2
  principle: 2
  level: 2
  gate: cap
  evidence_kind: gate
  evidence_methods: [O]
  cost: low
"""
CROSSWALKS = """\
sources:
- {key: book, citation: A book, address: 'https://example.org/book'}
bases:
- {key: subject}
systems:
- key: other
  publisher: Somebody
  edition: '1'
  licence: Cited only
  established: partial
  items:
  - {key: '1', reference: Clause 1, confidence: sure, source: book}
- {key: unread, publisher: Somebody, edition: '2', licence: Not known, established: none}
mappings:
- {requirement: A-2, system: other, item: '1', relation: superset, confidence: likely, basis: subject, source: book}
"""
KEYS = {
    "framework": (("framework",), ("name", "summary")),
    "levels": (("first", "second"), ("name", "summary")),
    "principles": (("people", "ground"), ("name",)),
    "gates": (("stop", "cap"), ("name", "summary")),
    "evidence_kinds": (("document", "gate"), ("name",)),
    "evidence_methods": (("D", "O"), ("name",)),
    "cost_classes": (("none", "low"), ("name",)),
    "conditions": (("underground",), ("question",)),
    "states": (("met", "partly", "not_met", "not_applicable", "not_assessed", "lapsed", "contested"), ("name",)),
    "requirements": (("A-1", "A-2", "B-1", "B-2"), ("title", "text", "evidence")),
    "systems": (("other", "unread"), ("name",)),
    "items": (("other/1",), ("title",)),
    "bases": (("subject",), ("text",)),
}


def english(section: str, key: str, field: str) -> str:
    return f"{section} {key} {field}"


def locale(language: str) -> str:
    lines = []
    for section, (keys, fields) in KEYS.items():
        lines.append(f"{section}:")
        for key in keys:
            lines.append(f"  {key}:")
            for field in fields:
                words = english(section, key, field)
                if language != "en":
                    words = f"{{text: 'fr {words}', state: draft, of: '{sha256(words.encode()).hexdigest()[:12]}'}}"
                lines.append(f"    {field}: {words}")
    return "\n".join(lines) + "\n"


def write_small(folder: Path, **changed: str) -> Path:
    """The small pack in a folder; a file can be given other content by its name (`locale_fr` for locale/fr.yaml)."""
    files = {
        "pack": PACK,
        "requirements": REQUIREMENTS,
        "crosswalks": CROSSWALKS,
        "locale_en": locale("en"),
        "locale_fr": locale("fr"),
    } | changed
    (folder / "locale").mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name.replace('_', '/')}.yaml").write_text(text, encoding="utf-8")
    (folder / "SOURCES.md").write_text("# Sources\n\nNone.\n", encoding="utf-8")
    return folder
