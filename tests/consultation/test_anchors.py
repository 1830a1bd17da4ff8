"""Comments are carried from the first version of the starter pack to the next: every truth here was read by a person."""

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError

from ladder.audit.models import Entry
from ladder.catalogue.queries import pack_of
from ladder.catalogue.services import load_pack
from ladder.consultation.models import Placement
from ladder.consultation.services.carrying import carry_to
from ladder.consultation.services.comments import anchor_words, save_comment
from ladder.consultation.services.contributing import Told
from ladder.consultation.services.participants import Arrival, arrive_openly
from ladder.packfiles.reading import read_pack
from tests.consultation.conftest import DAY

pytestmark = pytest.mark.django_db

TRUTHS = (
    # requirement, language, words -> state, requirement, words in the next version
    ("P1-L1-01", "en", "sign, date and post", "same", "P1-L1-01", "sign, date and post"),
    ("P1-L2-03", "en", "within a stated time", "edited", "P1-L2-03", "within thirty days"),
    ("P1-L2-03", "fr", "dans un délai annoncé", "edited", "P1-L2-03", "dans les trente jours"),
    ("P1-L2-03", "zh", "公布的期限内", "edited", "P1-L2-03", "三十天内"),
    ("P1-L2-03", "en", "without giving a name", "same", "P1-L2-03", "without giving a name"),
    ("P1-L2-06", "en", "spending of the cooperative", "orphan", "", ""),
    ("P2-L1-02", "en", "nobody is beaten or humiliated", "moved", "P2-L1-04", "nobody is beaten or humiliated"),
    ("P2-L1-02", "fr", "que personne n’est battu ni humilié", "moved", "P2-L1-04", "que personne n’est battu ni humilié"),
    ("P2-L1-02", "zh", "殴打或羞辱", "moved", "P2-L1-04", "殴打或羞辱"),
    ("P2-L1-01", "en", "nobody under 18", "moved", "P2-L1-04", "nobody under 18"),
    ("P4-L3-09", "en", "separate latrines", "moved", "P4-L3-12", "separate latrines"),
    ("P5-L1-02", "en", "health posts", "moved", "P5-L1-03", "health posts"),
    ("P5-L1-02", "zh", "卫生站", "moved", "P5-L1-03", "卫生站"),
    ("P7-L4-03", "en", "price, weight and conduct", "orphan", "", ""),
)  # fmt: skip


@pytest.fixture
def next_version(open_round):
    return load_pack(read_pack(settings.PACKS_ROOT / "starter-next"), actor=None, on=DAY)


@pytest.fixture
def comment(open_round, round_groups):
    arrival = Arrival("en", group=round_groups["diggers"], is_anonymous=False)
    person, _code = arrive_openly(in_round=open_round, arrival=arrival, on=DAY)

    def comment(key: str, language: str, words: str):
        text = pack_of(open_round.version).read("requirements", key, "text", language).text
        told = Told(kind="comment", language="en", item=open_round.items.get(key=key), text="A comment",
                    comment_type="technical", anchor=anchor_words(text, words, language=language))  # fmt: skip
        return save_comment(participant=person, told=told, on=DAY).number

    return comment


def read_placement(placement: Placement, version) -> tuple[str, str, str]:
    anchor, words = placement.anchor, ""
    if placement.start is not None:
        text = pack_of(version).read("requirements", placement.requirement_key, anchor.field, anchor.language).text
        words = text[placement.start : placement.end]
    return placement.state, placement.requirement_key, words


def test_comments_on_the_starter_pack_stand_in_the_next_version_where_a_person_puts_them(
    open_round, next_version, comment
):
    truths = {comment(key, language, words): tuple(truth) for key, language, words, *truth in TRUTHS}
    carry_to(in_round=open_round, version=next_version, actor=None)
    found = {one.anchor.contribution.number: read_placement(one, next_version) for one in Placement.objects.all()}
    wrong = {
        number: found[number] for number, truth in truths.items() if found[number] not in (truth, ("orphan", "", ""))
    }
    assert wrong == {}, "no silent wrong placement"
    missed = [truth for number, truth in truths.items() if found[number] != truth]
    assert len(missed) <= 1, missed


def test_carrying_again_gives_the_same_and_is_logged(open_round, next_version, comment):
    comment("P1-L1-01", "en", "sign, date and post")
    first = carry_to(in_round=open_round, version=next_version, actor=None)
    assert carry_to(in_round=open_round, version=next_version, actor=None) == first == {"same": 1}
    assert Placement.objects.count() == 1
    entry = Entry.objects.order_by("-id")[0]
    assert (entry.action, entry.detail) == ("consultation.comments_carried", {"version": "0.2.0", "same": 1})


def test_a_version_that_does_not_follow_is_refused(open_round):
    with pytest.raises(ValidationError, match="does not follow"):
        carry_to(in_round=open_round, version=open_round.version, actor=None)


def test_the_page_lists_orphans_first_for_those_who_decide(open_round, next_version, comment, client_of):
    comment("P7-L4-03", "en", "price, weight and conduct")
    comment("P1-L2-03", "en", "within a stated time")
    address = f"/consultation/{open_round.address}/carried/0.2.0/"
    assert client_of("").get(address).status_code == 404
    assert client_of("facilitator").post(address).status_code == 404
    assert client_of("committee").post(address).status_code == 404
    assert client_of("secretariat").post(address).status_code == 302
    page = client_of("committee").get(address).content.decode()
    assert page.index("The words are gone") < page.index("The words were changed")
    assert "<del>within a stated time</del><br><ins>within thirty days</ins>" in page
    assert client_of("committee").get(address.replace("0.2.0", "0.1.0")).status_code == 404


def test_later_versions_and_copies_are_one_tap_away_for_those_who_read_comments(open_round, next_version, client_of):
    carried, copies = (f'href="/consultation/{open_round.address}/{part}/' for part in ("carried/0.2.0", "copies"))
    kept = client_of("secretariat").get(f"/consultation/{open_round.address}/keep/").text
    assert carried in kept
    assert copies in kept
    assert carried in client_of("committee").get(f"/consultation/{open_round.address}/submissions/").text
    assert carried not in client_of("").get(f"/consultation/{open_round.address}/submissions/").text


def test_carried_comments_are_listed_with_as_many_queries_for_1_and_30(
    open_round, next_version, comment, client_of, django_assert_num_queries
):
    address = f"/consultation/{open_round.address}/carried/0.2.0/"
    keeper = client_of("secretariat")
    for number in (1, 29):
        for _one in range(number):
            comment("P1-L1-01", "en", "sign, date and post")
        keeper.post(address)
        keeper.get(address)
        with django_assert_num_queries(7):
            keeper.get(address)
