"""A version in the making: what it needs, how changes are written, what hinders it, and building it again and again."""

import pytest
from django.core.exceptions import ValidationError

from ladder.catalogue.models import FrameworkVersion
from ladder.catalogue.queries import pack_of
from ladder.catalogue.services import load_pack
from ladder.consultation.models import Placement
from ladder.governance.models import Change, NextVersion, Resolution
from ladder.governance.queries.next_hindrances import hindrances_of
from ladder.governance.services.changes import ChangePlan, remove_change, start_change
from ladder.governance.services.next_version import (
    Terms,
    build_version,
    change_terms,
    make_next_version,
    set_aside,
)
from ladder.governance.services.translating import Translated, write_translation
from ladder.packfiles.comparing import compare
from tests.catalogue.versions import FIRST_DAY, complete_pack
from tests.governance.making import AT, REGISTER, STARTS, TERMS, WHY, begin, finish, word
from tests.governance.scene import draft_answer
from tests.synthesis.conftest import DAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def making(make_place, keeper):
    return begin(make_place, keeper)


def hindered(making) -> list[str]:
    return hindrances_of(NextVersion.objects.get(pk=making.row.pk))


def test_a_round_must_be_closed_and_about_the_version_that_changes(make_place, keeper):
    place = make_place()
    base = place.round.version
    with pytest.raises(ValidationError, match="not closed yet"):
        make_next_version(base=base, rounds=[place.round], terms=TERMS, actor=keeper, at=AT)
    other = load_pack(complete_pack(), actor=None, on=FIRST_DAY)
    with pytest.raises(ValidationError, match="about another version"):
        make_next_version(base=other, rounds=[place.round], terms=TERMS, actor=keeper, at=AT)
    assert not NextVersion.objects.exists()


def test_a_number_is_given_once(making, keeper):
    for version in ("1.1.0", "1.0"):
        with pytest.raises(ValidationError, match=f"There is a version {version} already"):
            make_next_version(base=making.row.base, rounds=[], terms=Terms(version), actor=keeper, at=AT)
    set_aside(next_version=making.row, actor=keeper)
    assert make_next_version(base=making.row.base, rounds=[], terms=Terms("1.1.0"), actor=keeper, at=AT).pk


def test_without_changes_it_is_the_base_under_another_number(making):
    draft = making.build().draft
    assert {one.kind for one in compare(pack_of(making.row.base), pack_of(draft))} == {"same"}
    assert (draft.version, draft.status, draft.effective_from) == ("1.1.0", "draft", STARTS)


def test_everything_that_hinders_is_said_and_goes_away(making, keeper):
    making.row.transition_words = {"en": "Both hold."}
    making.row.save()
    Resolution.objects.filter(issue=making.issues[2]).delete()
    said = hindered(making)
    for part in (
        "Small round: 1 issue has no final answer yet: 3.",
        "Small round: accepted issues without a change: 1, 2. Begin a change for each.",
        "The map from the version before is not confirmed.",
        "The words on the transition are missing in Français, 中文.",
        "The version was not built since the last change. Build it.",
    ):
        assert part in said
    assert len(said) == 5
    draft_answer(making.issues[2], keeper, "noted")
    change_terms(next_version=making.row, terms=TERMS, actor=keeper)
    finish(making)
    assert hindered(making) == []


def test_a_change_hinders_until_its_words_stand_in_every_language(making):
    word(making)
    change = Change.objects.get(key="r-2")
    texts = {"R-2": {"title": {"en": "List of workers"}, "open_question": {"en": "Who reads it aloud?"}}}
    making.write("r-2", ChangePlan("stricter", ["R-2"], ["R-2"], texts=texts), change.revision)
    said = hindered(making)
    assert [one for one in said if one.startswith("Words are missing")] == [
        "Words are missing in Français: R-2.", "Words are missing in 中文: R-2.",
    ]  # fmt: skip
    made = pack_of(making.build().draft)
    assert made.read("requirements", "R-2", "title", "fr").state == "stale"
    assert made.read("requirements", "R-2", "open_question", "fr").language == "en"


def test_a_change_by_an_issue_that_is_not_accepted_any_more_hinders(making, keeper):
    finish(making)
    draft_answer(making.issues[0], keeper, "noted")
    assert "The change r-1 names issues that are not accepted: 1." in hindered(making)


def test_a_change_that_changes_nothing_hinders(making, keeper):
    start_change(next_version=making.row, issue=making.issues[0], actor=keeper, at=AT)
    assert "These changes change nothing yet: r-1." in hindered(making)


def test_a_draft_that_somebody_replaced_hinders(making):
    finish(making)
    FrameworkVersion.objects.filter(pk=making.row.draft_id).update(content_hash="0" * 64)
    assert any("somebody replaced it" in one for one in hindered(making))


def test_an_issue_begins_a_change_with_its_reason_and_joins_one_under_way(making, keeper):
    change = start_change(next_version=making.row, issue=making.issues[1], actor=keeper, at=AT)
    assert (change.key, change.kind, change.before, change.after) == ("r-2", "reworded", ["R-2"], ["R-2"])
    assert change.notes == {"en": "Yes.", "fr": "Oui.", "zh": "是。"}
    making.issues[0].item = making.issues[1].item
    making.issues[0].save()
    again = start_change(next_version=making.row, issue=making.issues[0], actor=keeper, at=AT)
    assert (again.pk, again.issues.count()) == (change.pk, 2)


def test_an_issue_that_is_not_accepted_begins_no_change(making, keeper):
    with pytest.raises(ValidationError, match="not accepted"):
        start_change(next_version=making.row, issue=making.issues[2], actor=keeper, at=AT)
    making.issues[0].item = None
    making.issues[0].save()
    with pytest.raises(ValidationError, match="document as a whole"):
        start_change(next_version=making.row, issue=making.issues[0], actor=keeper, at=AT)
    assert not Change.objects.exists()


def test_of_two_who_write_or_remove_at_once_the_second_is_told(making, keeper):
    plan = ChangePlan("withdrawn", ["R-4"], [], notes=WHY)
    making.write("gone", plan)
    making.write("gone", ChangePlan("withdrawn", ["R-4"], [], notes={"en": "Other."}), 1)
    for act in (
        lambda: making.write("gone", plan, 1),
        lambda: remove_change(next_version=making.row, key="gone", revision=1, actor=keeper),
        lambda: making.write("gone", plan),
    ):
        with pytest.raises(ValidationError):
            act()
    assert Change.objects.get().notes == {**WHY, "en": "Other."}
    remove_change(next_version=making.row, key="gone", revision=2, actor=keeper)
    assert not Change.objects.exists()


def test_words_as_they_were_are_no_change_and_a_new_number_keeps_what_was_given(making):
    making.write(
        "r-4",
        ChangePlan(
            "stricter", ["R-4"], ["R-4"], texts={"R-4": {"text": {"en": "Tunnels are shored.", "fr": "Étayé."}}}
        ),
    )
    stored = Change.objects.get().texts
    assert set(stored["R-4"]["text"]) == {"fr"}
    making.write("r-4", ChangePlan("stricter", ["R-4"], ["R-9"], entries={"R-9": {"level": 1}}), 1)
    change = Change.objects.get()
    assert (change.texts, change.entries) == ({"R-9": stored["R-4"]}, {"R-9": {"level": 1}})
    built = making.build().draft.requirements.get(key="R-9")
    assert "Words are missing in English: r-4." in hindered(making)
    assert (built.level, built.texts.get(language="en").text) == (1, "Tunnels are shored.")


def test_a_change_goes_on_with_the_version_that_it_is_built_into(making):
    first = word(making).build().draft
    change = Change.objects.get(key="r-2")
    making.write(
        "r-2",
        ChangePlan("stricter", ["R-2"], ["R-2"], texts={"R-2": {"text": {"en": "Workers stand on a list."}}}),
        change.revision,
    )
    assert NextVersion.objects.get().state == "drafting"
    second = making.build().draft
    assert (second.public_id, second.address) == (first.public_id, first.address)
    assert second.content_hash != first.content_hash
    assert FrameworkVersion.objects.filter(version="1.1.0").count() == 1
    assert [one.version for one in Placement.objects.select_related("version")] == [second]
    assert making.build().draft.pk == second.pk


def test_a_version_with_faults_is_not_built_and_says_each(making):
    making.write("fresh", ChangePlan("new", [], ["R-8"], notes=WHY))
    with pytest.raises(ValidationError) as refusal:
        making.build()
    assert any(one.startswith("fresh · ") and "principle" in one for one in refusal.value.messages)
    assert not FrameworkVersion.objects.filter(version="1.1.0").exists()
    assert NextVersion.objects.get().draft is None


def test_a_draft_that_is_in_use_is_not_replaced(making, keeper):
    finish(making)
    make_next_version(base=making.row.draft, rounds=[], terms=Terms("1.2.0"), actor=keeper, at=AT)
    before = making.row.draft.content_hash
    change = Change.objects.get(key="r-1")
    making.write(
        "r-1", ChangePlan("reworded", ["R-1"], ["R-1"], texts={"R-1": {"text": {"en": "Again."}}}), change.revision
    )
    with pytest.raises(ValidationError, match="already in use"):
        making.build()
    assert FrameworkVersion.objects.get(version="1.1.0").content_hash == before


def test_a_translation_keeps_the_map_and_an_untouched_outdated_one_stays_outdated(making, keeper):
    finish(making)
    confirmed = NextVersion.objects.get().migration_confirmed_at
    change = Change.objects.get(key="r-2")
    made = Translated("R-2", "fr", {"text": "Une liste lisible."}, "reviewed")
    write_translation(next_version=making.row, made=made, revision=change.revision, actor=keeper, at=AT)
    row = NextVersion.objects.get()
    assert (row.migration_confirmed_at, row.state) == (confirmed, "drafting")
    making.write(
        "r-2", ChangePlan("stricter", ["R-2"], ["R-2"], texts={"R-2": {"text": {"en": "A list."}}}), change.revision + 1
    )
    for state, shown in (("draft", "stale"), ("reviewed", "reviewed")):
        revision = Change.objects.get(key="r-2").revision
        again = Translated("R-2", "fr", {"text": "Une liste lisible."}, state)
        write_translation(next_version=making.row, made=again, revision=revision, actor=keeper, at=AT)
        draft = build_version(next_version=making.row, actor=keeper, on=DAY).draft
        assert pack_of(draft).read("requirements", "R-2", "text", "fr").state == shown


@pytest.mark.parametrize("made", [
    Translated("R-2", "en", {"text": "x"}, "draft"), Translated("R-2", "de", {"text": "x"}, "draft"),
    Translated("R-2", "fr", {"text": "x"}, "source"), Translated("R-77", "fr", {"text": "x"}, "draft"),
])  # fmt: skip
def test_a_translation_of_nothing_is_refused(making, keeper, made):
    with pytest.raises(ValidationError):
        write_translation(next_version=making.row, made=made, revision=0, actor=keeper, at=AT)
    assert not Change.objects.exists()


def test_what_is_set_aside_does_not_change_any_more(making, keeper):
    finish(making)
    set_aside(next_version=making.row, actor=keeper)
    assert not FrameworkVersion.objects.filter(version="1.1.0").exists()
    for act in (making.build, lambda: making.write("more", ChangePlan("withdrawn", ["R-4"], []))):
        with pytest.raises(ValidationError, match="does not change any more"):
            act()
    assert hindered(making) == ["This version was set aside."]


def test_the_words_of_the_change_are_those_that_were_decided(making):
    assert finish(making).row.draft.requirements.get(key="R-2").texts.get(language="zh").text == REGISTER["zh"]
