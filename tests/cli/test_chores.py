"""What is done beside the requests, and that a failing chore does not end the thread."""

import threading

import pytest

from ladder.audit.models import Entry, TreeHead
from ladder.audit.services import record
from ladder.cli import chores

pytestmark = pytest.mark.django_db


def test_the_log_is_taken_into_its_tree():
    record(actor=None, action="tests.tried", target="nothing:1")
    chores.do_chores()
    assert TreeHead.objects.order_by("-size").first().size == Entry.objects.count()


def test_a_failing_chore_is_logged_and_tried_again(monkeypatch, caplog):
    stop, calls = threading.Event(), []

    def fail():
        calls.append(1)
        if len(calls) == 2:
            stop.set()
        raise RuntimeError

    monkeypatch.setattr(chores, "do_chores", fail)
    monkeypatch.setattr(chores, "EVERY_SECONDS", 0)
    monkeypatch.setattr(chores, "close_old_connections", lambda: None)
    chores.keep_doing(stop)
    assert len(calls) == 2
    assert "tried again in an hour" in caplog.text
