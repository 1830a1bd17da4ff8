"""A long body that waits on disk cannot be read there, and is read from the server's memory as it was sent."""

import io
import os
import random
import socket
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder.cli.spooling import SealedFile
from tests.field.door_client import Door, Server, head_of, make_xml, multipart

WORDS = b"what nobody may read "
PLACES = st.integers(0, 200_000)


@given(st.lists(st.one_of(st.binary(max_size=70_000), st.tuples(PLACES, PLACES)), max_size=12))
def test_it_reads_like_a_plain_file(steps):
    with io.BufferedRandom(SealedFile()) as sealed, io.BytesIO() as plain:
        for step in steps:
            for file in (sealed, plain):
                if isinstance(step, bytes):
                    file.seek(0, os.SEEK_END)
                    file.write(step)
            if isinstance(step, tuple):
                place = min(step[0], len(plain.getvalue()))
                assert sealed.seek(place) == plain.seek(place)
                assert sealed.read(step[1]) == plain.read(step[1])
            assert sealed.tell() == plain.tell()
        sealed.seek(0)
        assert sealed.read() == plain.getvalue()
        sealed.seek(0)
        assert sealed.readlines() == plain.getvalue().splitlines(keepends=True) or b"\r" in plain.getvalue()


def test_a_place_is_never_written_twice():
    with SealedFile() as file:
        file.write(b"once")
        file.seek(0)
        with pytest.raises(io.UnsupportedOperation):
            file.write(b"twice")


def on_disk(pid: int) -> list[bytes]:
    """What the unnamed files that a process holds have on disk."""
    found = []
    for link in Path(f"/proc/{pid}/fd").iterdir():
        try:
            if str(link.readlink()).endswith(" (deleted)"):
                found.append(link.read_bytes())
        except OSError:  # it was closed meanwhile
            continue
    return found


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="open files are looked at below /proc")
def test_a_photo_that_is_still_arriving_cannot_be_read_from_the_disk(tmp_path):
    server = Server(tmp_path / "door")
    server.seed()
    server.start()
    try:
        photo = WORDS * 60_000 + random.Random(5).randbytes(1000)  # 1.26 MB: more than waits in memory
        name = "uuid:11111111-2222-4333-8444-555555555555"
        body = multipart(make_xml(name, photos=["pit.jpg"]), [("pit.jpg", photo)])
        with socket.create_connection(("127.0.0.1", server.port), timeout=30) as line:
            line.sendall(head_of(len(body)) + body[:-1000])
            until = time.monotonic() + 30
            while sum(map(len, held := on_disk(server.process.pid))) < len(body) - 70_000:
                assert time.monotonic() < until, [len(each) for each in held]
                time.sleep(0.05)
            assert not any(WORDS in each for each in held)
            line.sendall(body[-1000:])
            assert line.recv(65536).startswith(b"HTTP/1.1 201")
        assert Door(server.port).receipt(name).json["files"]
    finally:
        server.stop()


def test_a_plain_temporary_file_would_be_seen():
    """The question above can be answered with yes."""
    with tempfile.TemporaryFile(buffering=0) as file:
        file.write(WORDS)
        assert any(WORDS in each for each in on_disk(os.getpid()))
