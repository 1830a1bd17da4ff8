"""A set of OSCAL documents read from JSON, with every place named by file and JSON pointer."""

import json
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from ladder.packfiles.oscal.vocabulary import KINDS

LARGEST_FILE_BYTES = 64_000_000


@dataclass(frozen=True, slots=True, order=True)
class OscalFault:
    """One fault: the file, the JSON pointer inside it, a stable word for its kind, and a sentence."""

    document: str
    pointer: str
    kind: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Document:
    """One OSCAL document: its name in the set (a relative path), its kind and what stands under the kind."""

    name: str
    kind: str
    body: dict[str, Any]

    @property
    def pointer(self) -> str:
        """JSON pointer of the body."""
        return f"/{self.kind}"


@dataclass(frozen=True, slots=True)
class Node:
    """An object inside a document, with its pointer."""

    pointer: str
    value: dict[str, Any]

    def objects(self, key: str) -> Iterator["Node"]:
        """The objects in the list under a key; things of another shape are reported elsewhere and skipped here."""
        items = self.value.get(key)
        for index, item in enumerate(items if isinstance(items, list) else []):
            if isinstance(item, dict):
                yield Node(f"{self.pointer}/{escape(key)}/{index}", item)

    def child(self, key: str) -> "Node | None":
        """The object under a key, if there is one."""
        value = self.value.get(key)
        return Node(f"{self.pointer}/{escape(key)}", value) if isinstance(value, dict) else None

    def text(self, key: str) -> str:
        """The string under a key, or the empty string."""
        value = self.value.get(key)
        return value if isinstance(value, str) else ""

    def texts(self, key: str) -> Iterator[tuple[str, str]]:
        """Pointer and string of each string in the list under a key."""
        items = self.value.get(key)
        for index, item in enumerate(items if isinstance(items, list) else []):
            if isinstance(item, str):
                yield f"{self.pointer}/{escape(key)}/{index}", item

    def prop(self, name: str, namespace: str) -> str:
        """Value of the first property of that name and namespace, or the empty string."""
        for prop in self.objects("props"):
            if prop.text("name") == name and prop.text("ns") == namespace:
                return prop.text("value")
        return ""


def body_of(document: Document) -> Node:
    """The document's body as a node."""
    return Node(document.pointer, document.body)


def escape(key: str) -> str:
    """A key as a part of a JSON pointer (RFC 6901)."""
    return key.replace("~", "~0").replace("/", "~1")


def walk(node: Node) -> Iterator[Node]:
    """Every object at or under a node, parents before children."""
    stack: list[tuple[str, Any]] = [(node.pointer, node.value)]
    while stack:
        pointer, value = stack.pop()
        if isinstance(value, dict):
            yield Node(pointer, value)
            stack.extend((f"{pointer}/{escape(key)}", inner) for key, inner in reversed(value.items()))
        elif isinstance(value, list):
            stack.extend((f"{pointer}/{index}", inner) for index, inner in reversed(list(enumerate(value))))


def resolve_href(document: str, href: str) -> str | None:
    """Name in the set that a relative reference points to, or None where it leaves the set."""
    path = href.split("#", 1)[0]
    if path.startswith("trestle://"):
        return posixpath.normpath(unquote(path.removeprefix("trestle://")))
    if not path or "://" in path or path.startswith(("/", "urn:")):
        return None
    return posixpath.normpath(posixpath.join(posixpath.dirname(document), unquote(path)))


def read_folder(folder: Path) -> tuple[dict[str, bytes], list[OscalFault]]:
    """Bytes of every JSON file under a folder by relative path, and the files that could not be read."""
    files: dict[str, bytes] = {}
    faults: list[OscalFault] = []
    for path in sorted(folder.rglob("*.json")):
        name = path.relative_to(folder).as_posix()
        if path.stat().st_size > LARGEST_FILE_BYTES:
            faults.append(OscalFault(name, "", "too-large", f"The file is larger than {LARGEST_FILE_BYTES} bytes."))
        else:
            files[name] = path.read_bytes()
    return files, faults


def parse_documents(files: Mapping[str, bytes]) -> tuple[dict[str, Document], list[OscalFault]]:
    """Parse files into documents; what is not JSON or not OSCAL becomes a fault and is left out."""
    documents: dict[str, Document] = {}
    faults: list[OscalFault] = []
    for name in sorted(files):
        try:
            documents[name] = parse_document(name, files[name])
        except (ValueError, RecursionError) as fault:
            faults.append(OscalFault(name, "", *describe_parse_fault(fault)))
    return documents, faults


def describe_parse_fault(fault: Exception) -> tuple[str, str]:
    """Kind and sentence for a file that could not be parsed."""
    if isinstance(fault, NotOscalError):
        return "not-oscal", str(fault)
    if isinstance(fault, RecursionError):
        return "not-json", "The file is nested too deeply to be an OSCAL document."
    return "not-json", f"The file is not JSON in UTF-8: {fault}."


class NotOscalError(ValueError):
    """The JSON is fine but is no OSCAL document."""


def parse_document(name: str, data: bytes) -> Document:
    """Parse one file. Raises ValueError for broken JSON, a key given twice, or something that is not OSCAL."""
    content = json.loads(data.decode("utf-8-sig"), object_pairs_hook=refuse_twice, parse_constant=refuse_constant)
    kinds = [key for key in content if key in KINDS] if isinstance(content, dict) else []
    if len(kinds) != 1 or not isinstance(content[kinds[0]], dict):
        message = f"The file must hold one object under one of: {', '.join(sorted(KINDS))}."
        raise NotOscalError(message)
    return Document(name, kinds[0], content[kinds[0]])


def refuse_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Build an object, refusing a key that is given twice (JSON readers keep the last one silently)."""
    result = dict(pairs)
    if len(result) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        message = f"the key {twice[0]!r} stands twice in one object"
        raise ValueError(message)
    return result


def refuse_constant(word: str) -> Any:
    """Refuse NaN and Infinity, which JSON does not know."""
    message = f"{word} is not a JSON number"
    raise ValueError(message)
