"""The day sheet of a resident monitor: a few numbers, a note, and whether something happened."""

from collections.abc import Mapping
from dataclasses import dataclass

from ladder.core.field.forms.questions import YES_NO, answers, photo
from ladder.core.field.forms.rows import FIRST_LANGUAGE, LANGUAGES, Choice, Row, Sheets, Words, group
from ladder.core.field.forms.visit import METADATA, notice_of, where

MAKER = "day-sheet/1"
KINDS, GATES = "incident_kinds", "gates"
HAPPENED, OTHER = "/data/incident/happened = 'yes'", "other"
LONGEST_NOTE = 2000
MOST_PEOPLE = 500


@dataclass(frozen=True, slots=True)
class Counted:
    """One number: what is counted, how, and the largest that can be right."""

    label: Words
    hint: Words
    largest: int


@dataclass(frozen=True, slots=True)
class DaySheetContent:
    """All that a day sheet says; `gates` are titles of requirements that an incident of no known kind may bear on."""

    form_id: str
    titles: Words
    counts: Mapping[str, Counted]
    kinds: Mapping[str, Words]
    gates: Mapping[str, Words]
    words: Mapping[str, Words]
    notice: Words | None = None


def make_day_sheet(content: DaySheetContent) -> Sheets:
    """The whole form. Raises IncompleteWordsError (by `tables`) where words are missing in a language."""
    rows = [*(Row(each, each) for each in METADATA), *sheet_group(content), *incident_group(content)]
    choices = [
        *answers(YES_NO, ("yes", "no"), content.words),
        *(Choice(KINDS, key, label) for key, label in content.kinds.items()),
        *(Choice(GATES, key, label) for key, label in content.gates.items()),
    ]
    questions = tuple({"group": f"n_{key}", "part": key} for key in content.counts)
    return Sheets(tuple(rows), tuple(choices), settings_of(content), questions)


def sheet_group(content: DaySheetContent) -> list[Row]:
    """Which day, and the numbers; a number left empty was not counted."""
    words = content.words
    site, place = where(content.words)
    day = Row(
        "date", "day", words["day"], required="yes", required_message=words["day_required"], default="today()",
        constraint=". <= today()", constraint_message=words["day_constraint"],
    )  # fmt: skip
    counts = [count_row(f"n_{key}", one.label, one.hint, one.largest, words) for key, one in content.counts.items()]
    note = text_row("note", words["note"], words["note_hint"], words)
    heading = Row("note", "counts_note", words["counts_note"])
    return group("sheet", words["sheet"], [*notice_of(content.notice), site, day, heading, *counts, note, place])


def incident_group(content: DaySheetContent) -> list[Row]:
    """Whether something happened, and if so the little that helps people and names nobody."""
    words, known = content.words, f"{HAPPENED} and /data/incident/kind != ''"
    rows = [
        Row(f"select_one {YES_NO}", "happened", words["happened"], hint=words["happened_hint"],
            required="yes", required_message=words["happened_required"]),
        Row(f"select_one {KINDS}", "kind", words["kind"], relevant=HAPPENED,
            required="yes", required_message=words["kind_required"]),
        *bears_on(content),
        Row("date", "occurred_on", words["occurred_on"], relevant=known, default="today()",
            constraint=". <= today()", constraint_message=words["day_constraint"]),
        count_row("people_hurt", words["people_hurt"], words["count_hint"], MOST_PEOPLE, words, known),
        count_row("children", words["children"], words["children_hint"], MOST_PEOPLE, words, known),
        text_row("words", words["incident_words"], words["note_hint"], words, known),
        photo("photo", words["photo"], words["photo_hint"], known),
    ]  # fmt: skip
    return group("incident", words["incident"], rows)


def bears_on(content: DaySheetContent) -> list[Row]:
    """What an incident of no known kind bears on; the other kinds say so themselves."""
    if OTHER not in content.kinds or not content.gates:
        return []
    relevant = f"{HAPPENED} and /data/incident/kind = '{OTHER}'"
    words = content.words
    return [
        Row(f"select_one {GATES}", "requirement", words["bears_on"], hint=words["bears_on_hint"], relevant=relevant)
    ]


def count_row(
    name: str, label: Words, hint: Words, largest: int, words: Mapping[str, Words], relevant: str = ""
) -> Row:
    """A whole number from 0 to the largest that can be right."""
    message = {code: text.format(largest=largest) for code, text in words["count_constraint"].items()}
    return Row(
        "integer", name, label, hint=hint, relevant=relevant, constraint=f". >= 0 and . <= {largest}",
        constraint_message=message,
    )  # fmt: skip


def text_row(name: str, label: Words, hint: Words, words: Mapping[str, Words], relevant: str = "") -> Row:
    """Words that may be left out."""
    return Row(
        "text", name, label, hint=hint, relevant=relevant, constraint=f"string-length(.) <= {LONGEST_NOTE}",
        constraint_message=words["note_constraint"], appearance="multiline",
    )  # fmt: skip


def settings_of(content: DaySheetContent) -> dict[str, str]:
    """Identity of the form; its version is added by who knows the whole content."""
    return {
        "form_id": content.form_id,
        "form_title": content.titles[FIRST_LANGUAGE],
        "default_language": LANGUAGES[FIRST_LANGUAGE],
        "style": "pages",
        "name": "data",
        "instance_name": "concat(instance('sites')/root/item[name = /data/sheet/site]/label, ' ', /data/sheet/day)",
    }
