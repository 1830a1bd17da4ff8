"""The secretariat makes, prepares, opens, extends and closes a round on pages; everybody else finds nothing there."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ladder.consultation.models import Round

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
PREPARING = (
    "keep/",
    "keep/words/",
    "keep/requirements/",
    "keep/questions/",
    "keep/groups/",
    "keep/rules/",
    "keep/answers/fr/",
)
ACTS = ("keep/open/", "keep/extend/", "keep/close/")


def words(**changed) -> dict:
    typed = {
        "address": "autumn",
        "opens_on": TODAY.isoformat(),
        "closes_on": (TODAY + timedelta(days=60)).isoformat(),
        "languages": ["en", "fr"],
        "has_open_link": "on",
        "titles_en": "Autumn",
        "titles_fr": "Automne",
        "overviews_en": "What do you think?",
        "overviews_fr": "Qu'en pensez-vous ?",
        "visions_fr": "Une mine sûre.",
    }
    return {**typed, **changed}


def numbered(rows: list[dict]) -> dict:
    """Many forms on one page, as a browser sends them."""
    sent = {"form-TOTAL_FORMS": str(len(rows)), "form-INITIAL_FORMS": "0"}
    return sent | {f"form-{place}-{name}": value for place, row in enumerate(rows) for name, value in row.items()}


@pytest.fixture
def keeper(client_of):
    return client_of("secretariat")


def test_a_round_from_its_making_to_its_closing(keeper, version):
    made = keeper.post("/consultation/make/", {**words(), "version": "0.1.0"}, follow=True)
    assert "Nobody but those who prepare it sees it yet" in made.content.decode()
    base = "/consultation/autumn/keep/"
    assert made.redirect_chain == [(base, 302)]
    assert "Say how many people of “Miners and pit teams” are expected" in made.content.decode()
    refused = keeper.post(f"{base}open/")
    assert refused.status_code == 422
    assert Round.objects.get().status == "draft"

    groups = [
        {"key": "diggers", "is_in": "on", "expected": "55", "is_vulnerable": "on", "why": "They do the work."},
        {"key": "egc", "is_in": "on", "expected": "4", "heard_with": "state_services"},
        {"key": "state_services", "is_in": "on", "expected": "14"},
        {"key": "investors", "expected": "9"},
    ]
    assert keeper.post(f"{base}groups/", numbered(groups)).status_code == 302
    chosen = {"principles": ["1", "4"], "levels": ["1", "2", "3", "4"]}
    assert "asks about 43 requirements" in keeper.post(f"{base}requirements/", chosen, follow=True).content.decode()
    questions = [{"key": "entry", "text_en": "Who may enter?", "text_fr": "Qui peut entrer ?"}, {"key": ""}]
    assert keeper.post(f"{base}questions/", numbered(questions)).status_code == 302
    assert keeper.post(f"{base}rules/", {"rules": '{"established_answers": 8}'}).status_code == 302
    answers = {"answers": "Puis-je écrire ?\r\nOui.\r\nEn swahili aussi.\r\n\r\nQui lit ?\r\nLe comité."}
    assert keeper.post(f"{base}answers/fr/", answers).status_code == 302

    opened = keeper.post(f"{base}open/", follow=True).content.decode()
    assert "published with their hash" in opened
    found = Round.objects.get()
    assert (found.status, found.opens_on, found.rules["established_answers"]) == ("open", TODAY, 8)
    assert found.groups.count() == 3
    assert found.questions.get().texts == {"en": "Who may enter?", "fr": "Qui peut entrer ?"}
    assert found.questions_and_answers["fr"][0] == {"question": "Puis-je écrire ?", "answer": "Oui.\nEn swahili aussi."}

    later = (TODAY + timedelta(days=90)).isoformat()
    extended = keeper.post(f"{base}extend/", {"closes_on": later, "reason": "Rain."}, follow=True)
    assert "Reason given: Rain." in " ".join(extended.content.decode().split())
    assert keeper.post(f"{base}close/", {"reason": ""}).status_code == 422
    closed = keeper.post(f"{base}close/", {"reason": "Fighting near the sites."}, follow=True)
    assert "The round is closed." in closed.content.decode()
    assert [event.kind for event in found.events.all()] == ["opened", "extended", "closed"]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"titles_fr": ""}, "Give the round a title in Français."),
        ({"closes_on": (TODAY - timedelta(days=1)).isoformat()}, "A round cannot close before it opens."),
        ({"closes_on": "soon"}, "Enter a valid date."),
        ({"address": "my round"}, "valid “slug”"),
        ({"address": "make"}, "is the address of another page"),
        ({"languages": []}, "This field is required."),
        ({"languages": ["de"]}, "Select a valid choice"),
        ({"version": "7.7"}, "Select a valid choice"),
        ({"titles_en": "x" * 300}, "at most 200"),
    ],
)
def test_what_cannot_be_made_is_told_in_a_sentence(keeper, version, changed, sentence):
    answer = keeper.post("/consultation/make/", {**words(), "version": "0.1.0", **changed})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Round.objects.exists()


def test_words_can_be_changed_until_the_round_opens(keeper, draft):
    page = keeper.get("/consultation/first/keep/words/").content.decode()
    assert 'value="Première lecture"' in page
    changed = keeper.post("/consultation/first/keep/words/", words(), follow=True)
    assert changed.redirect_chain == [("/consultation/autumn/keep/", 302)]
    draft.refresh_from_db()
    assert draft.titles == {"en": "Autumn", "fr": "Automne"}
    assert draft.questions_and_answers["en"], "questions and answers have a page of their own and stay"


@pytest.mark.parametrize(
    ("rows", "sentences"),
    [
        ([{"key": "diggers", "is_in": "on", "expected": "many"}],
         ["Miners and pit teams · People expected to speak", "Enter a whole number."]),
        ([{"key": "diggers", "is_in": "on", "expected": "-3"}], ["greater than or equal to 0"]),
        ([{"key": "diggers", "is_in": "on", "heard_with": "nobody"}], ["Select a valid choice"]),
        ([{"key": "diggers", "is_in": "on", "expected": "5", "heard_with": "egc"}], ["not in the round"]),
        ([{"key": "nobody", "is_in": "on", "expected": "5"}], ["no group “nobody” in the registry"]),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_map_is_told_by_group_and_field(keeper, draft, rows, sentences):
    answer = keeper.post("/consultation/first/keep/groups/", numbered(rows))
    assert answer.status_code == 422
    for sentence in sentences:
        assert sentence in answer.content.decode()
    assert draft.groups.count() == 5


@pytest.mark.parametrize(
    "sent",
    [{}, {"form-TOTAL_FORMS": "x", "form-INITIAL_FORMS": "0"}, {"form-TOTAL_FORMS": "9999", "form-INITIAL_FORMS": "0"}],
)
@pytest.mark.parametrize("page", ["groups", "questions"])
def test_forms_that_were_cut_short_change_nothing(keeper, draft, page, sent):
    answer = keeper.post(f"/consultation/first/keep/{page}/", sent)
    assert answer.status_code == 422
    assert (draft.groups.count(), draft.questions.count()) == (5, 10)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("{", "This is not JSON."),
        ("[1]", "between curly brackets"),
        ('{"rho": 9}', "The rule “rho” is not known, or its value is not possible."),
        ('{"rho": NaN}', "The rule “rho”"),
        ('{"rhubarb": 1}', "The rule “rhubarb”"),
        ("[" * 3000, "This is not JSON."),
    ],
)
def test_rules_that_cannot_be_are_told(keeper, draft, typed, sentence):
    answer = keeper.post("/consultation/first/keep/rules/", {"rules": typed})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_question_without_an_answer_is_told(keeper, draft):
    answer = keeper.post("/consultation/first/keep/answers/fr/", {"answers": "Qui lit ?\n\nPourquoi ?\nParce que."})
    assert answer.status_code == 422
    assert "This question has no answer below it: “Qui lit ?”." in answer.content.decode()
    assert keeper.get("/consultation/first/keep/answers/de/").status_code == 404


def test_a_question_of_the_round_that_is_at_fault_is_told_with_its_place(keeper, draft):
    rows = [{"key": "one", "text_en": "One?"}, {"key": "two words", "text_en": "Two?"}]
    answer = keeper.post("/consultation/first/keep/questions/", numbered(rows))
    assert answer.status_code == 422
    assert "Question 2 · Short name" in answer.content.decode()


def test_pages_of_preparation_refuse_once_the_round_is_open(keeper, running_round):
    answer = keeper.post("/consultation/running/keep/requirements/", {"principles": ["1"], "levels": ["1"]})
    assert answer.status_code == 422
    assert "This round has opened" in answer.content.decode()
    assert running_round.items.count() == 130


@pytest.mark.parametrize("role", ["", "stranger", "facilitator", "committee", "buyer", "public"])
def test_nobody_else_keeps_rounds(client_of, draft, role):
    client = client_of(role)
    assert client.get("/consultation/make/").status_code == 404
    for tail in PREPARING:
        assert client.get(f"/consultation/first/{tail}").status_code == 404
        assert client.post(f"/consultation/first/{tail}").status_code in {404, 405}
    for tail in ACTS:
        assert client.post(f"/consultation/first/{tail}").status_code == 404
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_acts_are_sent_and_never_followed_as_links(keeper, draft):
    assert [keeper.get(f"/consultation/first/{tail}").status_code for tail in ACTS] == [405, 405, 405]
