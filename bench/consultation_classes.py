"""Simulated consultations of which the truth is known: what the classes find, miss and invent.

Prints one row for each set of group sizes and answer rate, then how often groups differ where nothing is to find, and
the time that one consultation, one larger one and one more answer take.
"""

import time

import numpy as np

from ladder.core.synthesis.analysis import analyse_columns
from ladder.core.synthesis.canonical_order import canonical_order
from ladder.core.synthesis.classes import read
from ladder.core.synthesis.columns import Columns
from ladder.core.synthesis.counts import count
from ladder.core.synthesis.divergence import find_divergence
from ladder.core.synthesis.evidence import Answer, GroupFrame
from ladder.core.synthesis.exchangeable import people_of
from ladder.core.synthesis.frame import Frame
from ladder.core.synthesis.incremental import Standing
from ladder.core.synthesis.rooms import settle_tallies
from ladder.core.synthesis.rules import Rules
from tests.core.synthesis.simulated import KINDS, SEVEN, SIX, UNEVEN, simulate, without_groups

RUNS, NULLS, STATEMENTS = 40, 1000, 76
SETTINGS = [(sizes, rate, 0.0) for sizes in (SEVEN, SIX, UNEVEN) for rate in (0.5, 0.95)]
LEANING = [(SEVEN, 0.7, 0.8), (SIX, 0.7, 0.8)]
RULES = Rules()
LIMIT_DISSENT, LIMIT_FALSE, LIMIT_ANSWER_MS = 0.03, 0.05, 20.0
WORDS = ("convergence_established", "convergence_provisional", "objection", "divergence")


def frame_of(sizes, rules=RULES):
    return Frame.of([GroupFrame(str(place), size) for place, size in enumerate(sizes)], items(), rules)


def items(number=STATEMENTS):
    return [str(place) for place in range(number)]


def counts_of(columns, frame):
    rooms, _ = settle_tallies((), frame.keys, frame.statements, frame.rules.rho)
    return count(columns, rooms, frame.shape, frame.rules.rho)


def divergent(columns, groups):
    people, _ = people_of(columns, canonical_order(columns, groups), STATEMENTS, RULES)
    return find_divergence([people], groups, STATEMENTS, RULES, verdict_only=True).is_divergent


def table_alone(counts):
    """Convergence where neither a silent group, nor two answers against, nor a tie in a tiny group bars it."""
    found = read(counts, RULES, np.zeros(len(counts.voices), dtype=bool))
    side = found.support
    heard = found.unheard | (side.certainty >= 0.5 - 1e-9)
    provisional = (found.unheard.sum(axis=0) <= 1) & heard.all(axis=0) & (side.voice >= 0.65) & ~side.opposed
    return provisional | found.marks["convergence_established"]


def measure(sizes, rate, leaning, runs=RUNS):
    """Share of statements of each kind in each class, over all runs."""
    frame, shares = frame_of(sizes), {}
    for run in range(runs):
        simulated = simulate(
            np.random.default_rng([3, run, len(sizes), int(100 * rate)]), sizes, STATEMENTS, rate, leaning
        )
        counts = counts_of(simulated.columns, frame)
        marks = read(counts, RULES, frame.is_tiny, divergent(simulated.columns, len(sizes))).marks
        found = {word: marks[word] for word in WORDS} | {"table alone": table_alone(counts)}
        for kind in KINDS:
            for word, holds in found.items():
                shares.setdefault((kind, word), []).append(holds[simulated.kind(kind)].mean())
    return {key: float(np.mean(values)) for key, values in shares.items()}


def print_classes():
    print(
        "                                     convergence found   dissent called convergence   objection   divergence"
    )
    print(
        "group sizes              answers    any   established   ours   table alone          found       dissent blocs"
    )
    for sizes, rate, leaning in SETTINGS + LEANING:
        share = measure(sizes, rate, leaning)
        both = {k: share[k, WORDS[0]] + share[k, WORDS[1]] for k in ("convergent", "dissent")}
        verdict = "" if rate < 0.95 else " ok" if both["dissent"] <= LIMIT_DISSENT else " MISSED"
        label = "/".join(map(str, sizes)) + (" leaning" if leaning else "")
        print(
            f"{label:<28} {rate:4.0%}   {both['convergent']:.2f}   {share['convergent', WORDS[0]]:.2f}"
            f"          {both['dissent']:.3f}  {share['dissent', 'table alone']:.3f}{verdict:<7}"
            f"        {share['dissent', 'objection']:.2f}        {share['dissent', 'divergence']:.2f}"
            f"    {share['blocs', 'divergence']:.2f}"
        )


def print_nulls():
    """Consultations in which groups do not differ, though small groups answer less often."""
    for sizes, rate, leaning in [(SEVEN, 0.95, 0.0), (SIX, 0.5, 0.0), (UNEVEN, 0.7, 0.8)]:
        chance = np.random.default_rng([4, len(sizes)])
        base = [simulate(chance, sizes, STATEMENTS, rate, leaning) for _ in range(20)]
        flagged = [divergent(without_groups(chance, base[run % 20]), len(sizes)) for run in range(NULLS // 3)]
        share = float(np.mean([found.any() for found in flagged]))
        verdict = "ok" if share <= LIMIT_FALSE else "MISSED"
        print(
            f"shuffled labels, {'/'.join(map(str, sizes))}, {rate:.0%}, {len(flagged)} consultations: "
            f"any divergence in {share:.1%}, limit {LIMIT_FALSE:.0%} {verdict}; of statements {np.mean(flagged):.3%}"
        )


def print_times():
    simulated = simulate(np.random.default_rng(1), SEVEN, STATEMENTS, 0.9)
    frame, began = frame_of(SEVEN), time.process_time()
    analyse_columns(simulated.columns, frame.groups, frame.statements, RULES)
    print(f"170 x {STATEMENTS}, everything left out in turn: {time.process_time() - began:.2f} s of processor")
    print_standing(10_000, 500)


def print_standing(people, statements):
    chance = np.random.default_rng(2)
    person, statement = np.nonzero(chance.random((people, statements)) < 0.1)
    vote = chance.integers(-1, 2, len(person))
    group_of = chance.integers(0, 9, people)
    groups = [GroupFrame(str(place)) for place in range(9)]
    answers = [
        Answer(f"p{p}", str(group_of[p]), str(s), int(v))
        for p, s, v in zip(person.tolist(), statement.tolist(), vote, strict=True)
    ]
    began = time.process_time()
    standing = Standing(answers, (), groups, items(statements), RULES)
    seconds = time.process_time() - began
    print(f"{people:,} x {statements}, {len(answers):,} answers: counted in {seconds:.2f} s of processor")
    durations = []
    for place in range(200):
        began = time.process_time()
        standing.add(Answer(f"new{place}", "3", str(place % statements), 1))
        durations.append(1000 * (time.process_time() - began))
    print(
        f"one more answer: {np.median(durations):.2f} ms, slowest {max(durations):.2f} ms of processor, "
        f"limit {LIMIT_ANSWER_MS:.0f} ms: {LIMIT_ANSWER_MS / max(durations):.1f} times inside"
    )
    columns = Columns.plain(group_of, person, statement, vote)
    began = time.process_time()
    analyse_columns(columns, groups, items(statements), Rules(permutations=199, permutations_extended=199))
    print(f"whole analysis of it with 199 permutations: {time.process_time() - began:.1f} s of processor")


if __name__ == "__main__":
    print_classes()
    print_nulls()
    print_times()
