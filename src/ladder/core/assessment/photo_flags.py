"""What may be odd about a photo, as keys, and what each takes off its score.

A serious flag sends the photo to a reviewer; a remark is told beside it and asks for nothing.
"""

from collections.abc import Mapping

UNREADABLE = "unreadable"
OUT_OF_SITE = "out_of_site"
MOVED = "moved"
NO_REAL_PLACE = "no_real_place"
ZERO_ACCURACY = "zero_accuracy"
OLD = "old"
OUT_OF_WINDOW = "out_of_window"
NO_EXIF = "no_exif"
EDITED = "edited"
SCREENSHOT = "screenshot"
REUSED_ELSEWHERE = "reused_elsewhere"
REUSED_VISIT = "reused_visit"
ALIKE_ELSEWHERE = "alike_elsewhere"
ALIKE_VISIT = "alike_visit"
FROZEN_PLACE = "frozen_place"

SERIOUS: Mapping[str, int] = {
    UNREADABLE: 60, OUT_OF_SITE: 50, MOVED: 50, NO_REAL_PLACE: 50, ZERO_ACCURACY: 40, OLD: 60, OUT_OF_WINDOW: 40,
    NO_EXIF: 40, EDITED: 40, SCREENSHOT: 60, REUSED_ELSEWHERE: 70, REUSED_VISIT: 50, ALIKE_ELSEWHERE: 50,
    ALIKE_VISIT: 40, FROZEN_PLACE: 40,
}  # fmt: skip

EXIF_LOST = "exif_lost"
NO_PLACE_IN_IMAGE = "no_place_in_image"
NO_TIME_IN_IMAGE = "no_time_in_image"
NO_PLACE = "no_place"
NO_PLACE_OF_SITE = "no_place_of_site"
ROUGH_PLACE = "rough_place"
COPIED_LATER = "copied_later"

REMARKS: Mapping[str, int] = {
    EXIF_LOST: 5, NO_PLACE_IN_IMAGE: 5, NO_TIME_IN_IMAGE: 5, NO_PLACE: 10, NO_PLACE_OF_SITE: 5, ROUGH_PLACE: 5,
    COPIED_LATER: 5,
}  # fmt: skip
"""Of those that can meet in one photo, all together leave 65 or more; the lightest serious flag leaves 60 or less."""

FLAGGED_BELOW = 63
FROM_OTHERS = frozenset({REUSED_ELSEWHERE, REUSED_VISIT, ALIKE_ELSEWHERE, ALIKE_VISIT, FROZEN_PLACE, COPIED_LATER})
"""Flags that depend on other photos, and so on what has arrived by now."""


def score_of(flags: tuple[str, ...]) -> int:
    """100 for nothing odd, never below 0."""
    weights = {**SERIOUS, **REMARKS}
    return max(0, 100 - sum(weights[flag] for flag in flags))
