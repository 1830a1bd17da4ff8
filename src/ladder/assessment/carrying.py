"""What results under an older version mean under a newer one: a suggestion for the next visit, never a result."""

from collections.abc import Iterable
from dataclasses import dataclass

from ladder.catalogue.queries.lineage import Pair
from ladder.core.assessment.facts import NOT_ASSESSED
from ladder.core.assessment.result import SiteResult
from ladder.packfiles.model import Pack

# Nothing was added to what is asked, so the old state may be taken over once somebody says so.
CARRIES = ("same", "reworded")


@dataclass(frozen=True, slots=True)
class Carried:
    """One requirement of the newer version beside one of the older; "" where there is none.

    `suggested` is the state that may be taken over: the old one where nothing was added, else "not assessed".
    """

    kind: str
    before: str
    after: str
    title: str
    title_language: str
    old_state: str
    suggested: str


def suggest(result: SiteResult, pairs: Iterable[Pair], older: Pack, newer: Pack, language: str) -> tuple[Carried, ...]:
    """What became of every requirement and of its result, in the order of the newer version; withdrawn ones last."""
    told = [carry(result, pair, older, newer, language) for pair in pairs]
    return tuple(sorted(told, key=lambda one: (not one.after, one.after, one.before)))


def carry(result: SiteResult, pair: Pair, older: Pack, newer: Pack, language: str) -> Carried:
    """One pair: what stood there before, and what may be taken over."""
    holder, key = (newer, pair.after) if pair.after else (older, pair.before)
    title = holder.read("requirements", key, "title", language)
    standing = result.standings.get(pair.before)
    old_state = standing.state if standing else ""
    may_carry = pair.kind in CARRIES and pair.after
    suggested = (old_state if may_carry else NOT_ASSESSED) if pair.after else ""
    return Carried(pair.kind, pair.before, pair.after, title.text, title.language, old_state, suggested)
