"""Audits the means of an item: what they tell of its rows beside the rows themselves."""

from collections.abc import Iterator, Sequence

from ladder.core.synthesis.disclosure.certificate import NARROW, RECOVERABLE, Leak
from ladder.core.synthesis.disclosure.equal_voice import Voices, elements, narrowed, stays_open
from ladder.core.synthesis.disclosure.frames import Frames
from ladder.core.synthesis.disclosure.knowledge import shown
from ladder.core.synthesis.disclosure.published import PublishedItem, PublishedRow
from ladder.core.synthesis.disclosure.summing_up import voices_of


def audit_means(
    item: str,
    releases: Sequence[tuple[int, Sequence[PublishedRow]]],
    means: Sequence[tuple[int, PublishedItem]],
    frames: Frames,
) -> Iterator[Leak]:
    """Rows that a mean narrows too far."""
    rows_of = dict(releases)
    for number, mean in means:
        rows = shown(rows_of.get(number, ()))
        if mean.equal_voice is None or not rows:
            continue
        voices = Voices(voices_of(rows, frames).rows, mean.side)
        after = narrowed(voices, mean.equal_voice, frames.terms)
        for row, figures, left in zip(rows, voices.rows, after, strict=True):
            before = elements(figures, mean.side, frames.terms)
            if not before.is_empty and not stays_open(before, left, frames.terms.gap):
                kind = RECOVERABLE if left.gap == 0 else NARROW
                cell = f"release {number}, item {item}, {row.group}, by the mean over the rows"
                yield Leak(number, row.place.file, row.place.line, kind, cell, None, None, (str(mean.place),))
