"""What two versions of a row tell of the people who came between them, when nobody withdrew or changed an answer."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np

from ladder.core.synthesis.disclosure.consistent import Possible
from ladder.core.synthesis.disclosure.frames import Frames
from ladder.core.synthesis.disclosure.knowledge import known_of
from ladder.core.synthesis.disclosure.published import PublishedRow

MOST_PAIRS = 20_000_000


def moves_safely(versions: Sequence[PublishedRow], frames: Frames) -> bool:
    """Whether no neighbouring versions of a row tell that the newcomers, or all before them, answered alike."""
    known = [known_of(row, frames) for row in versions]
    return all(pair_is_open(before, after, frames.terms.change) for before, after in pairwise(known))


@lru_cache(maxsize=16384)
def pair_is_open(before: Possible, after: Possible, change: int) -> bool:
    """Whether support and the rest may each have been given by some of the newcomers, and by some of those before.

    Only pairs count in which both grew or stayed and at least `change` people came: that is how releases are made. A
    pair that cannot be (answers were changed or withdrawn) tells nothing.
    """
    if before.agree.size * after.agree.size > MOST_PAIRS:
        return True
    came_for = after.agree[None, :] - before.agree[:, None]
    came_else = after.others[None, :] - before.others[:, None]
    fits = (came_for >= 0) & (came_else >= 0) & (came_for + came_else >= change)
    if not fits.any():
        return True
    first, second = fits.any(axis=1), fits.any(axis=0)
    most = [
        came_for[fits].max(),
        came_else[fits].max(),
        *(side[kept].max() for row, kept in ((before, first), (after, second)) for side in (row.agree, row.others)),
    ]
    return bool(np.min(most) > 0)
