"""Pages of a version in the making, from the first change to the proposal, as the desk sees them."""

import io
import zipfile

import pytest
from django.urls import reverse

from ladder.audit.models import Entry
from ladder.governance.models import Change, NextVersion, Proposal
from ladder.governance.services.changes import ChangePlan
from tests.governance.making import TERMS, WHY, begin, finish, word

pytestmark = pytest.mark.django_db


@pytest.fixture
def making(make_place, people):
    return begin(make_place, people["secretariat"])


@pytest.fixture
def keeper(client_of):
    return client_of("secretariat")


def page(name: str, row: NextVersion, *rest: str) -> str:
    return reverse(f"governance:{name}", args=[row.public_id, *rest])


def test_a_version_is_begun_in_the_browser(make_place, client_of):
    place = make_place(status="closed")
    sent = {"base": place.round.version.address, "rounds": [place.round.address], "version": "1.1.0"}
    keeper = client_of("secretariat")
    assert keeper.get(reverse("governance:next_begin")).status_code == 200
    answer = keeper.post(reverse("governance:next_begin"), sent)
    row = NextVersion.objects.get()
    assert answer.headers["Location"] == page("next_version", row)
    assert list(row.rounds.all()) == [place.round]
    again = keeper.post(reverse("governance:next_begin"), sent)
    assert (again.status_code, NextVersion.objects.count()) == (422, 1)
    assert "There is a version 1.1.0 already" in again.content.decode()


def test_from_an_accepted_issue_to_words_with_their_difference(making, keeper):
    shown = keeper.get(page("next_version", making.row)).content.decode()
    assert shown.count("Begin the change") == 2
    begun = keeper.post(page("begin_change", making.row), {"issue": making.issues[1].public_id})
    address = page("next_change", making.row, "r-2")
    assert begun.headers["Location"] == address
    opened = keeper.get(address)
    body = opened.content.decode()
    assert "Nobody reads the register to us." in body
    assert "Say it so that we can read it." in body
    assert Entry.objects.filter(action="audit.record_read").count() == 1
    sent = form_of(opened) | {"kind": "stricter", "w0_text": "Workers stand on a register that they can read."}
    assert keeper.post(address, sent).status_code == 302
    assert "<ins> that they can read</ins>" in keeper.get(address).content.decode()
    assert Change.objects.get().texts == {
        "R-2": {
            "text": {"en": {"text": "Workers stand on a register that they can read.", "state": "source", "of": ""}}
        }
    }


def form_of(answer) -> dict:
    """What the form of a page would send if nothing were typed."""
    form = answer.context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value is not None}


def test_whoever_saves_second_is_told_and_writes_nothing(making, keeper):
    keeper.post(page("begin_change", making.row), {"issue": making.issues[0].public_id})
    address = page("next_change", making.row, "r-1")
    first = form_of(keeper.get(address))
    assert keeper.post(address, first | {"w0_title": "Readable commitment"}).status_code == 302
    second = keeper.post(address, first | {"w0_title": "Another title"})
    assert second.status_code == 422
    assert "Somebody else changed this meanwhile" in second.content.decode()
    assert "Another title" in second.content.decode()
    assert Change.objects.get().texts["R-1"]["title"]["en"]["text"] == "Readable commitment"


def test_a_split_is_written_with_two_heirs(making, keeper):
    sent = {"key": "shoring", "kind": "split", "before": "R-4", "after": "R-5, R-6"}
    assert keeper.post(page("new_next_change", making.row), sent).status_code == 302
    address = page("next_change", making.row, "shoring")
    opened = keeper.get(address)
    assert opened.context["blocks"][1].key == "R-6"
    sent = form_of(opened) | {"w0_text": "Tunnels are shored.", "w1_text": "Shoring is checked.", "f1_gate": "none"}
    assert keeper.post(address, sent).status_code == 302
    change = Change.objects.get()
    assert change.entries == {"R-6": {"gate": "none"}}
    assert change.texts == {"R-6": {"text": {"en": {"text": "Shoring is checked.", "state": "source", "of": ""}}}}


def test_two_changes_on_one_requirement_are_refused_in_words(making, keeper):
    word(making)
    sent = {"key": "again", "kind": "withdrawn", "before": "R-1", "after": ""}
    answer = keeper.post(page("new_next_change", making.row), sent)
    assert answer.status_code == 422
    assert "The requirement R-1 is changed twice" in answer.content.decode()
    assert Change.objects.count() == 2


@pytest.mark.parametrize("after", ["../x", "R/9", "R-9 <b>", "é" * 5, "x" * 61])
def test_what_could_be_no_number_is_refused_in_words(making, keeper, after):
    sent = {"key": "odd", "kind": "same", "before": "R-1", "after": after}
    answer = keeper.post(page("new_next_change", making.row), sent)
    assert answer.status_code == 422
    assert not Change.objects.exists()
    assert keeper.get(page("next_translations", making.row)).status_code == 200


def test_a_translator_sees_both_sources_and_both_translations(making, keeper):
    word(making)
    making.write(
        "r-1", ChangePlan("reworded", ["R-1"], ["R-1"], texts={"R-1": {"text": {"en": "It is read aloud."}}}), 2
    )
    listed = keeper.get(page("next_translations", making.row) + "?language=fr").content.decode()
    assert "Outdated translation" in listed
    address = page("next_translation", making.row, "fr", "R-1")
    opened = keeper.get(address)
    body = opened.content.decode()
    for part in (
        "The operator posts its commitment.",
        "<ins>",
        "L&#x27;exploitant affiche son engagement.",
        "fr: to be read aloud",
    ):
        assert part in body
    sent = form_of(opened) | {"text": "Il est lu à haute voix.", "state": "reviewed"}
    assert keeper.post(address, sent).status_code == 302
    stored = Change.objects.get(key="r-1").texts["R-1"]["text"]["fr"]
    assert (stored["text"], stored["state"]) == ("Il est lu à haute voix.", "reviewed")
    assert keeper.post(address, sent).status_code == 422


def test_a_requirement_that_stays_can_be_translated(making, keeper):
    address = page("next_translation", making.row, "fr", "R-3")
    sent = form_of(keeper.get(address)) | {
        "title": "Aucun travail d'enfants",
        "text": "Aucun enfant ne travaille.",
        "evidence": "Entretiens",
    }
    assert keeper.post(address, sent).status_code == 302
    change = Change.objects.get()
    assert (change.kind, change.before, change.after) == ("same", ["R-3"], ["R-3"])
    making.build()
    assert making.row.draft.requirements.get(key="R-3").texts.get(language="fr").title == "Aucun travail d'enfants"


def test_the_redline_marks_words_in_each_language_and_as_tracked_changes(making, keeper):
    word(making)
    address = page("next_redline", making.row)
    for language, mark in (("en", "<ins> that they can read</ins>"), ("fr", "lu"), ("zh", "<ins>")):
        answer = keeper.get(f"{address}?language={language}&only=changes")
        assert mark in answer.content.decode()
    assert [line.after for part in keeper.get(address).context["parts"] for line in part.lines] == [
        "R-1",
        "R-2",
        "R-3",
        "R-4",
    ]
    sent = keeper.get(page("next_redline_file", making.row, "en"))
    text = zipfile.ZipFile(io.BytesIO(sent.content)).read("word/document.xml").decode()
    assert '<w:t xml:space="preserve"> that they can read</w:t>' in text
    assert text.count("<w:ins ") >= 2
    assert keeper.get(page("next_redline_file", making.row, "de")).status_code == 404


def test_the_map_is_confirmed_by_a_person_and_undone_by_a_change(making, keeper):
    word(making)
    address = page("next_migration", making.row)
    opened = keeper.get(address)
    assert [(way.kind, way.change) for way in opened.context["map"].ways] == [("reworded", "r-1"), ("stricter", "r-2")]
    assert keeper.post(address, {"digest": "of another map"}).status_code == 422
    assert keeper.post(address, {"digest": opened.context["map"].digest}).status_code == 302
    making.row.refresh_from_db()
    assert making.row.migration_confirmed_by.username == "secretariat"
    making.write("r-1", ChangePlan("stricter", ["R-1"], ["R-1"], texts={"R-1": {"text": {"en": "Aloud, twice."}}}), 2)
    making.row.refresh_from_db()
    assert making.row.migration_confirmed_at is None


def test_what_is_built_is_proposed_to_a_body_that_may_publish(making, steering, keeper):
    finish(making)
    shown = keeper.get(page("next_version", making.row)).content.decode()
    assert "Nothing stands in the way." in shown
    address = page("propose_next", making.row)
    assert keeper.get(address).status_code == 200
    keeper.post(address, {"body": "steering"})
    proposal = Proposal.objects.get()
    effect = proposal.options.get(key="act").effects[0]
    assert (effect["kind"], effect["payload"]["digest"]) == ("publish_version", making.row.built_digest)
    assert f"round:{making.place.round.public_id}" in proposal.subjects
    assert set(proposal.titles) == {"en", "fr", "zh", "sw"}


def test_the_document_page_leads_to_the_body_instead_of_a_button(making, steering, keeper, client_of):
    finish(making)
    about = reverse("catalogue:version_about", args=["1.1.0"])
    shown = keeper.get(about).content.decode()
    assert reverse("catalogue:publish", args=["1.1.0"]) not in shown
    assert page("next_version", making.row) in shown
    base = making.row.base.address
    assert (
        reverse("governance:propose_status", args=[base])
        in keeper.get(reverse("catalogue:version_about", args=[base])).content.decode()
    )
    assert "By decision" not in client_of("buyer").get(reverse("catalogue:version_about", args=[base])).content.decode()
    refused = keeper.post(reverse("catalogue:publish", args=["1.1.0"]), follow=True)
    assert "by decision of a body only" in refused.content.decode()


@pytest.mark.parametrize("number", [1, 30])
def test_the_lists_ask_the_same_number_of_questions(make_place, people, client_of, django_assert_num_queries, number):
    making = begin(lambda: make_place(items=40), people["secretariat"])
    for place in range(number):
        key = f"R-{place + 5}"
        Change.objects.create(
            next_version=making.row, key=f"change-{place}", kind="withdrawn", before=[key], after=[], notes=WHY,
            written_at=making.row.made_at,
        )  # fmt: skip
        NextVersion.objects.create(base=making.row.base, version=f"9.0.{place}", made_at=making.row.made_at)
    keeper = client_of("secretariat")
    keeper.get(page("next_version", making.row))
    with django_assert_num_queries(LIST_QUERIES):
        assert keeper.get(reverse("governance:next_versions")).status_code == 200
    with django_assert_num_queries(PAGE_QUERIES):
        assert keeper.get(page("next_version", making.row)).status_code == 200
    with django_assert_num_queries(WORDS_QUERIES):
        assert keeper.get(page("next_translations", making.row) + "?of=all").status_code == 200


LIST_QUERIES, PAGE_QUERIES, WORDS_QUERIES = 5, 14, 6


@pytest.mark.parametrize("role", ["facilitator", "committee", "buyer", "stranger", ""])
def test_only_the_desk_sees_versions_in_the_making(making, client_of, role):
    word(making)
    client = client_of(role)
    for address in (
        reverse("governance:next_versions"), page("next_version", making.row), page("next_change", making.row, "r-1"),
        page("next_redline", making.row), page("next_translations", making.row), page("next_migration", making.row),
    ):  # fmt: skip
        assert client.get(address).status_code == 404


def test_terms_are_changed_and_dates_must_follow_each_other(making, keeper):
    address = page("next_terms", making.row)
    sent = {"version": "1.1.0", "effective_from": "2026-09-01", "transition_until": "2026-08-01"}
    answer = keeper.post(address, sent)
    assert answer.status_code == 422
    assert "on or after the day" in answer.content.decode()
    assert keeper.post(address, sent | {"transition_until": "2027-09-01", "words_en": "Both hold."}).status_code == 302
    making.row.refresh_from_db()
    assert (making.row.transition_words, making.row.effective_from) == ({"en": "Both hold."}, TERMS.effective_from)
