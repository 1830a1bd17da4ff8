"""Section 2: ten findings at most, what divides first, each with who supports it and who does not."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ladder.core.synthesis.disclosure.leaning import ALL_AGAINST, FOR_OR_MORE
from ladder.core.synthesis.result import CLEARLY_FOR
from ladder.core.synthesis.result import FOR as IN_FAVOUR
from ladder.synthesis.report.saying import evidence_of, full_stop, group_words, named
from ladder.synthesis.report.source import ItemFacts, ReportSource
from ladder.synthesis.report.tree import Evidence, Section, Sentence

FINDINGS = 10
SHARES = ((("objection",), 4), (("divergence",), 2), (("shared_refusal",), 2), (("convergence_established",), 10))
CONVERGENCE = ("convergence_established", "convergence_provisional")
AGAINST, FOR = frozenset(ALL_AGAINST), frozenset({CLEARLY_FOR, IN_FAVOUR, FOR_OR_MORE})


def summary(source: ReportSource, language: str) -> Section:
    """How the requirements divide into classes, then the findings."""
    counts = [
        Sentence(counted(source, CONVERGENCE, converging(source)), evidence_rows()),
        Sentence(counted(source, ("objection", "divergence"), dividing(source)), evidence_rows()),
        Sentence(counted(source, ("not_enough_heard",), unheard(source)), evidence_rows()),
    ]
    findings = [Sentence(finding(source, item, language), evidence_of(item.key)) for item in choose(source)]
    return Section("2", _("Summary"), "summary", (*counts, *findings))


def evidence_rows() -> tuple[Evidence, ...]:
    """The whole matrix as evidence."""
    return (Evidence(_("all rows"), "rows"),)


def counted(source: ReportSource, classes: Sequence[str], sentence: str) -> str:
    """A sentence with how many requirements hold any of the classes."""
    return sentence % {"number": len(source.items_with(*classes)), "all": len(source.items)}


def converging(source: ReportSource) -> str:
    """The sentence on convergence."""
    return ngettext(
        "On %(number)d of %(all)d requirements the groups converge.",
        "On %(number)d of %(all)d requirements the groups converge.",
        len(source.items_with(*CONVERGENCE)),
    )


def dividing(source: ReportSource) -> str:
    """The sentence on objection and divergence."""
    return ngettext(
        "On %(number)d of %(all)d requirements at least one group objects, or groups differ by more than chance.",
        "On %(number)d of %(all)d requirements at least one group objects, or groups differ by more than chance.",
        len(source.items_with("objection", "divergence")),
    )


def unheard(source: ReportSource) -> str:
    """The sentence on what cannot be said."""
    return ngettext(
        "On %(number)d of %(all)d requirements too few people of too many groups were heard to say anything.",
        "On %(number)d of %(all)d requirements too few people of too many groups were heard to say anything.",
        len(source.items_with("not_enough_heard")),
    )


def choose(source: ReportSource) -> list[ItemFacts]:
    """What divides comes first; among equals what more groups oppose, then the order of the document."""
    chosen: list[ItemFacts] = []
    for classes, most in SHARES:
        fitting = [item for item in source.items_with(*classes) if item not in chosen]
        chosen += sorted(fitting, key=lambda item: -len(leaning(item, AGAINST)))[: min(most, FINDINGS - len(chosen))]
    return chosen


def finding(source: ReportSource, item: ItemFacts, language: str) -> str:
    """One finding: which groups support it, which do not, which are open."""
    parts = [full_stop(named(source, item.key, language))]
    supporters, opponents = leaning(item, FOR), leaning(item, AGAINST)
    shown = [group for row in item.rows if row.lean for group in row.groups]
    if len(supporters) == len(shown):
        parts.append(_("Supported by every group that was heard."))
    elif len(supporters) + len(opponents) == len(shown) and supporters:
        parts.append(_("Supported by every other group that was heard."))
    elif supporters:
        parts.append(_("Supported by: %(groups)s.") % {"groups": group_words(source.groups, supporters, language)})
    if opponents:
        groups = group_words(source.groups, opponents, language)
        parts.insert(1, _("Cannot support it: %(groups)s.") % {"groups": groups})
    if item.not_heard:
        groups = group_words(source.groups, item.not_heard, language)
        parts.append(_("Not yet heard: %(groups)s.") % {"groups": groups})
    return " ".join(parts)


def leaning(item: ItemFacts, leans: frozenset[str]) -> list[str]:
    """The groups of a requirement whose published row leans so."""
    return [group for row in item.rows if row.lean in leans for group in row.groups]
