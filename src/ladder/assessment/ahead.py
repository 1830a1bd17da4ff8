"""What a newer version would change for a site: numbers, and the levels that carried results alone would give.

A preview and never a result: the level under the older version stays as it is, and what would have to be looked at
again counts as not assessed. Method: docs/methods/version-migration.md.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ladder.assessment.carrying import CARRIES
from ladder.catalogue.queries.lineage import STRENGTH, Pair
from ladder.core.assessment.carried import carry_over
from ladder.core.assessment.facts import NOT_ASSESSED
from ladder.core.assessment.result import SiteResult
from ladder.core.catalogue.ladder import Ladder
from ladder.packfiles.model import Pack

KINDS = (*STRENGTH, "new", "withdrawn")


@dataclass(frozen=True, slots=True)
class Step:
    """One principle: its level as it stands, and as carried results alone would give it; None: not assessed."""

    number: str
    name: str
    name_language: str
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class Changed:
    """One requirement that does not stay the same: its key in the newer version, or in the older where withdrawn."""

    kind: str
    key: str
    title: str
    title_language: str
    before: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ahead:
    """The preview. `counts` are requirements by kind of change, every kind once and in order."""

    site_before: int
    site_after: int
    highest: int
    counts: tuple[tuple[str, int], ...]
    steps: tuple[Step, ...]
    changed: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """Two versions, the rules of the newer one, and what became of each requirement on the way."""

    older: Pack
    newer: Pack
    ladder: Ladder
    pairs: tuple[Pair, ...]


def look_ahead(way: Way, result: SiteResult, language: str, *, may_rise: bool) -> Ahead:
    """The preview of a result under the newer version.

    `may_rise` False holds every level to what it is now: a level that rises because a requirement was withdrawn would
    tell how that one requirement stands, which the public does not see.
    """
    kinds = kinds_of(way.pairs)
    number_of = Counter(kind for kind, _key in kinds)
    then = carry_over(way.ladder, result, {pair.after: pair.before for pair in way.pairs if pair.kind in CARRIES})
    return Ahead(
        site_before=result.site_level,
        site_after=then.site_level if may_rise else min(then.site_level, result.site_level),
        highest=way.ladder.levels[-1],
        counts=tuple((kind, number_of[kind]) for kind in KINDS),
        steps=tuple(steps_of(way.newer, result, then, language, may_rise=may_rise)),
        changed=tuple(changed_of(way, kinds, language)),
    )


def kinds_of(pairs: Iterable[Pair]) -> dict[tuple[str, str], list[str]]:
    """Each requirement of the newer version, and each withdrawn one, once: by kind and key, with what it came from.

    Where one has several ways behind it, the strongest names it.
    """
    found: dict[tuple[bool, str], tuple[str, list[str]]] = {}
    for pair in sorted(pairs, key=lambda one: (one.after, one.before)):
        at = (not pair.after, pair.after or pair.before)
        kind, before = found.get(at, (pair.kind, []))
        found[at] = (max(kind, pair.kind, key=KINDS.index), [*before, *([pair.before] if pair.before else [])])
    return {(kind, key): before for (_, key), (kind, before) in found.items()}


def steps_of(newer: Pack, now: SiteResult, then: SiteResult, language: str, *, may_rise: bool) -> Iterable[Step]:
    """Every principle of the newer version."""
    seen_now, seen_then = seen_principles(now), seen_principles(then)
    for principle in newer.principles:
        number, name = str(principle.number), newer.read("principles", principle.key, "name", language)
        before = now.levels[number] if number in seen_now else None
        after = then.levels[number] if number in seen_then else None
        if after is not None and not may_rise:
            after = min(after, before or 0)
        yield Step(number, name.text, name.language, before, after)


def seen_principles(result: SiteResult) -> set[str]:
    """Principles under which anything at all is known; the others are unknown, not at the bottom."""
    known = (one for one in result.standings.values() if one.state != NOT_ASSESSED)
    return {one.requirement.principle for one in known}


def changed_of(way: Way, kinds: Mapping[tuple[str, str], list[str]], language: str) -> Iterable[Changed]:
    """All that does not stay the same, in the order of kinds and keys; a key that moved counts as a change."""
    for (kind, key), before in sorted(kinds.items(), key=lambda one: (KINDS.index(one[0][0]), one[0][1])):
        if kind == "same" and before == [key]:
            continue
        title = (way.older if kind == "withdrawn" else way.newer).read("requirements", key, "title", language)
        yield Changed(kind, key, title.text, title.language, tuple(before))
