"""What is done beside the requests, and that a failing chore does not end the thread."""

import os
import threading
import time
from datetime import datetime
from hashlib import sha256

import pytest

from ladder.audit.models import Entry, TreeHead
from ladder.audit.services import record
from ladder.cli import chores
from ladder.field.services.waiting_imports import keep_waiting, take_back, waiting_store

pytestmark = pytest.mark.django_db


def test_the_log_is_taken_into_its_tree():
    record(actor=None, action="tests.tried", target="nothing:1")
    chores.do(chores.seldom())
    assert TreeHead.objects.order_by("-size").first().size == Entry.objects.count()


def test_an_export_that_nobody_came_back_for_is_gone_after_a_day(settings, tmp_path, make_person):
    settings.EVIDENCE_ROOT = tmp_path / "evidence"
    person = make_person("assessor", "assessor")
    old, new = keep_waiting("old.csv", b"old", person), keep_waiting("new.csv", b"new", person)
    (first,) = [path for path in waiting_store().root.glob("??/??/*") if path.name == sha256(b"old").hexdigest()]
    yesterday = time.time() - 25 * 3600
    os.utime(first, (yesterday, yesterday))
    half = waiting_store().root / ".incoming" / "half"
    half.touch()
    os.utime(half, (yesterday, yesterday))
    chores.do(chores.seldom())
    assert not first.exists()
    assert not half.exists()
    assert take_back(old, person) is None
    assert take_back(new, person) == ("new.csv", b"new")


def test_a_release_is_published_at_its_own_moment_and_not_with_the_hourly_chores(monkeypatch):
    calls = []
    monkeypatch.setattr(chores, "publish_due_releases", lambda *, at: calls.append(at))
    chores.do(chores.seldom())
    assert calls == []
    chores.do(chores.often())
    assert [type(one) for one in calls] == [datetime]


def test_a_failing_chore_is_logged_holds_up_no_other_and_is_tried_again(monkeypatch, caplog):
    stop, calls, others = threading.Event(), [], []

    def fail():
        calls.append(1)
        raise RuntimeError

    def go_on():
        others.append(1)
        if len(others) == 2:
            stop.set()

    monkeypatch.setattr(chores, "often", lambda: (fail, go_on))
    monkeypatch.setattr(chores, "seldom", tuple)
    monkeypatch.setattr(chores, "OFTEN_SECONDS", 0)
    monkeypatch.setattr(chores, "close_old_connections", lambda: None)
    chores.keep_doing(stop)
    assert (len(calls), len(others)) == (2, 2)
    assert "tried again" in caplog.text


def test_what_cannot_wait_is_done_often_and_the_rest_once_an_hour(monkeypatch):
    stop, done = threading.Event(), []

    def often():
        done.append("often")
        if done.count("often") == 3:
            stop.set()

    monkeypatch.setattr(chores, "often", lambda: (often,))
    monkeypatch.setattr(chores, "seldom", lambda: (lambda: done.append("seldom"),))
    monkeypatch.setattr(chores, "OFTEN_SECONDS", 0)
    monkeypatch.setattr(chores, "close_old_connections", lambda: None)
    chores.keep_doing(stop)
    assert done == ["often", "seldom", "often", "often"]
