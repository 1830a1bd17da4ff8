"""Why an image could not be read, as keys; the sentences are in `assessment.evidence_words`."""

EMPTY = "empty"
NOT_AN_IMAGE = "not_an_image"
TOO_BIG = "too_big"
TOO_MANY_PIXELS = "too_many_pixels"
CUT = "cut"
TOO_SLOW = "too_slow"
BROKEN = "broken"
LOST = "lost"
"""The store cannot give the bytes back whole."""

MAX_BYTES = 25_000_000
MAX_PIXELS = 40_000_000
