"""Comments inside the document: on chosen, pasted or marked words, in any language; shown to others only afterwards."""

from uuid import uuid4

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client

from ladder.catalogue.queries import pack_of
from ladder.consultation.models import Anchor, Contribution
from ladder.consultation.services.comments import anchor_words

pytestmark = pytest.mark.django_db
KEY = "P1-L1-01"
WORDS = "national and local law"


@pytest.fixture
def base(running_round) -> str:
    cache.clear()
    return f"/consultation/{running_round.address}"


def come_in(base: str) -> Client:
    client = Client()
    client.post(
        f"{base}/take-part/", {"language": "sw", "voice": "pseudonym", "speaks_for": "self", "group": "diggers"}
    )
    return client


def comment(client: Client, base: str, query: str = "?lang=en", **changed):
    told = {"number": str(uuid4()), "sentence": "", "quote": "", "quote_field": "", "quote_start": "",
            "comment_type": "technical", "text": "Maoni yangu", "proposed": "", "consent": "quote_without_role",
            "language": "sw"}  # fmt: skip
    return client.post(f"{base}/document/{KEY}/{query}", {**told, **changed})


def text_of(running_round, language: str = "en") -> str:
    return pack_of(running_round.version).read("requirements", KEY, "text", language).text


def test_pasted_words_become_an_anchor_of_quote_and_position(running_round, base):
    assert comment(come_in(base), base, quote=WORDS).status_code == 302
    row, anchor, text = Contribution.objects.get(), Anchor.objects.get(), text_of(running_round)
    assert (row.kind, row.comment_type, row.language, row.text) == ("comment", "technical", "sw", "Maoni yangu")
    assert (anchor.language, anchor.field, anchor.exact) == ("en", "text", WORDS)
    assert text[anchor.start : anchor.end] == WORDS
    assert text.startswith(anchor.prefix + anchor.exact + anchor.suffix, anchor.start - len(anchor.prefix))
    assert len(anchor.prefix) == 32


def test_a_sentence_is_chosen_without_scripts(running_round, base):
    client = come_in(base)
    page = client.get(f"{base}/document/{KEY}/?lang=fr").content.decode()
    assert 'name="sentence" value="text.0"' in page
    comment(client, base, "?lang=fr", sentence="text.0")
    anchor = Anchor.objects.get()
    assert (anchor.language, anchor.start) == ("fr", 0)
    assert anchor.exact == text_of(running_round, "fr")


def test_a_comment_on_the_whole_requirement_has_no_anchor(base):
    comment(come_in(base), base)
    assert Contribution.objects.count() == 1
    assert Anchor.objects.count() == 0


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"quote": "words that stand nowhere"}, "do not stand in the requirement"),
        ({"text": " ", "proposed": ""}, "Write your comment"),
        ({"text": "x" * 100_000}, "100000"),
        ({"sentence": "text.7"}, "text.7"),
        ({"comment_type": "angry"}, "angry"),
        ({"quote_start": "-4", "quote": WORDS}, "quote_start"),
        ({"changes": str(uuid4())}, "changed or taken back elsewhere"),
    ],
)
def test_what_cannot_be_saved_is_told_and_what_was_typed_stays(base, told, sentence):
    page = comment(come_in(base), base, **told)
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert Contribution.objects.count() == 0


def test_of_words_that_stand_twice_the_nearest_are_meant():
    text = "A fine is a fine."
    assert anchor_words(text, "fine", language="en", near=0).start == 2
    assert anchor_words(text, "fine", language="en", near=11).start == 12
    with pytest.raises(ValidationError):
        anchor_words(text, " ", language="en")


def test_a_comment_is_changed_and_only_by_its_author(base):
    client = come_in(base)
    comment(client, base, quote=WORDS)
    number = str(Contribution.objects.get().number)
    page = client.get(f"{base}/document/{KEY}/?change={number}&lang=en").content.decode()
    assert "Change your comment" in page
    assert f'value="{WORDS}"' in page
    assert comment(come_in(base), base, changes=number).status_code == 422
    comment(client, base, changes=number, text="Said better", quote=WORDS)
    assert [row.text for row in Contribution.objects.filter(superseded_by=None)] == ["Said better"]


def test_others_see_nothing_while_it_is_open_and_the_consented_words_afterwards(running_round, base):
    client = come_in(base)
    comment(client, base, text="May be quoted", quote=WORDS)
    comment(client, base, text="Only summarised", consent="paraphrase")
    comment(client, base, text="For the committee", consent="committee_only")
    page = Client().get(f"{base}/document/{KEY}/?lang=en").content.decode()
    assert "so far" not in page  # a number that grows tells who is writing
    assert "May be quoted" not in page
    running_round.status = "closed"
    running_round.save()
    page = Client().get(f"{base}/document/{KEY}/?lang=en").content.decode()
    assert "3 comments so far" in page
    assert "May be quoted" in page
    assert "Only summarised" not in page
    assert "For the committee" not in page
    assert "diggers" not in page


def test_script_and_direction_marks_are_words(base):
    client = come_in(base)
    comment(client, base, text="<script>alert(1)</script> \u202e مرحبا 💬")
    page = client.get(f"{base}/document/{KEY}/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert 'dir="auto"' in page


def test_strangers_are_asked_to_come_in_and_come_back_to_the_requirement(base):
    page = Client().get(f"{base}/document/{KEY}/?lang=en").content.decode()
    assert f"{base}/take-part/?comment={KEY}" in page
    client = Client()
    told = {"language": "sw", "voice": "anonymous", "speaks_for": "self", "group": "diggers"}
    assert client.post(f"{base}/take-part/?comment={KEY}", told)["Location"] == f"{base}/document/{KEY}/"
    assert Client().post(f"{base}/document/{KEY}/", {})["Location"] == f"{base}/take-part/"
    assert Client().get(f"{base}/document/P9-L9-99/").status_code == 404


def test_a_closed_round_takes_no_comment(running_round, base):
    client = come_in(base)
    running_round.status = "closed"
    running_round.save()
    late = comment(client, base, text="said too late")
    assert late.status_code == 409
    assert "said too late" in late.content.decode()


def test_a_requirement_is_shown_with_as_many_queries_for_1_and_30_comments(base, django_assert_num_queries):
    client = come_in(base)
    for number in (1, 29):
        for _one in range(number):
            comment(client, base, quote=WORDS)
        client.get(f"{base}/document/{KEY}/")
        with django_assert_num_queries(6):
            client.get(f"{base}/document/{KEY}/")
