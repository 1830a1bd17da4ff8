"""Who may change labels with whom if groups did not differ: people with all their answers, and whole rooms.

Decisions: `docs/methods/divergence.md`.
"""

import numpy as np
from scipy.sparse import csr_array

from ladder.core.synthesis.arrays import Ints, Reals
from ladder.core.synthesis.canonical_order import CanonicalOrder
from ladder.core.synthesis.columns import NOBODY, Columns
from ladder.core.synthesis.evidence import AGREE
from ladder.core.synthesis.permuting import Units
from ladder.core.synthesis.rooms import Rooms
from ladder.core.synthesis.rules import Rules

QUARTILES = (0.25, 0.5, 0.75)
FEWEST_GROUPS = 2


def people_of(columns: Columns, canon: CanonicalOrder, statements: int, rules: Rules) -> tuple[Units | None, bool]:
    """People and organisations of declared groups who answered, and whether they were stratified; None below two."""
    order = canon.people
    answers = np.bincount(columns.participant, minlength=len(columns.group_of))
    order = order[(columns.group_of[order] != NOBODY) & (answers[order] > 0)]
    if len(order) < FEWEST_GROUPS:
        return None, False
    place = np.full(len(columns.group_of), NOBODY, dtype=np.int64)
    place[order] = np.arange(len(order))
    rows = place[columns.participant]
    kept = rows != NOBODY
    where, shape = (rows[kept], columns.statement[kept]), (len(order), statements)
    label = canon.group_places[columns.group_of[order]]
    asked = csr_array((np.ones(len(where[0])), where), shape=shape)
    support = csr_array(((columns.vote[kept] == AGREE).astype(np.float64), where), shape=shape)
    stratum = strata_of(label, answers[order], np.asarray(support.sum(axis=1)) / answers[order], rules)
    return Units(label, stratum, asked, support), bool(stratum.any())


def strata_of(label: Ints, answers: Ints, support: Reals, rules: Rules) -> Ints:
    """The quartile of everybody's number of answers where activity could pass for a difference of groups, else 0.

    It could where groups explain much of the variance of `answers` (eta squared from `stratify_from`) and, inside
    groups, who answers more also supports more or less (correlation with `support`, a share, from `stratify_tie`).
    """
    busy, keen = inside_groups(label, answers), inside_groups(label, support)
    deviation = answers - answers.mean()
    spread, tie = (deviation**2).sum(), np.sqrt((busy**2).sum() * (keen**2).sum())
    depends = spread > 0 and 1 - (busy**2).sum() / spread >= rules.stratify_from
    if not depends or tie == 0 or abs((busy * keen).sum()) / tie < rules.stratify_tie:
        return np.zeros(len(label), dtype=np.int64)
    return np.searchsorted(np.quantile(answers, QUARTILES), answers).astype(np.int64)


def inside_groups(label: Ints, values: Ints | Reals) -> Reals:
    """What is left of the values when every group's mean is taken off."""
    people = np.bincount(label)
    means = np.bincount(label, values) / np.maximum(people, 1)
    return np.asarray(values - means[label], dtype=np.float64)


def rooms_of(rooms: Rooms, ranks: Ints, statements: int, rules: Rules) -> Units | None:
    """Each group's part of each gathering, as one unit with all its tallies, of groups that have enough of them.

    With fewer than `rooms_tested` a group's rooms are only shown. None where not even two groups have enough.
    """
    units, back = np.unique(rooms.gathering.codes * len(ranks) + rooms.group, return_inverse=True)
    group = units % max(len(ranks), 1)
    enough = np.bincount(group, minlength=len(ranks)) >= rules.rooms_tested
    if enough.sum() < FEWEST_GROUPS:
        return None
    order = in_order_of_content(units, back, rooms, enough[group])
    place = np.full(len(units), NOBODY, dtype=np.int64)
    place[order] = np.arange(len(order))
    rows = place[back]
    kept = rows != NOBODY
    where, shape = (rows[kept], rooms.statement[kept]), (len(order), statements)
    support = (rooms.people[:, 0] * rooms.scale)[kept]
    return Units(
        ranks[group[order]],
        np.zeros(len(order), dtype=np.int64),
        csr_array((rooms.voices[kept], where), shape=shape),
        csr_array((support, where), shape=shape),
    )


def in_order_of_content(units: Ints, back: Ints, rooms: Rooms, kept: "Reals | Ints") -> Ints:
    """The units to keep, ordered by what was counted in them."""
    asked = np.bincount(back, rooms.voices, len(units))
    support = np.bincount(back, rooms.people[:, 0] * rooms.scale, len(units))
    tallies = np.bincount(back, minlength=len(units))
    order = np.lexsort((units, tallies, support, asked))
    return order[np.asarray(kept, dtype=np.bool_)[order]]
