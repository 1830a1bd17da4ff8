"""Evidence as the counts from which a release is made, and the divergence test whose outcome the public may know.

A test on all groups would tell something of groups that are hidden. So for the public it is run again on the rows that
are shown: merged groups as one, hidden ones left out. Method page: `docs/methods/divergence.md`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from ladder.core.synthesis.canonical_order import canonical_order
from ladder.core.synthesis.columns import settle
from ladder.core.synthesis.counts import count
from ladder.core.synthesis.disclosure.private import CellCount
from ladder.core.synthesis.divergence import Tested, find_divergence
from ladder.core.synthesis.evidence import Answer, GroupFrame, Tally
from ladder.core.synthesis.exchangeable import people_of, rooms_of
from ladder.core.synthesis.false_discovery import adjusted
from ladder.core.synthesis.frame import Frame
from ladder.core.synthesis.rooms import settle_tallies
from ladder.core.synthesis.rules import Rules

FEWEST_ROWS = 2
Labels = Mapping[str, Mapping[str, str]]


def count_cells(
    answers: Iterable[Answer], tallies: Iterable[Tally], groups: Sequence[GroupFrame], statements: Sequence[str],
    rules: Rules,
) -> tuple[CellCount, ...]:  # fmt: skip
    """People and effective voices of every group on every statement on which it has any; by statement, then group."""
    frame = Frame.of(groups, statements, rules)
    columns = settle(answers, frame.keys, frame.statements)
    rooms, _ = settle_tallies(tallies, frame.keys, frame.statements, rules.rho)
    counts = count(columns, rooms, frame.shape, rules.rho)
    heard = np.argwhere((counts.agree + counts.disagree + counts.passed).T > 0).tolist()
    return tuple(
        CellCount(
            item=frame.statements[statement],
            group=frame.keys[group],
            agree=int(counts.agree[group, statement]),
            disagree=int(counts.disagree[group, statement]),
            passed=int(counts.passed[group, statement]),
            with_change=int(counts.with_change[group, statement]),
            agree_effective=float(counts.support[group, statement]),
            disagree_effective=float(counts.refusal[group, statement]),
            effective=float(counts.voices[group, statement]),
            independent=float(counts.independent[group, statement]),
        )
        for statement, group in heard
    )


def divergence_of_rows(
    answers: Sequence[Answer], tallies: Sequence[Tally], labels: Labels, rules: Rules
) -> dict[str, bool]:
    """Whether the public rows of each statement differ by more than chance; statements that cannot be tested left out.

    `labels` name, by statement, the row in which each group stands; a group that is not named is hidden. Statements
    with the same rows are tested together; false discoveries are controlled over all of them.
    """
    p_values: dict[str, float] = {}
    for rows, statements in together(labels):
        tested = tested_rows(rows, statements, answers, tallies, rules)
        if tested is not None:
            joint = np.minimum(2 * np.minimum(tested.p_residual, tested.p_chi2), 1.0)
            p_values |= dict(zip(statements, joint.tolist(), strict=True))
    q = adjusted(np.array(list(p_values.values()), dtype=np.float64)) if p_values else np.zeros(0)
    return {key: bool(each <= rules.false_discovery) for key, each in zip(p_values, q.tolist(), strict=True)}


def together(labels: Labels) -> Iterator[tuple[Mapping[str, str], tuple[str, ...]]]:
    """Labellings with the statements that share them, of those with at least two rows."""
    sharing: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for statement, rows in labels.items():
        sharing.setdefault(tuple(sorted(rows.items())), []).append(statement)
    for key, statements in sharing.items():
        if len({row for _, row in key}) >= FEWEST_ROWS:
            yield dict(key), tuple(statements)


def tested_rows(
    rows: Mapping[str, str], statements: tuple[str, ...], answers: Sequence[Answer], tallies: Sequence[Tally],
    rules: Rules,
) -> Tested | None:  # fmt: skip
    """The test of some statements with their groups' rows as groups; None where there is nothing to permute."""
    wanted, keys = frozenset(statements), sorted(set(rows.values()))
    mine = [replace(one, group=rows[one.group]) for one in answers if one.statement in wanted and one.group in rows]
    held = [replace(one, group=rows[one.group]) for one in tallies if one.statement in wanted and one.group in rows]
    columns = settle(mine, keys, statements)
    rooms, _ = settle_tallies(summed(held), keys, statements, rules.rho)
    canon = canonical_order(columns, len(keys))
    people, _ = people_of(columns, canon, len(statements), rules)
    gathered = rooms_of(rooms, canon.group_places, len(statements), rules)
    parts = [part for part in (people, gathered) if part is not None]
    return find_divergence(parts, len(keys), len(statements), rules) if parts else None


def summed(tallies: Iterable[Tally]) -> list[Tally]:
    """Tallies of groups that are one row in one gathering as one tally."""
    found: dict[tuple[str, str, str, bool], Tally] = {}
    for one in tallies:
        key = (one.gathering, one.group, one.statement, one.is_secret)
        before = found.get(key)
        found[key] = one if before is None else added(before, one)
    return list(found.values())


def added(one: Tally, other: Tally) -> Tally:
    """Two tallies of one gathering together."""
    return replace(
        one,
        agree=one.agree + other.agree,
        disagree=one.disagree + other.disagree,
        passed=one.passed + other.passed,
        with_change=one.with_change + other.with_change,
        counted_elsewhere=one.counted_elsewhere + other.counted_elsewhere,
    )
