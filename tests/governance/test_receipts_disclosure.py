"""Nothing that nobody agreed to show, and no number below five, on any public page or file of answers and changes."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from ladder.consultation.models import Contribution
from ladder.governance.services.taking import take_effects
from tests.governance.answered import (
    answer_all,
    decide,
    publish_version,
    publishing,
    release,
    sealed_room,
    with_code,
)
from tests.governance.deciding import DUE
from tests.governance.making import begin, word

pytestmark = pytest.mark.django_db
CANARY = "Kanari mwekundu"
SHOWN = "We cannot read the poster."


@pytest.fixture
def public(make_place, people, steering):
    """Every public page and file after publication, by address."""
    making = begin(make_place, people["secretariat"])
    place = making.place
    release(place, people)
    issue = making.issues[0]
    consents = ("quote_with_role", "quote_without_role", "paraphrase", "committee_only")
    for number, consent in enumerate(consents):
        for channel in ("invited", "open_link"):
            person = with_code(place, f"CANARY{number}{channel}", channel=channel, province="Lualaba")
            said = place.comment(
                person, f"{CANARY} {consent} {channel}.", 0, consent=consent, proposed=f"{CANARY} proposes."
            )
            issue.members.create(contribution=said, first_issue=issue, part=CANARY)
    room = sealed_room(place)
    secret = Contribution.objects.create(
        round=place.round, kind="quote", channel="workshop", gathering=room, item=place.items[0], language="fr",
        text=f"{CANARY} in the room.", consent="committee_only", was_read_back=True,
    )  # fmt: skip
    issue.members.create(contribution=secret, first_issue=issue)
    word(making).confirm()
    making.build()
    version = publish_version(making, steering).row.draft.address
    base = making.row.base.address
    addresses = [
        "/governance/answers/", "/governance/answers/small/", "/governance/answers/small/answers.json",
        "/governance/answers/small/answers.csv", *(f"/governance/answers/small/{number}/" for number in (1, 2, 3)),
        f"/governance/changes/{version}/", *(f"/governance/changes/{version}/R-{number}/" for number in (1, 2, 3, 4)),
        "/governance/receipts/", f"/governance/receipts/rooms/{room.seal_code}/", "/consultation/small/",
        f"/framework/{version}/requirements/R-1/", f"/framework/{base}/requirements/R-1/",
        "/results/small/report/",
    ]  # fmt: skip
    pages = {}
    for language in ("en", "fr", "zh-hans", "sw"):
        client = Client()
        client.cookies["django_language"] = language
        for address in addresses:
            answer = client.get(address)
            assert answer.status_code == 200, address
            pages[language, address] = answer.content.decode()
    return pages


def test_what_nobody_agreed_to_show_is_nowhere_nor_a_group_a_place_or_a_small_number(public):
    assert any(SHOWN in page for page in public.values())
    leaks = [place for place, page in public.items() if CANARY in page]
    assert leaks == []
    for (language, address), page in public.items():
        if not address.startswith(("/governance/answers", "/governance/changes")):
            continue
        assert "Lualaba" not in page, address
        assert "CANARY" not in page, address
        if language == "en":
            assert not re.search(r"\b[1-4] comments?\b", page), address
    page = public["en", "/governance/answers/small/1/"]
    assert "10 to 19 comments" in page or "5 to 9 comments" in page
    assert "a few comments" in public["en", "/governance/answers/small/2/"]


def test_what_the_desk_has_left_to_do_is_told_to_those_who_decide_and_not_to_the_public(
    make_place, people, steering, client_of
):
    place = make_place()
    place.comment(place.people("diggers", 1)[0], "One asks.", 0)
    answer_all(place, people["secretariat"])
    decision = decide(steering, publishing(place))
    place.comment(place.people("diggers", 1)[0], "One came late.", 1)
    with pytest.raises(ValidationError):
        take_effects(decision=decision, actor=None, on=DUE)
    address = f"/governance/decisions/{decision.public_id}/"
    for client in (Client(), client_of("buyer")):
        page = client.get(address).content.decode()
        assert "Publishes the answers to all comments" in page
        assert "is in no issue yet" not in page
        assert "stands in its way" not in page
    assert "1 comment is in no issue yet." in client_of("secretariat").get(address).content.decode()
