"""Asks the process that decodes; starts it when first needed, and anew after many images, a fault or a long wait."""

import atexit
import json
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from ladder.assessment.images.exif import Exif
from ladder.assessment.images.faults import BROKEN, EMPTY, MAX_BYTES, TOO_BIG, TOO_SLOW
from ladder.assessment.images.reading import Seen

IMAGES_A_PROCESS = 500
PATIENCE_S = 30.0
SOURCE = str(Path(__file__).resolve().parents[3])


class Lost(Exception):  # noqa: N818 - says what became of the process
    """The process ended without an answer; `fault` says why as far as is known."""

    def __init__(self, fault: str) -> None:
        """With the key of a fault."""
        super().__init__(fault)
        self.fault = fault


class Helper:
    """One process that decodes, used by one thread at a time."""

    def __init__(self) -> None:
        """Nothing is started yet."""
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._done = 0

    def ask(self, order: dict[str, Any], content: bytes) -> tuple[dict[str, Any], bytes]:
        """Send one order and read its answer.

        Raises:
            Lost: the process died of it or took too long; the next order gets a new one.
        """
        with self._lock:
            process = self._present()
            watch = threading.Timer(PATIENCE_S, process.kill)
            watch.daemon = True
            watch.start()
            try:
                return self._talk(process, order, content)
            except (OSError, ValueError) as fault:
                self._end()
                raise Lost(TOO_SLOW if process.returncode in {-9, -24} else BROKEN) from fault
            finally:
                watch.cancel()

    def _talk(
        self, process: subprocess.Popen[bytes], order: dict[str, Any], content: bytes
    ) -> tuple[dict[str, Any], bytes]:
        """One order over the pipes; a line that is no JSON is a ValueError."""
        orders, answers = process.stdin, process.stdout
        if orders is None or answers is None:
            raise OSError("The pipes of the process are gone.")
        orders.write(json.dumps(order | {"bytes": len(content)}).encode("ascii") + b"\n")
        orders.write(content)
        orders.flush()
        told = json.loads(answers.readline())
        body = answers.read(told["bytes"])
        if len(body) != told["bytes"]:
            raise OSError("The process ended within its answer.")
        self._done += 1
        if self._done >= IMAGES_A_PROCESS:
            self._end()
        return told, body

    def _present(self) -> subprocess.Popen[bytes]:
        """The process, started where there is none (a fork has none: pipes are never shared)."""
        if self._process is None or self._owner != os.getpid() or self._process.poll() is not None:
            self._done, self._owner = 0, os.getpid()
            self._process = subprocess.Popen(
                [sys.executable, "-m", "ladder.assessment.images.worker"], stdin=subprocess.PIPE,
                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=bare_environment(),
            )  # fmt: skip
        return self._process

    def _end(self) -> None:
        """End the process and wait for it."""
        process, self._process = self._process, None
        if process is None or self._owner != os.getpid():
            return
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):
                if pipe is not None:
                    pipe.close()
        process.kill() if process.poll() is None and self._done < IMAGES_A_PROCESS else None
        process.wait()

    def close(self) -> None:
        """At the end of the program."""
        with self._lock:
            self._end()


def bare_environment() -> dict[str, str]:
    """No secret of ours reaches the process; numeric libraries stay at one thread."""
    return {
        "PYTHONPATH": SOURCE,
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "PATH": os.defpath,
        "LANG": "C.UTF-8",
    }


HELPER = Helper()
atexit.register(HELPER.close)


def look(content: bytes) -> Seen:
    """Facts of an image. Whatever is wrong with it is a fault in the answer, never an exception."""
    if len(content) > MAX_BYTES:
        return Seen(fault=TOO_BIG)
    if not content:
        return Seen(fault=EMPTY)
    try:
        told, _ = HELPER.ask({"do": "see"}, content)
    except Lost as lost:
        return Seen(fault=lost.fault)
    moment = told["exif"].pop("taken_at")
    exif = Exif(**told["exif"], taken_at=datetime.fromisoformat(moment) if moment else None)
    return Seen(told["media_type"], told["width"], told["height"], exif, told["perceptual_hash"], told["fault"])


def make_copy(content: bytes, *, blurred: Sequence[Sequence[float]] = (), is_all_blurred: bool = False) -> bytes | None:
    """A JPEG to show, or None where the image cannot be read."""
    if not content or len(content) > MAX_BYTES:
        return None
    order = {"do": "show", "blurred": [list(box) for box in blurred], "is_all_blurred": is_all_blurred}
    try:
        told, copy = HELPER.ask(order, content)
    except Lost:
        return None
    return None if told["fault"] else copy
