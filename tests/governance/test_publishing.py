"""A version is published by a decision, as a whole or not at all, and by nothing else."""

import pytest
from django.core.exceptions import ValidationError

from ladder.catalogue.faults import CatalogueFaultsError
from ladder.catalogue.models import FrameworkVersion
from ladder.catalogue.services import load_pack, publish_version
from ladder.consultation.models import Placement
from ladder.governance.models import AnswerSet, NextVersion
from ladder.governance.queries.next_hindrances import hindrances_of
from ladder.governance.services import publishing
from ladder.governance.services.changes import ChangePlan
from ladder.governance.services.proposal_plans import OptionPlan
from ladder.governance.services.taking import take_effects
from ladder.governance.signals import answers_published, version_decided
from tests.catalogue.versions import FIRST_DAY, complete_pack
from tests.governance.deciding import DUE, decided
from tests.governance.making import begin, finish

pytestmark = pytest.mark.django_db


@pytest.fixture
def ready(make_place, people):
    return finish(begin(make_place, people["secretariat"]))


def adopt(committee, *effects):
    return decided(committee, options=[OptionPlan("begin", {"en": "Publish"}, {}, effects)]).decision


def test_a_decision_publishes_the_answers_and_the_version_and_carries_comments(ready, steering):
    heard = []
    version_decided.connect(lambda **news: heard.append(news["next_version"].version), weak=False, dispatch_uid="test")
    assert hindrances_of(ready.row) == []
    decision = adopt(steering, publishing.intend_to_publish(ready.row))
    take_effects(decision=decision, actor=None, on=DUE)
    version_decided.disconnect(dispatch_uid="test")
    row = NextVersion.objects.get()
    assert (row.state, row.decision, row.draft.status) == ("published", decision, "published")
    assert row.draft.published_on == DUE
    assert AnswerSet.objects.get().decision == decision
    assert heard == ["1.1.0"]
    placed = Placement.objects.get()
    assert (placed.requirement_key, placed.version, placed.state) == ("R-2", row.draft, "same")


def boom(**_news):
    raise RuntimeError


@pytest.mark.parametrize("point", ["answers", "catalogue", "carrying", "signal"])
def test_a_publication_interrupted_anywhere_leaves_nothing(ready, steering, monkeypatch, point):
    decision = adopt(steering, publishing.intend_to_publish(ready.row))
    Placement.objects.all().delete()
    if point == "catalogue":
        monkeypatch.setattr(publishing, "publish_version", boom)
    if point == "carrying":
        monkeypatch.setattr(publishing, "carry_to", boom)
    signal = {"answers": answers_published, "signal": version_decided}.get(point)
    if signal:
        signal.connect(boom, weak=False, dispatch_uid="boom")
    with pytest.raises(ValidationError):
        take_effects(decision=decision, actor=None, on=DUE)
    if signal:
        signal.disconnect(dispatch_uid="boom")
    row = NextVersion.objects.get()
    assert (row.state, row.decision, row.draft.status) == ("built", None, "draft")
    assert not AnswerSet.objects.exists()
    assert not Placement.objects.exists()
    assert decision.effects.get().state == "waiting"
    monkeypatch.undo()
    take_effects(decision=decision, actor=None, on=DUE)
    assert NextVersion.objects.get().state == "published"


def test_what_changed_after_it_was_proposed_is_not_published(ready, steering):
    decision = adopt(steering, publishing.intend_to_publish(ready.row))
    change = ready.row.changes.get(key="r-2")
    plan = ChangePlan("stricter", ["R-2"], ["R-2"], texts={"R-2": {"text": {"en": "Other words."}}})
    ready.write("r-2", plan, change.revision)
    ready.confirm()
    ready.build()
    with pytest.raises(ValidationError, match="it changed since"):
        take_effects(decision=decision, actor=None, on=DUE)
    assert FrameworkVersion.objects.get(version="1.1.0").status == "draft"


def test_where_a_body_stands_nobody_publishes_by_themselves(steering, people):
    draft = load_pack(complete_pack(), actor=None, on=FIRST_DAY)
    for decision in ("", "nonsense", "3f0c0000-0000-4000-8000-000000000000"):
        with pytest.raises(CatalogueFaultsError, match="by decision of a body only"):
            publish_version(version=draft, actor=people["secretariat"], on=FIRST_DAY, decision=decision)
    assert FrameworkVersion.objects.get().status == "draft"


def test_before_a_body_stands_the_secretariat_publishes(people):
    draft = load_pack(complete_pack(), actor=None, on=FIRST_DAY)
    assert publish_version(version=draft, actor=people["secretariat"], on=FIRST_DAY).status == "published"


def test_a_loaded_draft_is_published_and_withdrawn_by_decisions(steering):
    draft = load_pack(complete_pack(), actor=None, on=FIRST_DAY)
    take_effects(decision=adopt(steering, publishing.intend_for(draft)), actor=None, on=DUE)
    draft.refresh_from_db()
    assert draft.status == "published"
    withdrawal = adopt(steering, publishing.intend_for(draft))
    take_effects(decision=withdrawal, actor=None, on=DUE)
    draft.refresh_from_db()
    assert (draft.status, draft.withdrawn_on) == ("withdrawn", DUE)


def test_a_decision_on_one_version_publishes_no_other(steering):
    first, second = (load_pack(complete_pack(name), actor=None, on=FIRST_DAY) for name in ("1.0.0", "2.0.0"))
    decision = adopt(steering, publishing.intend_for(first))
    with pytest.raises(CatalogueFaultsError):
        publish_version(version=second, actor=None, on=DUE, decision=str(decision.public_id))


def test_a_decision_that_waits_publishes_nothing_by_another_way(ready, steering):
    decision = adopt(steering, publishing.intend_to_publish(ready.row))
    draft = FrameworkVersion.objects.get(version="1.1.0")
    with pytest.raises(CatalogueFaultsError, match="by decision of a body only"):
        publish_version(version=draft, actor=None, on=DUE, decision=str(decision.public_id))
    draft.refresh_from_db()
    assert (draft.status, AnswerSet.objects.exists()) == ("draft", False)
