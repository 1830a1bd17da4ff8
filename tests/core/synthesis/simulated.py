"""Simulated consultations of which the truth is known: what every group really thinks of every statement.

Each statement has a kind. *convergent*: every group is in favour, each by its own share around four fifths.
*dissent*: the same, but one group of at most 18 people is against. *blocs*: about half of the groups in favour, the rest
against. *middling*: nobody leans. Of those asked one in ten is unclear. Groups of at most 18 people answer 0.7 times as
often as the others, as was seen in the field.
"""

from dataclasses import dataclass

import numpy as np

from ladder.core.synthesis.columns import Columns

SEVEN, SIX, UNEVEN = (55, 40, 25, 18, 14, 10, 8), (40, 40, 30, 25, 20, 15), (80, 30, 20, 12, 6, 5, 5)
KINDS = ("convergent", "dissent", "blocs", "middling")
SMALL, LESS_OFTEN, UNCLEAR = 18, 0.7, 0.1
FOR, AGAINST, SPREAD = 0.82, 0.18, 0.3


@dataclass(frozen=True)
class Simulated:
    """Answers, the group sizes, and the kind of every statement as a place in `KINDS`."""

    columns: Columns
    sizes: tuple[int, ...]
    kinds: np.ndarray
    statements: int

    def kind(self, name):
        """Which statements are of a kind."""
        return self.kinds == KINDS.index(name)


def simulate(chance, sizes, statements, answer_rate, leaning=0.0):
    """One consultation; `leaning` is the spread of people's own lean towards yes, in logits."""
    kinds = np.arange(statements) % len(KINDS)
    truth = group_truth(chance, sizes, kinds)
    group_of = np.repeat(np.arange(len(sizes)), sizes)
    people = len(group_of)
    logits = np.log(truth / (1 - truth))[group_of] + leaning * chance.standard_normal((people, 1))
    support = chance.random((people, statements)) < 1 / (1 + np.exp(-logits))
    vote = np.where(chance.random((people, statements)) < UNCLEAR, 0, np.where(support, 1, -1))
    often = answer_rate * np.where(np.array(sizes) <= SMALL, LESS_OFTEN, 1.0)
    person, statement = np.nonzero(chance.random((people, statements)) < often[group_of][:, None])
    columns = Columns.plain(group_of, person, statement, vote[person, statement].astype(np.int64))
    return Simulated(columns, tuple(sizes), kinds, statements)


def group_truth(chance, sizes, kinds):
    """The share of every group in favour of every statement, groups x statements."""
    shape = (len(sizes), len(kinds))
    middle = np.full(shape, FOR)
    small = np.flatnonzero(np.array(sizes) <= SMALL)
    for place, kind in enumerate(kinds):
        if KINDS[kind] == "dissent":
            middle[chance.choice(small), place] = AGAINST
        elif KINDS[kind] == "blocs":
            middle[chance.permutation(len(sizes))[: len(sizes) // 2], place] = AGAINST
        elif KINDS[kind] == "middling":
            middle[:, place] = 0.5
    logits = np.log(middle / (1 - middle)) + SPREAD * chance.standard_normal(shape)
    return 1 / (1 + np.exp(-logits))


def without_groups(chance, simulated):
    """The same answers with the group labels dealt out anew: nothing is left for groups to differ in."""
    columns = simulated.columns
    shuffled = chance.permutation(columns.group_of)
    return Columns.plain(shuffled, columns.participant, columns.statement, columns.vote)
