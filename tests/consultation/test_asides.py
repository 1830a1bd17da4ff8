"""Notes for the facilitator alone: sealed, tied to nobody, opened with a trace."""

import pytest
from django.test import Client

from ladder.audit.models import Entry
from ladder.consultation.models import SideNote
from ladder.consultation.services.sealing import seal, unseal
from ladder.consultation.services.side_notes import leave_note, open_note
from tests.consultation.test_anonymity import dump

pytestmark = pytest.mark.django_db


def test_a_note_is_left_from_a_page_and_stands_nowhere_in_clear(running_round):
    before = Entry.objects.count()
    path = f"/consultation/{running_round.address}/aside/"
    answer = Client().post(path, {"text": "He listens when we speak", "language": "sw"})
    assert answer.status_code == 302
    assert "The note was kept" in Client().get(answer["Location"]).content.decode()
    note = SideNote.objects.get()
    assert (note.participant, note.gathering, note.language) == (None, None, "sw")
    assert "He listens" not in dump()
    assert Entry.objects.count() == before


def test_a_facilitator_opens_it_and_that_is_logged(running_round, make_person):
    note = leave_note(in_round=running_round, text="Words for one", language="fr")
    reader = make_person("reader")
    assert open_note(note=note, actor=reader) == "Words for one"
    entry = Entry.objects.order_by("-id")[0]
    assert (entry.action, entry.target, entry.actor_key) == (
        "audit.record_read", f"side_note:{note.public_id}", str(reader.public_id))  # fmt: skip
    note.sealed_text = note.sealed_text[:-4] + "AAAA"
    assert open_note(note=note, actor=reader) is None


def test_a_seal_tells_no_moment_and_opens_for_its_purpose_alone():
    one, other = seal("the same words", "a"), seal("the same words", "a")
    assert one != other
    assert one[:11] == other[:11] == "gAAAAAAAAAA"  # version and a moment of nought
    assert unseal(one, "a") == "the same words"
    assert unseal(one, "b") is None
    assert unseal("", "a") is None
    assert unseal("💬", "a") is None


@pytest.mark.parametrize("told", [{"text": ""}, {"text": "x" * 100_000}, {"text": "a", "language": "tlh"}])
def test_what_cannot_be_kept_is_told(running_round, told):
    answer = Client().post(f"/consultation/{running_round.address}/aside/", {"language": "sw", **told})
    assert answer.status_code == 422
    assert SideNote.objects.count() == 0


def test_a_note_names_a_gathering_of_its_own_round_or_none(running_round):
    for written in ("", "nothing", "0" * 32):
        path = f"/consultation/{running_round.address}/aside/?gathering={written}"
        assert Client().get(path).status_code == 200
