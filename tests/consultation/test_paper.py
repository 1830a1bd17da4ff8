"""Paper forms: printed with codes that are kept nowhere, typed in with a review, compared when typed twice."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from ladder.consultation.models import Contribution, Participant
from ladder.consultation.services.agendas import AgendaPoint
from ladder.consultation.services.gatherings import GatheringPlan, plan_gathering
from ladder.consultation.services.paper import PaperAnswer, Slip, enter_slip
from ladder.consultation.services.participants import find_by_code
from ladder.consultation.services.withdrawal import withdraw
from tests.consultation.gatherings import DAY

pytestmark = pytest.mark.django_db
ITEM, OTHER = "P1-L1-01", "P1-L1-02"
CODE = "4KX7M2QP"


@pytest.fixture
def gathering(open_round, people):
    plan = GatheringPlan(
        "workshop", {"en": "Miners"}, DAY, ("sw",), facilitators=(people["facilitator"],),
        agenda=(AgendaPoint(ITEM), AgendaPoint(OTHER)), groups=tuple(open_round.groups.all()[:2]),
    )  # fmt: skip
    return plan_gathering(in_round=open_round, plan=plan, actor=None)


@pytest.fixture
def slip(round_items, round_groups):
    items = {item.key: item for item in round_items}

    def make(*answers, code: str = CODE, **changed) -> Slip:
        told = [PaperAnswer(items[key], position, text) for key, position, text in answers]
        said = {"group": round_groups["diggers"], "language": "sw", "consent": "paraphrase", "gender": "woman"}
        return Slip(code=code, answers=told, **{**said, **changed})

    return make


@pytest.fixture
def enter(gathering, people):
    def store(slip: Slip, **more):
        return enter_slip(gathering=gathering, slip=slip, actor=people["facilitator"], on=DAY, **more)

    return store


def test_a_form_becomes_one_pseudonym_with_its_positions(enter, slip, open_round):
    assert enter(slip((ITEM, "as_written", ""), (OTHER, "cannot", "Hakuna maji."))).state == "new"
    person = Participant.objects.get()
    assert (person.channel, person.gender, person.group.group.key) == ("paper", "woman", "diggers")
    rows = {row.item.key: row for row in Contribution.objects.all()}
    assert {key: (row.position, row.text, row.channel) for key, row in rows.items()} == {
        ITEM: ("as_written", "", "paper"), OTHER: ("cannot", "Hakuna maji.", "paper"),
    }  # fmt: skip
    assert find_by_code(open_round, "4kx7 m2qp") == person


def test_typing_it_twice_compares_and_stores_nothing_more(enter, slip):
    first = slip((ITEM, "as_written", ""), (OTHER, "cannot", "Hakuna maji."))
    enter(first)
    assert enter(first).state == "agrees"
    assert Contribution.objects.count() == 2


def test_two_entries_that_differ_wait_for_a_look_at_the_paper(enter, slip):
    enter(slip((ITEM, "as_written", ""), (OTHER, "cannot", "")))
    second = slip((ITEM, "with_change", ""), (OTHER, "cannot", ""))
    outcome = enter(second)
    assert outcome.state == "differs"
    assert [(one.key, one.first, one.second) for one in outcome.differences] == [(ITEM, "as_written", "with_change")]
    assert Contribution.objects.count() == 2
    assert enter(second, is_right=True).state == "corrected"
    standing = Contribution.objects.get(item__key=ITEM, superseded_by=None)
    assert (standing.position, standing.supersedes.position) == ("with_change", "as_written")
    assert enter(second).state == "agrees"


def test_an_answer_that_was_never_on_the_paper_goes(enter, slip):
    enter(slip((ITEM, "as_written", ""), (OTHER, "cannot", "")))
    enter(slip((ITEM, "as_written", "")), is_right=True)
    assert [row.item.key for row in Contribution.objects.all()] == [ITEM]


def test_what_was_taken_back_by_code_is_not_typed_in_again(enter, slip, open_round):
    form = slip((ITEM, "as_written", ""), (OTHER, "cannot", "Mimi ni Kazadi."))
    enter(form)
    number = Contribution.objects.get(item__key=OTHER).number
    withdraw(participant=find_by_code(open_round, CODE), number=number, on=DAY)
    assert enter(form).state == "agrees"
    assert [row.item.key for row in Contribution.objects.all()] == [ITEM]


def test_a_code_of_somebody_online_is_no_paper_form(enter, slip, open_round, round_groups):
    from ladder.consultation.services import codes  # noqa: PLC0415 - one digest

    Participant.objects.create(
        round=open_round,
        channel="invited",
        group=round_groups["diggers"],
        code_digest=codes.digest_of(CODE, codes.RESUME),
    )
    with pytest.raises(ValidationError, match="does not belong to a paper form"):
        enter(slip((ITEM, "cannot", "")))
    assert not Contribution.objects.exists()


def test_forms_are_printed_in_a_language_each_with_its_own_code(client_of, gathering):
    client = client_of("facilitator")
    address = reverse("consultation:paper_forms", args=[gathering.public_id])
    page = client.get(f"{address}?language=sw&copies=3&items={ITEM}&items={OTHER}").content.decode()
    codes = set(re.findall(r'<p class="form-code">([^<]+)</p>', page))
    assert len(codes) == 3
    assert page.count('<article class="form"') == 3
    assert '<html lang="sw">' in page
    assert "style=" not in page
    assert client.get(f"{address}?language=sw&copies=900&items={ITEM}").status_code == 302


def test_nothing_is_stored_before_the_review(client_of, gathering, round_groups):
    client = client_of("facilitator")
    address = reverse("consultation:paper_entry", args=[gathering.public_id])
    typed = {
        "code": "4kx7-m2qp", "group": round_groups["diggers"].pk, "gender": "", "language": "sw", "consent": "paraphrase",
        f"position-{ITEM}": "cannot", f"text-{ITEM}": "Hakuna maji.", "step": "type",
    }  # fmt: skip
    review = client.post(address, typed)
    assert review.status_code == 200
    assert "4KX7 M2QP" in review.content.decode()
    assert "Hakuna maji." in review.content.decode()
    assert not Contribution.objects.exists()
    back = client.post(address, {**typed, "step": "back"})
    assert "Hakuna maji." in back.content.decode()
    assert client.post(address, {**typed, "step": "confirm"}).status_code == 302
    assert client.post(address, {**typed, "step": "confirm"}).status_code == 302
    assert Contribution.objects.count() == 1
    differs = client.post(address, {**typed, f"position-{ITEM}": "unclear", "step": "confirm"}).content.decode()
    assert "the entries differ" in differs
    assert client.post(address, {**typed, f"position-{ITEM}": "unclear", "step": "right"}).status_code == 302
    assert Contribution.objects.get(superseded_by=None).position == "unclear"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"code": "0O1I"}, "A code has eight signs"),
        ({f"position-{ITEM}": "maybe"}, "Choose one of the four positions"),
        ({f"position-{ITEM}": ""}, "a reason without a position"),
        ({f"position-{ITEM}": "", f"text-{ITEM}": ""}, "No requirement was answered"),
        ({f"text-{ITEM}": "x" * 2001}, "longer than 2000 characters"),
        ({"group": "999"}, "Select a valid choice"),
    ],
)
def test_a_form_that_cannot_be_read_says_where(client_of, gathering, round_groups, change, sentence):
    typed = {
        "code": CODE, "group": round_groups["diggers"].pk, "language": "sw", "consent": "paraphrase",
        f"position-{ITEM}": "cannot", f"text-{ITEM}": "Hakuna maji.", "step": "type",
    }  # fmt: skip
    answer = client_of("facilitator").post(
        reverse("consultation:paper_entry", args=[gathering.public_id]), {**typed, **change}
    )
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Contribution.objects.exists()
