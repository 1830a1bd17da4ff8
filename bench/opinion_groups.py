"""Opinion groups beside red-dwarf 0.4.0: the same votes, the same clock, a fresh process for every run.

Real conversations come from the folder that LADDER_SHARED names, else ../shared. red-dwarf is installed by pip into an
environment of its own in a temporary folder, kept for the next run. `--all` also runs it on 100,000 participants, which
takes minutes and 6 GB.
"""

import csv
import json
import os
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("LADDER_SHARED", ROOT.parent / "shared")) / "data" / "polis" / "conversations"
CACHE = Path(tempfile.gettempdir()) / "ladder-bench-red-dwarf-0.4.0"
SIZES = ((150, 77, 0.5), (1_000, 100, 0.4), (10_000, 500, 0.1), (100_000, 1_000, 0.05), (1_000_000, 1_000, 0.02))
LIMITS = {"100,000 x 1,000": (3.0, 400.0), "1,000,000 x 1,000": (10.0, 1536.0)}
GROUPS, SPLIT_SHARE = 3, 0.3
PEER_UP_TO, PEER_NEVER_FROM = 2_000_000, 10_000_000
REPEATS_UP_TO, REPEATS = 1_000_000, 3


def install_peer() -> Path | None:
    """The interpreter of an environment that has red-dwarf, or nothing where it cannot be installed."""
    python = CACHE / "bin" / "python"
    if not (CACHE / "installed").exists():
        venv.create(CACHE, clear=True, with_pip=True)
        order = [str(python), "-m", "pip", "install", "--quiet", "red-dwarf==0.4.0"]
        if subprocess.run(order, capture_output=True, check=False).returncode:
            return None
        (CACHE / "installed").touch()
    return python


def real_votes() -> Iterator[tuple[str, dict[str, np.ndarray]]]:
    """The conversations at hand, participants and statements numbered from 0."""
    for path in sorted(SHARED.glob("*/votes.csv")):
        with path.open(newline="") as file:
            table = np.array([list(map(int, row)) for row in list(csv.reader(file))[1:]])
        rows, columns = (np.unique(table[:, each], return_inverse=True)[1].astype(np.int32) for each in (0, 1))
        yield path.parent.name, {"rows": rows, "columns": columns, "votes": table[:, 2].astype(np.int8)}


def made_up_votes(people: int, statements: int, density: float) -> dict[str, np.ndarray]:
    """Three groups that differ on three statements in ten; one answer in ten passes."""
    chance = np.random.default_rng(2026)
    drawn = chance.integers(0, people * statements, int(people * statements * density * (1 + density / 2)))
    cells = np.unique(drawn)
    rows, columns = (cells // statements).astype(np.int32), (cells % statements).astype(np.int32)
    support = np.repeat(chance.uniform(0.2, 0.8, statements)[None], GROUPS, axis=0)
    split = chance.random(statements) < SPLIT_SHARE
    support[:, split] = chance.choice([0.2, 0.8], (GROUPS, int(split.sum())))
    group = chance.integers(0, GROUPS, people)
    mark, agrees = chance.random(cells.size), 0.9 * support[group[rows], columns]
    votes = np.where(mark < agrees, 1, np.where(mark < 0.9, -1, 0)).astype(np.int8)
    return {"rows": rows, "columns": columns, "votes": votes}


def run(python: str, script: str, votes: Path, repeats: int) -> dict | None:
    """The run with the least time of so many; nothing where the process fails."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONWARNINGS": "ignore"}
    best = None
    for _ in range(repeats):
        order = [python, str(ROOT / "bench" / "opinion" / f"{script}.py"), str(votes)]
        done = subprocess.run(order, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            print(done.stderr.strip().splitlines()[-1:], flush=True)
            return None
        found = json.loads(done.stdout.strip().splitlines()[-1])
        best = found if best is None or found["seconds"] < best["seconds"] else best
    return best


def compare(name: str, votes: dict[str, np.ndarray], peer: Path | None, *, with_large: bool) -> tuple | None:
    """Run both, print a line, and give both results."""
    count = votes["votes"].size
    repeats = REPEATS if count <= REPEATS_UP_TO else 1
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "votes.npz"
        np.savez(path, **votes)
        ours = run(sys.executable, "ours", path, repeats)
        fits = count <= PEER_UP_TO or (with_large and count < PEER_NEVER_FROM)
        theirs = run(str(peer), "red_dwarf", path, repeats) if peer and fits else None
    if ours is None:
        return None
    print(
        f"{name[:44]:44} {count:>10,} votes | ours {ours['seconds']:7.3f} s (gate {ours['gate']:.3f} of it, "
        f"{ours['shuffles']:3} shuffles) {ours['megabytes']:6.0f} MB {ours['reason'] or ours['groups']}",
        flush=True,
    )
    if theirs:
        print(
            f"{'':44} {'':16} | red-dwarf {theirs['seconds']:7.3f} s {theirs['megabytes']:6.0f} MB {theirs['groups']}: "
            f"ours {theirs['seconds'] / ours['seconds']:.1f} times as fast "
            f"({theirs['processor'] / ours['processor']:.1f} by processor time), "
            f"{ours['megabytes'] / theirs['megabytes']:.2f} of its memory",
            flush=True,
        )
    elif peer:
        print(f"{'':44} {'':16} | red-dwarf left out: see the head of this file", flush=True)
    return ours, theirs


def total(pairs: list[tuple]) -> None:
    """All real conversations together, with the gate and without."""
    ours = sum(each["seconds"] for each, _ in pairs)
    bare = ours - sum(each["gate"] for each, _ in pairs)
    print(f"{len(pairs)} conversations: ours {ours:.2f} s, {bare:.2f} s without the gate")
    if all(theirs for _, theirs in pairs):
        seconds = sum(theirs["seconds"] for _, theirs in pairs)
        processors = [sum(each["processor"] for each in side) for side in zip(*pairs, strict=True)]
        peaks = [max(each["megabytes"] for each in side) for side in zip(*pairs, strict=True)]
        print(
            f"red-dwarf {seconds:.2f} s: {seconds / ours:.1f} times as long, {seconds / bare:.1f} without the gate, "
            f"{processors[1] / processors[0]:.1f} by processor time; "
            f"largest peak {peaks[0]:.0f} MB beside {peaks[1]:.0f} MB ({peaks[0] / peaks[1]:.2f})"
        )


def main() -> None:
    """Real conversations first, then made-up ones up to a million participants."""
    peer = install_peer()
    if peer is None:
        print("red-dwarf 0.4.0 cannot be installed here: ours alone")
    with_large = "--all" in sys.argv
    pairs = [compare(name, votes, peer, with_large=with_large) for name, votes in real_votes()]
    if pairs and all(pairs):
        total([each for each in pairs if each])
    elif not pairs:
        print(f"no conversations in {SHARED}")
    for people, statements, density in SIZES:
        name = f"{people:,} x {statements:,}"
        result = compare(name, made_up_votes(people, statements, density), peer, with_large=with_large)
        if result and name in LIMITS:
            seconds, megabytes = LIMITS[name]
            print(
                f"{'':44} limit {seconds:.0f} s: {seconds / result[0]['seconds']:.1f} times inside; "
                f"limit {megabytes:.0f} MB: {megabytes / result[0]['megabytes']:.1f} times inside "
                f"({result[0]['before']:.0f} MB were there after reading)"
            )


if __name__ == "__main__":
    main()
