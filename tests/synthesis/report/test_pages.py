"""The report of a release as people reach it: frozen when it is published, checked before, in every language."""

import pytest
from django.core.exceptions import ValidationError

from ladder.consultation.models import Round, Translation
from ladder.synthesis.models import Passage, Release
from ladder.synthesis.report.reading import read_source
from ladder.synthesis.services.passages import remove_passage, write_passage
from ladder.synthesis.services.releases import prepare_release, publish_release
from tests.synthesis.conftest import DAY, heard, in_english, make_place  # noqa: F401 - fixtures of the room

pytestmark = pytest.mark.django_db
WORDS = {"en": "Offer lighter paid work.", "fr": "Proposer un travail léger et payé."}


@pytest.fixture
def spoken(heard):  # noqa: F811
    """A closed round with one quote in French, and a translation of it."""
    place = heard(status=Round.Status.CLOSED)
    [person] = place.people("women_washers", 1)
    said = place.comment(person, "Nous portons l’eau deux heures.", item=1, consent="quote_with_role")
    Translation.objects.create(
        contribution=said,
        language="en",
        text="We carry water for two hours.",
        origin="person",
        is_reviewed=True,
        made_on=DAY,
    )
    return place


@pytest.fixture
def prepared(spoken, people) -> Release:
    return prepare_release(consultation=spoken.round, actor=people["secretariat"], on=DAY)


@pytest.fixture
def published(spoken, prepared, people) -> Release:
    write_passage(consultation=spoken.round, actor=None, kind="recommendation", texts=WORDS, requirements=["R-2"])
    return publish_release(release=prepared, actor=people["committee"], on=DAY)


def test_a_recommendation_needs_words_and_requirements_of_the_round(spoken):
    for texts, requirements in ((WORDS, []), ({"en": " "}, ["R-2"]), (WORDS, ["R-2", "R-99"])):
        with pytest.raises(ValidationError):
            write_passage(
                consultation=spoken.round, actor=None, kind="recommendation", texts=texts, requirements=requirements
            )
    assert Passage.objects.count() == 0


def test_a_recommendation_keeps_the_comments_it_rests_on(spoken):
    made = write_passage(
        consultation=spoken.round, actor=None, kind="recommendation", texts=WORDS, requirements=["R-2"]
    )
    assert [one.text for one in made.contributions.all()] == ["Nous portons l’eau deux heures."]


def test_what_is_written_after_publication_does_not_change_the_report(published, spoken):
    before = read_source(published)
    remove_passage(passage=Passage.objects.get(), actor=None)
    write_passage(consultation=spoken.round, actor=None, kind="letter", texts={"en": "Too late."})
    Translation.objects.update(text="Something else.")
    assert read_source(Release.objects.get(pk=published.pk)) == before
    assert [one.texts["en"] for one in before.passages] == ["Offer lighter paid work."]


def test_a_preview_shows_what_stands_now(prepared, spoken):
    assert read_source(prepared).passages == ()
    write_passage(consultation=spoken.round, actor=None, kind="letter", texts={"en": "Dear reader."})
    assert [one.kind for one in read_source(prepared).passages] == ["letter"]


def test_only_those_who_prepare_and_decide_see_the_report_of_a_release_that_waits(prepared, client_of):
    for role, status in (("", 404), ("regulator", 404), ("secretariat", 200), ("committee", 200)):
        assert client_of(role).get("/results/small/releases/1/report/").status_code == status
        assert client_of(role).get("/results/small/releases/1/report.fr.docx").status_code == status
        assert client_of(role).get("/results/small/report/").status_code == 404


def test_a_quote_stands_in_the_reader_s_language_and_as_it_was_said(published, client_of):
    english = client_of("").get("/results/small/report/?lang=en").content.decode()
    assert "We carry water for two hours." in english
    assert "Nous portons l’eau deux heures." in english
    french = client_of("").get("/results/small/report/?lang=fr").content.decode()
    assert "We carry water for two hours." not in french
    page = client_of("").get("/results/small/R-2/?lang=en").content.decode()
    assert "We carry water for two hours." in page
    assert "Nous portons l’eau deux heures." in page


@pytest.mark.parametrize("tail", ["report.fr.exe", "report.xx.pdf", "report.fr.PDF"])
def test_files_that_no_report_has_are_not_there(published, client_of, tail):
    assert client_of("").get(f"/results/small/releases/1/{tail}").status_code == 404


def test_a_published_file_is_the_same_every_time_and_may_be_kept(published, client_of):
    answers = [client_of("").get("/results/small/releases/1/report.zh.pdf") for _ in range(2)]
    assert answers[0].content == answers[1].content
    assert answers[0]["Cache-Control"].startswith("public")
    assert answers[0]["Content-Disposition"] == 'attachment; filename="small-1.zh.pdf"'


def test_the_secretariat_writes_and_the_committee_reads(spoken, client_of):
    address = "/results/small/report/words/"
    given = {"kind": "recommendation", "text_en": "Offer lighter work.", "requirements": "R-2, R-1"}
    assert client_of("committee").post(address, given).status_code == 404
    assert client_of("secretariat").post(address, given).status_code == 302
    passage = Passage.objects.get()
    assert passage.requirements == ["R-1", "R-2"]
    assert "Offer lighter work." in client_of("committee").get(address).content.decode()
    assert client_of("committee").post(f"{address}{passage.public_id}/remove/").status_code == 404
    assert client_of("secretariat").post(f"{address}{passage.public_id}/remove/").status_code == 302
    assert Passage.objects.count() == 0


def test_a_faulty_passage_is_told_where_and_keeps_what_was_typed(spoken, client_of):
    given = {"kind": "recommendation", "text_fr": "Un travail léger.", "requirements": "R-77"}
    answer = client_of("secretariat").post("/results/small/report/words/?lang=en", given)
    text = answer.content.decode()
    assert answer.status_code == 400
    assert "The round asks about no requirement “R-77”." in text
    assert "Un travail léger." in text
