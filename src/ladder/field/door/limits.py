"""Slows down whoever guesses passwords, in this process's memory; nothing of it is written anywhere."""

import time
from threading import Lock

MOST_FAILURES = 10
WINDOW_SECONDS = 300
MOST_NAMES = 10_000


class Guesses:
    """Wrong passwords of the last minutes, by user name."""

    def __init__(self) -> None:
        """Nobody has guessed yet."""
        self._failures: dict[str, list[float]] = {}
        self._lock = Lock()

    def is_closed(self, name: str) -> bool:
        """Whether this name was guessed at too often."""
        with self._lock:
            return len(self._recent(name)) >= MOST_FAILURES

    def note(self, name: str) -> None:
        """One more wrong password."""
        with self._lock:
            recent = self._recent(name)
            if len(self._failures) >= MOST_NAMES:
                self._failures.clear()
            self._failures[name] = [*recent, time.monotonic()]

    def forget(self, name: str) -> None:
        """It was the right one."""
        with self._lock:
            self._failures.pop(name, None)

    def _recent(self, name: str) -> list[float]:
        """Failures that still count."""
        limit = time.monotonic() - WINDOW_SECONDS
        return [at for at in self._failures.get(name, ()) if at > limit]
