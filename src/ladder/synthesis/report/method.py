"""Sections 1 and 3: the letter and status, and how people were heard and who was not."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ladder.consultation.models import Contribution
from ladder.consultation.wording import name_of_language, say
from ladder.synthesis.report.saying import group_words
from ladder.synthesis.report.source import ReportSource
from ladder.synthesis.report.tree import Evidence, Section, Sentence

PARTICIPATION = "participation-table"


def letter(source: ReportSource, language: str) -> Section:
    """What this document is, in the words of those who publish it and in ours."""
    written = [Sentence(say(each.texts, language), ()) for each in source.passages if each.kind == "letter"]
    status = Sentence(
        _(
            "This document reports what was heard in one round. Where groups agree, the text can go forward. Where "
            "they do not, the difference is published, and the bodies that decide have to answer it."
        ),
        (Evidence(_("rules"), "rules"),),
    )
    return Section("1", _("Letter and status of this document"), "letter", (*written, status))


def method(source: ReportSource, language: str) -> Section:
    """Channels, languages, limits, and which groups were not reached."""
    rules, table = (Evidence(_("rules"), "rules"),), (Evidence(_("participation"), PARTICIPATION),)
    asked = ngettext(
        "People were asked about %(number)d requirement.", "People were asked about %(number)d requirements.",
        len(source.items),
    )  # fmt: skip
    languages = _("It could be answered in these languages: %(languages)s.")
    ways = _("These ways in were used: %(channels)s.")
    blocks = [
        Sentence(asked % {"number": len(source.items)}, (Evidence(_("all rows"), "rows"),)),
        Sentence(languages % {"languages": ", ".join(map(name_of_language, source.languages))}, rules),
        Sentence(ways % {"channels": ", ".join(channel_words(source))}, table),
        Sentence(
            _(
                "Each group speaks with one voice of equal weight, however many people it has. The open link is "
                "counted apart and decides nothing. A show of hands counts for less than answers given alone, because "
                "hands follow each other."
            ),
            rules,
        ),
        *extension_sentences(source),
        not_reached(source, language),
        *[Sentence(say(each.texts, language), table) for each in source.passages if each.kind == "limits"],
        Sentence(
            _(
                "No figure is shown that could tell what one person said. Small groups are shown together or not at "
                "all, and a machine has checked that nothing hidden can be worked out from all releases together."
            ),
            (Evidence(_("certificate"), "certificate"),),
        ),
    ]
    return Section("3", _("How people were heard"), "method", tuple(blocks))


def channel_words(source: ReportSource) -> list[str]:
    """The ways in that were used."""
    words = dict(Contribution.Channel.choices)
    return [str(words[each.channel]) for each in source.channels if each.is_in_use]


def extension_sentences(source: ReportSource) -> list[Sentence]:
    """That the round was extended, and why."""
    sentence = _("The round was extended to %(day)s: %(reason)s")
    return [
        Sentence(
            sentence % {"day": each.closes_on.isoformat(), "reason": each.reason}, (Evidence(_("rules"), "rules"),)
        )
        for each in source.extensions
    ]


def not_reached(source: ReportSource, language: str) -> Sentence:
    """Which groups of the stakeholder map no row of the release shows."""
    shown = {
        group for item in source.items for row in item.rows if row.state in {"shown", "merged"} for group in row.groups
    }
    missing = [group for group in source.groups if group not in shown]
    evidence = (Evidence(_("all rows"), "rows"),)
    if not missing:
        return Sentence(_("Every group of the stakeholder map was heard on at least one requirement."), evidence)
    sentence = _("These groups were not heard, or by too few people to be shown: %(groups)s.")
    return Sentence(sentence % {"groups": group_words(source.groups, missing, language)}, evidence)
