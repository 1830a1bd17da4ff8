"""Words that are taken back after they were bundled, answered and published: where nothing of them stays, and what does."""

import pytest
from django.db import connection
from django.test import Client

from ladder.consultation.models import Contribution, Withdrawal
from ladder.consultation.services.withdrawal import withdraw
from ladder.core.consultation.codes import show_code
from ladder.governance.models import IssueMember
from ladder.governance.queries.shown_words import bands_by_issue
from ladder.governance.services.issues import split_issue
from tests.governance.answered import CODE, publish_version, release, with_code
from tests.governance.making import begin, word
from tests.synthesis.conftest import DAY

pytestmark = pytest.mark.django_db
CANARY = "Kanari wa bluu"
PROPOSED = "Kanari awe wa njano"


@pytest.fixture
def making(make_place, people):
    """Somebody with a code said words on R-1 that a release quotes; they are in two issues, one of them by a part."""
    making = begin(make_place, people["secretariat"])
    place = making.place
    person = with_code(place)
    said = place.comment(person, f"{CANARY} asks.", 0, consent="quote_with_role", proposed=PROPOSED)
    making.issues[0].members.create(contribution=said, first_issue=making.issues[0])
    for number, other in enumerate(place.people("diggers", 3)):
        more = place.comment(other, f"{number} asks as well.", 0)
        making.issues[0].members.create(contribution=more, first_issue=making.issues[0])
    release(place, people)
    making.said = said
    return making


def public(making) -> dict[str, str]:
    """Every public page and file that could show words of R-1."""
    version = making.row.draft.address
    addresses = (
        "/governance/answers/small/", "/governance/answers/small/1/", "/governance/answers/small/answers.json",
        "/governance/answers/small/answers.csv", f"/governance/changes/{version}/",
        f"/governance/changes/{version}/R-1/", f"/framework/{version}/requirements/R-1/", "/consultation/small/",
        "/governance/record/popolo.json", "/api/v1/governance/record",
    )  # fmt: skip
    pages = {address: Client().get(address) for address in addresses}
    assert {answer.status_code for answer in pages.values()} == {200}
    return {address: answer.content.decode() for address, answer in pages.items()}


def tables_with(words: str) -> set[str]:
    """The tables that hold these words in any column."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            if any(words in str(value) for row in cursor.fetchall() for value in row):
                found.add(table)
    return found


def publish(making, steering):
    word(making).confirm()
    making.build()
    return publish_version(making, steering)


def take_back(making) -> None:
    person = making.said.participant
    assert withdraw(participant=person, number=making.said.number, on=DAY) == 1


def test_nothing_of_it_stays_on_any_page_and_the_answer_stands(making, steering):
    publish(making, steering)
    before = public(making)
    assert CANARY in before["/governance/answers/small/1/"]
    assert CANARY in before[f"/governance/changes/{making.row.draft.address}/R-1/"]
    bands = bands_by_issue(making.issues)
    take_back(making)
    after = public(making)
    assert [address for address, page in after.items() if CANARY in page or PROPOSED in page] == []
    assert "Accepted" in after["/governance/answers/small/1/"]
    assert bands_by_issue(making.issues) == bands
    for address in ("/governance/answers/small/answers.json", "/governance/answers/small/"):
        assert after[address] == before[address]


def test_a_number_of_comments_does_not_move_when_one_is_taken_back(making, steering):
    publish(making, steering)
    assert making.issues[0].members.count() == 5
    assert "5 to 9 comments" in public(making)["/governance/answers/small/1/"]
    take_back(making)
    assert making.issues[0].members.count() == 4
    assert "5 to 9 comments" in public(making)["/governance/answers/small/1/"]


def test_a_receipt_holds_nothing_any_more(making, steering):
    publish(making, steering)
    client = Client()
    page = client.post("/governance/receipts/", {"code": show_code(CODE)}, follow=True).content.decode()
    assert CANARY in page
    assert "what 4 to 8 others said" in page
    take_back(making)
    page = client.get("/governance/receipts/small/").content.decode()
    assert CANARY not in page
    assert PROPOSED not in page


def test_no_table_but_the_release_that_quoted_it_keeps_its_words(making, steering, people):
    split_issue(
        issue=making.issues[0], numbers=[making.said.number], titles={"en": "A part"}, part=CANARY,
        actor=people["secretariat"], on=DAY,
    )  # fmt: skip
    assert {"consultation_contribution", "governance_issuemember"} <= tables_with(CANARY)
    take_back(making)
    kept = tables_with(CANARY) | tables_with(PROPOSED)
    assert kept <= {"synthesis_release", "synthesis_releasefile"}, kept
    assert not IssueMember.objects.filter(part=CANARY).exists()
    assert not Contribution.objects.filter(number=making.said.number).exists()
    assert Withdrawal.objects.filter(number=making.said.number).exists()
