"""Turns what a person typed into a cell into what its column holds, and nothing that is not exactly that."""

import re
from typing import Any

from ladder.packfiles.nodes import Node
from ladder.packfiles.tables import NUMBER, WHOLE, WORDS, YES_NO

YES = {"true": True, "yes": True, "false": False, "no": False}


def convert(node: Node, kind: str) -> Node:
    """A cell as what its column holds; what does not fit stays and is a fault of form."""
    value = node.value
    if kind == WORDS:
        words = re.split(r"[\s,;]+", str(value).strip()) if isinstance(value, str) else [value]
        return Node([Node(word, node.place) for word in words if word != ""], node.place)
    if kind == YES_NO and isinstance(value, str):
        return Node(YES.get(value.strip().lower(), value), node.place)
    if kind == WHOLE:
        return Node(as_whole(value), node.place)
    return Node(as_number(value) if kind == NUMBER else value, node.place)


def as_whole(value: Any) -> Any:
    """A whole number where the cell is exactly one, written as a number or in digits."""
    if isinstance(value, float) and not isinstance(value, bool) and value.is_integer():
        return int(value)
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,9}", value.strip()):
        return int(value.strip())
    return value


def as_number(value: Any) -> Any:
    """A number where the cell is one, written as a number or in digits with a point or a comma."""
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,9}([.,][0-9]{1,9})?", value.strip()):
        return float(value.strip().replace(",", "."))
    return value
