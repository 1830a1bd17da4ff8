"""The pages of the desk: the table, one issue beside it, and what is done from there."""

import pytest

from ladder.audit.models import Entry
from ladder.governance.models import Issue, Resolution
from ladder.governance.services.issues import bundle_comments
from tests.governance.scene import draft_answer
from tests.synthesis.conftest import DAY

pytestmark = pytest.mark.django_db
DESK = "/governance/desk/small/"


@pytest.fixture
def place(make_place):
    return make_place()


@pytest.fixture
def keeper(people):
    return people["secretariat"]


@pytest.fixture
def filled(place, keeper):
    """As many issues as asked for, over four requirements, in three languages, of two groups."""

    def fill(number):
        for at, person in enumerate(place.people("diggers", number)):
            place.comment(
                person, f"Text {at} {chr(65 + at % 26) * 30}", item=at % 4, language=("fr", "en", "sw")[at % 3],
                comment_type=("general", "technical")[at % 2], proposed="A site keeps water clean." if at % 5 == 0 else "",
            )
        return bundle_comments(round_=place.round, actor=keeper, on=DAY)

    return fill


def test_the_desk_lists_issues_and_shows_the_first_beside(filled, client_of):
    filled(3)
    text = client_of("secretariat").get(DESK).content.decode()
    assert "3 issues without a final answer" in text
    assert "Text 0" in text
    assert "The text as it stands" in text
    assert "Not heard" in text
    assert Entry.objects.filter(action="audit.record_read").count() == 1
