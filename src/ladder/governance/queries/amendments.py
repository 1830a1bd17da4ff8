"""A version in the making as the pack that its changes make, kept in memory by what it is made of."""

from functools import lru_cache
from typing import Any

from ladder.catalogue.queries import pack_of
from ladder.core.canonical import write_canonically
from ladder.governance.models import Change, NextVersion
from ladder.packfiles.amending import Proposed, propose
from ladder.packfiles.amendment import Amendment
from ladder.packfiles.model import DRAFT, SOURCE, Pack, Text, fingerprint

KEPT = 8


def list_changes(row: NextVersion) -> list[Change]:
    """Every change of a version in the making, in the order in which they were begun; with their issues."""
    return list(row.changes.prefetch_related("issues"))


def proposed_of(row: NextVersion, changes: list[Change] | None = None) -> Proposed:
    """What the changes make of the base: the pack, or the faults that are in the way."""
    base = pack_of(row.base)
    found = list(row.changes.all()) if changes is None else changes
    amendments = tuple(amendment_of(one, base.authoritative_language) for one in found)
    effective_from = row.effective_from.isoformat() if row.effective_from else None
    return remember(Ingredients(base, amendments, row.version, effective_from, digest_of_all(row, found)))


class Ingredients:
    """What a version is made of; two are equal where their digests are."""

    def __init__(
        self, base: Pack, amendments: tuple[Amendment, ...], version: str, effective_from: str | None, digest: bytes
    ) -> None:
        self.base, self.amendments, self.version, self.effective_from = base, amendments, version, effective_from
        self.digest = digest

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Ingredients) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)


@lru_cache(maxsize=KEPT)
def remember(given: Ingredients) -> Proposed:
    """The pack that these make."""
    return propose(given.base, given.amendments, given.version, given.effective_from)


def digest_of_all(row: NextVersion, changes: list[Change]) -> bytes:
    """The bytes that tell whether anything that the pack follows from is another one now."""
    stated = [[one.key, one.kind, one.before, one.after, one.entries, one.texts, one.notes] for one in changes]
    return write_canonically([row.base.content_hash, row.version, str(row.effective_from), stated])


def amendment_of(change: Change, source: str) -> Amendment:
    """A stored change as an amendment. `source` is the authoritative language."""
    return Amendment(
        key=change.key,
        kind=change.kind,
        before=tuple(change.before),
        after=tuple(change.after),
        entries=change.entries,
        texts={
            key: {field: {code: text_of(words) for code, words in texts.items()} for field, texts in fields.items()}
            for key, fields in change.texts.items()
        },
        reasons=reasons_of(change, source),
    )


def text_of(words: dict[str, Any]) -> Text:
    """A stored text."""
    return Text(str(words.get("text", "")), str(words.get("state", SOURCE)), str(words.get("of", "")))


def reasons_of(change: Change, source: str) -> dict[str, Text]:
    """The words why, as the migration of a pack has them: translations are drafts of the source."""
    told = {code: text for code, text in change.notes.items() if text.strip()}
    of = fingerprint(told.get(source, ""))
    return {code: Text(text) if code == source else Text(text, DRAFT, of) for code, text in told.items()}
