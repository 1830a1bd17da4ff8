"""Says published facts in the report's language: spans, groups, rows, classes. Called with that language active."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ladder.consultation.wording import say
from ladder.core.synthesis.disclosure.published import ALL
from ladder.synthesis.report.source import ItemFacts, ReportSource, RowFacts
from ladder.synthesis.report.tree import Bar, Cell, Evidence
from ladder.synthesis.words import MISSING, word

NARROW = "–"


def span_words(span: tuple[int, int | None] | None) -> str:
    """`10–19`, `40 or more`, or that it is hidden."""
    if span is None:
        return _("hidden")
    low, high = span
    if high is None:
        return _("%(low)d or more") % {"low": low}
    return str(low) if low == high else f"{low}{NARROW}{high}"


def group_words(names: Mapping[str, Mapping[str, str]], groups: Sequence[str], language: str) -> str:
    """Names of groups, joined."""
    if list(groups) == [ALL]:
        return _("all groups")
    joint = pgettext("between names of groups", ", ")
    return joint.join(say(names[group], language) if group in names else group for group in groups)


def class_words(item: ItemFacts) -> str:
    """Every class of a requirement."""
    return pgettext("between classes", "; ").join(word("class", each) for each in item.classes)


def full_stop(words: str) -> str:
    """Words as a sentence of their own."""
    return pgettext("a sentence of its own", "%(words)s.") % {"words": words}


def row_words(row: RowFacts) -> str:
    """Where a group stands, in words; for a hidden one why it is not shown."""
    if row.state in MISSING:
        return word("state", row.state)
    lean = word("lean", row.lean)
    if row.share is None:
        return lean
    return _("%(lean)s, %(low)d to %(high)d %% support") % {"lean": lean, "low": row.share[0], "high": row.share[1]}


def row_cell(row: RowFacts) -> Cell:
    """The same as a cell: a bar where a share is published."""
    words = row_words(row)
    return Cell(bar=Bar(*row.share, words)) if row.share else Cell(words)


def evidence_of(*keys: str) -> tuple[Evidence, ...]:
    """Links to the published rows of requirements."""
    return tuple(Evidence(key, anchor_of(key)) for key in keys)


def anchor_of(key: str) -> str:
    """Where in the annex the rows of a requirement stand."""
    return f"rows-{key.lower()}"


def title_of(source: ReportSource, key: str, language: str) -> str:
    """The plain title of a requirement."""
    return source.pack.say("requirements", key, "title", language)


def named(source: ReportSource, key: str, language: str) -> str:
    """Number and title of a requirement."""
    return f"{key} {title_of(source, key, language)}"
