"""Loading, publishing and withdrawing versions."""

from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest

from ladder.audit.models import Entry
from ladder.catalogue.faults import CatalogueFaultsError
from ladder.catalogue.models import (
    FrameworkVersion,
    Mapping,
    Migration,
    Requirement,
    RequirementText,
    RequirementVersion,
    VersionDocument,
)
from ladder.catalogue.queries import current_version, pack_of
from ladder.catalogue.services import load_pack, publish_version, withdraw_version
from tests.catalogue.versions import FIRST_DAY, KINDS, first_pack, twenty_packs

pytestmark = pytest.mark.django_db


def load(pack, *, publish=False):
    version = load_pack(pack, actor=None, on=FIRST_DAY)
    return publish_version(version=version, actor=None, on=FIRST_DAY) if publish else version


def reworded(pack, text="Other words."):
    texts = {**pack.texts, "en": {**pack.texts["en"]}}
    place = next(place for place in texts["en"] if place[:2] == ("requirements", "R-1") and place[2] == "text")
    texts["en"][place] = replace(texts["en"][place], text=text)
    return replace(pack, texts=texts)


def test_a_new_pack_becomes_a_draft_with_its_document_and_rows():
    version = load(first_pack())
    assert (version.status, version.version, version.address, version.position) == ("draft", "1.0", "1.0", 1)
    assert sha256(version.document.text.encode()).hexdigest() == version.content_hash
    assert pack_of(version) == first_pack()
    gates = dict(RequirementVersion.objects.values_list("key", "gate"))
    assert gates == {"R-1": "", "R-2": "", "R-3": "stop", "R-4": "cap"}
    assert Mapping.objects.get().relation == "equivalent"


def test_texts_say_their_state_and_languages_without_words_have_no_row():
    load(first_pack())
    states = dict(RequirementText.objects.filter(requirement_version__key="R-1").values_list("language", "state"))
    assert states == {"en": "source", "fr": "draft", "zh": "reviewed"}
    assert RequirementText.objects.filter(requirement_version__key="R-2").count() == 1


def test_a_translation_of_words_that_changed_is_stale():
    load(reworded(first_pack()))
    assert RequirementText.objects.get(requirement_version__key="R-1", language="zh").state == "stale"


def test_the_search_column_is_folded():
    load(first_pack())
    folded = "r-1 engagement affiche l'exploitant affiche son engagement. photo de l'affiche"
    assert RequirementText.objects.get(requirement_version__key="R-1", language="fr").search == folded


def test_loading_the_same_pack_again_changes_nothing():
    first = load(first_pack(), publish=True)
    acts = Entry.objects.count()
    again = load(first_pack())
    assert (again.pk, again.status) == (first.pk, "published")
    assert (FrameworkVersion.objects.count(), Entry.objects.count()) == (1, acts)


def test_a_draft_is_replaced_whole_and_keeps_its_public_id():
    first = load(first_pack())
    second = load(reworded(first_pack()))
    assert second.public_id == first.public_id
    assert (FrameworkVersion.objects.count(), RequirementVersion.objects.count(), Requirement.objects.count()) == (
        1,
        4,
        4,
    )
    assert RequirementText.objects.get(requirement_version__key="R-1", language="en").text == "Other words."


@pytest.mark.parametrize("withdrawn", [False, True])
def test_a_version_that_was_published_is_never_replaced(withdrawn):
    version = load(first_pack(), publish=True)
    if withdrawn:
        withdraw_version(version=version, actor=None, on=FIRST_DAY)
    before = snapshot(version)
    with pytest.raises(CatalogueFaultsError) as refusal:
        load(reworded(first_pack()))
    sentence = (
        "Version 1.0 is published with other content and never changes. Give the new content a new version number."
    )
    assert [fault.sentence for fault in refusal.value.faults] == [sentence]
    assert snapshot(version) == before


def test_a_draft_that_a_later_version_follows_is_not_replaced():
    packs = list(twenty_packs())
    load(packs[0])
    load(packs[1])
    with pytest.raises(CatalogueFaultsError, match="already in use"):
        load(reworded(packs[0]))
    assert pack_of(FrameworkVersion.objects.get(version="1.0")) == packs[0]


def test_a_version_that_follows_one_not_loaded_is_refused_and_nothing_is_written():
    with pytest.raises(CatalogueFaultsError, match=r"Load 1\.0 first"):
        load(list(twenty_packs())[1])
    assert FrameworkVersion.objects.count() == Requirement.objects.count() == Entry.objects.count() == 0


def test_every_step_that_starts_from_a_requirement_not_there_is_named():
    packs = list(twenty_packs())
    load(packs[0])
    steps = tuple(
        replace(step, before=("R-77",)) if step.key in {"same-R-1", "same-R-2"} else step
        for step in packs[1].migration.steps
    )
    with pytest.raises(CatalogueFaultsError) as refusal:
        load(replace(packs[1], migration=replace(packs[1].migration, steps=steps)))
    assert [fault.where for fault in refusal.value.faults] == ["migration, step same-R-1", "migration, step same-R-2"]


def test_publishing_and_withdrawing_are_acts_in_the_log():
    version = load(first_pack(), publish=True)
    withdraw_version(version=version, actor=None, on=date(2026, 5, 1))
    acts = list(Entry.objects.order_by("id").values_list("action", flat=True))
    assert acts == ["catalogue.version_loaded", "catalogue.version_published", "catalogue.version_withdrawn"]
    assert set(Entry.objects.values_list("target", flat=True)) == {f"framework_version:{version.public_id}"}


def test_a_withdrawn_version_is_not_published_again_and_a_draft_is_not_withdrawn():
    version = load(first_pack())
    with pytest.raises(CatalogueFaultsError, match="never published"):
        withdraw_version(version=version, actor=None, on=FIRST_DAY)
    publish_version(version=version, actor=None, on=FIRST_DAY)
    withdraw_version(version=version, actor=None, on=FIRST_DAY)
    with pytest.raises(CatalogueFaultsError, match="withdrawn"):
        publish_version(version=version, actor=None, on=FIRST_DAY)


def test_the_current_version_is_the_newest_published_one_in_force():
    packs = list(twenty_packs())[:3]
    assert current_version() is None
    load(packs[0], publish=True)
    load(replace(packs[1], effective_from="2026-07-01"), publish=True)
    load(packs[2])
    assert current_version(date(2026, 6, 30)).version == "1.0"
    assert current_version(date(2026, 7, 1)).version == "1.1"


def snapshot(version):
    """Everything stored about a version, but the dates of its life."""
    rows = RequirementVersion.objects.filter(version=version).order_by("key")
    return (
        VersionDocument.objects.get(version=version).text.encode(),
        list(rows.values_list()),
        list(Requirement.objects.filter(versions__version=version).order_by("key").values_list()),
        list(RequirementText.objects.filter(requirement_version__version=version).order_by("id").values_list()),
        list(Mapping.objects.filter(requirement_version__version=version).order_by("id").values_list()),
        list(Migration.objects.filter(to_version=version).order_by("id").values_list()),
        list(
            FrameworkVersion.objects.filter(pk=version.pk).values_list("public_id", "version", "content_hash", "status")
        ),
    )


def test_twenty_versions_leave_every_earlier_one_byte_for_byte_as_it_was():
    kept, kinds = {}, set()
    for pack in twenty_packs():
        version = load(pack, publish=True)
        kept[version.pk] = snapshot(version)
        kinds |= set(Migration.objects.filter(to_version=version).values_list("kind", flat=True))
    assert kinds == set(KINDS)
    assert len(kept) == 20
    assert {pk: snapshot(FrameworkVersion.objects.get(pk=pk)) for pk in kept} == kept


def test_an_identity_that_comes_back_is_the_same_identity():
    identities = set()
    for pack in list(twenty_packs())[:6]:
        version = load(pack, publish=True)
        identities |= set(version.requirements.filter(key="R-4").values_list("requirement_id", flat=True))
    assert len(identities) == 1
    assert Requirement.objects.filter(key="R-4").count() == 1


def test_loading_costs_as_many_queries_for_four_requirements_as_for_forty(django_assert_num_queries):
    for number in (4, 40):
        pack = replace(first_pack(), key=f"small-{number}")
        extra = tuple(replace(pack.requirements[0], id=f"X-{i}") for i in range(number - 4))
        texts = {**pack.texts["en"]}
        texts |= {
            place._replace(key=f"X-{i}"): text
            for i in range(number - 4)
            for place, text in pack.texts["en"].items()
            if place.key == "R-1"
        }
        pack = replace(pack, requirements=pack.requirements + extra, texts={**pack.texts, "en": texts})
        with django_assert_num_queries(20):
            load(pack)
