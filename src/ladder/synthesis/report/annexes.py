"""Section 9: the questions, every published row, the rules, and how anybody checks all of it."""

from django.utils.translation import gettext as _

from ladder.consultation.wording import say
from ladder.synthesis.report.saying import anchor_of, class_words, group_words, named, row_cell, span_words
from ladder.synthesis.report.source import ItemFacts, ReportSource
from ladder.synthesis.report.tree import Cell, Evidence, Section, Sentence, Table


def annexes(source: ReportSource, language: str) -> Section:
    """Everything the sentences before rest on."""
    parts = (questions(source, language), rules(source), certificate(source), rows(source, language))
    return Section("9", _("Annexes"), "annexes", (), parts)


def questions(source: ReportSource, language: str) -> Section:
    """The questions of the round beside its requirements."""
    blocks = [
        Sentence(f"{place}. {say(texts, language)}", (Evidence(_("rules"), "rules"),))
        for place, texts in enumerate(source.questions, 1)
    ]
    return Section("9.1", _("Questions of the round"), "questions", tuple(blocks))


def rules(source: ReportSource) -> Section:
    """Where the rules stand, and that they were fixed first."""
    words = _(
        "The rules by which a requirement counts as converging or diverging were fixed and published when the round "
        "opened. They stand in the file rules.json of the release. Fingerprint: %(digest)s."
    )
    block = Sentence(words % {"digest": source.rules_digest}, (Evidence("rules.json", "certificate"),))
    return Section("9.2", _("Rules fixed before anybody answered"), "rules", (block,))


def certificate(source: ReportSource) -> Section:
    """How anybody checks the release without trusting those who publish it."""
    words = _(
        "The release is a set of files with the fingerprint %(digest)s. The command “ladder release verify” recomputes "
        "every class from them; “ladder release audit” checks that nothing hidden can be worked out."
    )
    block = Sentence(words % {"digest": source.digest}, (Evidence("certificate.json", "rules"),))
    return Section("9.3", _("How to check this report"), "certificate", (block,))


def rows(source: ReportSource, language: str) -> Section:
    """Every published row, one table a requirement."""
    words = _("One table for each requirement, with every group as it was published.")
    block = Sentence(words, (Evidence("cells.csv", "certificate"),))
    parts = tuple(
        Section(
            "", named(source, item.key, language), f"annex-{item.key.lower()}", (row_table(source, item, language),)
        )
        for item in source.items
    )
    return Section("9.4", _("Every row as published"), "rows", (block,), parts)


def row_table(source: ReportSource, item: ItemFacts, language: str) -> Table:
    """The groups of one requirement: how many were heard and where they lean."""
    body = tuple(
        (
            Cell(group_words(source.groups, row.groups, language)),
            Cell(span_words(row.voices) if row.voices else ""),
            row_cell(row),
        )
        for row in item.rows
    )
    return Table(class_words(item), (_("Group"), _("Voices"), _("Where it leans")), body, anchor_of(item.key))
