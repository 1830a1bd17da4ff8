"""Levels of 100,000 sites with 130 requirements each, one site by itself, and a site's steps over a year."""

import resource
import time
from datetime import date, timedelta

import numpy as np

from ladder.core.assessment.batch import BLOCK, judge_many
from ladder.core.assessment.batch_columns import NEVER, Columns, Contests, Findings, Grounds, Plans
from ladder.core.assessment.facts import Determination, Dossier
from ladder.core.assessment.judge import judge
from ladder.core.assessment.result import STATUSES
from ladder.core.assessment.timeline import timeline
from ladder.core.catalogue.ladder import Ladder, Requirement

SITES, REQUIREMENTS = 100_000, 130
LIMIT_SECONDS, LIMIT_MEGABYTES, LIMIT_ONE_MS = 10.0, 1024.0, 1.0
AS_OF = date(2026, 6, 1)
SEVERAL_SHARE = 0.1
CELLS = [(principle, level) for principle in "1234567" for level in (1, 2, 3, 4)]


def build_ladder() -> Ladder:
    """Seven principles, four levels, six stop gates and seven cap gates at level 2."""
    requirements = []
    for number in range(REQUIREMENTS):
        principle, level = CELLS[number % len(CELLS)]
        gate = "none" if level != 2 else "stop" if number < 30 else "cap" if number < 60 else "none"
        requirements.append(Requirement(f"R{number:03}", principle, level, gate, validity_days=365))
    return Ladder(tuple("1234567"), (1, 2, 3, 4), tuple(requirements))


def block_of(chance: np.random.Generator, sites: int) -> Columns:
    """Facts of some sites: one finding in every cell, a second one in a tenth of them."""
    cells = np.arange(sites * REQUIREMENTS)
    places = np.sort(np.concatenate([cells, cells[chance.random(cells.size) < SEVERAL_SHARE]]))
    count = places.size
    observed = (AS_OF.toordinal() - chance.integers(0, 300, count)).astype(np.int32)
    # one site in ten has findings other than met; with more of them no site would have a level
    troubled = (places // REQUIREMENTS) % 10 == 0
    state = np.where(troubled & (chance.random(count) < 0.05), chance.integers(1, 5, count), 0).astype(np.int8)
    findings = Findings(
        places // REQUIREMENTS,
        places % REQUIREMENTS,
        state,
        observed,
        observed,
        observed + chance.integers(295, 600, count).astype(np.int32),
        chance.integers(0, 3, count).astype(np.int32),
        chance.random(count) < 0.7,
        np.full(count, NEVER + 1, dtype=np.int32),
    )
    none, days = np.zeros(0, np.int64), np.zeros(0, np.int32)
    return Columns(
        sites,
        findings,
        Grounds(none, none, days, days, days),
        Contests(none, none, days, days, days),
        Plans(none, none, days, days, days),
    )


def measure_many(ladder: Ladder) -> None:
    """All sites, block by block as a database would hand them over; making up the facts is not counted."""
    chance = np.random.default_rng(2026)
    seconds, processor, counts = 0.0, 0.0, np.zeros(len(STATUSES), dtype=np.int64)
    for _ in range(SITES // (5 * BLOCK)):
        columns = block_of(chance, 5 * BLOCK)
        began, began_processor = time.perf_counter(), time.process_time()
        found = judge_many(ladder, columns, AS_OF.toordinal())
        seconds, processor = seconds + time.perf_counter() - began, processor + time.process_time() - began_processor
        counts += np.bincount(found.status, minlength=len(STATUSES))
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{SITES:,} sites x {REQUIREMENTS}: {seconds:.2f} s (processor {processor:.2f} s), "
        f"limit {LIMIT_SECONDS:.0f} s: {LIMIT_SECONDS / seconds:.1f} times inside"
    )
    print(
        f"peak memory: {megabytes:.0f} MB, "
        f"limit {LIMIT_MEGABYTES:.0f} MB: {LIMIT_MEGABYTES / megabytes:.1f} times inside"
    )
    print("statuses:", dict(zip(STATUSES, counts.tolist(), strict=True)))


def measure_one(ladder: Ladder) -> None:
    """One site: its level on a day, and its steps over a year."""
    facts = tuple(
        Determination(
            each.key,
            "met",
            AS_OF - timedelta(days=index),
            AS_OF + timedelta(days=index),
            "B",
            "assessor",
            independent=True,
        )
        for index, each in enumerate(ladder.requirements)
    )
    dossier, repeats = Dossier(facts), 200
    began = time.process_time()
    for _ in range(repeats):
        judge(ladder, dossier, AS_OF)
    milliseconds = 1000 * (time.process_time() - began) / repeats
    print(
        f"one site: {milliseconds:.2f} ms of processor, limit {LIMIT_ONE_MS:.0f} ms: "
        f"{LIMIT_ONE_MS / milliseconds:.1f} times inside"
    )
    began = time.process_time()
    steps = timeline(ladder, dossier, AS_OF, AS_OF + timedelta(days=365))
    print(f"its {len(steps)} steps over a year: {1000 * (time.process_time() - began):.0f} ms of processor")


if __name__ == "__main__":
    measure_many(build_ladder())
    measure_one(build_ladder())
