"""Rows of an XLSForm, with their words in every language; a word that is missing in one of them is a fault."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

LANGUAGES: Mapping[str, str] = {"en": "English (en)", "fr": "Français (fr)", "sw": "Kiswahili (sw)", "zh": "中文 (zh)"}
FIRST_LANGUAGE = "fr"  # what a phone shows that knows none of its owner's languages: the working language of Lualaba

Words = Mapping[str, str]
Cells = dict[str, str]
TRANSLATED = ("label", "hint", "constraint_message", "required_message")
SURVEY = ("type", "name", "relevant", "required", "constraint", "calculation", "default", "appearance", "parameters")


class IncompleteWordsError(ValueError):
    """Words are missing; `missing` says which, in which language: `p2/r_p2_l2_01/state label (sw)`."""

    def __init__(self, missing: Iterable[str]) -> None:
        self.missing = tuple(missing)
        super().__init__(", ".join(self.missing))


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the survey sheet. Conditions and sums are XPath, with paths from the root `/data`."""

    type: str
    name: str
    label: Words | None = None
    hint: Words | None = None
    relevant: str = ""
    required: str = ""
    required_message: Words | None = None
    constraint: str = ""
    constraint_message: Words | None = None
    calculation: str = ""
    default: str = ""
    appearance: str = ""
    parameters: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a list."""

    list_name: str
    name: str
    label: Words


@dataclass(frozen=True, slots=True)
class Sheets:
    """A whole form. `questions` maps groups back to what they ask about, as `FieldForm.questions` keeps it."""

    rows: tuple[Row, ...]
    choices: tuple[Choice, ...]
    settings: Mapping[str, str]
    questions: tuple[Mapping[str, str], ...] = field(default=())

    def tables(self) -> dict[str, list[Cells]]:
        """The three sheets as rows of cells under their headings.

        Raises:
            IncompleteWordsError: a label, hint or message lacks a language.
        """
        missing = missing_words(self)
        if missing:
            raise IncompleteWordsError(missing)
        return {
            "survey": [survey_cells(row) for row in self.rows],
            "choices": [choice_cells(choice) for choice in self.choices],
            "settings": [dict(self.settings)],
        }


def group(name: str, label: Words, rows: Iterable[Row], *, relevant: str = "", is_page: bool = True) -> list[Row]:
    """Rows within a group; a page is shown whole on one screen."""
    begin = Row("begin_group", name, label, relevant=relevant, appearance="field-list" if is_page else "")
    return [begin, *rows, Row("end_group", name)]


def survey_cells(row: Row) -> Cells:
    """The cells of a row that are not empty, always in the same order."""
    cells = {heading: getattr(row, heading) for heading in SURVEY}
    for heading in TRANSLATED:
        cells |= spread(heading, getattr(row, heading))
    return {heading: cell for heading, cell in cells.items() if cell}


def choice_cells(choice: Choice) -> Cells:
    """The cells of one answer."""
    return {"list_name": choice.list_name, "name": choice.name, **spread("label", choice.label)}


def spread(heading: str, words: Words | None) -> Cells:
    """One column a language."""
    return {f"{heading}::{name}": words[code] for code, name in LANGUAGES.items()} if words else {}


def missing_words(sheets: Sheets) -> list[str]:
    """Every word that is missing, and where; `${` is refused too, for it would be read as a sum."""
    places: list[str] = []
    found: list[str] = []
    for row in sheets.rows:
        if row.type == "end_group":
            places.pop()
            continue
        path = "/".join([*places, row.name])
        for heading in TRANSLATED:
            found += lacking(f"{path} {heading}", getattr(row, heading))
        if row.type == "begin_group":
            places.append(row.name)
    for choice in sheets.choices:
        found += lacking(f"{choice.list_name}/{choice.name} label", choice.label)
    return found


def lacking(place: str, words: Words | None) -> list[str]:
    """The languages in which a text is missing or blank."""
    if words is None:
        return []
    return [f"{place} ({code})" for code in LANGUAGES if not words.get(code, "").strip()]


def filled(words: Words, **values: object) -> dict[str, str]:
    """A pattern with its places filled in, in every language; a value may be words itself."""
    return {
        code: pattern.format(**{key: said(value, code) for key, value in values.items()})
        for code, pattern in words.items()
    }


def said(value: object, code: str) -> object:
    """A value as it stands in one language."""
    return value.get(code, "") if isinstance(value, Mapping) else value
