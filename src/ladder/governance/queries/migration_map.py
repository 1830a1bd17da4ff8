"""The map from the version before: what became of every requirement, by the changes and by the content itself."""

from collections import Counter
from dataclasses import dataclass

from ladder.catalogue.queries import pack_of
from ladder.core.canonical import digest_of
from ladder.governance.models import NextVersion
from ladder.packfiles.comparing import Change as Became
from ladder.packfiles.comparing import compare
from ladder.packfiles.document import requirement_hash
from ladder.packfiles.model import Pack, Reading
from ladder.webkit.languages import pack_language


@dataclass(frozen=True, slots=True)
class Named:
    """A requirement at one end, with its title."""

    key: str
    title: Reading


@dataclass(frozen=True, slots=True)
class Way:
    """What became of requirements, with titles at both ends; `change` is the key of the change that says so."""

    kind: str
    before: tuple[Named, ...]
    after: tuple[Named, ...]
    change: str


@dataclass(frozen=True, slots=True)
class MigrationMap:
    """Every requirement that is not the same, the number of those that are, and the digest of all of it."""

    ways: tuple[Way, ...]
    counts: tuple[tuple[str, int], ...]
    unchanged: int
    digest: str


def build_map(row: NextVersion, pack: Pack) -> MigrationMap:
    """The map from the base of a version in the making to what its changes make."""
    base = pack_of(row.base)
    found = compare(base, pack)
    told = [one for one in found if one.kind != "same" or one.before != one.after]
    return MigrationMap(
        ways=tuple(way_of(one, base, pack) for one in told),
        counts=tuple(sorted(Counter(one.kind for one in told).items())),
        unchanged=len(found) - len(told),
        digest=digest_of([[one.kind, one.before, one.after, contents(one, pack)] for one in found]),
    )


def contents(one: Became, pack: Pack) -> list[str]:
    """The hashes of what it led to, so that other words are another map."""
    return [requirement_hash(pack, key) for key in one.after]


def way_of(one: Became, base: Pack, pack: Pack) -> Way:
    """One change with titles."""
    language = pack_language()
    return Way(
        kind=one.kind,
        before=tuple(Named(key, base.read("requirements", key, "title", language)) for key in one.before),
        after=tuple(Named(key, pack.read("requirements", key, "title", language)) for key in one.after),
        change=one.step,
    )
