"""Runs every bench script, one after the other, and leaves the figures to the reader."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Run the scripts named, or all of `bench/`."""
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    wanted = sys.argv[1:] or sorted(path.stem for path in (ROOT / "bench").glob("*.py") if path.stem != "__init__")
    failed = 0
    for name in wanted:
        print(f"\n== {name}", flush=True)
        order = [sys.executable, str(ROOT / "bench" / f"{name}.py")]
        failed |= subprocess.run(order, cwd=ROOT, env=environment, check=False).returncode
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
