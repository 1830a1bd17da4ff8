"""`ladder serve`: one process that answers pages and the API, with waitress.

One process, because one writer is what SQLite is safest and fastest with (docs/adr/0003). Waitress hands on whole
bodies only: an upload cut short never reaches a view.
"""

import argparse
import errno
import hashlib
import logging
import os
import signal
import sys
import threading
import time
import urllib.error
import urllib.request
import warnings
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.core.servers.basehttp import get_internal_wsgi_application
from waitress.server import create_server

from ladder import __version__
from ladder.cli.chores import start_chores
from ladder.cli.migrate import migrate_if_needed
from ladder.cli.spooling import seal_what_waits
from ladder.field import bell
from ladder.field.worker import start_taking
from ladder.field.writer import stop_writing

THREADS = 32  # those who wait share one commit (field/writer.py)
LARGEST_BODY = 60 * 1024 * 1024
MOST_CONNECTIONS = 500  # phones on slow networks hold one for minutes
PATIENCE_SECONDS = 60
FAREWELL_SECONDS = 5
# A short answer goes out in one piece, from waitress's own loop. Sent by the thread that made it, headers first, it
# keeps that loop spinning meanwhile: half of the processor's time under load (docs/adr/0018).
SEND_BYTES = 18_000


def add_parser(subparsers: "argparse._SubParsersAction[Any]") -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser("serve", help="serve the pages and the API")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=port_of, default=port_from_environment())
    parser.set_defaults(run=run)


def port_from_environment() -> int:
    """`PORT`, or 8000."""
    try:
        return port_of(os.environ.get("PORT", "").strip() or "8000")
    except argparse.ArgumentTypeError as fault:
        sys.exit(f"PORT {fault}.")


def port_of(text: str) -> int:
    """A port from the command line or the environment; a larger number would silently mean another port."""
    if not (text.isascii() and text.isdecimal()) or not 0 < int(text) < 65536:  # noqa: PLR2004 - the largest port
        raise argparse.ArgumentTypeError(f"must be a number from 1 to 65535, not {text!r}")
    return int(text)


def run(arguments: argparse.Namespace) -> int:
    """Migrate, collect static files, serve until interrupted. Returns 1 where the port is taken."""
    migrate_if_needed()
    collect_static()
    return serve(arguments.host, arguments.port)


def serve(host: str, port: int) -> int:
    """Serve and print the address once it answers."""
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # that some wait is how commits are shared
    warnings.filterwarnings("ignore", "send_bytes", DeprecationWarning)
    seal_what_waits()
    try:
        server = create_server(
            get_internal_wsgi_application(),
            host=host,
            port=port,
            threads=THREADS,
            connection_limit=MOST_CONNECTIONS,
            ident=None,
            max_request_body_size=LARGEST_BODY,
            clear_untrusted_proxy_headers=True,
            send_bytes=SEND_BYTES,
        )
    except OSError as fault:
        taken = fault.errno == errno.EADDRINUSE
        refused = f"cannot be used ({fault.strerror})"
        reason = "is taken by another program; choose one with PORT=8001" if taken else refused
        print(f"ladder: port {port} {reason}.", file=sys.stderr)
        return 1
    address = f"http://{host}:{port}"
    threading.Thread(target=announce, args=(address, print), daemon=True).start()
    signal.signal(signal.SIGTERM, leave)
    stop = threading.Event()
    start_chores(stop)
    start_taking(stop)
    server.run()
    stop.set()
    bell.ring()
    stop_writing()
    end_threads()
    return 0


def leave(*_: object) -> None:
    """Whoever stops the service gets what Ctrl-C gives: what is being written is written, then it ends well."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # once is enough, and twice would cut the writing short
    sys.exit(0)


def end_threads() -> None:
    """Give whatever still works a moment, then end without it.

    Nothing that was acknowledged depends on them. One that the interpreter cuts off as it ends can make it crash.
    """
    until = time.monotonic() + FAREWELL_SECONDS
    others = [thread for thread in threading.enumerate() if thread is not threading.current_thread()]
    for thread in others:
        thread.join(max(0.0, until - time.monotonic()))
    if any(thread.is_alive() for thread in others):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)


def announce(address: str, say: Callable[[str], None]) -> None:
    """Say the address once `/healthz` answers."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=5):  # noqa: S310 - our own loopback address
                say(f"Cobalt Ladder {__version__} answers on {address} (stop with Ctrl-C)")
                sys.stdout.flush()
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    say(f"Cobalt Ladder does not answer on {address}/healthz.")


def collect_static() -> None:
    """Copy and compress static files into the home folder when they differ from last time."""
    stamp = settings.STATIC_ROOT / ".stamp"
    fingerprint = fingerprint_of_static()
    if stamp.exists() and stamp.read_text() == fingerprint:
        return
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(fingerprint)


def fingerprint_of_static() -> str:
    """Hash over name, size and time of every static file."""
    digest = hashlib.sha256()
    for finder in finders.get_finders():
        for path, storage in finder.list([]):
            digest.update(f"{path} {storage.size(path)} {storage.get_modified_time(path)}\n".encode())
    return digest.hexdigest()
