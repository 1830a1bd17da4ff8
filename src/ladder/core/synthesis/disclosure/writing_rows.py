"""What a shown row says: bands of its real counts, in the finest reading that is safe for its size."""

from ladder.core.synthesis.disclosure.consistent import RowFigures, possible
from ladder.core.synthesis.disclosure.figures import Span
from ladder.core.synthesis.disclosure.frames import Frames
from ladder.core.synthesis.disclosure.leaning import COARSE, FOR_OR_MORE, OPEN_OR_LESS, at_least_for, lean_of
from ladder.core.synthesis.disclosure.planning import PlannedRow
from ladder.core.synthesis.disclosure.private import DISCOUNT, FrozenRow
from ladder.core.synthesis.disclosure.published import (
    CHANGE_FEW,
    CHANGE_MOST,
    CHANGE_SOME,
    ENOUGH,
    JOIN,
    LITTLE,
    SOME,
    PublishedRow,
)
from ladder.core.synthesis.disclosure.shapes import Reading, reading_of
from ladder.core.synthesis.disclosure.terms import Terms, band_of

THIRDS = 3


def write_row(planned: PlannedRow, real: FrozenRow, frames: Frames, number: int, first: int) -> PublishedRow:
    """The public row of real counts in release `number`; `first` is the release that first showed it."""
    threshold = frames.threshold(planned.members)
    voices = Span(*band_of(real.voices, threshold))
    discounted = abs(real.effective - real.voices) > DISCOUNT
    heard, reading = heard_and_reading(planned, real, frames, voices, is_new=number == first)
    lean = word_in(reading, real, frames.terms)
    share = next((band for band in reading.shares[lean] if band.holds(real.agree, real.voices)), None)
    figures = RowFigures(voices.low, voices.high or voices.low, "" if discounted else lean, share)
    return PublishedRow(
        item=real.item,
        group=planned.group,
        state=planned.state,
        voices=voices,
        share=share,
        lean=lean,
        heard=heard,
        with_change=change_word(real, figures, frames.terms),
        is_discounted=discounted,
        since=number,
        first=first,
    )


def heard_and_reading(
    planned: PlannedRow, real: FrozenRow, frames: Frames, voices: Span, *, is_new: bool
) -> tuple[str, Reading]:
    """How far the voices go, said only where it leaves a safe reading."""
    discounted = abs(real.effective - real.voices) > DISCOUNT
    for heard in (how_heard(real, frames.terms), ""):
        shape = frames.shape(planned.group, voices, heard, is_discounted=discounted, is_new=is_new)
        reading = reading_of(shape, frames.terms)
        if reading is not None:
            return heard, reading
    raise ValueError(f"{real.item}, {JOIN.join(planned.members)}: a row was planned that cannot be shown")


def how_heard(real: FrozenRow, terms: Terms) -> str:
    """How far the effective voices of a row go."""
    if real.independent >= terms.enough_from - DISCOUNT and real.effective >= terms.enough_from - DISCOUNT:
        return ENOUGH
    return SOME if real.effective >= terms.some_from - DISCOUNT else LITTLE


def word_in(reading: Reading, real: FrozenRow, terms: Terms) -> str:
    """The lean in the words that the row may use."""
    lean = lean_of(real.agree_effective, real.disagree_effective, real.effective, terms.cuts)
    if reading.words != COARSE:
        return lean
    return FOR_OR_MORE if at_least_for(lean) else OPEN_OR_LESS


def change_word(real: FrozenRow, figures: RowFigures, terms: Terms) -> str:
    """How much of the support asks for a change, where each answer leaves `gap` and one possible counts.

    It does where at least three times so many must be in support, as the row shows to everybody.
    """
    found = possible(figures, terms.cuts)
    if found.is_empty or int(found.agree.min()) < THIRDS * (terms.gap + 1):
        return ""
    part = THIRDS * real.with_change
    return CHANGE_FEW if part < real.agree else CHANGE_SOME if part < 2 * real.agree else CHANGE_MOST
