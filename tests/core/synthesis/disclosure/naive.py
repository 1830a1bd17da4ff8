"""Naive releases, made for the purpose of leaking: exact counts, small rows hidden, totals beside them."""

from fractions import Fraction

from ladder.core.synthesis.disclosure.figures import ShareSpan, Span
from ladder.core.synthesis.disclosure.published import Place, PublishedGroup, PublishedRow, PublishedTables

NOWHERE = Place()


def exact(group, counts, *, item="R1", since=1, gender="", place=NOWHERE):
    """A row with exact counts."""
    agree, disagree, passed = (Span(count, count) for count in counts)
    voices = Span(sum(counts), sum(counts))
    return PublishedRow(
        item,
        group,
        "shown",
        voices,
        gender=gender,
        agree=agree,
        disagree=disagree,
        passed=passed,
        since=since,
        place=place,
    )


def withheld(group, *, item="R1", since=1, state="withheld"):
    """A hidden row."""
    return PublishedRow(item, group, state, since=since)


def percent(group, counts, *, decimals=0, item="R1", with_voices=True, since=1):
    """A row with its voices and the share in support, rounded."""
    voices = sum(counts)
    share = round(Fraction(100 * counts[0], voices), decimals)
    span = Span(voices, voices) if with_voices else None
    return PublishedRow(item, group, "shown", span, ShareSpan.rounded(Fraction(share), decimals), since=since)


def total(counts_by_group, **kwargs):
    """The row of all groups together."""
    return exact("*", tuple(map(sum, zip(*counts_by_group.values(), strict=True))), **kwargs)


def hide_small(counts_by_group, *, below=5, with_total=True, since=1):
    """What a well-meaning publisher does: hide groups under five, print the total."""
    rows = [
        exact(group, counts, since=since) if sum(counts) >= below else withheld(group, since=since)
        for group, counts in counts_by_group.items()
    ]
    return rows + ([total(counts_by_group, since=since)] if with_total else [])


def tables(*releases, groups=(), vulnerable=()):
    """Releases from lists of rows."""
    keys = groups or sorted({row.group for rows in releases for row in rows if row.group != "*"})
    frames = tuple(PublishedGroup(key, None, key in vulnerable) for key in keys)
    return [PublishedTables(number, frames, tuple(rows), ()) for number, rows in enumerate(releases, start=1)]
