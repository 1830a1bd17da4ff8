"""What is done beside the requests: decisions take effect, levels are judged again, news goes out, the log is kept."""

import logging
import threading
import time
from collections.abc import Callable, Sequence

from django.db import close_old_connections, connection
from django.utils import timezone

from ladder.assessment.services.deliveries import deliver_due
from ladder.assessment.services.follows import ask_again, forget_unconfirmed
from ladder.assessment.services.noticing import notice
from ladder.audit.services import build_tree
from ladder.field.services.uploads import sweep_uploads
from ladder.field.services.waiting_imports import sweep_imports
from ladder.field.worker import take_late
from ladder.governance.services.taking import take_due_effects
from ladder.grievances.services.counting import count_days
from ladder.grievances.services.releasing import publish_due_releases

OFTEN_SECONDS = 20  # news of a changed level is on its way within a minute
SELDOM_SECONDS = 3600
log = logging.getLogger(__name__)

Chore = Callable[[], object]


def start_chores(stop: threading.Event) -> threading.Thread:
    """Do the chores now and again until `stop` is set; one that fails is logged, tried again, and holds up no other."""
    thread = threading.Thread(target=keep_doing, args=(stop,), name="chores", daemon=True)
    thread.start()
    return thread


def keep_doing(stop: threading.Event) -> None:
    """The loop of the thread."""
    hourly_again = 0.0
    while True:
        do(often())
        if time.monotonic() >= hourly_again:
            do(seldom())
            hourly_again = time.monotonic() + SELDOM_SECONDS
        if stop.wait(OFTEN_SECONDS):
            return


def do(chores: Sequence[Chore]) -> None:
    """Each chore is its own transaction and may run as often as one likes."""
    for chore in chores:
        try:
            chore()
        except Exception:
            log.exception("A chore failed; it is tried again.")
        finally:
            if not connection.in_atomic_block:  # as in a test: there the connection is somebody else's
                close_old_connections()


def often() -> tuple[Chore, ...]:
    """What cannot wait an hour, or has a moment of its own: once an hour would show what was the cause."""
    return (lambda: deliver_due(at=timezone.now()), lambda: publish_due_releases(at=timezone.now()))


def seldom() -> tuple[Chore, ...]:
    """What time alone makes due."""
    today = timezone.localdate()
    return (
        lambda: take_due_effects(on=today),
        take_late,
        lambda: notice(at=timezone.now()),  # judges again what ran out, then tells of it
        lambda: count_days(on=today),
        lambda: ask_again(at=timezone.now()),
        lambda: forget_unconfirmed(at=timezone.now()),
        lambda: sweep_uploads(now=timezone.now()),
        sweep_imports,
        build_tree,
    )
