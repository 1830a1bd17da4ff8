"""Sections 7 and 8: recommendations, each with its trace; and what the bodies that decide have answered."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ladder.consultation.wording import say
from ladder.synthesis.report.requirements import FEWEST_COUNTED
from ladder.synthesis.report.saying import evidence_of
from ladder.synthesis.report.source import PassageFacts, ReportSource
from ladder.synthesis.report.tree import Evidence, Section, Sentence


def recommendations(source: ReportSource, language: str) -> Section:
    """What those who listened recommend, and what each recommendation rests on."""
    found = [each for each in source.passages if each.kind == "recommendation"]
    blocks = [Sentence(recommendation(each, language), evidence_of(*each.requirements)) for each in found]
    if not blocks:
        blocks = [Sentence(_("No recommendation has been written yet."), (Evidence(_("all rows"), "rows"),))]
    return Section("7", _("Recommendations"), "recommendations", tuple(blocks))


def recommendation(passage: PassageFacts, language: str) -> str:
    """Its words, and how many comments it rests on; a few are not counted out."""
    words = say(passage.texts, language)
    if passage.comments < FEWEST_COUNTED:
        return words
    rests = ngettext("It rests on %(number)d comment.", "It rests on %(number)d comments.", passage.comments)
    return f"{words} {rests % {'number': passage.comments}}"


def response(source: ReportSource, language: str) -> Section:
    """What the bodies that decide have answered so far."""
    found = [each for each in source.passages if each.kind == "response"]
    blocks = [Sentence(say(each.texts, language), evidence_of(*each.requirements)) for each in found]
    if not blocks:
        waiting = _(
            "The bodies that decide have not answered yet. Every comment will get an answer with a reason before the "
            "next version is published."
        )
        blocks = [Sentence(waiting, (Evidence(_("recommendations"), "recommendations"),))]
    return Section("8", _("What those who decide have answered"), "response", tuple(blocks))
