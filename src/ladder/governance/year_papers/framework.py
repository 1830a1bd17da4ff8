"""The sections of an annual report on the framework: consultations as published, versions, answers, later rooms."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from ladder.consultation.wording import read, say
from ladder.governance.models import Disposition
from ladder.governance.year_papers.saying import Entry, day, days_open, plain, table, text_cell
from ladder.synthesis.report.saying import span_words
from ladder.synthesis.report.tree import Block, Cell, Section, Sentence


def consultations(content: Mapping[str, Any], language: str) -> Section:
    """Every round with who took part, as its release says it."""
    rows = content["consultations"]
    if not rows:
        return Section("5", _("Consultations"), "consultations", (plain(_("No round was open in this year.")),))
    parts = [
        Section("", say(row["titles"], language), f"round-{row['round']}", round_blocks(row, language)) for row in rows
    ]
    words = _("Numbers are told as they were published. Where few took part in a group, its number is hidden.")
    return Section("5", _("Consultations"), "consultations", (plain(words),), tuple(parts))


def round_blocks(row: Entry, language: str) -> tuple[Block, ...]:
    """One round: its days and version, and its published participation."""
    words = _("Version %(version)s of the framework, %(days)s.")
    first = plain(words % {"version": row["version"], "days": days_open(row)})
    release = row["release"]
    if release is None:
        return first, plain(_("Nothing of this round is published yet."))
    source = _("As release %(number)s says, with the fingerprint %(digest)s.")
    told = plain(source % {"number": release["number"], "digest": release["digest"]})
    return first, told, people_table(row, language)


def people_table(row: Entry, language: str) -> Block:
    """Who took part, by what is counted and group."""
    kinds = {"people": _("People"), "organisations": _("Organisations"), "gatherings": _("Gatherings")}
    cells = [
        (
            Cell(kinds.get(one["kind"], one["kind"])),
            Cell(", ".join(say(names, language) for names in one["groups"]) or _("all groups")),
            Cell(span_words((one["count"]["low"], one["count"]["high"]) if one["count"] else None)),
        )
        for one in row["release"]["people"]
    ]
    head = (_("What is counted"), _("Group"), _("How many"))
    return table(_("Who took part, by group"), head, cells, f"people-{row['round']}")


def versions(content: Mapping[str, Any], language: str) -> Section:
    """Versions that were published, and answers that were given."""
    del language
    rows = content["versions"]
    if not rows:
        return Section("6", _("Versions"), "versions", (plain(_("No version was published in this year.")),))
    cells = [
        (Cell(row["version"]), Cell(day(row["published_on"])), Cell(day(row["effective_from"])), Cell(row["digest"]))
        for row in rows
    ]
    head = (_("Version"), _("Published on"), _("In effect from"), _("Fingerprint"))
    block = table(_("Versions published"), head, cells, "versions-table")
    return Section("6", _("Versions"), "versions", (block,))


def answers(content: Mapping[str, Any], language: str) -> Section:
    """How many issues got which answer, by round."""
    rows = content["answers"]
    if not rows:
        nothing = plain(_("No answers to comments were published in this year."))
        return Section("7", _("Answers to comments"), "answers", (nothing,))
    words = dict(Disposition.choices)
    cells = [
        (
            text_cell(row["titles"], language),
            Cell(day(row["published_on"])),
            Cell("; ".join(f"{words[key]}: {number}" for key, number in row["dispositions"].items())),
        )
        for row in rows
    ]
    block = table(_("Answers by round"), (_("Round"), _("Published on"), _("Issues")), cells, "answers-table")
    return Section("7", _("Answers to comments"), "answers", (block,))


def added(content: Mapping[str, Any], language: str, number: int) -> list[Section]:
    """Sections that other rooms added when the report was made, in their words."""
    return [
        Section(str(place), say(one["titles"], language), f"added-{one['key']}", added_blocks(one, language))
        for place, one in enumerate(content["sections"], number)
    ]


def added_blocks(section: Entry, language: str) -> tuple[Block, ...]:
    """Paragraphs, then tables."""
    readings = [read(texts, language) for texts in section.get("paragraphs", [])]
    sentences = [Sentence(one.text, (), "" if one.language == language else one.language) for one in readings]
    tables = [
        table(
            say(one["captions"], language),
            tuple(say(texts, language) for texts in one["head"]),
            [tuple(cell_of(value, language) for value in row) for row in one["rows"]],
            f"added-{section['key']}-{place}",
        )
        for place, one in enumerate(section.get("tables", []), 1)
    ]
    return (*sentences, *tables)


def cell_of(value: Any, language: str) -> Cell:
    """A cell of text, or of text by language."""
    return text_cell(value, language) if isinstance(value, Mapping) else Cell(str(value))
