"""What is done beside the requests: decisions take effect, levels are judged again, the log goes into its tree."""

import logging
import threading

from django.db import close_old_connections
from django.utils import timezone

from ladder.assessment.services import refresh_all_due_levels
from ladder.audit.services import build_tree
from ladder.governance.services.taking import take_due_effects

EVERY_SECONDS = 3600
log = logging.getLogger(__name__)


def start_chores(stop: threading.Event) -> threading.Thread:
    """Do the chores now and every hour until `stop` is set; a failure is logged and tried again an hour later."""
    thread = threading.Thread(target=keep_doing, args=(stop,), name="chores", daemon=True)
    thread.start()
    return thread


def keep_doing(stop: threading.Event) -> None:
    """The loop of the thread."""
    while True:
        try:
            do_chores()
        except Exception:
            log.exception("A chore failed; it is tried again in an hour.")
        finally:
            close_old_connections()
        if stop.wait(EVERY_SECONDS):
            return


def do_chores() -> None:
    """Each chore is its own transaction and may run as often as one likes."""
    today = timezone.localdate()
    take_due_effects(on=today)
    refresh_all_due_levels(on=today)
    build_tree()
