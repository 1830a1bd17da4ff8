"""Section 9: the questions, every published row, the rules, and how anybody checks all of it."""

from django.utils.translation import gettext as _

from ladder.consultation.wording import say
from ladder.synthesis.queries.sections import name_of
from ladder.synthesis.report.saying import anchor_of, class_words, named
from ladder.synthesis.report.source import ItemFacts, ReportSource
from ladder.synthesis.report.tree import Cell, Evidence, Section, Sentence, Table
from ladder.synthesis.words import word

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
LEAN_SIGNS = {
    "clearly_for": "++",
    "for": "+",
    "for_or_more": "+/++",
    "open": "○",
    "open_or_less": "○/−",
    "against": "−",
    "refuses": "×",
    "clearly_refuses": "××",
    "unheard": "·",
}
MISSING_SIGNS = {"hidden": "#", "few": "·", "silent": "—"}


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
    """Every public row in one table a principle: a line for each requirement, a column for each group."""
    words = _(
        "Each sign says where a group leans. How many spoke, and the share in support, stand in the file cells.csv."
    )
    block = Sentence(words, (Evidence("cells.csv", "certificate"),))
    columns = list(source.groups)
    principles = sorted({item.principle for item in source.items})
    tables = [principle_table(source, number, columns, language) for number in principles]
    return Section("9.4", _("Every row as published"), "rows", (block, legend(source, columns, language), *tables))


def legend(source: ReportSource, columns: list[str], language: str) -> Table:
    """Which letter stands for which group, and which sign for which lean."""
    groups = [(letter, say(source.groups[key], language)) for letter, key in zip(LETTERS, columns, strict=False)]
    signs = [(sign, word("lean", key)) for key, sign in LEAN_SIGNS.items()]
    signs += [(sign, word("state", key)) for key, sign in MISSING_SIGNS.items()]
    body = tuple((Cell(sign), Cell(meaning)) for sign, meaning in (*groups, *signs))
    return Table(_("Letters and signs"), (_("Sign"), _("Meaning")), body, "signs")


def principle_table(source: ReportSource, number: int, columns: list[str], language: str) -> Table:
    """The requirements of a principle, each with a sign for every group."""
    items = [item for item in source.items if item.principle == number]
    body = tuple(
        (
            Cell(named(source, item.key, language)),
            *[sign_cell(item, group) for group in columns],
            Cell(class_words(item)),
        )
        for item in items
    )
    head = (_("Requirement"), *LETTERS[: len(columns)], _("Class"))
    title = name_of(source.pack, number, language).text
    return Table(
        f"{number} {title}", head, body, f"rows-{number}", row_anchors=tuple(anchor_of(item.key) for item in items)
    )


def sign_cell(item: ItemFacts, group: str) -> Cell:
    """The sign of a group on a requirement; a group that was never asked has none."""
    row = next((each for each in item.rows if group in each.groups), None)
    if row is None:
        return Cell()
    if row.state in MISSING_SIGNS:
        return Cell(MISSING_SIGNS[row.state], words=word("state", row.state))
    return Cell(LEAN_SIGNS[row.lean], words=word("lean", row.lean))
