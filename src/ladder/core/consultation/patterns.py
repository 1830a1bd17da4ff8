"""Finds voices whose answers agree more than chance explains: answers that were dictated or sent many times over.

A pair is likened by the ratio of two chances: that one was copied from the other with a slip now and then, and that
both came from people like those who were invited. Method page: docs/methods/copied-contributions.md.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

METHOD = ("answer-patterns", "1")
SLIP = 0.1  # share of answers that differ between copies
LEAST_COMMON = 8  # answers both gave; fewer tell nothing
LEAST_COHORT = 5  # a couple that agrees is no brigade
LEAST_KNOWN = 20  # invited answers on an item, below which its answers are taken as evenly spread
FALSE_NEIGHBOURS = 0.02  # strangers that may be taken for copies of one voice, expected over everybody else
SMOOTHING = 1.0
BLOCK = 1024
Pattern = Mapping[str, str]
Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Voice:
    """The positions of one participant by requirement. `is_known`: invited, or met in person."""

    key: str
    answers: Pattern
    is_known: bool


@dataclass(frozen=True, slots=True)
class Cohort:
    """Voices, by key, each of which is like at least `LEAST_COHORT` - 1 others of them."""

    members: tuple[str, ...]


def find_cohorts(voices: Sequence[Voice], positions: Sequence[str]) -> tuple[Cohort, ...]:
    """Cohorts of voices with nearly the same answers, the largest first, whatever the order of the rows.

    Args:
        voices: everybody who took a position alone; rooms are counted otherwise.
        positions: the answers that exist.

    Returns:
        No cohort means that nobody stood out, not that nobody was told what to say: a group that was told to say what
        most people say looks like everybody else.
    """
    ordered = sorted(voices, key=lambda voice: voice.key)
    items = sorted({item for voice in ordered for item in voice.answers})
    if len(ordered) < LEAST_COHORT or not items:
        return ()
    chances = chances_of(ordered, items, positions)
    answers = one_hot(ordered, items, positions)
    near = neighbours(answers, gains_of(chances), len(items))
    return cohorts_of([voice.key for voice in ordered], near)


def chances_of(voices: Sequence[Voice], items: Sequence[str], positions: Sequence[str]) -> NDArray[np.float64]:
    """How likely each answer to each item is among known voices; shape: items by positions.

    Only known voices count: an open link can be flooded, and a flood must not make itself look usual. They are taken
    together, whatever their group: what is usual in one group alone is no proof of a copy, because it takes
    `LEAST_COHORT` voices that agree in nearly everything, far more than groups do (the tests simulate it).
    """
    place = {item: number for number, item in enumerate(items)}
    counts = np.zeros((len(items), len(positions)))
    for voice in voices:
        if voice.is_known:
            for item, position in voice.answers.items():
                counts[place[item], positions.index(position)] += 1
    total = counts.sum(axis=1, keepdims=True)
    smoothed = (counts + SMOOTHING) / (total + SMOOTHING * len(positions))
    return np.where(total >= LEAST_KNOWN, smoothed, 1 / len(positions))


def gains_of(chances: NDArray[np.float64]) -> Matrix:
    """What one agreement says for a copy: the logarithm of the ratio of chances."""
    return np.log((1 - SLIP) / chances + SLIP).astype(np.float32).reshape(-1)


def one_hot(voices: Sequence[Voice], items: Sequence[str], positions: Sequence[str]) -> Matrix:
    """One row a voice, one column for every answer to every item, 1 where it was given."""
    place = {item: number for number, item in enumerate(items)}
    answers = np.zeros((len(voices), len(items) * len(positions)), dtype=np.float32)
    for row, voice in enumerate(voices):
        for item, position in voice.answers.items():
            answers[row, place[item] * len(positions) + positions.index(position)] = 1
    return answers


def neighbours(answers: Matrix, gains: Matrix, items: int) -> list[NDArray[np.intp]]:
    """For each row the rows that are likely copies of it.

    A ratio of chances of at least t befalls strangers with a chance of at most 1/t.
    """
    people = len(answers)
    said = answers.reshape(people, items, -1).sum(axis=2)
    threshold, slip = math.log(people / FALSE_NEIGHBOURS), np.float32(math.log(SLIP))
    near: list[NDArray[np.intp]] = []
    for start in range(0, people, BLOCK):
        block = answers[start : start + BLOCK]
        common = said[start : start + BLOCK] @ said.T
        ratio = (block * (gains - slip)) @ answers.T + common * slip  # agreements gain, other common answers cost
        is_near = (ratio >= threshold) & (common >= LEAST_COMMON)
        is_near[np.arange(len(block)), np.arange(start, start + len(block))] = False
        near += [np.flatnonzero(row) for row in is_near]
    return near


def cohorts_of(keys: Sequence[str], near: Sequence[NDArray[np.intp]]) -> tuple[Cohort, ...]:
    """Rows with enough neighbours, joined along those neighbours that have enough themselves."""
    dense = {row for row, others in enumerate(near) if len(others) >= LEAST_COHORT - 1}
    seen: set[int] = set()
    cohorts = []
    for row in sorted(dense):
        if row not in seen:
            members = reach(row, near, dense)
            seen |= members
            cohorts.append(Cohort(tuple(sorted(keys[member] for member in members))))
    return tuple(sorted(cohorts, key=lambda cohort: (-len(cohort.members), cohort.members)))


def reach(row: int, near: Sequence[NDArray[np.intp]], dense: set[int]) -> set[int]:
    """All dense rows that can be reached from one."""
    found, waiting = {row}, [row]
    while waiting:
        for other in near[waiting.pop()].tolist():
            if other in dense and other not in found:
                found.add(other)
                waiting.append(other)
    return found
