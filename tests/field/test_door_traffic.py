"""Whatever the order, the repetitions and the cuts: the same traffic ends in the same state.

`LADDER_TRAFFIC=1000` plays so many histories instead of the few of a usual run.
"""

import io
import os
from dataclasses import dataclass, field
from uuid import UUID

import pytest
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ladder.field.door import application
from ladder.field.models import Submission, SubmissionFile
from tests.field.door_client import BOUNDARY, PHONE, digest_of, make_xml, multipart
from tests.field.door_seed import seed

HISTORIES = int(os.environ.get("LADDER_TRAFFIC", "20"))
pytestmark = pytest.mark.django_db


@dataclass
class Sent:
    """One filled-in form as it lies on a phone, with the photos that it names and has itself."""

    instance: str
    xml: bytes
    photos: dict
    named: tuple
    corrects: "Sent | None" = None
    corrected_by: list = field(default_factory=list)


def knock(body, *, length=None, authorization=PHONE):
    """A POST, through the door's own callable; `length` is what was announced."""
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/openrosa/submission",
        "QUERY_STRING": "",
        "SERVER_NAME": "testserver",
        "HTTP_HOST": "testserver",
        "HTTP_AUTHORIZATION": authorization,
        "HTTP_X_OPENROSA_VERSION": "1.0",
        "CONTENT_TYPE": f"multipart/form-data; boundary={BOUNDARY}",
        "CONTENT_LENGTH": str(len(body) if length is None else length),
        "wsgi.input": io.BytesIO(body),
        "wsgi.url_scheme": "http",
    }
    said = []
    list(application(environ, lambda status, _: said.append(int(status[:3]))))
    return said[0]


def make_world(chance):
    """A few forms with photos; some correct an earlier one, naming its photos or bringing others of the same name."""
    world = []
    for number in range(chance.randint(1, 4)):
        older = chance.choice([None, *[each for each in world if not each.corrected_by]])
        photos = {f"{number}-{n}.jpg": chance.randbytes(chance.randint(1, 3000)) for n in range(chance.randint(0, 3))}
        inherited = [name for name in (older.named if older else ()) if chance.random() < 0.7]
        photos.update({name: b"own" + chance.randbytes(50) for name in inherited if chance.random() < 0.3})
        named = tuple(sorted({*photos, *inherited}))
        instance = f"uuid:{UUID(int=chance.getrandbits(128))}"
        xml = make_xml(instance, photos=named, corrects=older.instance if older else "", answer=f"a{number}")
        sent = Sent(instance, xml, photos, named, older)
        if older:
            older.corrected_by.append(sent)
        world.append(sent)
    return world


def expected_files(sent):
    """What must be there in the end, worked out from what lies on the phones."""
    above = expected_files(sent.corrects) if sent.corrects else {}
    own = {name: digest_of(content) for name, content in sent.photos.items()}
    return {name: own.get(name) or above[name] for name in sent.named}


def play(chance, world):
    """Deliver parts in a wild order, again and again, cut anywhere; then each phone resends until it is acknowledged."""
    for _ in range(chance.randint(0, 12)):
        sent = chance.choice(world)
        some = [(name, content) for name, content in sent.photos.items() if chance.random() < 0.5]
        body = multipart(sent.xml, chance.sample(some, len(some)))
        cut = chance.randrange(len(body)) if chance.random() < 0.4 else len(body)
        announced = chance.choice([len(body), cut]) if cut < len(body) else len(body)
        status = knock(body[:cut], length=announced)
        allowed = {201, 202, 404} if cut == len(body) else {400} if cut < len(body) - 2 else {201, 202, 400, 404}
        assert status in allowed, (status, cut, len(body))
    resend(chance, list(world))


def resend(chance, waiting):
    """As phones do: what was refused with 404 because the first form is not here yet is sent again later."""
    for _ in range(200):
        if not waiting:
            return
        sent = chance.choice(waiting)
        photos = chance.sample(list(sent.photos.items()), len(sent.photos))
        answers = [knock(multipart(sent.xml, [photo])) for photo in photos] or [knock(multipart(sent.xml))]
        if all(status in {201, 202} for status in answers):
            waiting.remove(sent)
        else:
            assert set(answers) == {404}
    raise AssertionError("a phone never got rid of its form")


@pytest.fixture
def seeded(settings, tmp_path, db):
    settings.EVIDENCE_STORE, settings.EVIDENCE_ROOT = "", tmp_path / "evidence"
    with override("en"):
        seed()
        yield


@settings(
    max_examples=HISTORIES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(chance=st.randoms(use_true_random=True))
def test_any_order_any_repetition_and_any_cut_end_in_the_same_state(seeded, chance):
    world = make_world(chance)
    play(chance, world)
    for sent in world:
        row = Submission.objects.get(instance_id=sent.instance)
        files = dict(SubmissionFile.objects.filter(submission=row).values_list("name", "sha256"))
        assert bytes(row.xml) == sent.xml
        assert files == expected_files(sent)
        assert row.state == ("replaced" if sent.corrected_by else "waiting")
        assert row.completed_at is not None
        assert [each.instance for each in sent.corrected_by] == (
            [row.replaced_by.instance_id] if row.replaced_by else []
        )
        root = sent
        while root.corrects:
            root = root.corrects
        assert row.root_id == root.instance
