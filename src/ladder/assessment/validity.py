"""Until when what somebody found holds (docs/methods/levels.md)."""

from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext

from ladder.assessment.entries import DeterminationEntry
from ladder.core.assessment.facts import MET, NOT_APPLICABLE
from ladder.core.assessment.grading import DOCUMENT
from ladder.core.catalogue.ladder import NO_GATE, Ladder

ENDING = frozenset({MET, NOT_APPLICABLE})


def last_good_day(entry: DeterminationEntry, ladder: Ladder) -> date | None:
    """The last day on which what was found holds; None for what nothing ends.

    The earliest of what is named, of the catalogue's days, and of its evidence, which holds as long as the longest
    piece; but at least the day on which it was seen.
    """
    if entry.state not in ENDING:
        return entry.valid_until
    ends = [longest_day(entry, ladder)]
    if entry.valid_until is not None:
        ends.append(entry.valid_until)
    if entry.evidence and all(one.valid_until for one in entry.evidence):
        ends.append(max(one.valid_until for one in entry.evidence if one.valid_until))
    return max(min(ends), entry.observed_on)


def longest_day(entry: DeterminationEntry, ladder: Ladder) -> date:
    """The last day that may be named: the catalogue's; where no gate hangs on it, a later one printed on a document.

    A licence holds until its own date. What guards people against grave harm is looked at again in time.
    """
    requirement = ladder.by_key[entry.requirement]
    usual = entry.observed_on + timedelta(days=ladder.days_valid(requirement))
    printed = [one.valid_until for one in entry.evidence if one.method == DOCUMENT and one.valid_until]
    return max([usual, *printed]) if requirement.gate == NO_GATE else usual


def why_not_until(entry: DeterminationEntry, ladder: Ladder) -> str:
    """Why the last day that is named cannot be right; empty where it can, or none is named."""
    if entry.valid_until is None or entry.state not in ENDING:
        return ""
    limit = longest_day(entry, ladder)
    if entry.valid_until <= limit:
        return ""
    said = {"day": date_format(limit)}
    return gettext("This holds until %(day)s at most. Leave the date empty, or enter an earlier one.") % said
