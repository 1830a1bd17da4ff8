"""The auditor on 130 items x 9 groups x 5 releases, and what naive releases give away beside ours."""

import functools
import gc
import resource
import time
from collections import Counter
from collections.abc import Sequence

import numpy as np

from ladder.core.synthesis.disclosure import CellCount, PrivateEvidence, ProtectedRelease, audit, protect
from ladder.core.synthesis.disclosure.figures import Span
from ladder.core.synthesis.disclosure.published import PublishedGroup, PublishedRow, PublishedTables
from ladder.core.synthesis.evidence import GroupFrame
from ladder.core.synthesis.rules import Rules

LIMIT_SECONDS = 10.0
ITEMS, RELEASES = 130, 5
NINE = {"a": 55, "b": 40, "c": 30, "d": 25, "e": 18, "f": 14, "g": 12, "h": 10, "i": 8}
SEVEN = {"a": 55, "b": 40, "c": 25, "d": 18, "e": 14, "f": 10, "g": 8}
SMALL_GROUP, SMALL_SHARE = 20, 0.7
KINDS_AND_VOICES = 4
RULES = Rules()


def build_round(sizes: dict[str, int], items: int, releases: int, answering: float, seed: int) -> list[PrivateEvidence]:
    """Evidence of every release: people come one by one, small groups answer less, one in a hundred withdraws."""
    chance = np.random.default_rng(seed)
    group = np.repeat(np.arange(len(sizes)), list(sizes.values()))
    support = chance.choice([0.15, 0.5, 0.85], (len(sizes), items), p=[0.2, 0.2, 0.6])[group]
    says = np.where(chance.random(support.shape) < support, 1, -1)
    says[chance.random(says.shape) < 0.1] = 0
    share = np.where(np.array(list(sizes.values()))[group] < SMALL_GROUP, SMALL_SHARE, 1.0) * answering
    answers = chance.random(says.shape) < share[:, None]
    comes = np.where(answers, chance.integers(1, releases + 1, len(group))[:, None], releases + 1)
    states: list[np.ndarray] = []
    for release in range(1, releases + 1):
        gone = (chance.random(says.shape) < 0.01) & (comes < release)
        comes = np.where(gone, releases + 1, comes)
        states.append(np.where(comes <= release, says, 9))
    frames = tuple(GroupFrame(key, size) for key, size in sizes.items())
    return [evidence_of(frames, group, states[: place + 1], items) for place in range(releases)]


def evidence_of(
    frames: Sequence[GroupFrame], group: np.ndarray, states: Sequence[np.ndarray], items: int
) -> PrivateEvidence:
    """The evidence of one release, with what changed since each earlier one."""
    now = states[-1]
    cells = [
        CellCount(
            f"R{item:03}",
            frame.key,
            *(int((now[group == place, item] == vote).sum()) for vote in (1, -1, 0)),
            changed=tuple(int((now[group == place, item] != old[group == place, item]).sum()) for old in states[:-1]),
        )
        for place, frame in enumerate(frames)
        for item in range(items)
    ]
    changed = int((now != states[-2]).any(axis=1).sum()) if len(states) > 1 else 0
    keys = tuple(f"R{item:03}" for item in range(items))
    return PrivateEvidence(keys, tuple(frames), tuple(cells), people_changed=changed)


def naive_tables(evidence: PrivateEvidence, number: int) -> PublishedTables:
    """Exact counts, rows under five hidden, the total of every item beside them."""
    rows = []
    for item in evidence.items:
        cells = [cell for cell in evidence.cells if cell.item == item]
        rows += [
            exact_row(item, cell.group, (cell.agree, cell.disagree, cell.passed), number)
            if cell.voices >= RULES.smallest_row
            else PublishedRow(item, cell.group, "withheld", since=number)
            for cell in cells
        ]
        totals = tuple(sum(getattr(cell, kind) for cell in cells) for kind in ("agree", "disagree", "passed"))
        rows.append(exact_row(item, "*", totals, number))
    groups = tuple(PublishedGroup(frame.key, frame.invited) for frame in evidence.groups)
    return PublishedTables(number, groups, tuple(rows), ())


def exact_row(item: str, group: str, counts: tuple[int, ...], number: int) -> PublishedRow:
    """A row with exact counts."""
    agree, disagree, passed = (Span(count, count) for count in counts)
    voices = Span(sum(counts), sum(counts))
    return PublishedRow(
        item, group, "shown", voices, agree=agree, disagree=disagree, passed=passed, since=number, first=number
    )


def release_all(evidence: Sequence[PrivateEvidence]) -> list[ProtectedRelease]:
    """Our releases of a round, one after the other."""
    releases: list[ProtectedRelease] = []
    for each in evidence:
        releases.append(protect(each, releases, RULES))
    return releases


def forget() -> None:
    """Empty every cache, so that the audit starts as for somebody who has only the files."""
    for each in gc.get_objects():
        if type(each) is type(functools.lru_cache(int)):
            each.cache_clear()


def measure_speed() -> None:
    """All releases of one round together, as before the fifth is published."""
    evidence = build_round(NINE, ITEMS, RELEASES, 0.9, seed=2026)
    began = time.perf_counter()
    releases = release_all(evidence)
    making = time.perf_counter() - began
    forget()
    began, processor = time.perf_counter(), time.process_time()
    certificate = audit([release.tables for release in releases], RULES)
    seconds, processor = time.perf_counter() - began, time.process_time() - processor
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"audit of {ITEMS} items x {len(NINE)} groups x {RELEASES} releases: {seconds:.2f} s "
        f"(processor {processor:.2f} s), limit {LIMIT_SECONDS:.0f} s: {LIMIT_SECONDS / seconds:.1f} times inside"
    )
    print(f"certified: {certificate.is_certified}, {dict(certificate.counted)}")
    naive = [naive_tables(each, number) for number, each in enumerate(evidence, start=1)]
    began = time.perf_counter()
    leaks = audit(naive, RULES).leaks
    seconds = time.perf_counter() - began
    print(
        f"the same round as naive tables: {seconds:.2f} s, limit {LIMIT_SECONDS:.0f} s: "
        f"{LIMIT_SECONDS / seconds:.1f} times inside; {len(leaks):,} leaks"
    )
    print(f"making the {RELEASES} releases: {making:.1f} s; peak memory {megabytes:.0f} MB")


def measure_protection(answering: float) -> None:
    """One release: what a naive one gives away of its hidden cells, and what ours shows instead."""
    evidence = build_round(SEVEN, ITEMS, 1, answering, seed=7)[0]
    tables = naive_tables(evidence, 1)
    hidden = {(row.item, row.group) for row in tables.rows if row.state == "withheld"}
    began = time.perf_counter()
    leaks = audit([tables], RULES).leaks
    seconds = time.perf_counter() - began
    found = Counter(leak.cell.rpartition(": ")[0] for leak in leaks if leak.kind == "recoverable")
    whole = sum(count == KINDS_AND_VOICES for count in found.values())
    narrowed = {leak.cell.rpartition(": ")[0] for leak in leaks if leak.kind in {"recoverable", "narrow"}}
    ours = protect(evidence, (), RULES).tables
    states = Counter(row.state for row in ours.rows for _ in row.members)
    count = sum(states.values())
    shares = ", ".join(
        f"{state} {100 * states[state] / count:.0f} %" for state in ("shown", "merged", "hidden", "few", "silent")
    )
    print(
        f"{100 * answering:.0f} % answers, naive: {len(hidden)} rows hidden; all counts of {share(whole, hidden)} come "
        f"back exactly, some count of {share(len(found), hidden)}; some count of {share(len(narrowed), hidden)} is "
        f"narrowed down ({seconds:.1f} s)"
    )
    print(f"   ours: {shares}; leaks {len(audit([ours], RULES).leaks)}")


def share(part: int, whole: set[tuple[str, str]]) -> str:
    """A share in percent."""
    return f"{100 * part / max(len(whole), 1):.0f} %"


if __name__ == "__main__":
    measure_speed()
    for answering in (0.5, 0.7, 0.95):
        measure_protection(answering)
