"""Translations: labelled by who made them, checked by another, the original kept; a machine is never told secrets."""

import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from ladder.audit.models import Entry
from ladder.consultation.machine_translation import (
    HttpTranslation,
    TranslationFailedError,
    configured_service,
    is_safe,
    read_answer,
)
from ladder.consultation.models import Contribution, Translation
from ladder.consultation.queries import translations as queries
from ladder.consultation.services.translations import (
    TranslatedWords,
    check_translation,
    save_translation,
    translate_by_machine,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def say(running_round):
    def make(text="Le masque coûte trop cher.", language="fr", **more):
        fields = {"kind": "comment", "channel": "invited", "consent": "paraphrase", "comment_type": "general", **more}
        return Contribution.objects.create(round=running_round, language=language, text=text, **fields)

    return make


@pytest.fixture
def keep(people):
    def save(contribution, text="The mask costs too much.", proposed="", language="en", actor=None):
        return save_translation(
            contribution=contribution,
            language=language,
            words=TranslatedWords(text, proposed),
            actor=actor or people["secretariat"],
            on=TODAY,
        )

    return save


@contextmanager
def stub(answer=None, status=200, delay=0.0, location=""):
    """A translation service on this machine that remembers what it was asked."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked.append({"path": self.path, **body})
            time.sleep(delay)
            found = (
                answer(body)
                if answer
                else json.dumps({"translatedText": [f"[{body['target']}] {q}" for q in body["q"]]})
            )
            self.send_response(status)
            if location:
                self.send_header("Location", location)
            self.end_headers()
            self.wfile.write(found.encode() if isinstance(found, str) else found)

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield HttpTranslation(f"http://127.0.0.1:{server.server_port}", "secret-key", 1.0), asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def test_a_person_s_translation_is_checked_by_another_person(say, keep, people, make_person):
    comment = say()
    translation = keep(comment)
    assert (queries.state_of(translation), queries.label_of(translation)) == ("person", "by a person, not checked")
    with pytest.raises(ValidationError):
        check_translation(translation=translation, actor=people["secretariat"])
    assert not Translation.objects.get().is_reviewed
    other = make_person("other", "secretariat")
    check_translation(translation=translation, actor=other)
    translation.refresh_from_db()
    assert (translation.reviewed_by, queries.label_of(translation)) == (other, "by a person, checked by another")
    assert comment.text == Contribution.objects.get().text == "Le masque coûte trop cher."
    acts = list(
        Entry.objects.filter(target=f"contribution:{comment.number}").order_by("id").values_list("action", flat=True)
    )
    assert acts == ["consultation.translation_saved", "consultation.translation_checked"]
    assert "mask" not in str(list(Entry.objects.values_list("detail", flat=True)))


def test_a_new_word_takes_the_check_away(say, keep, people, make_person):
    comment, other = say(), make_person("other", "secretariat")
    check_translation(translation=keep(comment), actor=other)
    again = keep(comment, "The mask is too dear.", actor=other)
    assert (again.is_reviewed, again.reviewed_by, again.made_by, Translation.objects.count()) == (False, None, other, 1)


@pytest.mark.parametrize("words", [("", ""), ("  ", ""), ("x", "y"), ("x" * 50_001, ""), ("a\x00", "")])
def test_words_that_are_missing_or_cannot_be_kept_are_refused(say, keep, words):
    with pytest.raises(ValidationError):
        keep(say(), *words)
    assert not Translation.objects.exists()


@pytest.mark.parametrize("language", ["fr", "xx", ""])
def test_a_language_that_makes_no_sense_is_refused(say, keep, language):
    with pytest.raises(ValidationError):
        keep(say(), language=language)


def test_a_translation_is_outdated_when_its_original_is_superseded(say, keep, people, make_person):
    first = say()
    translation = keep(first)
    second = say("Le masque est gratuit.", supersedes=first)
    assert queries.find_translation(second, "en") is None
    assert [row.pk for row in queries.list_queue(first.round, "en", "missing")] == [second.pk]
    assert queries.find_earlier(second, "en") == translation
    with pytest.raises(ValidationError):
        check_translation(translation=translation, actor=make_person("other", "secretariat"))


def test_a_machine_translates_what_is_missing_and_says_that_it_was_a_machine(say, keep, people, running_round):
    say("Eau propre.", proposed="De l’eau propre.")
    say("水很贵。", "zh")
    say("Already here.", "en")
    done = say("Déjà fait.")
    keep(done)
    with stub() as (service, asked):
        made = translate_by_machine(
            in_round=running_round, language="en", service=service, actor=people["secretariat"], on=TODAY
        )
    assert len(made) == 2
    assert sorted((one["source"], one["target"], sorted(one["q"])) for one in asked) == [
        ("fr", "en", ["De l’eau propre.", "Eau propre."]), ("zh", "en", ["水很贵。"]),
    ]  # fmt: skip
    assert {one["path"] for one in asked} == {"/translate"}
    assert {one["api_key"] for one in asked} == {"secret-key"}
    machine = Translation.objects.get(contribution__text="Eau propre.")
    assert (machine.text, machine.proposed, machine.origin, machine.service) == (
        "[en] Eau propre.",
        "[en] De l’eau propre.",
        "machine",
        "127.0.0.1",
    )
    assert queries.label_of(machine) == "machine, not checked"
    check_translation(translation=machine, actor=people["secretariat"])
    machine.refresh_from_db()
    assert queries.label_of(machine) == "machine, checked by a person"
    assert Translation.objects.get(contribution=done).origin == "person"
    assert Entry.objects.get(action="consultation.machine_translated").detail == {
        "language": "en",
        "texts": 2,
        "service": "127.0.0.1",
    }


def test_words_for_the_committee_alone_are_never_sent_whatever_their_language(say, people, running_round):
    for language in ("fr", "zh", "sw", "und"):
        for consent in ("committee_only",):
            say(f"Secret {language}", language, consent=consent, proposed="Secret too")
    say("Unknown tongue", "und")
    with stub() as (service, asked):
        for target in ("en", "fr", "zh", "sw"):
            assert (
                translate_by_machine(
                    in_round=running_round, language=target, service=service, actor=people["secretariat"], on=TODAY
                )
                == []
            )
    assert asked == []


@pytest.mark.parametrize(
    ("behaviour", "why"),
    [
        ({"status": 500}, "an error"),
        ({"status": 429}, "too often"),
        ({"answer": lambda _body: "not json"}, "no JSON"),
        ({"answer": lambda _body: "[]"}, "another shape"),
        ({"answer": lambda _body: json.dumps({"error": "no"})}, "no text"),
        ({"answer": lambda body: json.dumps({"translatedText": ["one"] * (len(body["q"]) + 1)})}, "too many"),
        ({"answer": lambda body: json.dumps({"translatedText": [7] * len(body["q"])})}, "numbers"),
        ({"answer": lambda body: json.dumps({"translatedText": ["a\x00"] * len(body["q"])})}, "NUL"),
        ({"answer": lambda _body: b"\xff\xfe"}, "no UTF-8"),
        ({"answer": lambda _body: json.dumps({"translatedText": ["x" * 6_000_000]})}, "too large"),
        ({"status": 307, "location": "http://127.0.0.1:1/"}, "sent elsewhere"),
        ({"status": 302, "location": "http://127.0.0.1:1/"}, "sent elsewhere"),
        ({"delay": 1.5}, "too late"),
        ({"answer": lambda body: json.dumps({"translatedText": "ok"}) if body["source"] == "fr" else "broken"}, "half way"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_a_service_that_fails_leaves_nothing_half_written(say, people, running_round, behaviour, why):
    say()
    say("水很贵。", "zh")
    with stub(**behaviour) as (service, _), pytest.raises(TranslationFailedError):
        translate_by_machine(
            in_round=running_round, language="en", service=service, actor=people["secretariat"], on=TODAY
        )
    assert not Translation.objects.exists()
    assert not Entry.objects.filter(action="consultation.machine_translated").exists()


def test_what_was_restricted_or_withdrawn_while_the_service_worked_is_left_alone(say, people, running_round):
    gone, hidden, kept = say("Un."), say("Deux."), say("Trois.")

    class Slow:
        name = "slow"

        def translate(self, texts, *_languages):
            Contribution.objects.filter(pk=gone.pk).delete()
            Contribution.objects.filter(pk=hidden.pk).update(consent="committee_only")
            return [text.upper() for text in texts]

    made = translate_by_machine(
        in_round=running_round, language="en", service=Slow(), actor=people["secretariat"], on=TODAY
    )
    assert [one.contribution_id for one in made] == [kept.pk]


def test_nobody_at_the_address_is_a_failure():
    with pytest.raises(TranslationFailedError):
        HttpTranslation("http://127.0.0.1:9", seconds=1).translate(["x"], "fr", "en")


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://translate.example.org", True), ("https://translate.example.org:5000/api/", True),
        ("http://127.0.0.1:5000", True), ("http://localhost:5000", True), ("http://[::1]:5000", True), ("http://127.0.0.9", True),
        ("http://translate.example.org", False), ("http://10.0.0.1", False), ("http://localhost.example.org", False),
        ("http://127.0.0.1.example.org", False), ("https://user:pass@example.org", False), ("file:///etc/passwd", False),
        ("ftp://example.org", False), ("", False), ("https://", False), ("https://[::1", False), ("https://example.org:99999", False),
    ],
)  # fmt: skip
def test_words_go_only_over_https_or_stay_at_home(address, safe):
    assert is_safe(address) == safe
    if not safe:
        with pytest.raises(TranslationFailedError):
            HttpTranslation(address)


def test_it_is_off_unless_it_is_set(settings):
    assert configured_service() is None
    settings.TRANSLATION_URL = "https://translate.example.org"
    assert configured_service().name == "translate.example.org"
    assert "key" not in repr(configured_service())


def test_one_text_may_come_as_text():
    assert read_answer(b'{"translatedText": "one"}', 1) == ["one"]


def test_the_queue_and_the_page_of_one_text(say, client_of, make_person, people):
    comment = say("Le <b>masque</b>\nمرحبا")
    keeper = client_of("secretariat")
    queue = keeper.get("/consultation/running/translations/?language=en").text
    assert f"/translations/{comment.number}/en/" in queue
    assert "Have a machine" not in queue
    address = f"/consultation/running/translations/{comment.number}/en/"
    page = keeper.get(address).text
    assert "&lt;b&gt;masque" in page
    assert 'name="proposed"' not in page
    assert keeper.post(address, {"text": " "}).status_code == 422
    assert "Somebody else has to check it" in keeper.post(address, {"text": "The mask"}, follow=True).text
    refused = keeper.post(f"{address}check/", follow=True)
    assert "You made this translation" in refused.text
    other = make_person("second", "secretariat")
    keeper.force_login(other)
    assert "I compared it" in keeper.get(address).text
    assert "counts as checked" in keeper.post(f"{address}check/", follow=True).text
    assert f"/{comment.number}/en/" in keeper.get("/consultation/running/translations/?language=en&state=checked").text
    assert Entry.objects.filter(action="audit.record_read").exists()


def test_a_machine_is_asked_from_the_page_and_its_failure_is_told(say, client_of, settings):
    say()
    keeper = client_of("secretariat")
    machine = "/consultation/running/translations/machine/"
    assert keeper.post(machine, {"language": "en"}).status_code == 404
    with stub() as (service, _):
        settings.TRANSLATION_URL = service.address
        assert "Have a machine" in keeper.get("/consultation/running/translations/?language=en").text
        assert "1 text was translated by a machine" in keeper.post(machine, {"language": "en"}, follow=True).text
    Translation.objects.all().delete()
    failed = keeper.post(machine, {"language": "en"}, follow=True)
    assert "did not answer as it should" in failed.text
    settings.TRANSLATION_URL = "http://far.example.org"
    assert keeper.get("/consultation/running/translations/").status_code == 200
    assert keeper.post(machine, {"language": "en"}).status_code == 404


def test_nobody_else_translates(say, client_of):
    comment = say()
    for role in ("", "committee", "facilitator", "operator"):
        client = client_of(role)
        assert client.get("/consultation/running/translations/").status_code == 404
        assert client.get(f"/consultation/running/translations/{comment.number}/en/").status_code == 404
        assert client.post(f"/consultation/running/translations/{comment.number}/en/check/").status_code == 404


@pytest.mark.parametrize("part", ["fr", "xx", "en/check"])
def test_what_cannot_be_translated_is_not_there(say, client_of, part):
    comment = say()
    keeper = client_of("secretariat")
    ask = keeper.post if part.endswith("check") else keeper.get
    assert ask(f"/consultation/running/translations/{comment.number}/{part}/").status_code == 404


@pytest.mark.parametrize("rows", [1, 30])
def test_the_queue_asks_the_database_the_same_whatever_its_length(
    say, keep, client_of, django_assert_num_queries, rows
):
    for at in range(rows):
        keep(say(f"Texte {at}."))
    keeper = client_of("secretariat")
    address = "/consultation/running/translations/?language=en&state=person"
    keeper.get(address)
    with django_assert_num_queries(18):
        assert keeper.get(address).text.count("Texte ") == rows
