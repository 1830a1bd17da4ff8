"""Runs every check of the house and says at the end which failed."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
CHECKS = {
    "format": ["ruff", "format", "--check", "."],
    "lint": ["ruff", "check", "."],
    "types": ["mypy"],
    "directions": ["lint-imports"],
    "templates": ["djade", "--check", "--target-version", "5.2", *map(str, sorted(ROOT.glob("src/**/*.html")))],
    "declared libraries": ["deptry", "src"],
    "dead code": ["vulture", "src", "--min-confidence", "80"],
    "migrations": ["python", "-m", "django", "makemigrations", "--check", "--dry-run"],
    "deployment": ["python", "-m", "django", "check", "--fail-level", "WARNING"],
    "generated pages": ["python", "tools/generate_pages.py", "--check"],
}


def main() -> int:
    """Run all, print a line each, return 1 if any failed."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    failed = []
    for name, (program, *arguments) in CHECKS.items():
        done = subprocess.run(
            [str(BIN / program), *arguments], cwd=ROOT, env=environment, check=False, capture_output=True, text=True
        )
        print(f"{'ok  ' if not done.returncode else 'FAIL'} {name}", flush=True)
        if done.returncode:
            failed.append(name)
            print((done.stdout + done.stderr).strip()[-6000:], flush=True)
    print("All checks passed." if not failed else f"Failed: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
