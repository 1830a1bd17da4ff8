"""Makes the virtual environment from the hashed locks; does nothing when it is up to date.

Uses the standard library only, because it runs before anything is installed.
"""

import hashlib
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
RUN = VENV / "bin" / "python"


def main() -> int:
    """Install what `web` (to serve) or `dev` (to test) needs."""
    profile = sys.argv[1]
    if not RUN.exists():
        print("Setting up: making the virtual environment ...", flush=True)
        make_environment()
    frontend = subprocess.Popen([str(RUN), str(ROOT / "tools" / "build_frontend.py"), profile])  # while pip works
    if not is_installed(profile):
        print(f"Setting up: installing the {profile} libraries (a minute or two, once) ...", flush=True)
        install(profile)
    compile_messages()
    frontend.wait()
    return 0


def make_environment() -> None:
    """Create `.venv` with pip, the `ladder` package on its path and the `ladder` command."""
    try:
        venv.create(VENV, with_pip=True)
    except (subprocess.CalledProcessError, ImportError):
        sys.exit("This Python cannot make virtual environments. On Debian or Ubuntu: apt install python3-venv.")
    packages = next((VENV / "lib").glob("python3*/site-packages"))
    (packages / "cobalt_ladder.pth").write_text(f"{ROOT / 'src'}\n", encoding="utf-8")
    command = VENV / "bin" / "ladder"
    command.write_text(f'#!/bin/sh\nexec "{RUN}" -m ladder "$@"\n', encoding="utf-8")
    command.chmod(0o755)


def stamp_of(profile: str) -> str:
    """Fingerprint of one lock."""
    return hashlib.sha256((ROOT / "requirements" / f"{profile}.txt").read_bytes()).hexdigest()


def is_installed(profile: str) -> bool:
    """Whether this lock, or the larger `dev` lock that holds it, is what `.venv` has."""
    return any(
        (VENV / f"{name}.lock-stamp").exists() and (VENV / f"{name}.lock-stamp").read_text() == stamp_of(name)
        for name in {profile, "dev"}
    )


def install(profile: str) -> None:
    """Install one lock, every file checked against its hash.

    The lock names everything, so nothing is resolved: pip's resolver takes a newer release than the locked one for
    a requirement with extras, and then refuses it for want of a hash.
    """
    lock = ROOT / "requirements" / f"{profile}.txt"
    order = [str(RUN), "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-warn-script-location"]
    done = subprocess.run([*order, "--require-hashes", "--no-deps", "-r", str(lock)], check=False)
    if done.returncode:
        sys.exit("The libraries could not be installed: see the lines above. Is the package index reachable?")
    (VENV / f"{profile}.lock-stamp").write_text(stamp_of(profile))


def compile_messages() -> None:
    """Compile translations whose source is newer than what was compiled."""
    sources = sorted((ROOT / "src").glob("**/locale/*/LC_MESSAGES/django.po"))
    stale = [s for s in sources if not s.with_suffix(".mo").exists() or newer(s, s.with_suffix(".mo"))]
    if stale:
        code = "import sys, polib\nfor p in sys.argv[1:]: polib.pofile(p).save_as_mofile(p[:-2] + 'mo')"
        subprocess.run([str(RUN), "-c", code, *map(str, stale)], check=True)


def newer(one: Path, other: Path) -> bool:
    """Whether `one` changed after `other`."""
    return one.stat().st_mtime > other.stat().st_mtime


if __name__ == "__main__":
    sys.exit(main())
