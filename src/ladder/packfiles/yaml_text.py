"""Reads YAML into nodes that know their line: no aliases, no tags, no key twice, bounded in size and depth."""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from ladder.packfiles.faults import Fault, Place
from ladder.packfiles.nodes import Node

LARGEST_FILE_BYTES = 4_000_000
LARGEST_DEPTH = 12
MOST_VALUES = 200_000
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

CONTROL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,14})")
DECIMAL = re.compile(r"[-+]?[0-9]{1,15}\.[0-9]{1,15}")
WORDS: dict[str, Any] = {"true": True, "false": False, "null": None, "~": None, "": None}
CLOSERS = (yaml.SequenceEndEvent, yaml.MappingEndEvent)


class StopReadingError(Exception):
    """The file goes beyond what a pack may be; reading on would help nobody."""


def read_yaml(data: bytes, name: str, faults: list[Fault]) -> Node | None:
    """The content of one file, or None with faults added. `name` is what faults call the file."""
    text = decode(data, name, faults)
    if text is None:
        return None
    reader = Reader(name, faults)
    before = len(faults)
    try:
        node = reader.read(text)
    except yaml.YAMLError as problem:
        faults.append(describe(problem, name))
        return None
    except StopReadingError:
        return None
    return None if len(faults) > before else node


def decode(data: bytes, name: str, faults: list[Fault]) -> str | None:
    """Bytes as text, refusing what is too large, not UTF-8 or holds control characters."""
    if len(data) > LARGEST_FILE_BYTES:
        faults.append(Fault(Place(name), "file.too_large", values=(("limit", str(LARGEST_FILE_BYTES)),)))
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        faults.append(Fault(place_in(data[: problem.start].decode("utf-8", "replace"), name), "file.not_utf8"))
        return None
    control = CONTROL.search(text)
    if control:
        values = (("character", str(ord(control.group()))),)
        faults.append(Fault(place_in(text[: control.start()], name), "file.control_character", values=values))
        return None
    return text


def place_in(before: str, name: str) -> Place:
    """The place right after some text."""
    return Place(name, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)


def describe(problem: yaml.YAMLError, name: str) -> Fault:
    """A fault for what the YAML reader could not follow."""
    mark = getattr(problem, "problem_mark", None)
    place = Place(name, mark.line + 1, mark.column + 1) if mark else Place(name)
    words = str(getattr(problem, "problem", None) or "the content cannot be read").replace("\n", " ")
    if "found character that cannot start any token" in words or "tab character" in words:
        return Fault(place, "yaml.tab")
    context = getattr(problem, "context", None)
    return Fault(place, "yaml.syntax", values=(("problem", f"{context}, {words}" if context else words),))


class Reader:
    """Builds nodes from the events of one YAML file."""

    def __init__(self, name: str, faults: list[Fault]) -> None:
        self.name = name
        self.faults = faults
        self.count = 0

    def read(self, text: str) -> Node | None:
        """The one document of a text."""
        events: Iterator[Any] = yaml.parse(text, Loader=LOADER)
        root: Node | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                self.fault(event, "yaml.documents")
                raise StopReadingError
            if isinstance(event, yaml.NodeEvent):
                root = self.build(event, events, 1)
        if root is None or root.value is None:
            self.faults.append(Fault(Place(self.name), "yaml.empty"))
        return root

    def build(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        """The node that begins with an event."""
        self.guard(event, depth)
        place = Place(self.name, event.start_mark.line + 1, event.start_mark.column + 1)
        if isinstance(event, yaml.ScalarEvent):
            return Node(self.scalar(event), place)
        if isinstance(event, yaml.SequenceStartEvent):
            return Node(self.sequence(events, depth), place)
        if isinstance(event, yaml.MappingStartEvent):
            return Node(self.mapping(events, depth), place)
        return Node(None, place)

    def guard(self, event: Any, depth: int) -> None:
        """Refuse aliases and tags; stop at content that is too deep or too much."""
        self.count += 1
        if self.count > MOST_VALUES:
            self.fault(event, "yaml.too_many", limit=str(MOST_VALUES))
            raise StopReadingError
        if depth > LARGEST_DEPTH:
            self.fault(event, "yaml.too_deep", limit=str(LARGEST_DEPTH))
            raise StopReadingError
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            self.fault(event, "yaml.alias")
        elif event.tag is not None:
            self.fault(event, "yaml.tag", tag=event.tag)

    def sequence(self, events: Iterator[Any], depth: int) -> list[Node]:
        """The entries of a list."""
        items = []
        while not isinstance(event := next(events), CLOSERS):
            items.append(self.build(event, events, depth + 1))
        return items

    def mapping(self, events: Iterator[Any], depth: int) -> dict[str, Node]:
        """The keys of a dictionary; a key that stands twice is a fault."""
        found: dict[str, Node] = {}
        while not isinstance(event := next(events), CLOSERS):
            self.build(event, events, depth + 1)
            value = self.build(next(events), events, depth + 1)
            if not isinstance(event, yaml.ScalarEvent):
                self.fault(event, "yaml.key")
            elif event.value in found:
                self.fault(event, "yaml.duplicate_key", key=event.value)
            else:
                # Keys stay as they are written, so that `no:` is Norwegian and `1.0:` a version.
                found[event.value] = value
        return found

    def scalar(self, event: Any) -> Any:
        """A plain word as number, truth value or nothing where it is exactly that; anything quoted is text."""
        word: str = event.value
        control = CONTROL.search(word)
        if control:
            self.fault(event, "file.control_character", character=str(ord(control.group())))
        if event.style or not event.implicit[0]:
            return word
        if INTEGER.fullmatch(word):
            return int(word)
        return float(word) if DECIMAL.fullmatch(word) else WORDS.get(word, word)

    def fault(self, event: Any, code: str, **values: str) -> None:
        """Note a fault at an event."""
        place = Place(self.name, event.start_mark.line + 1, event.start_mark.column + 1)
        self.faults.append(Fault(place, code, values=tuple(values.items())))
