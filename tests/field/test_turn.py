"""The short work of a submission is done by one thread at a time; nothing that waits is waited for with the turn."""

from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection

from ladder.field import storing
from ladder.field.door import bodies, signing_in
from ladder.field.queries.phones import find_phone
from ladder.field.turn import turn
from ladder.field.writer import commit
from tests.field.door_client import PHONE, basic, make_xml, multipart
from tests.field.door_seed import PASSWORD, seed
from tests.field.test_door_traffic import knock

pytestmark = pytest.mark.django_db(transaction=True)


def is_free():
    """Whether another thread could have the turn now."""

    def take():
        if taken := turn.acquire(blocking=False):
            turn.release()
        return taken

    with ThreadPoolExecutor(1) as others:
        return others.submit(take).result()


@pytest.fixture
def watch(monkeypatch):
    """Notes whether the turn was free when a function was called."""
    found = []

    def note(owner, name):
        real = getattr(owner, name)

        def noting(*given, **more):
            found.append((name, is_free()))
            return real(*given, **more)

        monkeypatch.setattr(owner, name, noting)

    note.found = found
    return note


@pytest.mark.parametrize("authorization", [PHONE, basic("assessor", PASSWORD)], ids=["phone", "account"])
def test_what_came_is_read_in_turn_and_what_waits_is_not(watch, authorization):
    seed()
    watch(signing_in, "check_password")
    watch(bodies, "evidence_store")
    watch(storing, "read_instance")
    watch(connection, "commit")
    assert knock(multipart(make_xml(photos=["a.jpg"]), [("a.jpg", b"photo")]), authorization=authorization) == 201
    hashing = set() if authorization == PHONE else {("check_password", True)}
    assert set(watch.found) == {("evidence_store", True), ("read_instance", False), ("commit", True)} | hashing


def test_those_who_share_a_commit_are_decided_in_turn_and_committed_without_it(watch):
    found = watch.found
    watch(connection, "commit")
    batch = [(lambda: found.append(("job", is_free())), Future()) for _ in range(3)]
    commit(batch)
    assert found == [("job", False)] * 3 + [("commit", True)]


def test_a_phone_waits_for_its_turn_to_be_looked_up():
    with ThreadPoolExecutor(1) as others:
        with turn:
            looked = others.submit(lambda: (find_phone("nobody", date(2026, 3, 1)), connection.close()))
            with pytest.raises(TimeoutError):
                looked.result(0.2)
        assert looked.result(20)[0] is None


def test_a_job_of_the_writer_may_look_up_a_phone():
    done = Future()
    commit([(lambda: find_phone("nobody", date(2026, 3, 1)), done)])
    assert done.result(0) is None
