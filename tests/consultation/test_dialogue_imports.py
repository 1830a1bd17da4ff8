"""Chat and polls of a dialogue: taken in with consent, once, or refused whole with every fault."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from ladder.consultation.models import Contribution, Tally, Withdrawal
from ladder.consultation.services.dialogue_imports import import_dialogue_table
from ladder.packfiles.dialogue_tables import Known, read_dialogue_table
from tests.consultation.dialogues import make

pytestmark = pytest.mark.django_db
CHAT = (
    "name,time,text,language,consent,group,requirement,kind\n"
    "Somebody,10:02,Le masque est trop cher.,fr,quote_with_role,diggers,P4-L1-01,comment\n"
    "Other,10:03,=CMD()?,en,committee_only,,,question\n"
    "Other,10:04,为什么,zh,paraphrase,,,\n"
    "Again,10:05,为什么,zh,paraphrase,,,\n"
)
POLLS = (
    "requirement,group,as_written,with_change,cannot,unclear,secret\nP4-L1-01,diggers,5,3,1,0,yes\nP4-L1-01,,9,,,2,no\n"
)


@pytest.fixture
def dialogue(running_round):
    return make(running_round)


@pytest.fixture
def take(dialogue, people):
    def take_in(text):
        content = text if isinstance(text, bytes) else text.encode()
        return import_dialogue_table(
            gathering=dialogue, name="export.csv", content=content, actor=people["secretariat"], on=timezone.localdate()
        )

    return take_in


def test_chat_lines_become_contributions_with_their_consent_and_without_names(take):
    assert (take(CHAT).new, Contribution.objects.count()) == (4, 4)
    first = Contribution.objects.get(language="fr")
    assert (first.kind, first.channel, first.consent, first.group.group.key, first.item.key, first.comment_type) == (
        "comment", "dialogue", "quote_with_role", "diggers", "P4-L1-01", "general",
    )  # fmt: skip
    assert Contribution.objects.get(language="en").kind == "question"
    assert "Somebody" not in str(list(Contribution.objects.values_list("text", "proposed")))


def test_the_same_file_again_changes_nothing_and_what_was_taken_back_stays_away(take, running_round):
    take(CHAT)
    again = take("\ufeff" + CHAT.replace(",", ";"))
    assert (again.new, again.known) == (0, 4)
    gone = Contribution.objects.get(language="fr")
    Withdrawal.objects.create(round=running_round, number=gone.number, withdrawn_on=timezone.localdate())
    gone.delete()
    assert (take(CHAT).new, Contribution.objects.count()) == (0, 3)


def test_polls_become_tallies_by_group_or_of_a_mixed_room(take):
    assert take(POLLS).new == 2
    assert [(t.group and t.group.group.key, t.as_written, t.with_change, t.cannot, t.unclear, t.is_secret)
            for t in Tally.objects.order_by("as_written")] == [("diggers", 5, 3, 1, 0, True), (None, 9, 0, 0, 2, False)]  # fmt: skip
    assert take(POLLS).new == 0


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("", [("table.no_rows", 1, 1)]),
        ("text,language\nx,fr\n", [("table.no_column", 1, 1)]),
        ("text,language,consent\nx,fr,\n", [("form.empty", 2, 3)]),
        ("text,language,consent\n,xx,yes\n", [("dialogue.unknown", 2, 2), ("dialogue.unknown", 2, 3), ("form.empty", 2, 1)]),
        ("text,language,consent\nx,fr\n", [("table.cells", 2, 1)]),
        ("text,text,language,consent\nx,y,fr,paraphrase\n", [("book.duplicate_column", 1, 1)]),
        ("requirement,as_written,with_change,cannot,unclear\nP9,-1,1.5,x,\n",
         [("dialogue.count", 2, 2), ("dialogue.count", 2, 3), ("dialogue.count", 2, 4), ("dialogue.unknown", 2, 1)]),
        ("requirement,as_written,with_change,cannot,unclear\nP4-L1-01,999999999999,,,\n", [("dialogue.count", 2, 2)]),
        ("requirement,as_written,with_change,cannot,unclear,secret\nP4-L1-01,1,,,,maybe\n", [("dialogue.unknown", 2, 6)]),
        (b"text,language,consent\n\xe9,fr,paraphrase\n", [("file.not_utf8", 2, 1)]),
        ("text,language,consent\n" + "x" * 10_001 + ",fr,paraphrase\n", [("form.too_long", 2, 1)]),
    ],
)  # fmt: skip
def test_a_table_at_fault_is_refused_whole_with_every_place(take, text, places):
    outcome = take(text)
    found = sorted((fault.code, fault.place.line, fault.place.column) for fault in outcome.table.faults)
    assert found == sorted(places)
    assert not Contribution.objects.exists()


def test_a_table_of_very_many_rows_is_refused():
    known = Known(frozenset({"fr"}), frozenset({"paraphrase"}), frozenset(), frozenset())
    text = "text,language,consent\n" + "x,fr,paraphrase\n" * 5_001
    assert [fault.code for fault in read_dialogue_table("f.csv", text.encode(), known).faults] == ["dialogue.too_many"]


def test_the_page_takes_a_file_in_or_says_what_is_wrong(dialogue, client_of):
    address = f"/consultation/running/sessions/{dialogue.public_id}/import/"
    keeper = client_of("secretariat")
    assert "with_change" in keeper.get(address).text
    good = keeper.post(address, {"file": SimpleUploadedFile("chat.csv", CHAT.encode())}, follow=True)
    assert "4 lines were taken in" in good.text
    bad = keeper.post(address, {"file": SimpleUploadedFile("chat.csv", b"text,language,consent\nx,fr,\n")})
    assert bad.status_code == 422
    assert "chat.csv:2:3" in bad.text
    assert keeper.post(address, {}).status_code == 422
