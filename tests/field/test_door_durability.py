"""Kills cannot show a missing sync: here the settings and the calls themselves are looked at."""

import io
import json
import os
import stat
import subprocess
import sys

import pytest
from django.utils.translation import override

from ladder.field import pieces
from ladder.field.arrivals import IncomingFile
from ladder.field.models import Submission
from ladder.field.services import safety
from ladder.field.storing import hand_in
from ladder.field.writer import Writer
from tests.field.door_client import ROOT, Door, Server, digest_of, environment, make_xml
from tests.field.door_seed import seed
from tools.postgres import NoPostgres, running_postgres

ASK_SQLITE = """
import json, django
django.setup()
from django.db import connection
from ladder.field.writer import start_writing, write
start_writing()
def ask():
    with connection.cursor() as cursor:
        said = []
        for name in ("synchronous", "journal_mode"):
            said.append(cursor.execute(f"PRAGMA {name}").fetchone()[0])
    return said
print(json.dumps(write(ask)))
"""
ASK_POSTGRES = ASK_SQLITE.replace(
    '("synchronous", "journal_mode")', '("synchronous_commit", "fsync", "full_page_writes")'
).replace('f"PRAGMA {name}"', 'f"SHOW {name}"')


def ask(code, home, database=""):
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment(home, database),
        cwd=ROOT,
        check=True,
        capture_output=True,
        timeout=120,
    )
    return json.loads(done.stdout)


LATE = """
import json, threading, time, django
django.setup()
from concurrent.futures import ThreadPoolExecutor
from ladder.field.writer import start_writing, stop_writing, write
held, free = threading.Event(), threading.Event()
def hold():
    held.set()
    free.wait(60)
start_writing()
phones = ThreadPoolExecutor(3)
early = phones.submit(write, hold)
held.wait(60)
stopping = phones.submit(stop_writing)
time.sleep(0.3)  # until the word to stop waits behind the first
late = phones.submit(write, lambda: "written")
time.sleep(0.3)
free.set()
print(json.dumps([early.result(20), late.result(20), stopping.result(20)]), flush=True)
"""


def test_the_writers_own_connection_to_sqlite_syncs_every_commit(tmp_path):
    assert ask(ASK_SQLITE, tmp_path) == [2, "wal"]  # 2 is FULL


def test_the_writers_own_connection_to_postgresql_syncs_every_commit(tmp_path):
    try:
        with running_postgres() as database:
            assert ask(ASK_POSTGRES, tmp_path, database) == ["on", "on", "on"]
    except NoPostgres as reason:
        pytest.skip(str(reason))


@pytest.fixture
def synced(monkeypatch, settings, tmp_path):
    """What was synced: regular files and folders, by their inode."""
    settings.EVIDENCE_STORE, settings.EVIDENCE_ROOT = "", tmp_path / "evidence"
    seen, real = [], os.fsync

    def fsync(handle):
        told = os.fstat(handle)
        seen.append(("folder" if stat.S_ISDIR(told.st_mode) else "file", told.st_ino))
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    return seen


def test_a_file_is_synced_and_so_is_its_name_before_it_is_kept(synced):
    from ladder.assessment.storage import evidence_store  # noqa: PLC0415 - with the settings above

    store = evidence_store()
    kept = store.put(io.BytesIO(b"photo"))
    path = store.path_of(kept.sha256)
    assert ("file", path.stat().st_ino) in synced
    assert ("folder", path.parent.stat().st_ino) in synced


def test_a_piece_is_synced_and_so_is_its_name_before_it_is_acknowledged(synced):
    from uuid import uuid4  # noqa: PLC0415

    upload = uuid4()
    pieces.keep_piece(upload, 0, b"half a photo")
    (piece,) = pieces.list_pieces(upload)
    assert ("file", piece.path.stat().st_ino) in synced
    assert ("folder", piece.path.parent.stat().st_ino) in synced


@pytest.fixture
def seeded(settings, tmp_path, db):
    settings.EVIDENCE_STORE, settings.EVIDENCE_ROOT, settings.EVIDENCE_COPY = "", tmp_path / "evidence", ""
    safety._failed.clear()
    with override("en"):
        seed()
        yield settings


def hand_in_with(content):
    from ladder.accounts.models import User  # noqa: PLC0415
    from ladder.assessment.storage import evidence_store  # noqa: PLC0415

    kept = evidence_store().put(io.BytesIO(content))
    person = User.objects.get(username="assessor")
    files = [IncomingFile("a.jpg", kept.sha256, kept.size_bytes)]
    answer = hand_in(body=make_xml(photos=["a.jpg"]), files=files, person=person, device=None)
    return Submission.objects.get(instance_id=answer.instance_id)


def test_safe_is_said_once_every_file_was_read_back(seeded):
    row = hand_in_with(b"photo")
    assert row.safe_at is None
    assert safety.make_safe(limit=10) == 1
    row.refresh_from_db()
    assert row.safe_at is not None
    assert safety.make_safe(limit=10) == 0


def test_a_file_that_went_bad_is_not_called_safe_until_it_was_sent_again(seeded):
    from ladder.assessment.storage import evidence_store  # noqa: PLC0415

    row = hand_in_with(b"photo")
    path = evidence_store().path_of(digest_of(b"photo"))
    path.write_bytes(path.read_bytes()[:-1] + b"\x00")
    assert safety.make_safe(limit=10) == 0
    row.refresh_from_db()
    assert row.safe_at is None
    evidence_store().put(io.BytesIO(b"photo"))  # the phone sends it again
    safety._failed.clear()
    assert safety.make_safe(limit=10) == 1


def test_safe_waits_for_the_copy_and_makes_it(seeded, tmp_path):
    from ladder.assessment.storage import copy_store  # noqa: PLC0415

    seeded.EVIDENCE_COPY = str(tmp_path / "copy")
    hand_in_with(b"photo")
    assert safety.make_safe(limit=10) == 1
    assert copy_store().verify(digest_of(b"photo"))


def test_an_incomplete_form_is_never_safe(seeded):
    from ladder.accounts.models import User  # noqa: PLC0415

    person = User.objects.get(username="assessor")
    hand_in(body=make_xml(photos=["a.jpg"]), files=[], person=person, device=None)
    assert safety.make_safe(limit=10) == 0


def test_whoever_comes_while_the_writer_stops_is_written_and_answered(tmp_path):
    assert ask(LATE, tmp_path) == [None, "written", None]


@pytest.mark.django_db(transaction=True)
def test_one_fault_among_many_waiting_undoes_itself_alone():
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415

    from ladder.field.models import SubmissionEvent  # noqa: PLC0415
    from ladder.field.storing import note  # noqa: PLC0415

    writer = Writer()

    def job(number):
        def write():
            note(f"uuid:{number}", "again", 202, {}, None)
            if number % 5 == 0:
                raise LookupError(number)
            return number

        return write

    def send(number):
        try:
            return writer.write(job(number))
        except LookupError as fault:
            return str(fault)

    writer.start()
    with ThreadPoolExecutor(10) as phones:
        told = list(phones.map(send, range(30)))
    writer.stop()
    assert not writer.is_running
    assert told == [str(number) if number % 5 == 0 else number for number in range(30)]
    names = set(SubmissionEvent.objects.values_list("instance_id", flat=True))
    assert names == {f"uuid:{number}" for number in range(30) if number % 5}


STUCK = """
import sys, threading, time
from ladder.cli import serve
def hang(stop):
    threading.Thread(target=time.sleep, args=(600,), daemon=True).start()
serve.start_chores = hang
serve.FAREWELL_SECONDS = 0.2
sys.exit(serve.serve("127.0.0.1", int(sys.argv[1])))
"""


def test_a_thread_that_does_not_end_keeps_no_server_from_ending_well(tmp_path):
    server = Server(tmp_path / "door")
    server.seed()
    server.start([sys.executable, "-c", "import django; django.setup()" + STUCK, str(server.port)])
    server.process.terminate()
    assert server.process.wait(30) == 0


def test_a_server_that_is_told_to_stop_ends_well_and_keeps_what_it_acknowledged(tmp_path):
    server = Server(tmp_path / "door")
    server.seed()
    server.start()
    xml = make_xml()
    assert Door(server.port).post(xml).status == 201
    server.process.terminate()
    assert server.process.wait(30) == 0
    server.start()
    try:
        assert Door(server.port).post(xml).status == 202
    finally:
        server.stop()
