"""The thread beside the server that takes findings from what was handed in, and then shows its files to be safe."""

import logging
import threading
from threading import Thread

from django.db import close_old_connections, connection
from django.utils import timezone

from ladder.field import bell
from ladder.field.services.safety import make_safe
from ladder.field.services.taking import take_overdue, take_waiting
from ladder.field.writer import give_way

LONGEST_SLEEP_S = 20.0
AT_ONCE = 5  # few, so that phones that hand in meanwhile wait for no more than these
logger = logging.getLogger(__name__)


def start_taking(stop: threading.Event) -> Thread:
    """Start the thread; it ends when `stop` is set and the bell is rung, or within `LONGEST_SLEEP_S`."""
    thread = Thread(target=take_until, args=(stop,), name="field-taking", daemon=True)
    thread.start()
    return thread


def take_until(stop: threading.Event) -> None:
    """Work whenever the bell rings, and look for what another process left every `LONGEST_SLEEP_S`."""
    while not stop.is_set():
        work()
        bell.wait(LONGEST_SLEEP_S)
    connection.close()


def work() -> None:
    """Take all that waits, then make safe what is complete; whatever happens, the thread goes on."""
    for step in (take_all, make_all_safe):
        close_old_connections()
        try:
            step()
        except Exception:
            logger.exception("Taking from submissions was interrupted and will be tried again.")


def take_all() -> None:
    """Everything there is, a portion at a time; a portion in which nothing could be done ends it."""
    give_way()
    while take_waiting(on=timezone.localdate(), limit=AT_ONCE):
        give_way()


def make_all_safe() -> None:
    """All files of what is complete."""
    while make_safe(limit=AT_ONCE):
        pass


def take_late() -> int:
    """For the chores of each day: take from what has waited too long for its files. Returns how many."""
    return take_overdue(on=timezone.localdate())
