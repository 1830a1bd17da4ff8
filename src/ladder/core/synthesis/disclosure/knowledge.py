"""What a published row lets anybody know of the counts behind it."""

from collections.abc import Iterable

from ladder.core.synthesis.disclosure.consistent import Possible, RowFigures, possible
from ladder.core.synthesis.disclosure.equal_voice import Version
from ladder.core.synthesis.disclosure.frames import Frames
from ladder.core.synthesis.disclosure.published import ALL, PublishedRow
from ladder.core.synthesis.disclosure.terms import BAND_WIDTH

# above this the sets of counts of a row are too large to list
MOST_VOICES = 50_000


def figures_of(row: PublishedRow, frames: Frames, *, with_lean: bool = True) -> RowFigures:
    """The figures of a shown row as constraints. The lean of discounted voices says little of the people counted."""
    if row.voices is None:
        raise ValueError(f"{row.item}, {row.group}: a row without voices has no figures")
    shape = frames.shape(row.group, row.voices, row.heard, is_discounted=row.is_discounted, is_new=row.is_first)
    return RowFigures(shape.low, shape.high, row.lean if with_lean else "", row.share, shape.most)


def version_of(row: PublishedRow, frames: Frames) -> Version:
    """A shown row as the mean over rows sees it."""
    crowd = frames.crowd(row.members) if row.is_first else ()
    return Version(row.group, row.since, figures_of(row, frames), crowd, row.is_discounted)


def known_of(row: PublishedRow, frames: Frames) -> Possible:
    """The counts that a row allows to somebody who reads nothing else."""
    return possible(figures_of(row, frames, with_lean=not row.is_discounted), frames.terms.cuts)


def known_as_if_plain(row: PublishedRow, frames: Frames) -> Possible:
    """The same with the lean of a discounted row read as if every voice counted whole; empty where that cannot be."""
    return possible(figures_of(row, frames), frames.terms.cuts)


def is_banded(row: PublishedRow) -> bool:
    """Whether a row says nothing but a band of voices, a lean and a share, of declared groups without gender."""
    has_counts = any(span is not None for span in (row.agree, row.disagree, row.passed))
    if has_counts or row.gender or row.group == ALL:
        return False
    if not row.has_figures:
        return row.voices is None and row.share is None and not row.lean
    span = row.voices
    return span is not None and span.high is not None and span.high - span.low < BAND_WIDTH and span.high <= MOST_VOICES


def shown(rows: Iterable[PublishedRow]) -> tuple[PublishedRow, ...]:
    """The rows with figures."""
    return tuple(row for row in rows if row.has_figures)
