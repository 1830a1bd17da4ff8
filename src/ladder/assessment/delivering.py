"""A thread beside the server that sends alerts within seconds of the change they tell of."""

import logging
import threading

from django.db import close_old_connections
from django.utils import timezone

from ladder.assessment.services.deliveries import deliver_due

EVERY_SECONDS = 15
log = logging.getLogger(__name__)


def start_delivering(stop: threading.Event) -> threading.Thread:
    """Send what waits, every 15 seconds until `stop` is set; a failure is logged and tried again."""
    thread = threading.Thread(target=keep_delivering, args=(stop,), name="deliveries", daemon=True)
    thread.start()
    return thread


def keep_delivering(stop: threading.Event) -> None:
    """The loop of the thread."""
    while not stop.is_set():
        try:
            deliver_due(at=timezone.now())
        except Exception:
            log.exception("Deliveries failed; they are tried again.")
        finally:
            close_old_connections()
        stop.wait(EVERY_SECONDS)
