"""Checks the form of each part of a pack against its JSON Schema, and says each fault in plain words."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs

from ladder.packfiles.faults import Fault
from ladder.packfiles.nodes import Node, path_text
from ladder.packfiles.nodes import Path as NodePath

SCHEMAS = Path(__file__).parent / "schemas"
LONGEST_SHOWN = 60
TYPE_WORDS = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list (lines that begin with -)",
    "object": "keys with values",
    "null": "empty",
}
PATTERN_WORDS = {
    "version": "three numbers such as 1.2.0",
    "languages": "a language tag such as fr or zh-Hans",
    "authoritative_language": "a language tag such as en",
    "currency": "three capital letters such as USD",
    "urn": "urn:, a namespace, a colon and a name",
}
KEY_WORDS = "letters, digits, dots, dashes and underscores, without spaces"


@cache
def validator(name: str) -> Any:
    """The compiled schema of a part; formats are checked too."""
    schema = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    return jsonschema_rs.Draft202012Validator(schema, validate_formats=True)


def check_form(part: Node, schema: str, prefix: NodePath) -> list[Fault]:
    """Every departure of a part from its schema, each at its own line."""
    return [
        fault for problem in validator(schema).iter_errors(part.plain()) for fault in describe(part, problem, prefix)
    ]


def describe(part: Node, problem: Any, prefix: NodePath) -> list[Fault]:
    """The faults of one problem: one for each key that is not known."""
    path = tuple(problem.instance_path)
    node = part.at(path)
    kind = problem.kind.name
    if kind == "additionalProperties":
        return [
            Fault(node.place_of(key), "form.unknown_key", path_text((*prefix, *path, key)), (("key", key),))
            for key in sorted(problem.kind.unexpected)
        ]
    code, values = explain(kind, problem, node, path)
    return [Fault(node.place, code, path_text((*prefix, *path)), tuple(values.items()))]


def explain(kind: str, problem: Any, node: Node, path: NodePath) -> tuple[str, dict[str, str]]:
    """Code and values of a problem with one value."""
    value = shown(node.plain())
    if kind == "required":
        key = problem.kind.property
        return ("meaning.licence", {}) if key == "licence" else ("form.required", {"key": key})
    if kind == "type":
        return "form.type", {"value": value, "wanted": " or ".join(TYPE_WORDS.get(t, t) for t in problem.kind.types)}
    if kind == "enum":
        return "form.choice", {"value": value, "wanted": ", ".join(map(str, problem.kind.options))}
    if kind == "pattern":
        return "form.pattern", {"value": value, "wanted": wanted_pattern(path)}
    if kind == "format":
        return "form.format", {"value": value, "wanted": problem.kind.format}
    return explain_size(kind, problem, value)


def explain_size(kind: str, problem: Any, value: str) -> tuple[str, dict[str, str]]:
    """Code and values of a problem of size or number."""
    if kind in {"minimum", "maximum"}:
        word = "at least" if kind == "minimum" else "at most"
        return "form.range", {"value": value, "wanted": f"{word} {problem.kind.limit}"}
    if kind in {"minLength", "minItems"}:
        return "form.empty", {}
    if kind in {"maxLength", "maxItems"}:
        return "form.too_long", {"wanted": f"at most {problem.kind.limit}"}
    if kind == "uniqueItems":
        return "form.repeated", {}
    return "form.other", {"wanted": problem.message[:200]}


def wanted_pattern(path: NodePath) -> str:
    """What a key's values look like, in words."""
    names = [step for step in path if isinstance(step, str)]
    return PATTERN_WORDS.get(names[-1] if names else "", KEY_WORDS)


def shown(value: Any) -> str:
    """A value as a sentence shows it, cut where it is long."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"
