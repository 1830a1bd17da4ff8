"""Files in pieces (tus 1.0), over real HTTP: after a cut only what was missing is sent again."""

import json
from base64 import b64encode
from hashlib import sha1
from uuid import uuid4

import pytest

from tests.field.door_client import PHONE, Door, Server, basic, digest_of, make_xml

TUS = {"Tus-Resumable": "1.0.0"}
PHOTO = bytes(range(256)) * 1000


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    served = Server(tmp_path_factory.mktemp("uploads"))
    served.seed()
    yield served.start()
    served.stop()


@pytest.fixture
def door(server):
    return Door(server.port)


def begin(door, content, *, sha256="", auth=PHONE):
    """The path of a new arrival."""
    told = b64encode((sha256 or digest_of(content)).encode()).decode()
    headers = {**TUS, "Upload-Length": str(len(content)), "Upload-Metadata": f"filename YS5qcGc=,sha256 {told}"}
    got = door.ask("POST", "/uploads/", headers=headers, auth=auth)
    assert got.status == 201, got
    return got.header("Location").partition("/openrosa")[2]


def send(door, path, content, offset, **headers):
    given = {**TUS, "Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream", **headers}
    return door.ask("PATCH", path, content, given)


def offset_of(door, path, auth=PHONE):
    got = door.ask("HEAD", path, headers=TUS, auth=auth)
    return int(got.header("Upload-Offset")) if got.status == 200 else got.status


def fresh(size=40_000):
    return uuid4().bytes * (size // 16)


def manifest(**files):
    told = [{"name": name, "size": len(content), "sha256": digest_of(content)} for name, content in files.items()]
    return ("manifest", json.dumps({"files": told}))


def test_what_it_speaks_is_told_to_whoever_asks(door):
    got = door.ask("OPTIONS", "/uploads/", auth=None)
    assert (got.status, got.header("Tus-Extension"), got.header("Tus-Version")) == (204, "creation,checksum", "1.0.0")


def test_a_photo_in_pieces_becomes_part_of_the_form_that_names_it(door):
    instance, photo = f"uuid:{uuid4()}", fresh()
    xml = make_xml(instance, photos=["a.jpg"])
    assert door.post(xml, fields=[manifest(**{"a.jpg": photo})]).status == 201
    assert door.receipt(instance).json["state"] == "incomplete"
    path = begin(door, photo)
    assert send(door, path, photo[:10_000], 0).header("Upload-Offset") == "10000"
    assert send(door, path, photo[10_000:], 10_000).header("Upload-Offset") == str(len(photo))
    assert door.post(xml, fields=[manifest(**{"a.jpg": photo})]).status == 201
    (told,) = door.receipt(instance).json["files"]
    assert (told["sha256"], told["size"], told["is_here"]) == (digest_of(photo), len(photo), True)
    assert door.post(xml, fields=[manifest(**{"a.jpg": photo})]).status == 202


def test_after_a_cut_the_offset_says_what_is_missing_and_no_more_is_sent(door):
    photo = fresh(200_000)
    path = begin(door, photo)
    assert send(door, path, photo[:64_000], 0).status == 204
    lost = photo[64_000:128_000]
    door.hang_up(
        f"PATCH /openrosa{path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: {PHONE}\r\nTus-Resumable: 1.0.0\r\n"
        f"Upload-Offset: 64000\r\nContent-Type: application/offset+octet-stream\r\nContent-Length: {len(lost)}\r\n\r\n".encode()
        + lost[:30_000]
    )
    here = offset_of(door, path)
    assert here == 64_000
    missing = len(photo) - here
    resent = 0
    while here < len(photo):
        piece = photo[here : here + 64_000]
        resent += len(piece)
        here = int(send(door, path, piece, here).header("Upload-Offset"))
    assert resent / missing <= 1.1


def test_pieces_survive_the_death_of_the_server(door, server):
    photo = fresh()
    path = begin(door, photo)
    assert send(door, path, photo[:16_000], 0).status == 204
    server.kill()
    server.start()
    assert offset_of(door, path) == 16_000
    assert send(door, path, photo[16_000:], 16_000).status == 204
    assert offset_of(door, path) == len(photo)


def test_a_piece_at_the_wrong_place_is_409_and_the_same_piece_twice_is_kept_once(door):
    photo = fresh()
    path = begin(door, photo)
    assert send(door, path, photo[:1000], 5).status == 409
    assert send(door, path, photo[:1000], 0).status == 204
    assert send(door, path, photo[:1000], 0).status == 409
    assert offset_of(door, path) == 1000


def test_bytes_that_are_not_what_was_announced_are_460_and_it_begins_anew(door):
    photo = fresh()
    path = begin(door, photo, sha256=digest_of(b"something else"))
    assert send(door, path, photo, 0).status == 460
    assert offset_of(door, path) == 0


def test_a_damaged_piece_is_460_and_not_kept(door):
    photo = fresh()
    path = begin(door, photo)
    good = "sha1 " + b64encode(sha1(photo[:1000]).digest()).decode()
    assert send(door, path, photo[1:1001], 0, **{"Upload-Checksum": good}).status == 460
    assert send(door, path, photo[:1000], 0, **{"Upload-Checksum": good}).status == 204
    assert send(door, path, photo[1000:], 1000, **{"Upload-Checksum": "md5 xx"}).status == 400


def test_an_arrival_begun_again_starts_anew(door):
    photo = fresh()
    first = begin(door, photo)
    assert send(door, first, photo[:1000], 0).status == 204
    second = begin(door, photo)
    assert (offset_of(door, first), offset_of(door, second)) == (404, 0)


def test_what_arrived_once_need_not_be_sent_again(door):
    photo = fresh()
    assert send(door, begin(door, photo), photo, 0).status == 204
    path = begin(door, photo)
    assert offset_of(door, path) == len(photo)
    assert send(door, path, photo[:1000], 0).header("Upload-Offset") == str(len(photo))


def test_somebody_elses_arrival_is_404_and_its_bytes_cannot_be_named(door):
    photo, instance = fresh(), f"uuid:{uuid4()}"
    path = begin(door, photo)
    assert send(door, path, photo, 0).status == 204
    other = basic("phone-operator")
    assert offset_of(door, path, auth=other) == 404
    assert (
        door.post(make_xml(instance, photos=["a.jpg"]), fields=[manifest(**{"a.jpg": photo})], auth=other).status == 201
    )
    assert door.receipt(instance, auth=other).json["state"] == "incomplete"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Upload-Length": "5", "Upload-Metadata": "sha256 eA=="}, 412),
        ({**TUS, "Upload-Metadata": "sha256 eA=="}, 400),
        ({**TUS, "Upload-Length": "5"}, 400),
        ({**TUS, "Upload-Length": "-5", "Upload-Metadata": "sha256 eA=="}, 400),
        ({**TUS, "Upload-Length": "5", "Upload-Metadata": "sha256 ###"}, 400),
        (
            {**TUS, "Upload-Length": "100000001", "Upload-Metadata": "sha256 " + b64encode(b"a" * 64).decode()},
            413,
        ),
    ],
    ids=["no-version", "no-length", "no-digest", "odd-length", "odd-digest", "too-large"],
)
def test_an_odd_announcement_is_refused(door, headers, status):
    assert door.ask("POST", "/uploads/", headers=headers).status == status
