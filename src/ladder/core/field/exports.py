"""Tables of answers that KoboToolbox and ODK Central export: which column answers which question of a form.

Kobo writes paths with `/` (or only last names, or the words of the questions) and adds `_uuid`, `_id` and
`_submission_time`; Central writes paths with `-`, adds `SubmissionDate` and `KEY`, and splits a place in four.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from ladder.core.field.outline import FILE, MANY, ONE, PLACE, Asked, Outline

KOBO, CENTRAL = "kobo", "central"
SEPARATORS = ("/", "-", ".", "::")
PLACE_PARTS = ("latitude", "longitude", "altitude", "accuracy")
SAME_PART = {"precision": "accuracy"}
KOBO_MARKS = frozenset({"_uuid", "_id", "_submission_time", "_index"})
CENTRAL_MARKS = frozenset({"key", "submissiondate", "meta-instanceid", "instanceid"})
META = {
    "_uuid": "uuid",
    "meta/instanceid": "instance", "meta-instanceid": "instance", "instanceid": "instance",
    "key": "root",
    "meta/rootuuid": "root", "_submission_time": "submitted", "submissiondate": "submitted", "formversion": "version",
}  # fmt: skip
IGNORED = frozenset({
    "_id", "_index", "_validation_status", "_notes", "_status", "_submitted_by", "__version__", "_tags", "_attachments",
    "_geolocation", "_xform_id_string", "_bamboo_dataset_id", "formhub/uuid", "meta/instancename", "meta-instancename",
    "meta/deprecatedid", "meta-deprecatedid", "submitterid", "submittername", "attachmentspresent",
    "attachmentsexpected",
    "status", "reviewstate", "deviceid", "edits", "instancename", "meta/audit", "meta-audit",
})  # fmt: skip
TICKED = frozenset({"1", "1.0", "true", "yes"})
TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class Column:
    """What one column holds: an answer (`path`), one part of a place, one answer of several (`choice`), or `meta`."""

    number: int
    path: str = ""
    part: str = ""
    choice: str = ""
    meta: str = ""


@dataclass(frozen=True, slots=True)
class Mapped:
    """The columns of a table as a form understands them; `unknown` are headings that mean nothing here."""

    system: str
    outline: Outline
    columns: tuple[Column, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def answered(self) -> int:
        """How many questions have a column."""
        return len({each.path for each in self.columns if each.path})


@dataclass(frozen=True, slots=True)
class Trouble:
    """A cell that cannot be followed: the number of its column, why, and what stands there."""

    column: int
    why: str
    seen: str = ""


@dataclass(frozen=True, slots=True)
class RowRead:
    """One row: what it says of itself (`meta`), its answers by path, and what cannot be followed."""

    meta: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    troubles: tuple[Trouble, ...] = ()


def recognise(headings: Iterable[str]) -> str:
    """Which system made the table; empty where it carries the marks of neither."""
    known = {fold(each) for each in headings}
    if len(known & KOBO_MARKS) > 1 or "_uuid" in known:
        return KOBO
    return CENTRAL if "key" in known and len(known & CENTRAL_MARKS) > 1 else ""


def choose(headings: Sequence[str], outlines: Iterable[Outline]) -> Mapped | None:
    """The form that understands most columns, of equals the one that asks least; None where none understands any."""
    mapped = [map_columns(headings, each) for each in outlines]
    best = max(mapped, key=lambda each: (each.answered, -len(each.outline.asked)), default=None)
    return best if best is not None and best.answered else None


def map_columns(headings: Sequence[str], outline: Outline) -> Mapped:
    """Every column's meaning under one form. A heading that stands twice means the questions so named, in order."""
    names = names_of(outline)
    counted: Counter[str] = Counter()
    total = Counter(fold(each) for each in headings)
    columns, unknown = [], []
    for number, heading in enumerate(headings):
        name = fold(heading)
        counted[name] += 1
        column = meaning(number, name, counted[name] - 1, total[name], names)
        if column is not None:
            columns.append(column)
        elif name and not is_ignored(name, names):
            unknown.append(heading)
    return Mapped(recognise(headings), outline, tuple(columns), tuple(unknown))


def meaning(number: int, name: str, place: int, total: int, names: Mapping[str, list[Column]]) -> Column | None:
    """What a heading means, the `place`-th of `total` that read alike."""
    if name in META:
        return Column(number, meta=META[name])
    found = names.get(name, [])
    if len(found) == 1 and total == 1:
        chosen = found[0]
    elif len(found) == total:
        chosen = found[place]
    else:
        return None
    return Column(number, chosen.path, chosen.part, chosen.choice)


def names_of(outline: Outline) -> dict[str, list[Column]]:
    """All headings under which the questions of a form may stand, each with what it may mean, in the form's order."""
    found: dict[str, list[Column]] = {}
    for asked in outline.asked:
        for name, column in sorted(
            headings_of(asked, outline.languages), key=lambda each: (each[0], each[1].part, each[1].choice)
        ):
            means = found.setdefault(name, [])
            if all((each.path, each.part, each.choice) != (column.path, column.part, column.choice) for each in means):
                means.append(column)
    return found


def headings_of(asked: Asked, languages: Sequence[str]) -> set[tuple[str, Column]]:
    """Names of one question's columns: by path, by its last step, and by its words with and without its groups."""
    ways = {tuple(map(fold, asked.path.split("/"))), (fold(asked.name),)}
    for language in languages:
        label = fold(asked.label.get(language) or asked.name)
        ways |= {(label,), (*(fold(each.get(language, "")) for each in asked.groups), label)}
    said = {(key, fold(word)) for key, words in asked.choices.items() for word in (key, *words.values())}
    found = set()
    for way in ways:
        for separator in SEPARATORS if len(way) > 1 else SEPARATORS[:1]:
            found |= columns_of(asked, way, separator, said)
    return found


def columns_of(
    asked: Asked, way: Sequence[str], separator: str, said: Iterable[tuple[str, str]]
) -> set[tuple[str, Column]]:
    """The columns that one question may have under one manner of naming; `said` are its answers' keys and words."""
    name = separator.join(way)
    found = {(name, Column(-1, asked.path))}
    if asked.kind == PLACE:
        beside = separator.join([*way[:-1], f"_{way[-1]}"])
        for part in (*PLACE_PARTS, *SAME_PART):
            column = Column(-1, asked.path, part=SAME_PART.get(part, part))
            found |= {(f"{name}-{part}", column), (f"{beside}_{part}", column), (f"_{name}_{part}", column)}
    if asked.kind == MANY:
        found |= {(f"{name}/{word}", Column(-1, asked.path, choice=key)) for key, word in said if word}
    return found


def is_ignored(name: str, names: Mapping[str, list[Column]]) -> bool:
    """Whether a column is the other system's own business: its notes, counts, and addresses of files."""
    return (
        name in IGNORED or (name.endswith("_url") and name.removesuffix("_url") in names) or name.startswith("_parent")
    )


@lru_cache(maxsize=8192)
def fold(heading: str) -> str:
    """A heading without markup, in small letters, with single blanks."""
    return " ".join(TAG.sub("", heading).split()).casefold()


def read_row(cells: Sequence[str], mapped: Mapped) -> RowRead:
    """What one row says, its answers as a phone would have written them."""
    reader = RowReader(mapped.outline.by_path)
    for column in mapped.columns:
        cell = cells[column.number].strip() if column.number < len(cells) else ""
        if cell:
            reader.take(column, cell)
    return reader.result()


@dataclass(slots=True)
class RowReader:
    """Collects one row cell by cell."""

    asked: Mapping[str, Asked]
    meta: dict[str, str] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    parts: dict[str, dict[str, str]] = field(default_factory=dict)
    ticked: dict[str, set[str]] = field(default_factory=dict)
    odd: list[tuple[str, Trouble]] = field(default_factory=list)

    def take(self, column: Column, cell: str) -> None:
        """One cell that is not empty."""
        if column.meta:
            self.meta[column.meta] = cell
        elif column.part:
            self.parts.setdefault(column.path, {})[column.part] = cell
        elif column.choice:
            self.ticked.setdefault(column.path, set()).update({column.choice} if fold(cell) in TICKED else ())
        elif (answer := read_answer(self.asked[column.path], cell)) is not None:
            self.values[column.path] = answer
        else:
            self.odd.append((column.path, Trouble(column.number, "unknown_choice", cell)))

    def result(self) -> RowRead:
        """The row as a whole: columns of single answers say more surely than joined words which were chosen."""
        for path, chosen in self.ticked.items():
            self.values[path] = " ".join(sorted(chosen))
        for path, found in self.parts.items():
            self.values.setdefault(path, " ".join(found.get(each, "0") for each in PLACE_PARTS))
        troubles = tuple(trouble for path, trouble in self.odd if path not in self.ticked)
        return RowRead(self.meta, {path: value for path, value in self.values.items() if value}, troubles)


def read_answer(asked: Asked, cell: str) -> str | None:
    """One answer by its key; words of any language are understood. None where it is none of the answers."""
    if asked.kind == ONE and asked.choices:
        return find_choice(asked, cell)
    if asked.kind == MANY and asked.choices:
        return find_choices(asked, cell)
    if asked.kind == FILE:
        return re.split(r"[/\\]", cell)[-1]
    return cell


def find_choice(asked: Asked, cell: str) -> str | None:
    """The key of an answer given by key or by its words in any language."""
    if cell in asked.choices:
        return cell
    wanted = fold(cell)
    found = {
        key for key, words in asked.choices.items() if wanted in {fold(key), *(fold(each) for each in words.values())}
    }
    return found.pop() if len(found) == 1 else None


def find_choices(asked: Asked, cell: str) -> str | None:
    """Keys of several answers: keys, or words, one after the other with blanks between."""
    keys = cell.split()
    if all(key in asked.choices for key in keys):
        return " ".join(sorted(set(keys)))
    for language in sorted({one for words in asked.choices.values() for one in words}):
        found = match_words(fold(cell), {fold(words.get(language, "")): key for key, words in asked.choices.items()})
        if found is not None:
            return " ".join(sorted(found))
    return None


def match_words(text: str, words: Mapping[str, str]) -> set[str] | None:
    """The keys of the words that a text is made of, the longest first; None where something is left over."""
    found: set[str] = set()
    while text:
        said = max(
            (each for each in words if each and (text == each or text.startswith(f"{each} "))), key=len, default=""
        )
        if not said:
            return None
        found.add(words[said])
        text = text.removeprefix(said).strip()
    return found
