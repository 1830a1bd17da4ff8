"""Sections 5 and 6: every requirement with something to tell, by principle; and what cuts across all of them."""

from django.utils.translation import gettext as _

from ladder.consultation.wording import name_of_language, say
from ladder.core.synthesis.result import ESTABLISHED, NOT_ENOUGH_HEARD, PROVISIONAL
from ladder.synthesis.queries.sections import name_of
from ladder.synthesis.report.saying import class_words, evidence_of, full_stop, group_words, named, row_cell, span_words
from ladder.synthesis.report.source import ItemFacts, QuoteFacts, ReportSource
from ladder.synthesis.report.tree import Block, Cell, Evidence, Quote, Section, Sentence, Table
from ladder.synthesis.words import word

QUIET_CLASSES = frozenset({ESTABLISHED, PROVISIONAL, NOT_ENOUGH_HEARD})
MOST_QUOTES = 5
FEWEST_COUNTED = 5


def requirements(source: ReportSource, language: str) -> Section:
    """One subsection a principle: what converges in a sentence, everything else one by one."""
    principles = sorted({item.principle for item in source.items})
    parts = tuple(principle(source, number, language) for number in principles)
    return Section("5", _("What was said about each requirement"), "requirements", (), parts)


def principle(source: ReportSource, number: int, language: str) -> Section:
    """The requirements of one principle: those that agree or were not heard in a sentence, the others one by one."""
    items = [item for item in source.items if item.principle == number]
    quoted = {quote.item for quote in source.quotes}
    told = [item for item in items if item.key in quoted or not QUIET_CLASSES.issuperset(item.classes)]
    blocks = [
        Sentence(
            sentence % {"keys": ", ".join(item.key for item in found)}, (Evidence(_("all rows"), f"rows-{number}"),)
        )
        for name, sentence in quiet_sentences().items()
        if (found := [item for item in items if item not in told and name in item.classes])
    ]
    parts = tuple(requirement(source, item, language) for item in told)
    title = name_of(source.pack, number, language).text
    return Section(f"5.{number}", title, f"principle-{number}", tuple(blocks), parts)


def quiet_sentences() -> dict[str, str]:
    """What is said of requirements that need no page of their own, by class."""
    return {
        ESTABLISHED: _("Every group was heard and leans clearly towards support: %(keys)s."),
        PROVISIONAL: _("The groups heard so far lean towards support, and some are still to be heard: %(keys)s."),
        NOT_ENOUGH_HEARD: _("Too few people of too many groups were heard to say anything: %(keys)s."),
    }


def requirement(source: ReportSource, item: ItemFacts, language: str) -> Section:
    """What people were shown, its class, where each group stands, and their words."""
    evidence = evidence_of(item.key)
    wording = source.pack.read("requirements", item.key, "text", language)
    blocks: list[Block] = [
        Sentence(_("People were shown: “%(text)s”") % {"text": wording.text}, evidence, wording.language),
        Sentence(f"{full_stop(class_words(item))} {class_sentences(item)}", evidence),
        row_table(source, item, language),
    ]
    if not item.is_stable:
        blocks.append(Sentence(_("This finding changes when one group is left out: read it with care."), evidence))
    blocks += [quote_block(source, quote, language) for quote in quotes_on(source, item.key)]
    return Section("", named(source, item.key, language), f"on-{item.key.lower()}", tuple(blocks))


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
    head = (_("Group"), _("Voices"), _("Where it leans"))
    return Table(_("Where each group stands on %(key)s") % {"key": item.key}, head, body, f"groups-{item.key.lower()}")


def class_sentences(item: ItemFacts) -> str:
    """What the classes mean."""
    return " ".join(word("class_sentence", each) for each in item.classes)


def quotes_on(source: ReportSource, key: str) -> list[QuoteFacts]:
    """The quotes on a requirement, at most a few."""
    return [quote for quote in source.quotes if quote.item == key][:MOST_QUOTES]


def quote_block(source: ReportSource, quote: QuoteFacts, language: str) -> Quote:
    """Somebody's words: in the report's language where there is a translation, and as they were said."""
    by = group_words(source.groups, quote.role.split("+"), language) if quote.role else _("a participant")
    place = f", {quote.province}" if quote.province else ""
    said = _("said in %(language)s") % {"language": name_of_language(quote.language)}
    if language not in quote.translations or language == quote.language:
        return Quote(quote.text, quote.language, by + place, said, evidence_of(quote.item))
    text, made = quote.translations[language]
    label = f"{said}, {word('translation', made)}"
    return Quote(text, language, by + place, label, evidence_of(quote.item), quote.text, quote.language)


def cross_cutting(source: ReportSource, language: str) -> Section:
    """The questions of the round, and the themes that people who read the comments found."""
    evidence = (Evidence(_("questions"), "questions"),)
    blocks: list[Block] = []
    if source.questions:
        sentence = _(
            "Beside the requirements the round asked about the whole: who sets the level, and who pays for it."
        )
        blocks.append(Sentence(sentence, evidence))
    for names, comments in source.themes:
        blocks.append(Sentence(theme_sentence(say(names, language), comments), evidence))
    if not source.themes:
        blocks.append(Sentence(_("Comments have not been read into themes yet."), evidence))
    return Section("6", _("What cuts across the requirements"), "cross-cutting", tuple(blocks))


def theme_sentence(theme: str, comments: int) -> str:
    """A theme with how many comments it has; fewer than five are not counted out."""
    if comments < FEWEST_COUNTED:
        return _("Theme “%(theme)s”: fewer than five comments.") % {"theme": theme}
    return _("Theme “%(theme)s”: %(number)d comments.") % {"theme": theme, "number": comments}
