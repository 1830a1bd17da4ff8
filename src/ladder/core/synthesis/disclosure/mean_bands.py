"""In which bands a mean may be published: chosen from what is public alone, so that the choice itself tells nothing."""

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

from ladder.core.synthesis.disclosure.equal_voice import (
    Statement,
    Voices,
    can_be,
    candidates,
    elements_of,
    narrowed,
    stays_open,
)
from ladder.core.synthesis.disclosure.figures import HUNDRED, ShareSpan
from ladder.core.synthesis.disclosure.joint_means import not_open
from ladder.core.synthesis.disclosure.terms import Terms


@lru_cache(maxsize=8192)
def bands_of(
    voices: Voices, edges: tuple[Fraction, ...], terms: Terms, before: tuple[Statement, ...] = ()
) -> tuple[ShareSpan, ...]:
    """The finest bands of which every one that can be true is safe, beside the means published `before`."""
    for bands in candidates(edges):
        if all(is_safe(Statement(voices, band), before, terms) for band in bands):
            return bands
    return (ShareSpan.band(0, HUNDRED),)


def is_safe(statement: Statement, before: Sequence[Statement], terms: Terms) -> bool:
    """Whether knowing the mean leaves every row as open as it must be; a mean that cannot be tells nothing."""
    if statement.says_nothing or not can_be(statement, terms):
        return True
    if not keeps_rows(statement, terms):
        return False
    related = tied_to(statement, before)
    return not related or not not_open((*related, statement), terms)


def keeps_rows(statement: Statement, terms: Terms) -> bool:
    """Whether one mean by itself leaves every row open."""
    side = statement.voices.side
    for row, after in zip(statement.voices.rows, narrowed(statement, terms), strict=True):
        before = elements_of(row, side, terms)
        if not before.is_empty and not stays_open(before, after, row.crowd, terms.gap):
            return False
    return True


def tied_to(statement: Statement, before: Sequence[Statement]) -> tuple[Statement, ...]:
    """Earlier means that share a row with this one, directly or by way of others, and do not say the same."""
    versions = set(statement.voices.rows)
    tied: list[Statement] = []
    for _ in before:
        new = [each for each in before if each not in tied and each != statement and versions & set(each.voices.rows)]
        tied += new
        versions |= {row for each in new for row in each.voices.rows}
    return tuple(each for each in dict.fromkeys(before) if each in tied)
