"""How often opinion groups are invented in homogeneous consultations, and how often real ones are found.

Simulated votes: every statement with its own support between 20 and 80 %, one answer in ten a pass; in the second part
a share of statements splits two equal halves of the people. About two minutes on two cores.
"""

import time

import numpy as np

from ladder.core.synthesis.matrix import VoteMatrix
from ladder.core.synthesis.opinion.grouping import find_opinion_groups

STATEMENTS = 77
NOISE = ((80, 0.9, 150), (150, 0.5, 400), (150, 0.9, 150), (400, 0.5, 100))
SPLIT = ((0.10, 0.6, 0.5), (0.10, 0.6, 0.7), (0.10, 0.6, 0.9), (0.10, 0.5, 0.9), (0.15, 0.6, 0.5), (0.20, 0.5, 0.7))
PEOPLE, RUNS = 150, 100
PROMISED_NOISE, PROMISED_POWER = 0.05, 0.80


def simulate(chance: np.random.Generator, people: int, rate: float, split: float, gap: float) -> tuple:
    """Votes at an answer rate, a share of statements with support that differs by `gap` between two halves."""
    half = np.arange(people) % 2
    support = np.repeat(chance.uniform(0.2, 0.8, STATEMENTS)[None], people, axis=0)
    for each in range(round(split * STATEMENTS)):
        support[:, each] = np.where(half == each % 2, 0.5 + gap / 2, 0.5 - gap / 2)
    rows, columns = np.nonzero(chance.random((people, STATEMENTS)) < rate)
    mark, agrees = chance.random(rows.size), 0.9 * support[rows, columns]
    votes = np.where(mark < agrees, 1, np.where(mark < 0.9, -1, 0))
    return VoteMatrix.from_votes(rows, columns, votes, (people, STATEMENTS)), half


def margin(share: float, runs: int) -> float:
    """Two standard errors."""
    return 2 * (share * (1 - share) / runs) ** 0.5


def main() -> None:
    """Print both tables."""
    chance, began = np.random.default_rng(2026), time.perf_counter()
    print(
        f"homogeneous, {STATEMENTS} statements: consultations with any group (promised: at most {PROMISED_NOISE:.0%})"
    )
    total = found = 0
    for people, rate, runs in NOISE:
        here = sum(find_opinion_groups(simulate(chance, people, rate, 0, 0)[0], run).stable for run in range(runs))
        print(f"  {people:4} people, {rate:.0%} answers: {here:3} of {runs} ({here / runs:.1%})", flush=True)
        total, found = total + runs, found + here
    print(f"  together {found} of {total}: {found / total:.1%} +- {margin(found / total, total):.1%}")
    print(f"{PEOPLE} people, two halves (promised at one statement in ten: at least {PROMISED_POWER:.0%})")
    for split, gap, rate in SPLIT:
        results = [(simulate(chance, PEOPLE, rate, split, gap), run) for run in range(RUNS)]
        groups = [(find_opinion_groups(matrix, run), half) for (matrix, half), run in results]
        share = sum(each.stable for each, _ in groups) / RUNS
        two = sum(each.k == 2 for each, _ in groups) / RUNS
        print(
            f"  {split:.0%} of statements split {0.5 + gap / 2:.0%} to {0.5 - gap / 2:.0%}, {rate:.0%} answers: "
            f"groups in {share:.0%} +- {margin(share, RUNS):.0%}, two of them in {two:.0%}",
            flush=True,
        )
    print(f"{time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
