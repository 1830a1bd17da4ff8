"""Every address of the product, filled with objects of one's own, of a rival, or of nobody.

For the matrix of every address by every role (own, foreign, none): `addresses_of` fills the patterns that take an
object, `ask` returns what a client gets, `outcome` sorts answers into open, closed, elsewhere, refused and broken.
"""

import re
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

NOBODYS_WORD, NOBODYS_NUMBER = "no-such-thing", 987654321
BROKEN = 500
WORD = re.compile(r"<(?:(\w+):)?(\w+)>")  # <kind:word> or <word> of a pattern


@dataclass(frozen=True, slots=True)
class Address:
    """One pattern: its name with namespaces, its path with `{words}`, and what kind each word takes."""

    name: str
    path: str
    takes: tuple[tuple[str, str], ...]

    def fill(self, objects: Mapping[str, object] | None = None) -> str:
        """The path with these objects; what is not given becomes an object that nobody has."""
        nothing = {"uuid": str(uuid.uuid4()), "int": str(NOBODYS_NUMBER), "str": NOBODYS_WORD}
        filled = {word: str((objects or {}).get(word, nothing[kind])) for word, kind in self.takes}
        return self.path.format(**filled)


def every_address() -> list[Address]:
    """All addresses that the resolver knows, in order of path."""
    return sorted(walk(get_resolver().url_patterns, "/", ""), key=lambda address: (address.path, address.name))


def walk(patterns, prefix: str, names: str) -> Iterator[Address]:
    """Addresses below these patterns."""
    for entry in patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from walk(entry.url_patterns, route, f"{names}{entry.namespace}:" if entry.namespace else names)
        elif isinstance(entry, URLPattern):
            takes = tuple((word, kind_of(kind)) for kind, word in WORD.findall(route))
            yield Address(f"{names}{entry.name}", WORD.sub(r"{\2}", route), takes)


def kind_of(converter: str) -> str:
    """What a word of a pattern takes: uuid, int, or str for everything else."""
    return next((kind for kind in ("uuid", "int") if converter.startswith(kind)), "str")


def ask(client: Client, method: str, path: str) -> int:
    """The status of an answer, with failures of ours as 500 instead of an exception."""
    client.raise_request_exception = False
    return getattr(client, method)(path).status_code


def outcome(status: int) -> str:
    """open, elsewhere (a redirect), closed (401, 403, 404), refused (other 4xx) or broken (5xx)."""
    if status >= BROKEN:
        return "broken"
    if status in {401, 403, 404}:
        return "closed"
    return {2: "open", 3: "elsewhere", 4: "refused"}[status // 100]
