"""Which statements to show first: those on which even the group least in favour is strongly in favour."""

from collections.abc import Iterable

from ladder.core.synthesis.result import ItemResult

DIGITS = 12


def ranked(items: Iterable[ItemResult]) -> list[ItemResult]:
    """Statements by the smallest P(p > 0.6) of any group, highest first; then by equal voice, then by name.

    Of the scores compared in `docs/methods/convergence.md` this one tells convergence best from one group's dissent. It
    never pulls a group towards the mean of all: that would erase the dissent it has to see.
    """
    return sorted(
        items, key=lambda item: (-round(item.rank_score, DIGITS), -round(item.equal_voice, DIGITS), item.statement)
    )
