"""Builds the paper of a document in one language: from its frozen text alone, never from the tables of today."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from ladder.consultation.wording import say
from ladder.governance.models import YearDocument
from ladder.governance.queries.year_documents import read_frozen
from ladder.governance.year_papers.committee import decisions, people
from ladder.governance.year_papers.deeds import money, work
from ladder.governance.year_papers.framework import added, answers, consultations, versions
from ladder.governance.year_papers.plan import budget, workplan
from ladder.governance.year_papers.saying import day
from ladder.synthesis.report.tree import Report, Section
from ladder.webkit.languages import speaking

PAPER_LANGUAGES = ("en", "fr", "zh", "sw")
WORKPLAN, BUDGET, _REPORT = YearDocument.Kind
OF_THE_FRAMEWORK = (("consultations", consultations), ("versions", versions), ("answers", answers))


def build_paper(document: YearDocument, language: str) -> Report:
    """The whole paper in a language (en, fr, zh or sw).

    Raises:
        TamperedError: the frozen text no longer gives its digest.
    """
    frozen = read_frozen(document)
    with speaking(language):
        return Report(
            language=language,
            title=f"{document.get_kind_display()} {frozen['year']}",
            subtitle=say(frozen["body"]["names"], language),
            marks=tuple(marks_of(document, frozen)),
            facts=tuple(facts_of(document, frozen)),
            sections=sections_of(document.kind, frozen["content"], language),
            words={"contents": _("Contents")},
        )


def sections_of(kind: str, content: Mapping[str, Any], language: str) -> tuple[Section, ...]:
    """The sections of a kind of document."""
    if kind == WORKPLAN:
        return workplan(content, language)
    if kind == BUDGET:
        return budget(content, language)
    found = [part(content, language) for part in (work, money, decisions, people)]
    found += [part(content, language) for key, part in OF_THE_FRAMEWORK if key in content]
    return (*found, *added(content, language, len(found) + 1))


def marks_of(document: YearDocument, frozen: Mapping[str, Any]) -> list[str]:
    """What a reader must know before reading on."""
    marks = []
    if document.state == YearDocument.State.SUBMITTED:
        marks.append(_("Not approved: this document waits for a decision."))
    if document.state == YearDocument.State.SET_ASIDE:
        marks.append(_("Set aside: nobody decided on this document, and another one may stand in its place."))
    if document.state == YearDocument.State.REPLACED:
        marks.append(_("Replaced: a later document of this kind was approved for the same year."))
    if frozen["is_demonstration"]:
        marks.append(_("Demonstration: what this document says is invented."))
    return marks


def facts_of(document: YearDocument, frozen: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Number and day, the decision, and the fingerprint that ties the paper to the frozen text."""
    facts = [(_("Number"), str(frozen["number"])), (_("Prepared on"), day(frozen["made_on"]))]
    if "until" in frozen["content"]:
        facts.append((_("Reports until"), day(frozen["content"]["until"])))
    facts.append((_("State"), document.get_state_display()))
    if document.decision is not None:
        decided = day(document.decision.decided_on.isoformat())
        facts.append((_("Decision"), f"{document.decision} · {decided}"))
    return [*facts, (_("Fingerprint"), document.digest)]
