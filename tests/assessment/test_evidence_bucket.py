"""The same store in a bucket, against a server that speaks S3."""

import hashlib
import io
import os

import pytest

from ladder.assessment.storage import Damaged, Kept, WrongDigest
from ladder.assessment.storage.bucket import BucketStore
from ladder.assessment.storage.folder import FolderStore
from ladder.assessment.storage.keys import key_id

server = pytest.importorskip("moto.server", reason="moto, the S3 server of the tests, is not installed")
boto3 = pytest.importorskip("boto3", reason="boto3, which makes the bucket, is not installed")
KEY = bytes(range(32))
KEYS = {key_id(KEY): KEY}


@pytest.fixture(scope="module")
def endpoint():
    running = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    yield f"http://{host}:{port}"
    running.stop()


@pytest.fixture
def bucket(endpoint, tmp_path, monkeypatch):
    for name, value in {
        "AWS_ENDPOINT_URL": endpoint, "AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_REGION": "us-east-1", "AWS_DEFAULT_REGION": "us-east-1", "NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    client = boto3.client("s3", endpoint_url=endpoint)
    client.create_bucket(Bucket="evidence")
    yield client, BucketStore("s3://evidence/field/photos", tmp_path / "aside", KEYS)
    for one in client.list_objects_v2(Bucket="evidence").get("Contents", []):
        client.delete_object(Bucket="evidence", Key=one["Key"])


def keys_in(client) -> list[str]:
    return [one["Key"] for one in client.list_objects_v2(Bucket="evidence").get("Contents", [])]


def test_bytes_go_in_encrypted_and_come_out(bucket):
    client, store = bucket
    content = os.urandom(300_000)
    digest = hashlib.sha256(content).hexdigest()
    for expected in ("", digest):
        assert store.put(io.BytesIO(content), expected_sha256=expected) == Kept(digest, 300_000)
    name = f"field/photos/{digest[:2]}/{digest[2:4]}/{digest}"
    assert keys_in(client) == [name]
    assert content[:64] not in client.get_object(Bucket="evidence", Key=name)["Body"].read()
    with store.open(digest) as stream:
        assert stream.read() == content
        stream.seek(150_000)
        assert stream.read(5) == content[150_000:150_005]
    assert (store.has(digest), store.verify(digest), store.has("0" * 64)) == (True, True, False)
    assert not list((store._folder.root / ".incoming").iterdir())


def test_the_wrong_digest_sends_nothing(bucket):
    client, store = bucket
    with pytest.raises(WrongDigest):
        store.put(io.BytesIO(b"hello"), expected_sha256="0" * 64)
    assert keys_in(client) == []


def test_damage_in_the_bucket_is_refused(bucket):
    client, store = bucket
    kept = store.put(io.BytesIO(b"a photo" * 9_000))
    name = keys_in(client)[0]
    sealed = client.get_object(Bucket="evidence", Key=name)["Body"].read()
    client.put_object(Bucket="evidence", Key=name, Body=sealed[:-1])
    assert not store.verify(kept.sha256)
    with pytest.raises(Damaged), store.open(kept.sha256) as stream:
        stream.read()


def test_what_was_in_the_folder_before_is_still_read(bucket, tmp_path):
    _client, store = bucket
    kept = FolderStore(tmp_path / "aside", KEYS).put(io.BytesIO(b"from before"))
    assert store.has(kept.sha256)
    assert store.open(kept.sha256).read() == b"from before"
    with pytest.raises(FileNotFoundError):
        store.open("0" * 64)


def test_a_bucket_that_does_not_answer_is_said_at_once(tmp_path, monkeypatch):
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    monkeypatch.setattr("ladder.assessment.storage.bucket.RETRIES", 0)
    store = BucketStore("s3://evidence", tmp_path, KEYS)
    with pytest.raises(OSError, match="did not answer"):
        store.put(io.BytesIO(b"hello"))
    assert not list((tmp_path / ".incoming").iterdir())
