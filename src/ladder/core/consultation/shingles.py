"""Texts as sets of overlapping runs of signs, and short signatures by which similar sets find each other.

Broder, "On the resemblance and containment of documents", 1997. Everything is fixed: the same text gives the same
numbers on every machine.
"""

import unicodedata

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.uint64]
RUN = 4  # signs a run; short enough that one changed word touches few runs
BANDS, ROWS = 32, 3  # two texts that share half of their runs meet in some band with probability 0.986
PRIME = np.uint64((1 << 31) - 1)
FACTORS = np.array([31**power for power in range(RUN)], dtype=np.uint64)


def plain_signs(text: str) -> str:
    """Letters and digits only, in one case and one width: what stays of a text that was dressed up differently."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).casefold() if sign.isalnum())


def shingles_of(plain: str) -> Numbers:
    """The distinct runs of a plain text as sorted numbers below `PRIME`; a text shorter than a run is one run."""
    signs = np.frombuffer(plain.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    if len(signs) < RUN:
        signs = np.pad(signs, (0, RUN - len(signs)))
    runs = np.lib.stride_tricks.sliding_window_view(signs, RUN)
    return np.unique(scramble((runs * FACTORS).sum(axis=1)))


def scramble(numbers: Numbers) -> Numbers:
    """Spread numbers evenly below `PRIME` (a multiplicative hash)."""
    return ((numbers * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(20)) % PRIME


def signature_of(shingles: Numbers) -> Numbers:
    """The smallest value of the set under each of `BANDS * ROWS` fixed permutations."""
    steps = np.arange(1, BANDS * ROWS + 1, dtype=np.uint64)
    times = scramble(steps) + np.uint64(1)
    plus = scramble(steps + np.uint64(7919))
    smallest: Numbers = ((shingles[None, :] * times[:, None] + plus[:, None]) % PRIME).min(axis=1)
    return smallest


def bands_of(signature: Numbers) -> list[bytes]:
    """The signature in pieces; texts that share a piece are compared."""
    return [bytes([band]) + signature[band * ROWS : (band + 1) * ROWS].tobytes() for band in range(BANDS)]


def resemblance(one: Numbers, other: Numbers) -> float:
    """Shared runs as a share of all runs of both texts (Jaccard): 0 to 1."""
    shared = len(np.intersect1d(one, other, assume_unique=True))
    return shared / (len(one) + len(other) - shared)
