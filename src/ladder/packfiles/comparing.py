"""What became of each requirement between two versions: what the migration says, and what the content itself shows."""

from collections.abc import Iterator
from dataclasses import dataclass

from ladder.packfiles.document import as_entry, natural
from ladder.packfiles.model import Pack, Step
from ladder.packfiles.sections import SECTIONS


@dataclass(frozen=True, slots=True)
class Change:
    """What became of requirements; `declared` by the migration, differing in `fields`; `step` names the words why."""

    kind: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    declared: bool
    fields: tuple[str, ...] = ()
    step: str = ""


def compare(old: Pack, new: Pack) -> tuple[Change, ...]:
    """Every requirement of both versions in exactly one change, in the order of ids.

    The migration of the new version is honoured where it starts from the old one. What it does not name is `same` where
    the content is equal, `new` or `withdrawn` where only one version has it, and otherwise `stricter`: an undeclared
    change of words must not carry an old result. A declared `same` whose content differs is `stricter` too.
    """
    changes = [declared_change(old, new, step) for step in steps_between(old, new)]
    gone = {name for change in changes for name in change.before}
    come = {name for change in changes for name in change.after}
    for name in sorted({*old.requirement_by_id, *new.requirement_by_id}, key=natural):
        before = (name,) if name in old.requirement_by_id and name not in gone else ()
        after = (name,) if name in new.requirement_by_id and name not in come else ()
        if before or after:
            changes.append(shown_change(old, new, before, after))
    return tuple(sorted(changes, key=lambda change: [natural(name) for name in change.after or change.before]))


def steps_between(old: Pack, new: Pack) -> Iterator[Step]:
    """Steps of the migration from the old version to the new one, as far as both ends exist."""
    if new.migration is None or new.migration.from_version != old.version or new.key != old.key:
        return
    for step in new.migration.steps:
        if all(name in old.requirement_by_id for name in step.before):
            yield step


def missing_ends(old: Pack, new: Pack) -> tuple[str, ...]:
    """Ids that the migration from the old version names but the old version does not have: these must be mended."""
    if new.migration is None or new.migration.from_version != old.version:
        return ()
    named = {name for step in new.migration.steps for name in step.before}
    return tuple(sorted(named - set(old.requirement_by_id), key=natural))


def declared_change(old: Pack, new: Pack, step: Step) -> Change:
    """A change that the migration names."""
    fields = differing(old, new, step.before[0], step.after[0]) if step.before and step.after else ()
    kind = "stricter" if step.kind == "same" and fields else step.kind
    return Change(kind, step.before, step.after, declared=kind == step.kind, fields=fields, step=step.key)


def shown_change(old: Pack, new: Pack, before: tuple[str, ...], after: tuple[str, ...]) -> Change:
    """A change that the content itself shows."""
    if not before:
        return Change("new", before, after, declared=False)
    if not after:
        return Change("withdrawn", before, after, declared=False)
    fields = differing(old, new, before[0], after[0])
    return Change("stricter" if fields else "same", before, after, declared=False, fields=fields)


def differing(old: Pack, new: Pack, before: str, after: str) -> tuple[str, ...]:
    """Fields and words in which a requirement of one version differs from one of the other; ids do not count."""
    first, second = content_of(old, before), content_of(new, after)
    return tuple(sorted(name for name in first if first[name] != second[name]))


def content_of(pack: Pack, name: str) -> dict[str, object]:
    """What a requirement asks, without its id."""
    requirement = pack.requirement_by_id[name]
    content: dict[str, object] = {key: value for key, value in as_entry(requirement).items() if key != "id"}
    content["evidence_kind"] = as_entry(pack.evidence_kind_by_key[requirement.evidence_kind])
    return content | {field: pack.source_text("requirements", name, field) for field in SECTIONS["requirements"].fields}
