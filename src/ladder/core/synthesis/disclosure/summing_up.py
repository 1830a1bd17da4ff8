"""What is said of each item over all its public rows: the mean as a band, the classes, whether they are stable."""

from collections.abc import Sequence
from dataclasses import dataclass

from ladder.core.synthesis.arrays import Reals
from ladder.core.synthesis.disclosure.equal_voice import (
    HALF,
    OF_SUPPORT,
    SLACK,
    Statement,
    Voices,
    edges_of,
    elements_of,
    mean_terms,
    side_of,
)
from ladder.core.synthesis.disclosure.figures import HUNDRED, ShareSpan
from ladder.core.synthesis.disclosure.frames import Frames
from ladder.core.synthesis.disclosure.knowledge import shown, version_of
from ladder.core.synthesis.disclosure.mean_bands import bands_of
from ladder.core.synthesis.disclosure.private import FrozenRow
from ladder.core.synthesis.disclosure.public_classes import Voice, classes_of, not_heard_of, objectors_of
from ladder.core.synthesis.disclosure.published import PublishedItem, PublishedRow
from ladder.core.synthesis.rules import Rules


@dataclass(frozen=True, slots=True)
class Mean:
    """The equal-voice mean as it is published, and which answers it counts."""

    band: ShareSpan
    side: str


@dataclass(frozen=True, slots=True)
class Test:
    """The divergence of an item as it is published, None where it was not tested, and when that last changed."""

    divergent: bool | None
    release: int


def describe_item(
    item: str, rows: Sequence[PublishedRow], mean: Mean | None, test: Test, frames: Frames, rules: Rules
) -> PublishedItem:
    """Everything that follows from the public rows, the published mean and the published test; anybody can redo it."""
    voice = Voice.of(mean.band, mean.side) if mean else None
    classes = classes_of(rows, voice, rules, divergent=bool(test.divergent))
    return PublishedItem(
        item,
        classes,
        mean.band if mean else None,
        mean.side if mean else OF_SUPPORT,
        test.divergent,
        test.release,
        mean is not None and is_stable(rows, mean, classes, test, frames, rules),
        objectors_of(rows, classes),
        not_heard_of(rows),
    )


def publish_mean(
    rows: Sequence[PublishedRow],
    real: Sequence[FrozenRow],
    frames: Frames,
    rules: Rules,
    before: Sequence[Statement] = (),
) -> Mean | None:
    """The mean over the shown rows, from their real counts, in the bands that rows and earlier means allow."""
    voices = voices_of(rows, frames)
    if not voices.rows:
        return None
    mean = sum(term_of(each, voices.side) for each in real) / len(real)
    for band in allowed_bands(rows, frames, rules, before):
        if band.is_closed or mean < float(band.high) / HUNDRED - SLACK:
            return Mean(band, voices.side)
    raise ValueError(f"{rows[0].item}: the mean {mean} lies in no band")


def allowed_bands(
    rows: Sequence[PublishedRow], frames: Frames, rules: Rules, before: Sequence[Statement] = ()
) -> tuple[ShareSpan, ...]:
    """The bands in which the mean of these rows may be published, beside the means published before."""
    voices = voices_of(rows, frames)
    return bands_of(voices, edges_of(rules, voices.side), frames.terms, tuple(dict.fromkeys(before)))


def voices_of(rows: Sequence[PublishedRow], frames: Frames) -> Voices:
    """What the shown rows say, as the mean sees it."""
    listed = shown(rows)
    return Voices(tuple(version_of(row, frames) for row in listed), side_of([row.lean for row in listed]))


def term_of(real: FrozenRow, side: str) -> float:
    """What a row adds to the sum of the mean."""
    counted = real.agree_effective if side == OF_SUPPORT else real.disagree_effective
    return (counted + HALF) / (real.effective + 1)


def is_stable(
    rows: Sequence[PublishedRow], mean: Mean, classes: tuple[str, ...], test: Test, frames: Frames, rules: Rules
) -> bool:
    """Whether the classes are certain to stay the same whichever shown row is left out."""
    voices = voices_of(rows, frames)
    spans = [span_of(mean_terms(elements_of(row, voices.side, frames.terms), voices.side)) for row in voices.rows]
    if len(spans) == 1:
        return False
    for place, left_out in enumerate(shown(rows)):
        rest = [row for row in rows if row is not left_out]
        voice = mean_without(spans, place, mean)
        if classes_of(rest, voice, rules, divergent=bool(test.divergent)) != classes:
            return False
    return True


def span_of(terms: Reals) -> tuple[float, float]:
    """Smallest and largest of some numbers."""
    return float(terms.min()), float(terms.max())


def mean_without(spans: Sequence[tuple[float, float]], place: int, mean: Mean) -> Voice:
    """What the mean can be without one row: by the other rows' figures, and by the published mean less that row."""
    rest = len(spans) - 1
    low = sum(span[0] for index, span in enumerate(spans) if index != place) / rest
    high = sum(span[1] for index, span in enumerate(spans) if index != place) / rest
    least, most = spans[place]
    low = max(low, (float(mean.band.low) / HUNDRED * len(spans) - most) / rest)
    high = min(high, (float(mean.band.high) / HUNDRED * len(spans) - least) / rest)
    return Voice(low, max(low, high), mean.side)
