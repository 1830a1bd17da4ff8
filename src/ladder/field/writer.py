"""One thread that writes what phones hand in: all that waits goes into one transaction.

A disk needs about as long to make one submission durable as to make fifty (`PRAGMA synchronous=FULL`,
`synchronous_commit=on`), so those who arrive together share one commit. Nobody gets an answer before it is done.
Without the thread, and inside somebody else's transaction, a job runs where it is.
"""

import logging
import time
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from threading import Lock, Thread, local
from typing import Any, TypeVar, cast

from django.db import connection, transaction
from django.db.models import Model

from ladder.field.turn import turn

MOST_AT_ONCE = 100
QUIET_SECONDS = 0.1
LONGEST_WAIT_SECONDS = 0.5
logger = logging.getLogger(__name__)
_known = local()
Result = TypeVar("Result")
Waiting = tuple[Callable[[], Any], "Future[Any]"]


class Writer:
    """The thread and what waits for it."""

    def __init__(self) -> None:
        """Nothing runs before `start`."""
        self._waiting: SimpleQueue[Waiting | None] = SimpleQueue()
        self._thread: Thread | None = None
        self._lock = Lock()
        self._last_commit = 0.0

    @property
    def is_running(self) -> bool:
        """Whether somebody works off what waits; not so in a process that was forked from the one that started it."""
        return self._thread is not None and self._thread.is_alive()

    def start(self) -> None:
        """Begin, unless it runs already."""
        with self._lock:
            if not self.is_running:
                self._waiting = SimpleQueue()
                self._thread = Thread(target=self._work, args=(self._waiting,), name="field-writer", daemon=True)
                self._thread.start()

    def write(self, job: Callable[[], Result]) -> Result:
        """What the job returns, once its transaction is committed; or the fault that kept it from being written."""
        future: Future[Any] = Future()
        with self._lock:  # nothing may come to wait behind the word to stop
            is_handed_over = self.is_running and not connection.in_atomic_block
            if is_handed_over:
                self._waiting.put((job, future))
        if is_handed_over:
            return cast("Result", future.result())
        with transaction.atomic():
            return job()

    def stop(self) -> None:
        """Write what waits, then end and let go of the database. Whatever comes later is written where it is."""
        with self._lock:
            thread, self._thread = self._thread, None
            if thread is not None:
                self._waiting.put(None)
        if thread is not None:
            thread.join()

    def _work(self, waiting: SimpleQueue[Waiting | None]) -> None:
        """Until it is told to stop, or the process ends."""
        while (first := waiting.get()) is not None:
            batch = [first]
            while len(batch) < MOST_AT_ONCE and (more := take_one(waiting)) is not None:
                batch.append(more)
            commit(batch)
            self._last_commit = time.monotonic()
        connection.close()

    def give_way(self) -> None:
        """For whatever can wait: sleep while phones hand in, but not for ever."""
        until = time.monotonic() + LONGEST_WAIT_SECONDS
        while time.monotonic() < min(until, self._last_commit + QUIET_SECONDS):
            time.sleep(QUIET_SECONDS / 4)


def take_one(waiting: SimpleQueue[Waiting | None]) -> Waiting | None:
    """The next job, or None where nothing waits at this moment; the word to stop is left for later."""
    try:
        found = waiting.get_nowait()
    except Empty:
        return None
    if found is None:
        waiting.put(None)
    return found


def commit(batch: list[Waiting]) -> None:
    """Write all of them together; where that fails, one by one, so that none suffers for another."""
    refresh_connection()
    try:
        results = run_together(batch)
    except Exception:
        logger.exception("Submissions could not be written together and are written one by one.")
        connection.close()
        for job, future in batch:
            run_alone(job, future)
        return
    for (_, future), result in zip(batch, results, strict=True):
        future.set_result(result)


def run_together(batch: list[Waiting]) -> list[Any]:
    """What each job returned; all of them are committed when this returns, or none."""
    _known.answers, _known.rows = {}, {}
    try:
        with transaction.atomic():
            with turn:  # not for the commit, nor for the lock before it: phones sign in meanwhile
                results = [job() for job, _ in batch]
                store_rows()
            return results
    finally:
        del _known.answers, _known.rows


def store_rows() -> None:
    """Insert what waits, one statement a table."""
    kinds: dict[type[Model], list[Model]] = {}
    for row in _known.rows.values():
        kinds.setdefault(type(row), []).append(row)
    _known.rows = {}
    for kind in sorted(kinds, key=lambda kind: kind.__name__):
        kind._base_manager.bulk_create(kinds[kind])  # noqa: SLF001 - of whatever model it is


def add_row(row: Model, key: Hashable = None) -> None:
    """Store a row that nothing points to, in the transaction of this job: with those of the others who share it.

    Args:
        row: not stored yet.
        key: by what another job may look for it; see `bring_in`.
    """
    rows: dict[Hashable, Model] | None = getattr(_known, "rows", None)
    if rows is None:
        row.save(force_insert=True)
    else:
        rows[key if key is not None else len(rows)] = row


def bring_in(key: Hashable) -> None:
    """To be called before somebody looks for a row: where it still waits among those of this commit, it is stored."""
    if key in getattr(_known, "rows", ()):
        store_rows()


def ask_once(key: Hashable, ask: Callable[[], Result]) -> Result:
    """An answer that is the same for all who share a commit: asked once for them, and afresh for the next."""
    answers: dict[Hashable, Any] | None = getattr(_known, "answers", None)
    if answers is None:
        return ask()
    if key not in answers:
        answers[key] = ask()
    return cast("Result", answers[key])


def run_alone(job: Callable[[], Any], future: "Future[Any]") -> None:
    """One job in a transaction of its own."""
    try:
        with transaction.atomic():
            result = job()
    except Exception as fault:  # noqa: BLE001 - handed to whoever waits for it
        future.set_exception(fault)
    else:
        future.set_result(result)


def refresh_connection() -> None:
    """Let go of a connection that broke or is too old. One that was opened for good stays: opening costs a commit."""
    if connection.in_atomic_block:
        return  # somebody else's, and theirs to close
    if connection.settings_dict["CONN_MAX_AGE"] or connection.errors_occurred:
        connection.close_if_unusable_or_obsolete()


_writer = Writer()
start_writing = _writer.start
stop_writing = _writer.stop
write = _writer.write
give_way = _writer.give_way
