"""A draft that was written as a pack becomes a version in the making: its steps are changes, word for word."""

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from ladder.catalogue.services import load_pack, publish_version
from ladder.governance.models import NextVersion
from ladder.governance.queries.amendments import proposed_of
from ladder.governance.services.adopting import adopt_draft
from ladder.packfiles.document import requirement_hash
from tests.catalogue.versions import FIRST_DAY, KINDS, twenty_packs

pytestmark = pytest.mark.django_db


def load(number: int):
    """The packs up to a number; all are published but the last."""
    packs = list(twenty_packs())[: number + 1]
    for pack in packs[:-1]:
        publish_version(version=load_pack(pack, actor=None, on=FIRST_DAY), actor=None, on=FIRST_DAY)
    last = replace(packs[-1], version=f"{packs[-1].version}.0")
    return load_pack(last, actor=None, on=FIRST_DAY), last


def adopt(draft, keeper):
    return adopt_draft(draft=draft, rounds=[], causes={}, actor=keeper, at=timezone.now())


@pytest.mark.parametrize("number", range(1, len(KINDS) + 1), ids=KINDS)
def test_the_changes_make_the_requirements_of_the_draft_again(keeper, number):
    draft, pack = load(number)
    row = adopt(draft, keeper)
    assert (row.state, row.draft, row.built_digest) == (NextVersion.State.BUILT, draft, draft.content_hash)
    assert {one.key for one in row.changes.all()} == {step.key for step in pack.migration.steps}
    made = proposed_of(row).pack
    assert made is not None
    keys = set(pack.requirement_by_id)
    assert set(made.requirement_by_id) == keys
    assert all(requirement_hash(made, key) == requirement_hash(pack, key) for key in keys)


def test_a_change_holds_only_what_differs_and_says_why(keeper):
    draft, _pack = load(2)
    changes = {one.key: one for one in adopt(draft, keeper).changes.all()}
    assert changes["reword"].texts == {
        "R-1": {"text": {"en": {"text": "The operator posts its commitment, wording 2.", "state": "source", "of": ""}}}
    }
    assert changes["reword"].notes == {"en": "Because of reworded."}
    assert (changes["same-R-2"].texts, changes["same-R-2"].entries) == ({}, {})


def test_what_is_no_draft_or_adopted_already_is_refused(keeper):
    draft, _pack = load(1)
    adopt(draft, keeper)
    with pytest.raises(ValidationError, match="a version in the making already"):
        adopt(draft, keeper)
    first = NextVersion.objects.get().base
    with pytest.raises(ValidationError, match="is no draft any more"):
        adopt(first, keeper)
    assert NextVersion.objects.count() == 1


def test_a_draft_that_follows_nothing_is_refused(keeper):
    first = load_pack(next(twenty_packs()), actor=None, on=FIRST_DAY)
    with pytest.raises(ValidationError, match="does not say which version"):
        adopt(first, keeper)
    assert not NextVersion.objects.exists()
