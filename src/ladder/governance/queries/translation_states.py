"""How far each language of a version in the making has come: requirement by requirement, and field by field."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ladder.catalogue.queries import pack_of
from ladder.governance.models import Change, NextVersion
from ladder.governance.queries.source_words import MISSING, Words, words_of
from ladder.packfiles.document import natural
from ladder.packfiles.model import DRAFT, REVIEWED, STALE, Pack
from ladder.packfiles.sections import SECTIONS

FIELDS = SECTIONS["requirements"].fields
WEAKEST_FIRST = (MISSING, STALE, DRAFT, REVIEWED)


@dataclass(frozen=True, slots=True)
class Task:
    """A requirement to be translated, with its weakest state; `change` is "" where nothing is changed about it."""

    key: str
    title: str
    state: str
    change: str


@dataclass(frozen=True, slots=True)
class LanguageState:
    """How many requirements of a language are in each state, weakest first."""

    language: str
    counts: tuple[tuple[str, int], ...]


def languages_into(base: Pack) -> tuple[str, ...]:
    """The languages that are translated into."""
    return tuple(one for one in base.languages if one != base.authoritative_language)


def list_tasks(row: NextVersion, changes: Sequence[Change], language: str, *, with_rest: bool = False) -> list[Task]:
    """Requirements of the next version for one language; without those that no change touches unless asked for."""
    base = pack_of(row.base)
    tasks = [task_of(base, change, key, language) for change in changes for key in change.after]
    if with_rest:
        touched = {key for change in changes for key in change.before}
        rest = [key for key in base.requirement_by_id if key not in touched]
        tasks += [task_of(base, untouched(key), key, language) for key in rest]
    return sorted(tasks, key=lambda one: (WEAKEST_FIRST.index(one.state), natural(one.key)))


def count_states(tasks: Iterable[Task], language: str) -> LanguageState:
    """How many requirements are in each state."""
    counts = Counter(one.state for one in tasks)
    return LanguageState(language, tuple((state, counts[state]) for state in WEAKEST_FIRST))


def task_of(base: Pack, change: Change, key: str, language: str) -> Task:
    """One requirement in one language."""
    words = fields_of(base, change, key, language)
    states = [one.state for one in words if one.state]
    state = min(states, key=WEAKEST_FIRST.index, default=MISSING)
    return Task(key, words[0].new_source if words else "", state, "" if change.pk is None else change.key)


def fields_of(base: Pack, change: Change, key: str, language: str) -> list[Words]:
    """The fields of a requirement that have words to translate."""
    found = (words_of(base, change, key, field, language) for field in FIELDS)
    return [one for one in found if one.new_source or one.old_source]


def untouched(key: str) -> Change:
    """A requirement that stays, as a change that does nothing; it is never stored."""
    return Change(key=key, kind="same", before=[key], after=[key], revision=0)


def change_for(row: NextVersion, key: str) -> Change | None:
    """The change that leads to a requirement, or one that does nothing; None where the next version has none."""
    changes = list(row.changes.all())
    found = next((one for one in changes if key in one.after), None)
    if found is not None:
        return found
    is_there = key in pack_of(row.base).requirement_by_id and not any(key in one.before for one in changes)
    return untouched(key) if is_there else None
