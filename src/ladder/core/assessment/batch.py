"""The rules of `judge` for very many sites at once: level per principle, site level and status, with arrays.

Facts come as columns. They are read in blocks of sites, so that memory stays small whatever their number.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ladder.core.assessment.batch_columns import Bools, Columns, Days, Small
from ladder.core.assessment.batch_days import Cells, read_cells
from ladder.core.assessment.result import CAPPED, GOOD_STANDING, LAPSED_STATUS, NONE, STATUSES, SUSPENDED
from ladder.core.catalogue.ladder import CAP, NO_GATE, STOP, Ladder

BLOCK = 4_000


@dataclass(frozen=True, slots=True)
class Levels:
    """Results by site: `levels` has one column a principle, in the ladder's order; `status` indexes `STATUSES`."""

    levels: Small
    site_level: Small
    status: Small


@dataclass(frozen=True, slots=True)
class Marks:
    """What every cell of site and requirement comes to; `lapsed` ones would carry had they been renewed."""

    carried: Bools
    exempt: Bools
    lapsed: Bools


def judge_many(ladder: Ladder, columns: Columns, as_of: int, block: int = BLOCK) -> Levels:
    """Judge all sites on a day (its proleptic ordinal); equal to `judge` on each site by itself."""
    parts = [judge_block(ladder, part, as_of) for part in blocks_of(columns, block)]
    if not parts:
        parts = [judge_block(ladder, columns, as_of)]
    return Levels(
        np.concatenate([part.levels for part in parts]),
        np.concatenate([part.site_level for part in parts]),
        np.concatenate([part.status for part in parts]),
    )


def blocks_of(columns: Columns, block: int) -> Iterator[Columns]:
    """The columns of so many sites at a time."""
    for first in range(0, columns.sites, block):
        yield columns.part(first, min(first + block, columns.sites))


def judge_block(ladder: Ladder, columns: Columns, as_of: int) -> Levels:
    """Judge the sites of one block."""
    cells = read_cells(ladder, columns, as_of)
    marks = mark_cells(ladder, columns, cells, as_of)
    levels = climb_all(ladder, marks, marks.carried)
    caps = caps_of(ladder, columns, cells, as_of)
    site_level = np.minimum(levels.min(axis=1), caps).astype(np.int8)
    renewed = climb_all(ladder, marks, marks.carried | marks.lapsed).min(axis=1)
    return Levels(levels, site_level, status_of(ladder, marks, cells, site_level, renewed))


def mark_cells(ladder: Ladder, columns: Columns, cells: Cells, as_of: int) -> Marks:
    """Which cells carry, do not apply, or lapsed on a day."""
    ordinary = np.array([each.gate == NO_GATE for each in ladder.requirements], dtype=bool)
    in_force = cells.is_met & (cells.until >= as_of)
    run_out = cells.is_met & (cells.until < as_of)
    in_grace = run_out & ordinary & (cells.until + ladder.grace_days >= as_of)
    exempt = exempt_cells(ladder, columns, cells, as_of) & ~in_force
    contested = contested_cells(columns, cells, as_of)
    return Marks(
        (in_force | in_grace) & ~exempt & ~contested,
        exempt & ~contested,
        (run_out | cells.is_lapsed) & ~exempt & ~contested,
    )


def exempt_cells(ladder: Ladder, columns: Columns, cells: Cells, as_of: int) -> Bools:
    """Cells with a ground in force that nothing later speaks against."""
    grounds, width = columns.grounds, len(ladder.requirements)
    may = np.array([each.gate != STOP for each in ladder.requirements], dtype=bool)
    place = grounds.site * width + grounds.requirement
    holds = (grounds.begins <= as_of) & (grounds.until >= as_of) & may[grounds.requirement]
    holds &= (grounds.since > cells.bad_on.ravel()[place]) & ~cells.is_shut.ravel()[place]
    return cells.marked(place[holds])


def contested_cells(columns: Columns, cells: Cells, as_of: int) -> Bools:
    """Cells with an open contest that no entitled person has answered since by finding the requirement met."""
    contests, width = columns.contests, cells.until.shape[1]
    place = contests.site * width + contests.requirement
    is_open = (contests.begins <= as_of) & (contests.until > as_of)
    return cells.marked(place[is_open & (contests.since >= cells.answered_on.ravel()[place])])


def caps_of(ladder: Ladder, columns: Columns, cells: Cells, as_of: int) -> Days:
    """The level that failed cap gates hold every site down to; the top where none is failed."""
    plans, width = columns.plans, len(ladder.requirements)
    place = plans.site * width + plans.requirement
    limit = cells.failed_on.ravel()[place] + ladder.plan_result_days
    runs = (plans.begins <= as_of) & (plans.until > as_of) & (np.minimum(plans.due, limit) >= as_of)
    planned = cells.marked(place[runs])
    capping = np.array([each.gate == CAP for each in ladder.requirements], dtype=bool)
    failed = cells.is_failed & capping
    caps = np.full(cells.until.shape[0], ladder.levels[-1], dtype=np.int32)
    caps[(failed & planned).any(axis=1)] = ladder.cap_with_plan
    bare = (failed & ~planned).any(axis=1)
    caps[bare] = np.minimum(caps[bare], ladder.cap_without_plan)
    return np.minimum(caps, ladder.levels[-1])


def climb_all(ladder: Ladder, marks: Marks, carried: Bools) -> Small:
    """Level of every principle at every site."""
    levels = np.zeros((carried.shape[0], len(ladder.principles)), dtype=np.int8)
    place = {each.key: index for index, each in enumerate(ladder.requirements)}
    anything = carried.any(axis=1)
    for column, principle in enumerate(ladder.principles):
        climbing = anything
        for level in ladder.levels:
            here = [place[each.key] for each in ladder.cells[principle, level]]
            climbing = climbing & (carried[:, here] | marks.exempt[:, here]).all(axis=1)
            if (principle, level) not in ladder.empty_cells:
                climbing = climbing & carried[:, here].any(axis=1)
            levels[climbing, column] = level
    return levels


def status_of(ladder: Ladder, marks: Marks, cells: Cells, site_level: Small, renewed: Small) -> Small:
    """The gravest status that holds at every site, as an index into `STATUSES`."""
    gates = {gate: np.array([each.gate == gate for each in ladder.requirements], dtype=bool) for gate in (CAP, STOP)}
    rank = np.array([each.level for each in ladder.requirements], dtype=np.int8)
    lapsed = (marks.lapsed & (rank <= renewed[:, None])).any(axis=1)
    choices = [
        (cells.is_failed & gates[STOP]).any(axis=1),
        (cells.is_failed & gates[CAP]).any(axis=1),
        lapsed,
        site_level > 0,
    ]
    codes = [STATUSES.index(each) for each in (SUSPENDED, CAPPED, LAPSED_STATUS, GOOD_STANDING)]
    return np.select(choices, codes, STATUSES.index(NONE)).astype(np.int8)
