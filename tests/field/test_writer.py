"""Those who share a commit: nobody suffers for another, and each finds what the others wrote."""

from concurrent.futures import Future

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ladder.field.models import SubmissionEvent
from ladder.field.writer import add_row, ask_once, bring_in, commit

pytestmark = pytest.mark.django_db(transaction=True)


def event(kind):
    return SubmissionEvent(kind=kind, at=timezone.now())


def add(kind):
    add_row(event(kind), key=kind)
    return kind


def fail():
    add("never")
    raise RuntimeError("one of them fails")


def count(kind):
    bring_in(kind)
    return SubmissionEvent.objects.filter(kind=kind).count()


def run(*jobs):
    batch = [(job, Future()) for job in jobs]
    commit(batch)
    return [future.exception() or future.result() for _, future in batch]


def test_rows_of_all_are_stored_by_one_insert():
    with CaptureQueriesContext(connection) as asked:
        assert run(*(lambda number=number: add(f"row-{number}") for number in range(20))) == [
            f"row-{number}" for number in range(20)
        ]
    assert SubmissionEvent.objects.count() == 20
    assert sum("INSERT" in one["sql"] for one in asked.captured_queries) == 1


def test_what_waits_is_found_by_whoever_looks_for_it():
    assert run(lambda: add("first"), lambda: count("first"), lambda: add("second"), lambda: count("second")) == [
        "first", 1, "second", 1,
    ]  # fmt: skip
    assert SubmissionEvent.objects.count() == 2


def test_one_that_fails_takes_nobody_with_it():
    first, failed, last = run(lambda: add("first"), fail, lambda: add("last"))
    assert (first, str(failed), last) == ("first", "one of them fails", "last")
    assert sorted(SubmissionEvent.objects.values_list("kind", flat=True)) == ["first", "last"]


def test_an_answer_is_asked_for_once_a_commit_and_afresh_for_the_next():
    asked = []
    ask = lambda: ask_once("key", lambda: asked.append(1) or len(asked))  # noqa: E731
    assert run(ask, ask, ask) == [1, 1, 1]
    assert run(ask) == [2]
