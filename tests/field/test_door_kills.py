"""`kill -9` of the server while phones send and lines break: what was acknowledged is there, whole, once.

`LADDER_KILLS=50` kills so often instead of the few times of a usual run. Kills cannot show a missing sync; the tests of
durability look at that.
"""

import contextlib
import logging
import os
import random
import threading
import time
from http.client import HTTPException

import pytest

from tests.field.door_client import Door, Server, digest_of, head_of, make_xml, multipart
from tools.postgres import NoPostgres, running_postgres

logger = logging.getLogger(__name__)
KILLS = int(os.environ.get("LADDER_KILLS", "2"))
PHONES = 8
ACKNOWLEDGED = {201, 202}


class Phone(threading.Thread):
    """Sends forms with two photos, one POST a photo, some of them cut off on the way, each until it is acknowledged."""

    def __init__(self, port, number, stop):
        super().__init__(daemon=True)
        self.door, self.chance, self.stop = Door(port), random.Random(number), stop
        self.number, self.kept, self.odd = number, {}, []

    def run(self):
        count = 0
        while not self.stop.is_set():
            count += 1
            instance = f"uuid:kill-{self.number}-{count}-{self.chance.getrandbits(64):x}"
            photos = {f"{n}.jpg": self.chance.randbytes(self.chance.randint(1, 60_000)) for n in range(2)}
            xml = make_xml(instance, photos=sorted(photos))
            if all(self.send(xml, photo) for photo in photos.items()):
                self.kept[instance] = {name: digest_of(content) for name, content in photos.items()}

    def send(self, xml, photo):
        """Whether it was acknowledged before the day was over."""
        while not self.stop.is_set():
            with contextlib.suppress(OSError, HTTPException):
                if self.chance.random() < 0.3:
                    body = multipart(xml, [photo])
                    self.door.hang_up(head_of(len(body)) + body[: self.chance.randrange(len(body))])
                status = self.door.post(xml, [photo]).status
                if status in ACKNOWLEDGED:
                    return True
                self.odd.append(status)
            time.sleep(0.02)
        return False


@pytest.fixture(params=["sqlite", "postgresql"])
def server(request, tmp_path):
    with contextlib.ExitStack() as stack:
        try:
            database = stack.enter_context(running_postgres()) if request.param == "postgresql" else ""
        except NoPostgres as reason:
            pytest.skip(str(reason))
        served = Server(tmp_path / "home", database)
        stack.callback(served.stop)
        served.seed()
        yield served


def test_what_was_acknowledged_is_there_whole_and_once_after_kills(server):
    chance, stop = random.Random(5), threading.Event()
    server.start()
    phones = [Phone(server.port, number, stop) for number in range(PHONES)]
    for phone in phones:
        phone.start()
    for _ in range(KILLS):
        time.sleep(chance.uniform(0.5, 2.5))
        server.kill()
        server.start()
    time.sleep(1)
    stop.set()
    for phone in phones:
        phone.join(60)
    expected = {instance: files for phone in phones for instance, files in phone.kept.items()}
    found = server.look(
        "from ladder.assessment.storage import evidence_store\n"
        "told = {}\n"
        "for row in Submission.objects.all():\n"
        "    files = {f.name: f.sha256 if f.sha256 and evidence_store().verify(f.sha256) else '' for f in row.files.all()}\n"
        "    told.setdefault(row.instance_id, []).append([files, row.completed_at is not None])\n"
        "print(json.dumps(told))"
    )
    logger.info("%s acknowledged, %s kills, %s rows", len(expected), KILLS, len(found))
    assert expected
    assert {instance: found.get(instance) for instance in expected} == {
        instance: [[files, True]] for instance, files in expected.items()
    }
    assert not [status for phone in phones for status in phone.odd]
