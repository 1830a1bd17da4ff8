"""Reads the rules of a consultation from JSON: names and numbers, each within what it can be."""

import json
from dataclasses import dataclass

from ladder.core.synthesis.rules import Rules, RulesError
from ladder.packfiles.faults import Fault, Place
from ladder.packfiles.yaml_text import decode


@dataclass(frozen=True, slots=True)
class RulesFile:
    """The rules, or the faults for which the defaults stand in."""

    rules: Rules
    faults: tuple[Fault, ...]


def read_rules(name: str, content: bytes) -> RulesFile:
    """The rules of a JSON file; what it leaves out keeps its default. `name` is what faults call it."""
    faults: list[Fault] = []
    text = decode(content, name, faults)
    if text is None:
        return RulesFile(Rules(), tuple(faults))
    try:
        return RulesFile(Rules.from_document(json.loads(text)), ())
    except json.JSONDecodeError as problem:
        fault = Fault(Place(name, problem.lineno, problem.colno), "rules.syntax", values=(("problem", problem.msg),))
    except RulesError as problem:
        values = (("key", problem.key), ("problem", problem.problem))
        fault = Fault(Place(name, *line_of(text, problem.key)), "rules.value", problem.key, values)
    except (ValueError, RecursionError):
        fault = Fault(
            Place(name), "rules.syntax", values=(("problem", "it is nested too deep or a number is too long"),)
        )
    return RulesFile(Rules(), (fault,))


def line_of(text: str, key: str) -> tuple[int, int]:
    """Line and column where a key stands, the first of the file where it is not found."""
    at = max(text.find(f'"{key}"'), 0)
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
