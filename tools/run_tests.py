"""Runs every test on SQLite, then those that touch the database again on PostgreSQL."""

import os
import subprocess
import sys
from pathlib import Path

from postgres import NoPostgres, running_postgres

ROOT = Path(__file__).resolve().parent.parent
WITHOUT_DATABASE = ("tests/core", "tests/packfiles", "tests/house", "tests/flows", "tests/tools")


def run_pytest(*arguments: str, database: str = "") -> int:
    """One pytest run; its own output is the report."""
    environment = {**os.environ, "DATABASE_URL": database}
    order = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "worksteal", *arguments]
    return subprocess.run(order, cwd=ROOT, env=environment, check=False).returncode


def main() -> int:
    """Both engines; the exit code tells whether both passed, the last line is pytest's own."""
    arguments = sys.argv[1:]
    if arguments:
        return run_pytest(*arguments)
    try:
        with running_postgres() as address:
            print("Tests on PostgreSQL:", flush=True)
            on_postgres = run_pytest(*(f"--ignore={folder}" for folder in WITHOUT_DATABASE), database=address)
    except NoPostgres as reason:
        print(f"PostgreSQL tests skipped: {reason}", flush=True)
        on_postgres = 0
    print("Tests on SQLite:", flush=True)
    return run_pytest() or on_postgres


if __name__ == "__main__":
    sys.exit(main())
