"""Comments are read one by one, coded by theme, and themes are joined and divided with a trace."""

from uuid import uuid4

import pytest

from ladder.audit.models import Entry
from ladder.consultation.models import Contribution
from ladder.registry.models import Organisation
from ladder.synthesis.models import Coding, Theme, ThemeEvent
from ladder.synthesis.queries.themes import lines_of, themes_of
from ladder.synthesis.services import (
    ThemeRefusedError,
    code_contribution,
    make_theme,
    merge_theme,
    split_theme,
    undo,
)
from tests.synthesis.conftest import DAY

pytestmark = pytest.mark.django_db
TEXTS = ["The fee is too high.", "Who pays for the rope?", "Dust makes us cough.", "The scale at the depot lies."]


@pytest.fixture
def keeper(people):
    return people["secretariat"]


@pytest.fixture
def spoken(place):
    """Four comments of four people."""
    return [place.comment(person, text) for person, text in zip(place.people("diggers", 4), TEXTS, strict=True)]


@pytest.fixture
def make(place, keeper):
    def make(name: str) -> Theme:
        return make_theme(consultation=place.round, names={"en": name}, actor=keeper, on=DAY)

    return make


@pytest.fixture
def code(keeper):
    def code(row, *themes):
        return code_contribution(contribution=row, themes=themes, actor=keeper, on=DAY)

    return code


def texts_of(theme):
    return sorted(theme.codings.values_list("contribution__text", flat=True))


def test_coding_adds_takes_away_and_keeps(spoken, make, code):
    money, air = make("Money"), make("Air")
    assert code(spoken[0], money, air) == 2
    kept = Coding.objects.get(theme=money)
    assert code(spoken[0], money) == 1
    assert list(Coding.objects.all()) == [kept]
    assert code(spoken[0], money) == 0


def test_a_theme_of_another_round_is_never_given(make_place, spoken, code, keeper):
    other = make_place(address="other")
    foreign = make_theme(consultation=other.round, names={"en": "Foreign"}, actor=keeper, on=DAY)
    assert code(spoken[0], foreign) == 0


def test_a_merge_moves_codings_and_can_be_taken_back_exactly(spoken, make, code, keeper, place):
    money, tools, air = make("Money"), make("Tools"), make("Air")
    code(spoken[0], money, tools)
    code(spoken[1], tools)
    code(spoken[2], air)
    event = merge_theme(theme=tools, into=money, actor=keeper)
    assert texts_of(money) == [TEXTS[0], TEXTS[1]]
    assert themes_of(place.round) == [money, air]
    code(spoken[3], money)
    undo(event=event, actor=keeper)
    tools.refresh_from_db()
    assert tools.merged_into is None
    assert texts_of(money) == [TEXTS[0], TEXTS[3]]
    assert texts_of(tools) == [TEXTS[0], TEXTS[1]]


def test_first_theme_survives_merges(spoken, make, code, keeper):
    first, second, third = make("One"), make("Two"), make("Three")
    code(spoken[0], first)
    merge_theme(theme=first, into=second, actor=keeper)
    merge_theme(theme=second, into=third, actor=keeper)
    [coding] = Coding.objects.all()
    assert (coding.theme, coding.first_theme) == (third, first)


def test_a_split_makes_a_theme_and_can_be_taken_back(spoken, make, code, keeper, place):
    money = make("Money")
    for row in spoken:
        code(row, money)
    numbers = [spoken[1].number, spoken[2].number]
    made, event = split_theme(theme=money, numbers=numbers, names={"en": "Tools"}, actor=keeper, on=DAY)
    assert (made.split_from, texts_of(made)) == (money, sorted([TEXTS[1], TEXTS[2]]))
    assert event.detail["moved"] == sorted(map(str, numbers))
    undo(event=event, actor=keeper)
    assert texts_of(money) == sorted(TEXTS)
    assert themes_of(place.round) == [money]


def test_what_cannot_be_done_is_refused_and_nothing_changes(spoken, make, code, keeper, make_place):
    money, tools, air = make("Money"), make("Tools"), make("Air")
    code(spoken[0], tools)
    refused = [
        lambda: merge_theme(theme=money, into=money, actor=keeper),
        lambda: split_theme(theme=money, numbers=[uuid4()], names={"en": "None"}, actor=keeper, on=DAY),
    ]
    for step in refused:
        with pytest.raises(ThemeRefusedError):
            step()
    merged = merge_theme(theme=tools, into=money, actor=keeper)
    with pytest.raises(ThemeRefusedError):
        merge_theme(theme=tools, into=air, actor=keeper)
    undo(event=merged, actor=keeper)
    with pytest.raises(ThemeRefusedError):
        undo(event=merged, actor=keeper)
    assert ThemeEvent.objects.count() == 5


def test_a_merge_on_which_another_stands_is_taken_back_last(spoken, make, code, keeper):
    one, two, three = make("One"), make("Two"), make("Three")
    split_from = make("Source")
    code(spoken[0], split_from)
    made, split = split_theme(theme=split_from, numbers=[spoken[0].number], names={"en": "Part"}, actor=keeper, on=DAY)
    later = merge_theme(theme=made, into=three, actor=keeper)
    with pytest.raises(ThemeRefusedError) as refusal:
        undo(event=split, actor=keeper)
    assert refusal.value.why == "later"
    undo(event=later, actor=keeper)
    undo(event=split, actor=keeper)
    assert texts_of(split_from) == [TEXTS[0]]
    assert {one.pk, two.pk}.isdisjoint({made.pk})


def test_people_organisations_gatherings_and_the_open_link_are_counted_apart_and_copies_once(place, make, code):
    theme = make("Fees")
    organisation = Organisation.objects.create(
        name="Union", group=place.groups["cooperatives"].group, created_at="2026-01-01T00:00Z"
    )
    same = "We of the union find that the fee for the register is far too high for any digger who works alone."
    rows = [place.comment(person, same) for person in place.people("diggers", 5)]
    [writer] = place.people("diggers", 1)
    rows += [place.comment(writer, "Lower the fee."), place.comment(writer, "And the second fee.")]
    speaks = place.people("cooperatives", 2, organisation=organisation, speaks_for_organisation=True)
    rows += [place.comment(one, f"Our members cannot pay {one.pk % 7}.") for one in speaks]
    [unnamed] = place.people("traders", 1, speaks_for_organisation=True)
    rows += [place.comment(unnamed, "We buy, and we keep our name to ourselves.")]
    rows += [
        place.comment(one, f"Too dear, says link {one.pk}.") for one in place.people("traders", 1, channel="open_link")
    ]
    room = place.room()
    rows += [
        Contribution.objects.create(round=place.round, kind="room_note", channel="workshop", gathering=room, language="fr",
                                    item=place.items[0], text=text)
        for text in ("Half the room left.", "The elder agreed.")
    ]  # fmt: skip
    for row in rows:
        code(row, theme)
    [line] = lines_of(place.round)
    told = line.voices
    assert (told.people, told.organisations, told.gatherings, told.open_link) == (2, 2, 1, 1)
    assert (told.remarks, told.copies) == (13, 4)


@pytest.mark.parametrize("tail", ["themes/", "themes/read/"])
@pytest.mark.parametrize(
    ("role", "status"),
    [("", 404), ("public", 404), ("regulator", 404), ("buyer", 404), ("facilitator", 404), ("secretariat", 200), ("committee", 200)],
)  # fmt: skip
def test_comments_are_for_those_who_prepare_and_decide(client_of, spoken, tail, role, status):
    assert client_of(role).get(f"/results/small/{tail}").status_code == status


def test_reading_shows_original_translation_and_consent_and_is_logged(client_of, spoken, people):
    row = spoken[0]
    row.translations.create(language="en", text="In English", origin="machine", made_on=DAY)
    Contribution.objects.filter(pk=row.pk).update(consent="committee_only")
    answer = client_of("committee").get(f"/results/small/themes/read/?number={row.number}")
    text = answer.content.decode()
    assert TEXTS[0] in text
    assert "In English" in text
    assert "translated by a machine, not checked" in text
    assert "Only for the committee" in text
    assert str(row.participant.public_id) not in text
    read = Entry.objects.get(action="audit.record_read")
    assert (read.target, read.detail) == (f"contribution:{row.number}", {"why": "comments"})


def test_reading_goes_on_to_the_next_and_ends_with_the_list(client_of, spoken, make):
    theme, client = make("Money"), client_of("secretariat")
    at = "/results/small/themes/read/?only=uncoded"
    for _ in range(3):
        answer = client.post(at, {"themes": [str(theme.public_id)]})
        assert answer.status_code == 302
        at = answer["Location"]
        assert "only=uncoded" in at
    assert client.post(at, {"themes": [str(theme.public_id)], "new_theme": "Air"})["Location"].endswith("/themes/")
    assert theme.codings.count() == 4
    assert Theme.objects.get(names__en="Air").codings.count() == 1
    assert "nothing to read" in client.get("/results/small/themes/read/?only=uncoded").content.decode()


def test_a_foreign_theme_in_a_form_is_refused_in_words(client_of, spoken):
    answer = client_of("secretariat").post("/results/small/themes/read/", {"themes": [str(uuid4())]})
    assert answer.status_code == 400
    assert Coding.objects.count() == 0


def test_pages_merge_split_rename_and_take_back(client_of, spoken, make, code):
    money, tools = make("Money"), make("Tools")
    for row in spoken:
        code(row, money)
    client = client_of("committee")
    at = f"/results/small/themes/{money.public_id}/"
    assert client.post(f"{at}split/", {"number": [str(spoken[0].number)], "split-name_en": "Ropes"}).status_code == 302
    ropes = Theme.objects.get(names__en="Ropes")
    assert (
        client.post(f"/results/small/themes/{ropes.public_id}/merge/", {"into": str(tools.public_id)}).status_code
        == 302
    )
    assert texts_of(tools) == [TEXTS[0]]
    assert client.post(f"/results/small/themes/{tools.public_id}/undo/").status_code == 302
    assert texts_of(ropes) == [TEXTS[0]]
    assert client.post(f"{at}rename/", {"rename-name_fr": "Argent"}).status_code == 302
    money.refresh_from_db()
    assert money.names == {"en": "Money", "fr": "Argent"}
    for tail in ("split/", "merge/", "rename/", "undo/"):
        assert client.post(at + tail, {}, follow=True).status_code == 200
    assert client.get(at).status_code == 200


def test_a_theme_is_not_found_under_another_round(client_of, make, make_place):
    theme = make("Money")
    make_place(address="other")
    assert client_of("secretariat").get(f"/results/other/themes/{theme.public_id}/").status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_queries_do_not_grow(client_of, place, make, code, count, django_assert_num_queries):
    client = client_of("committee")
    theme = make("All")
    for number, person in enumerate(place.people("diggers", count)):
        code(place.comment(person, f"Words {number} of one."), make(f"Theme {number}"), theme)
    client.get("/results/small/themes/")
    with django_assert_num_queries(9):
        client.get("/results/small/themes/")
    with django_assert_num_queries(16):
        client.get(f"/results/small/themes/{theme.public_id}/")
    with django_assert_num_queries(13):
        client.get("/results/small/themes/read/")


def test_the_trace_cannot_be_changed(make):
    make("Money")
    with pytest.raises(Exception, match="append-only"):
        ThemeEvent.objects.update(kind="renamed")
