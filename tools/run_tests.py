"""Runs every test on SQLite, then those that touch the database again on PostgreSQL."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from postgres import NoPostgres, running_postgres

ROOT = Path(__file__).resolve().parent.parent
WITHOUT_DATABASE = ("tests/core", "tests/packfiles", "tests/house", "tests/flows")
SUMMARY = "= short test summary info ="
MOST_LINES, MOST_LETTERS = 60, 200


@dataclass(frozen=True)
class Run:
    """How one pytest run ended, and what it printed."""

    code: int
    lines: tuple[str, ...]

    @property
    def failures(self) -> tuple[str, ...]:
        """The lines that name what failed and why; where there are none, the end of all it said."""
        start = next((at for at, line in enumerate(self.lines) if SUMMARY in line), len(self.lines))
        reasons = [line for line in self.lines[:start] if line.startswith("E  ")][-MOST_LINES // 2 :]
        named = [line for line in self.lines[start:] if line.startswith(("FAILED", "ERROR"))]
        return tuple(line[:MOST_LETTERS] for line in reasons + named)[-MOST_LINES:] or self.lines[-MOST_LINES // 4 :]

    @property
    def closing(self) -> str:
        """The runner's own last line."""
        return next((line for line in reversed(self.lines) if line.strip()), "")


def run_pytest(*arguments: str, database: str = "") -> Run:
    """One pytest run; its output is passed on as it comes."""
    environment = {**os.environ, "DATABASE_URL": database, "PYTHONUNBUFFERED": "1"}
    order = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "worksteal", *arguments]
    said = bytearray()
    with subprocess.Popen(order, cwd=ROOT, env=environment, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        while piece := os.read(process.stdout.fileno(), 65536):
            said += piece
            sys.stdout.buffer.write(piece)
            sys.stdout.buffer.flush()
    return Run(process.returncode, tuple(said.decode(errors="replace").splitlines()))


def repeat(runs: dict[str, Run]) -> None:
    """Say again what failed, under the engine it failed on: of a long report, often only the end is kept."""
    for engine, run in runs.items():
        if run.code:
            print(f"\nFailed on {engine}:", *run.failures, sep="\n")
    for engine, run in runs.items():
        print(f"{engine}: {run.closing}", flush=True)


def main() -> int:
    """Both engines; the exit code tells whether both passed, the last line is pytest's own."""
    arguments = sys.argv[1:]
    if arguments:
        return run_pytest(*arguments).code
    runs = {}
    try:
        with running_postgres(is_durable=False) as address:
            print("Tests on PostgreSQL:", flush=True)
            left_out = [f"--ignore={folder}" for folder in WITHOUT_DATABASE]
            runs["PostgreSQL"] = run_pytest("--only-database", *left_out, database=address)
    except NoPostgres as reason:
        print(f"PostgreSQL tests skipped: {reason}", flush=True)
    print("Tests on SQLite:", flush=True)
    runs["SQLite"] = run_pytest()
    if len(runs) > 1:
        repeat(runs)
        print(runs["SQLite"].closing, flush=True)
    return int(any(run.code for run in runs.values()))


if __name__ == "__main__":
    sys.exit(main())
