"""Reads the findings of many cells day by day without a loop: the closed form of what `trace` does step by step."""

from dataclasses import dataclass

import numpy as np

from ladder.core.assessment.batch_columns import CODES, UNSTATED, Bools, Columns, Days, Findings, Places, Small
from ladder.core.catalogue.ladder import NO_GATE, Ladder

MET, LAPSED, PARTLY, CONTESTED, NOT_MET = (CODES[each] for each in ("met", "lapsed", "partly", "contested", "not_met"))
BAD = PARTLY
FAR = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True)
class Cells:
    """What the findings of every site and requirement come to; days are ordinals, 0 where there is none."""

    is_met: Bools
    is_lapsed: Bools
    is_shut: Bools
    is_failed: Bools
    until: Days
    bad_on: Days
    failed_on: Days
    answered_on: Days

    def marked(self, places: Places) -> Bools:
        """A mask of the cells at these places."""
        mask = np.zeros(self.until.size, dtype=np.bool_)
        mask[places] = True
        return mask.reshape(self.until.shape)

    def put(self, places: Places, *, mask: Bools | None = None, **values: np.ndarray) -> None:
        """Write values of cells in place."""
        for name, value in values.items():
            where = places if mask is None else places[mask]
            getattr(self, name).reshape(-1)[where] = value if mask is None else value[mask]


def empty_cells(sites: int, width: int) -> Cells:
    """Cells about which nothing is known."""
    masks = [np.zeros((sites, width), dtype=np.bool_) for _ in range(4)]
    days = [np.zeros((sites, width), dtype=np.int32) for _ in range(4)]
    return Cells(masks[0], masks[1], masks[2], masks[3], days[0], days[1], days[2], days[3])


def read_cells(ladder: Ladder, columns: Columns, as_of: int) -> Cells:
    """Cells of a block from the findings seen and known by a day, and not withdrawn by then."""
    width = len(ladder.requirements)
    cells = empty_cells(columns.sites, width)
    found = columns.findings
    gates = np.array([each.gate != NO_GATE for each in ladder.requirements], dtype=np.bool_)
    terms = np.array([ladder.days_valid(each) for each in ladder.requirements], dtype=np.int32)
    until = np.where(found.until == UNSTATED, found.observed + terms[found.requirement], found.until)
    place = found.site * width + found.requirement
    known = (found.begins <= as_of) & (found.ends > as_of)
    alone = np.bincount(place[known], minlength=cells.until.size)[place] == 1
    read_alone(cells, found, place, until, gates, known & alone)
    several = np.flatnonzero(known & ~alone)
    if several.size:
        read_several(cells, sorted_rows(found, place, until, several), gates)
    return cells


def read_alone(
    cells: Cells, found: Findings, place: Places, until: Days, gates: Bools, chosen: Bools
) -> None:  # fmt: skip
    """Cells with a single finding."""
    state, observed, where = found.state[chosen], found.observed[chosen], place[chosen]
    against = state >= BAD
    shut = against & gates[found.requirement[chosen]]
    failed = shut & (state != CONTESTED)
    zero = np.zeros_like(observed)
    cells.put(
        where,
        is_met=state == MET,
        is_lapsed=state == LAPSED,
        is_shut=shut,
        is_failed=failed,
        until=until[chosen],
        bad_on=np.where(state == MET, zero, observed),
        failed_on=np.where(failed, observed, zero),
        answered_on=np.where(found.qualifies[chosen] & (found.state[chosen] == MET), observed, zero),
    )


@dataclass(frozen=True, slots=True)
class Rows:
    """Findings of cells that have several, by cell, day, decider."""

    place: Places
    observed: Days
    decider: Days
    state: Small
    until: Days
    qualifies: Bools


def sorted_rows(found: Findings, place: Places, until: Days, chosen: Places) -> Rows:
    """The chosen findings in order."""
    order = chosen[np.lexsort((found.decider[chosen], found.observed[chosen], place[chosen]))]
    return Rows(
        place[order],
        found.observed[order],
        found.decider[order],
        found.state[order],
        until[order],
        found.qualifies[order],
    )


@dataclass(frozen=True, slots=True)
class DayTable:
    """One entry for every cell and day.

    The day's state, whether it holds a finding against a gate, whether it may open one, and the last good day of all
    and of the entitled who found it met.
    """

    place: Places
    observed: Days
    state: Small
    has_finding: Bools
    may_open: Bools
    until: Days
    entitled_until: Days


def starts_of(*keys: np.ndarray) -> Places:
    """Where a run of equal keys begins in sorted columns."""
    differs = np.zeros(keys[0].size, dtype=np.bool_)
    differs[:1] = True
    for key in keys:
        differs[1:] |= key[1:] != key[:-1]
    return np.flatnonzero(differs)


def days_of(rows: Rows) -> DayTable:
    """Every day's state: each person with their worst; support and denial together are a contest; else the worst."""
    severity = np.minimum(rows.state, NOT_MET)
    people = starts_of(rows.place, rows.observed, rows.decider)
    worst = np.maximum.reduceat(severity, people)
    in_people = starts_of(rows.place[people], rows.observed[people])
    high, low = np.maximum.reduceat(worst, in_people), np.minimum.reduceat(worst, in_people)
    state = np.where((low < BAD) & (high >= BAD), CONTESTED, high).astype(np.int8)
    days = people[in_people]
    entitled = (rows.state == MET) & rows.qualifies
    finding = (rows.state >= BAD) & (rows.state != CONTESTED)
    return DayTable(
        rows.place[days],
        rows.observed[days],
        state,
        np.logical_or.reduceat(finding, days),
        np.logical_or.reduceat(entitled, days) & (state == MET),
        np.maximum.reduceat(rows.until, days),
        np.maximum.reduceat(np.where(entitled, rows.until, 0), days),
    )


def read_several(cells: Cells, rows: Rows, gates: Bools) -> None:
    """Cells with several findings."""
    days = days_of(rows)
    first = starts_of(days.place)
    place = days.place[first]
    is_gate = gates[place % cells.until.shape[1]]
    answered = np.maximum.reduceat(
        np.where(rows.qualifies & (rows.state == MET), rows.observed, 0), starts_of(rows.place)
    )
    cells.put(place, answered_on=answered)
    read_gates(cells, days, first, place, is_gate)
    read_ordinary(cells, days, first, place, ~is_gate)


def read_ordinary(cells: Cells, days: DayTable, first: Places, place: Places, mask: Bools) -> None:
    """The last day counts; what was met since the last day that was not stays in force together."""
    index = np.arange(days.place.size)
    sizes = np.diff(np.append(first, index.size))
    other = np.maximum.reduceat(np.where(days.state != MET, index, -1), first)
    in_run = index > np.repeat(other, sizes)
    until = np.maximum.reduceat(np.where(in_run, days.until, 0), first)
    last = days.state[np.append(first[1:], index.size) - 1]
    bad_on = np.where(other >= 0, days.observed[other], 0)
    cells.put(place, mask=mask, is_met=last == MET, is_lapsed=last == LAPSED, until=until, bad_on=bad_on)


def read_gates(cells: Cells, days: DayTable, first: Places, place: Places, mask: Bools) -> None:
    """The last day against a gate shuts it until the first later day that may open it; before that nothing counts."""
    index = np.arange(days.place.size)
    sizes = np.diff(np.append(first, index.size))
    shut_at = np.maximum.reduceat(np.where(days.state >= BAD, index, -1), first)
    shut_all = np.repeat(shut_at, sizes)
    opened_at = np.minimum.reduceat(np.where(days.may_open & (index > shut_all), index, FAR), first)
    was_shut = shut_at >= 0
    is_shut = was_shut & (opened_at == FAR)
    begins = np.repeat(np.where(was_shut, opened_at, -1), sizes)
    other = np.maximum.reduceat(np.where((days.state != MET) & (index > begins), index, -1), first)
    in_run = (index >= begins) & (index > np.repeat(other, sizes))
    ends = np.where(index == begins, days.entitled_until, days.until)
    until = np.maximum.reduceat(np.where(in_run, ends, 0), first)
    last = days.state[np.append(first[1:], index.size) - 1]
    failed_on = first_open_finding(days, first, index, shut_all)
    bad_on = np.where(other >= 0, days.observed[other], np.where(was_shut, days.observed[shut_at], 0))
    cells.put(
        place,
        mask=mask,
        is_met=~is_shut & (last == MET),
        is_lapsed=~is_shut & (last == LAPSED),
        is_shut=is_shut,
        is_failed=is_shut & (failed_on > 0),
        until=until,
        bad_on=bad_on,
        failed_on=np.where(is_shut, failed_on, 0),
    )


def first_open_finding(days: DayTable, first: Places, index: Places, shut_all: Places) -> Days:
    """Day of the first finding since the gate was last open, up to the day that shut it; 0 where there is none."""
    sizes = np.diff(np.append(first, index.size))
    opened = np.maximum.reduceat(np.where(days.may_open & (index < shut_all), index, -1), first)
    counts = days.has_finding & (index > np.repeat(opened, sizes)) & (index <= shut_all)
    at = np.minimum.reduceat(np.where(counts, index, FAR), first)
    return np.where(at < FAR, days.observed[np.minimum(at, index.size - 1)], 0).astype(np.int32)
