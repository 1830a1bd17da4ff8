"""Bytes of evidence: whole or refused, once, encrypted, durable."""

import errno
import io
import os
import threading
from base64 import b64encode
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder.assessment.storage import Damaged, Kept, StoreFull, WrongDigest
from ladder.assessment.storage.folder import FolderStore
from ladder.assessment.storage.frames import FRAME, HEADER, TAG, seal, unseal
from ladder.assessment.storage.keys import key_id, parse_keys

KEY, OTHER = bytes(range(32)), bytes(range(1, 33))
KEYS = {key_id(KEY): KEY}
HELLO = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
"""SHA-256 of "hello", as published everywhere."""


@pytest.fixture
def store(tmp_path):
    return FolderStore(tmp_path / "evidence", KEYS)


def files_of(store) -> list[str]:
    return sorted(path.name for path in store.root.rglob("*") if path.is_file())


def test_bytes_are_named_by_their_digest_and_kept_once(store):
    for _ in range(2):
        assert store.put(io.BytesIO(b"hello")) == Kept(HELLO, 5)
    assert store.put(io.BytesIO(b"hello"), expected_sha256=HELLO.upper()) == Kept(HELLO, 5)
    assert files_of(store) == [HELLO]
    assert (store.root / HELLO[:2] / HELLO[2:4] / HELLO).is_file()
    assert store.open(HELLO).read() == b"hello"
    assert (store.has(HELLO), store.verify(HELLO)) == (True, True)


@pytest.mark.parametrize("size", [0, 1, FRAME - 1, FRAME, FRAME + 1, 3 * FRAME])
def test_what_went_in_comes_out_and_is_not_readable_on_disk(store, size):
    content = (b"a face at a pit " * (size // 16 + 1))[:size]
    kept = store.put(io.BytesIO(content))
    with store.open(kept.sha256) as stream:
        assert stream.read() == content
    sealed = store.path_of(kept.sha256).read_bytes()
    assert b"a face" not in sealed
    assert len(sealed) == HEADER + size + TAG * max(1, -(-size // FRAME))


@given(content=st.binary(max_size=200), at=st.integers(0, 250), length=st.integers(0, 250))
def test_reading_from_the_middle_gives_the_same_bytes(content, at, length):
    sealed = io.BytesIO()
    kept = seal(io.BytesIO(content), sealed, KEYS)
    stream = unseal(sealed, kept.sha256, KEYS)
    stream.seek(at)
    assert stream.read(length) == content[at : at + length]


def damage_cut(sealed):
    return sealed[:-1]


def damage_cut_at_a_frame(sealed):
    return sealed[: HEADER + FRAME + TAG]


def damage_swapped_frames(sealed):
    one, two = HEADER, HEADER + FRAME + TAG
    return sealed[:one] + sealed[two : two + FRAME + TAG] + sealed[one:two] + sealed[two + FRAME + TAG :]


def damage_flipped(sealed):
    return sealed[:500] + bytes([sealed[500] ^ 1]) + sealed[501:]


def damage_emptied(_):
    return b""


def damage_longer(sealed):
    return sealed + b"\0" * 40


DAMAGES = [damage_cut, damage_cut_at_a_frame, damage_swapped_frames, damage_flipped, damage_emptied, damage_longer]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda each: each.__name__)
def test_damage_is_refused(store, damage):
    kept = store.put(io.BytesIO(os.urandom(2 * FRAME + 100)))
    path = store.path_of(kept.sha256)
    path.write_bytes(damage(path.read_bytes()))
    assert not store.verify(kept.sha256)
    with pytest.raises(Damaged), store.open(kept.sha256) as stream:
        stream.read()


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda each: each.__name__)
def test_good_bytes_take_the_place_of_damaged_ones(store, damage):
    content = bytes(range(256)) * 800
    kept = store.put(io.BytesIO(content))
    path = store.path_of(kept.sha256)
    path.write_bytes(damage(path.read_bytes()))
    assert not store.verify(kept.sha256)
    assert store.put(io.BytesIO(content), expected_sha256=kept.sha256) == kept
    assert store.verify(kept.sha256)


def test_one_file_in_the_place_of_another_is_refused(store):
    one, two = (store.put(io.BytesIO(content)) for content in (b"the first photo", b"another photo.."))
    store.path_of(one.sha256).write_bytes(store.path_of(two.sha256).read_bytes())
    assert not store.verify(one.sha256)


def test_the_wrong_digest_keeps_nothing(store):
    with pytest.raises(WrongDigest):
        store.put(io.BytesIO(b"hellO"), expected_sha256=HELLO)
    assert files_of(store) == []
    store.put(io.BytesIO(b"hello"))
    with pytest.raises(WrongDigest):
        store.put(io.BytesIO(b"hellO"), expected_sha256=HELLO)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_full_disk_keeps_nothing_half(store, monkeypatch, code, call):
    def full(*_args):
        raise OSError(code, "full")

    monkeypatch.setattr("os.fsync" if call == "fsync" else "pathlib.Path.replace", full)
    with pytest.raises(StoreFull):
        store.put(io.BytesIO(os.urandom(200_000)))
    monkeypatch.undo()
    assert files_of(store) == []
    assert store.put(io.BytesIO(b"hello")).sha256 == HELLO


def test_a_disk_that_fills_up_half_way_keeps_nothing(store):
    store.root.mkdir()
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    signal = pytest.importorskip("signal")
    old = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    try:
        with pytest.raises(StoreFull):
            store.put(io.BytesIO(os.urandom(400_000)))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, old)
    assert files_of(store) == []


def test_a_stream_that_breaks_keeps_nothing(store):
    class Breaking(io.RawIOBase):
        def read(self, _size=-1):
            raise ConnectionError("cut")

    with pytest.raises(ConnectionError):
        store.put(Breaking())
    assert files_of(store) == []


def test_everything_is_synced_before_put_returns(store, monkeypatch):
    """File, then its name, then the folders' own names: fsync in this order, nothing of it after the return."""
    calls, sync, replace = [], os.fsync, os.replace
    monkeypatch.setattr(
        "os.fsync", lambda handle: (calls.append(str(Path(f"/proc/self/fd/{handle}").readlink())), sync(handle))
    )
    monkeypatch.setattr("os.rename", lambda *each: (calls.append("rename"), replace(*each)))
    monkeypatch.setattr("os.replace", lambda *each: (calls.append("rename"), replace(*each)))
    store.put(io.BytesIO(b"hello"))
    assert "/.incoming/" in calls[0]
    assert calls[1] == "rename"
    assert calls[2:] == [str(store.root / "2c/f2"), str(store.root / "2c"), str(store.root)]


def test_many_at_once_keep_one(store):
    content, found = os.urandom(300_000), []
    threads = [threading.Thread(target=lambda: found.append(store.put(io.BytesIO(content)))) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(set(found)), len(found)) == (1, 12)
    assert files_of(store) == [found[0].sha256]
    assert store.verify(found[0].sha256)


def test_a_new_key_seals_and_old_ones_still_open(tmp_path):
    old = FolderStore(tmp_path, KEYS).put(io.BytesIO(b"old"))
    rotated = parse_keys(f"{b64encode(OTHER).decode()}\n{b64encode(KEY).decode()}\n")
    store = FolderStore(tmp_path, rotated)
    new = store.put(io.BytesIO(b"new"))
    assert (store.open(old.sha256).read(), store.open(new.sha256).read()) == (b"old", b"new")
    assert not FolderStore(tmp_path, KEYS).verify(new.sha256)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "a" * 63, "a" * 64 + "\n", "é" * 64])
def test_a_name_that_is_no_digest_finds_nothing(store, name):
    assert not store.has(name)
    with pytest.raises(FileNotFoundError):
        store.open(name)


def test_what_a_kill_left_is_swept_after_a_day(store):
    store.put(io.BytesIO(b"hello"))
    left = store.root / ".incoming" / "tmpleft"
    left.write_bytes(b"half")
    assert store.sweep() == 0
    os.utime(left, (1, 1))
    assert store.sweep() == 1
    assert files_of(store) == [HELLO]
