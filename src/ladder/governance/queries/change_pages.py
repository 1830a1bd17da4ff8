"""What the pages of changes show: the list of a version, and one requirement with all that was said about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from ladder.consultation.wording import read
from ladder.governance.queries.trace import (
    Cause,
    TracedChange,
    TracedSentence,
    changes_of,
    find_change,
    other_answers,
    trace_change,
)
from ladder.governance.queries.version_pairs import VersionPair, belongs_to, lines_of
from ladder.packfiles.model import Reading


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change in the list: the requirement it led to (or the one that is gone), and how many issues caused it."""

    key: str
    kind: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    title: Reading
    notes: Reading
    issues: int


@dataclass(frozen=True, slots=True)
class FieldSentences:
    """The sentences of one field, in one language."""

    field: str
    language: str
    sentences: tuple[TracedSentence, ...]


@dataclass(frozen=True, slots=True)
class RequirementTrace:
    """A requirement of a version: its sentences by field, its change, and answers that changed nothing here."""

    key: str
    title: Reading
    is_gone: bool
    fields: tuple[FieldSentences, ...]
    change: TracedChange | None
    others: tuple[Cause, ...]


def list_changes(pair: VersionPair, language: str) -> list[ChangeLine]:
    """Every change by the requirement it leads to; one that split a requirement stands once for each part."""
    lines = []
    for change in changes_of(pair.row):
        for key in change.after or change.before:
            title = title_of(pair, key, language)
            lines.append(
                ChangeLine(
                    key, change.kind, tuple(change.before), tuple(change.after), title, read(change.notes),
                    sum(hasattr(one, "answer") for one in change.issues.all()),
                )
            )  # fmt: skip
    return sorted(lines, key=lambda line: line.key)


def title_of(pair: VersionPair, key: str, language: str) -> Reading:
    """The title of a requirement, of the earlier version where it is gone."""
    pack = pair.later if key in pair.later.requirement_by_id else pair.earlier
    return pack.read("requirements", key, "title", language)


def page_of_requirement(pair: VersionPair, key: str, language: str) -> RequirementTrace | None:
    """Everything that the page of one requirement shows; None where neither version holds it."""
    if key not in {*pair.later.requirement_by_id, *pair.earlier.requirement_by_id}:
        return None
    change = find_change(changes_of(pair.row), key)
    traced = trace_change(change) if change else None
    sentences = tuple(
        TracedSentence(line, traced if change and belongs_to(line, change) else None)
        for line in lines_of(pair, key, change, language)
    )
    causing = list(change.issues.all()) if change else []
    about = {key, *(change.before if change else [])}
    return RequirementTrace(
        key=key,
        title=title_of(pair, key, language),
        is_gone=key not in pair.later.requirement_by_id,
        fields=by_field(sentences),
        change=traced,
        others=other_answers(pair, about, causing),
    )


def by_field(sentences: Sequence[TracedSentence]) -> tuple[FieldSentences, ...]:
    """Sentences under their field, in the order given."""
    fields = dict.fromkeys(one.line.field for one in sentences)
    return tuple(
        FieldSentences(field, rows[0].line.language, rows)
        for field in fields
        if (rows := tuple(one for one in sentences if one.line.field == field))
    )
