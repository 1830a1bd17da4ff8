"""The thread beside the server: it wakes at the bell, outlives a fault, and ends when told."""

import threading

import pytest

from ladder.field import bell, worker


@pytest.fixture
def quiet(monkeypatch):
    """The thread without a database: what it does is counted."""
    done = {"taken": 0, "safe": 0}
    woken = threading.Event()

    def take(**_):
        done["taken"] += 1
        if done["taken"] == 1:
            raise RuntimeError("once")
        woken.set()
        return 0

    def safe(**_):
        done["safe"] += 1
        return 0

    monkeypatch.setattr(worker, "take_waiting", take)
    monkeypatch.setattr(worker, "make_safe", safe)
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    monkeypatch.setattr(worker, "connection", type("Closed", (), {"close": staticmethod(lambda: None)}))
    return done, woken


def test_it_goes_on_after_a_fault_and_ends_when_told(quiet):
    done, woken = quiet
    stop = threading.Event()
    thread = worker.start_taking(stop)
    bell.ring()
    assert woken.wait(10)
    stop.set()
    bell.ring()
    thread.join(10)
    assert not thread.is_alive()
    assert done["taken"] >= 2
    assert done["safe"] >= 1
