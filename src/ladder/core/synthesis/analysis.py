"""All declared groups on all statements: signals, classes, divergence, and what they hang on."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from ladder.core.synthesis.arrays import Bools
from ladder.core.synthesis.canonical_order import CanonicalOrder, canonical_order
from ladder.core.synthesis.classes import marks_of
from ladder.core.synthesis.columns import Columns, settle
from ladder.core.synthesis.counts import Counts, count
from ladder.core.synthesis.divergence import QUICK, Tested, find_divergence
from ladder.core.synthesis.effect import widest_pair
from ladder.core.synthesis.evidence import Answer, GroupFrame, Tally
from ladder.core.synthesis.exchangeable import people_of, rooms_of
from ladder.core.synthesis.frame import Frame
from ladder.core.synthesis.leave_out import Evidence, Source, sources_of, what_changes, without
from ladder.core.synthesis.result import CLASSES, Analysis, Divergence
from ladder.core.synthesis.rooms import settle_tallies
from ladder.core.synthesis.rules import Rules
from ladder.core.synthesis.signals import item_results
from ladder.core.synthesis.views import view_marks

# divergence is tested again each time something is left out only where all of it stays below this work
MOST_WORK = 5_000_000_000


def analyse(
    answers: Iterable[Answer],
    tallies: Iterable[Tally],
    groups: Sequence[GroupFrame],
    statements: Sequence[str],
    rules: Rules,
) -> Analysis:
    """Hear all groups on all statements; neither order nor repetition of evidence nor the spelling of ids matters.

    Raises:
        EvidenceError: evidence that cannot be placed, or contradicts itself; a group or statement declared twice.
    """
    frame = Frame.of(groups, statements, rules)
    columns = settle(answers, frame.keys, frame.statements)
    rooms, shown = settle_tallies(tallies, frame.keys, frame.statements, rules.rho)
    return analyse_evidence(Evidence(columns, rooms), frame, shown)


def analyse_columns(
    columns: Columns, groups: Sequence[GroupFrame], statements: Sequence[str], rules: Rules
) -> Analysis:
    """The same for answers that are arrays already, without tallies."""
    frame = Frame.of(groups, statements, rules)
    rooms, shown = settle_tallies((), frame.keys, frame.statements, rules.rho)
    return analyse_evidence(Evidence(columns, rooms), frame, shown)


def analyse_evidence(evidence: Evidence, frame: Frame, shown: Sequence[Tally]) -> Analysis:
    """Hear all groups on settled evidence; `shown` are tallies that are only told."""
    canon = canonical_order(evidence.columns, len(frame.groups))
    tested, is_stratified = find_in(evidence, frame, canon)
    counts = count(evidence.columns, evidence.rooms, frame.shape, frame.rules.rho)
    sources = sources_of(evidence, frame.keys)
    is_retested = len(sources) * work_of(evidence, frame) <= MOST_WORK

    def marks_without(source: Source) -> Bools:
        left = without(evidence, source)
        again = find_in(left, frame, canon, verdict_only=True)[0] if is_retested else tested
        recounted = count(left.columns, left.rooms, frame.shape, frame.rules.rho)
        if source.group is None:
            return marks_of(recounted, frame.rules, frame.is_tiny, again.is_divergent)
        others = np.delete(frame.is_tiny, source.group)
        return marks_of(recounted.without(source.group), frame.rules, others, again.is_divergent)

    found = marks_of(counts, frame.rules, frame.is_tiny, tested.is_divergent)
    changes = what_changes(found, sources, marks_without)
    views = view_marks(evidence, frame)
    items = item_results(counts, frame, frame.statements, tested.is_divergent)
    return Analysis(
        tuple(
            replace(
                item,
                divergence=divergence_of(place, tested, counts, canon, frame),
                is_stable=not changes[place],
                changes_with=tuple(changes[place]),
                views={name: words_at(found, place) for name, found in views.items()},
                narrative=tuple(tally for tally in shown if tally.statement == item.statement),
            )
            for place, item in enumerate(items)
        ),
        frame.groups,
        frame.rules.digest,
        is_stratified=is_stratified,
        is_divergence_retested=is_retested,
    )


def find_in(
    evidence: Evidence, frame: Frame, canon: CanonicalOrder, *, verdict_only: bool = False
) -> tuple[Tested, bool]:
    """Test divergence, and tell whether people were stratified; `verdict_only` as in `find_divergence`."""
    statements = len(frame.statements)
    people, is_stratified = people_of(evidence.columns, canon, statements, frame.rules)
    rooms = rooms_of(evidence.rooms, canon.group_places, statements, frame.rules)
    parts = [part for part in (people, rooms) if part is not None]
    tested = find_divergence(parts, len(frame.groups), statements, frame.rules, verdict_only=verdict_only)
    return tested, is_stratified


def work_of(evidence: Evidence, frame: Frame) -> int:
    """About how many multiplications one quick test takes."""
    groups, statements = frame.shape
    return QUICK * groups * statements * len(evidence.columns.group_of)


def words_at(found: Bools, statement: int) -> tuple[str, ...]:
    """The class words of one statement."""
    return tuple(np.array(CLASSES)[found[:, statement]].tolist())


def divergence_of(place: int, tested: Tested, counts: Counts, canon: CanonicalOrder, frame: Frame) -> Divergence:
    """The test of one statement, with the groups furthest apart where they differ."""
    is_divergent = bool(tested.is_divergent[place])
    pair = None
    if is_divergent:
        pair = widest_pair(counts.support[:, place], counts.voices[:, place], canon.group_places, frame.rules)
    return Divergence(
        float(tested.p_residual[place]),
        float(tested.p_chi2[place]),
        float(tested.q[place]),
        is_divergent,
        (frame.keys[pair[0]], frame.keys[pair[1]]) if pair else None,
        pair[2] if pair else 0.0,
    )
