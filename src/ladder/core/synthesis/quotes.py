"""Chooses few quotes out of many so that every group that spoke is represented in proportion.

Sequential proportional approval: each step takes the quote that adds most, where a voter whose words were chosen n
times before adds 1/(n+1). Source: Thiele's rule as used for statements by Halpern et al., "Representation with
Incomplete Votes", AAAI 2023. Method page: `docs/methods/themes.md`.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Candidate:
    """A quote that may be shown. `voters` are those for whom it speaks: its group, and how that group stands."""

    key: str
    text: str
    voters: frozenset[str]


def choose_quotes(
    candidates: Iterable[Candidate], most: int, weights: Mapping[str, int] | None = None
) -> tuple[Candidate, ...]:
    """At most `most` of the candidates, in the order in which they were chosen.

    Every voter weighs 1 where `weights` names no other whole number. Of equals the one whose text has the smallest
    SHA-256 is taken, so that neither the order nor the age of quotes matters. Exact: shares are fractions.
    """
    left = sorted(candidates, key=lambda each: (hashlib.sha256(each.text.encode("utf-8")).digest(), each.key))
    heard: Counter[str] = Counter()
    chosen: list[Candidate] = []
    while left and len(chosen) < most:
        best = max(left, key=lambda each: gain_of(each, heard, weights or {}))
        left.remove(best)
        chosen.append(best)
        heard.update(best.voters)
    return tuple(chosen)


def gain_of(candidate: Candidate, heard: Mapping[str, int], weights: Mapping[str, int]) -> Fraction:
    """What choosing this quote adds: for each voter the weight over one more than the quotes that it has."""
    gains = (Fraction(weights.get(voter, 1), 1 + heard.get(voter, 0)) for voter in candidate.voters)
    return sum(gains, Fraction(0))
