"""Builds the report of a release in one language: the order of its sections, its title page and its marks."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ladder.consultation.wording import name_of_language, say
from ladder.synthesis.report.annexes import annexes
from ladder.synthesis.report.closing import recommendations, response
from ladder.synthesis.report.method import letter, method
from ladder.synthesis.report.participation import participation
from ladder.synthesis.report.requirements import cross_cutting, requirements
from ladder.synthesis.report.source import ReportSource
from ladder.synthesis.report.summary import summary
from ladder.synthesis.report.tree import Report
from ladder.webkit.languages import speaking

REPORT_LANGUAGES = ("en", "fr", "zh", "sw")


def build_report(source: ReportSource, language: str) -> Report:
    """The whole report in a language (en, fr, zh or sw): the same numbers and the same sentences in each."""
    with speaking(language):
        return Report(
            language=language,
            title=_("What was heard: %(round)s") % {"round": say(source.round_titles, language)},
            subtitle=_("Report of release %(number)d on version %(version)s of the framework")
            % {"number": source.number, "version": source.version},
            marks=tuple(marks_of(source)),
            facts=tuple(facts_of(source)),
            sections=(
                letter(source, language),
                summary(source, language),
                method(source, language),
                participation(source, language),
                requirements(source, language),
                cross_cutting(source, language),
                recommendations(source, language),
                response(source, language),
                annexes(source, language),
            ),
            words={"contents": _("Contents")},
        )


def marks_of(source: ReportSource) -> list[str]:
    """What a reader must know before reading on."""
    marks = []
    if source.is_demonstration:
        marks.append(_("Demonstration: the people, positions and comments in this report are invented."))
    if source.is_illustrative:
        marks.append(_("Illustrative framework: not the official text of any body."))
    if source.is_open:
        marks.append(_("The round is still open: what is said here may change."))
    marks.append(
        _("This is not a vote. It says where groups stand, and why, so that those who decide can answer them.")
    )
    return marks


def facts_of(source: ReportSource) -> list[tuple[str, str]]:
    """Dates, languages and the hashes that tie the paper to the release."""
    return [
        (_("Round"), _("%(first)s to %(last)s") % {"first": day(source.opened_on), "last": day(source.closes_on)}),
        (_("Prepared on"), day(source.prepared_on)),
        (_("Languages of the round"), ", ".join(map(name_of_language, source.languages))),
        (_("Fingerprint of the release"), source.digest),
        (_("Fingerprint of the rules"), source.rules_digest),
    ]


def day(value: date) -> str:
    """A date as it is written in the active language."""
    return str(date_format(value, "DATE_FORMAT"))
