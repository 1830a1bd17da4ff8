"""Section 4: people, organisations and gatherings, always counted apart; small counts are hidden."""

from django.utils.translation import gettext as _

from ladder.consultation.models import Participant
from ladder.synthesis.queries.people import UNSAID
from ladder.synthesis.report.method import PARTICIPATION
from ladder.synthesis.report.saying import group_words, span_words
from ladder.synthesis.report.source import PeopleFacts, ReportSource
from ladder.synthesis.report.tree import Block, Cell, Evidence, Section, Sentence, Table


def participation(source: ReportSource, language: str) -> Section:
    """One table by group, one by group and gender, and a sentence on what is counted."""
    kinds = {"people": _("People"), "organisations": _("Organisations"), "gatherings": _("Gatherings")}
    words = _("People, organisations and gatherings are counted apart. Adding them up would count somebody twice.")
    blocks: list[Block] = [
        Sentence(words, (Evidence(_("participation"), PARTICIPATION),)),
        by_group(source, language, kinds),
    ]
    gendered = [each for each in source.people if each.gender and each.count is not None]
    if gendered:
        blocks.append(by_gender(source, language, gendered))
    return Section("4", _("Who took part"), "participation", tuple(blocks))


def by_group(source: ReportSource, language: str, kinds: dict[str, str]) -> Table:
    """People, organisations and gatherings by group, beside how many were expected."""
    rows = [
        (
            Cell(kinds[each.kind]),
            Cell(group_of(source, each, language)),
            Cell(span_words(each.count)),
            Cell(str(source.expected[each.group]) if each.kind == "people" and each.group in source.expected else ""),
        )
        for each in source.people
        if not each.gender
    ]
    head = (_("What is counted"), _("Group"), _("How many"), _("Expected to speak"))
    return Table(_("Who took part, by group"), head, tuple(rows), PARTICIPATION, _("Hidden: too few to be safe."))


def by_gender(source: ReportSource, language: str, gendered: list[PeopleFacts]) -> Table:
    """People by group and gender, as far as they said it."""
    words = {**dict(Participant.Gender.choices), UNSAID: _("Did not say")}
    rows = [
        (
            Cell(group_of(source, each, language)),
            Cell(str(words.get(each.gender, each.gender))),
            Cell(span_words(each.count)),
        )
        for each in gendered
    ]
    head = (_("Group"), _("Gender, as far as it was said"), _("How many"))
    note = _("Only numbers that are large enough to be safe are shown.")
    return Table(_("People by group and gender"), head, tuple(rows), "participation-gender", note)


def group_of(source: ReportSource, facts: PeopleFacts, language: str) -> str:
    """The group's name, or that it is all of them."""
    return group_words(source.groups, facts.group.split("+"), language) if facts.group else _("all groups")
