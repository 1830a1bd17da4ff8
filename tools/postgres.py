"""Starts a private PostgreSQL for the tests where its programs are there, and stops it again."""

import contextlib
import itertools
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

OPTIONS = "-c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -p {port}"
DURABLE = "-c synchronous_commit=on -c fsync=on -c full_page_writes=on"
# A vacuum between two tests finds tables empty that another test is filling: plans made for no rows take for ever
FLEETING = "-c synchronous_commit=off -c fsync=off -c full_page_writes=off -c autovacuum=off"
LOWEST_PORT, PORTS = 10_000, 20_000
_turn = itertools.count(os.getpid() * 61)


class NoPostgres(Exception):  # noqa: N818 - it is a reason to skip, not an error
    """Says why no PostgreSQL could be started."""


def find_programs() -> Path:
    """Folder of `initdb` and `pg_ctl`, newest version first."""
    on_path = shutil.which("initdb")
    folders = [Path(on_path).resolve().parent] if on_path else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for folder in folders:
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists():
            return folder
    raise NoPostgres("PostgreSQL's programs (initdb, pg_ctl) were not found.")


def find_owner() -> str | None:
    """The account that must run the server: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    raise NoPostgres("Run as root, and no account 'postgres' or 'nobody' to hand the server to.")


def free_port() -> int:
    """A port nobody listens on, and that nobody is given meanwhile.

    Systems take those of outgoing connections, and of whoever asks for any, from above. Each process begins elsewhere.
    """
    for _ in range(PORTS):
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", LOWEST_PORT + next(_turn) % PORTS))
            return int(probe.getsockname()[1])
    raise OSError("Every port from which to choose is taken.")


@contextlib.contextmanager
def running_postgres(*, is_durable: bool = True) -> Iterator[str]:
    """Address (`DATABASE_URL`) of a fresh cluster on loopback; it is stopped and deleted on leaving.

    One that need not be durable waits for no disk and sweeps nothing: enough where nothing is tested that outlives it.
    """
    programs, owner, port = find_programs(), find_owner(), free_port()
    folder = Path(tempfile.mkdtemp(prefix="ladder-postgres-"))
    if owner:
        shutil.chown(folder, owner)
    data = folder / "data"

    def order(name: str, *arguments: str) -> None:
        done = subprocess.run(
            [str(programs / name), "-D", str(data), *arguments],
            user=owner,
            cwd=folder,
            check=False,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        if done.returncode:
            raise NoPostgres(f"{name} failed: {done.stderr.strip()[-300:]}")

    try:
        order("initdb", "-U", "ladder", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        options = f"{OPTIONS.format(folder=folder, port=port)} {DURABLE if is_durable else FLEETING}"
        order("pg_ctl", "-w", "-t", "60", "-l", str(folder / "log"), "-o", options, "start")
        try:
            yield f"postgresql://ladder@127.0.0.1:{port}/postgres"
        finally:
            order("pg_ctl", "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
