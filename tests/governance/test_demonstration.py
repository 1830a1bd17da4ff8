"""The demonstration of governance: everything that the file tells happened, once, by the rules that hold for everybody."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from ladder.accounts.models import User
from ladder.catalogue.services import load_pack, publish_version
from ladder.consultation.models import Contribution
from ladder.consultation.services.demonstration import load_demonstration_rounds
from ladder.governance.models import (
    Answer,
    AnswerSet,
    Body,
    Change,
    Decision,
    Effect,
    Issue,
    NextVersion,
    Position,
    Proposal,
    Seat,
    Tenure,
    YearDocument,
)
from ladder.governance.queries.answering import comments_of, hindrances_to_publishing
from ladder.governance.services.demonstration import load_demonstration_governance
from ladder.governance.services.demonstration_stage import read_file
from ladder.packfiles.reading import read_pack
from ladder.registry.models import Organisation
from ladder.registry.services import grant_mandate
from ladder.registry.services.demonstration import load_demonstration_sites

pytestmark = pytest.mark.django_db
LANGUAGES = {"en", "fr", "zh", "sw"}
ROLES = ("secretariat", "facilitator", "assessor", "operator", "buyer", "investor", "regulator", "committee")
TODAY = timezone.localdate()


@pytest.fixture
def load():
    """Loads what comes before, and gives a function that loads governance."""
    places = load_demonstration_sites()
    people = {role: make_account(role, places) for role in ROLES}
    version, draft = (
        load_pack(read_pack(settings.PACKS_ROOT / name), actor=None, on=TODAY) for name in ("starter", "starter-next")
    )
    version = publish_version(version=version, actor=None, on=TODAY)
    rounds = load_demonstration_rounds(version=version, draft=draft, facilitator=people["facilitator"], on=TODAY)

    def load():
        return load_demonstration_governance(people=people, places=places, closed=rounds.closed, draft=draft, on=TODAY)

    load.rounds, load.draft = rounds, draft
    return load


def make_account(role, places):
    user = User.objects.create(username=f"demo-{role}")
    organisation = places.organisations["cooperative" if role == "operator" else role]
    grant_mandate(actor=None, user=user, organisation=organisation, role=role, starts_on=TODAY)
    return user


def test_it_is_loaded_once_and_holds_together(load):
    assert load() is True
    check_bodies()
    check_answers(load.rounds.closed)
    check_changes(load.draft)
    check_decisions()
    check_years()
    assert comments_of(load.rounds.open).count() == 25
    assert set(comments_of(load.rounds.open).values_list("language", flat=True)) == LANGUAGES
    models = (Body, Seat, Tenure, Issue, Answer, Proposal, Position, Decision, Effect, Change, YearDocument)
    before = [model.objects.count() for model in models] + [Organisation.objects.count(), Contribution.objects.count()]
    assert load() is False
    after = [model.objects.count() for model in models] + [Organisation.objects.count(), Contribution.objects.count()]
    assert after == before


def check_bodies():
    """Every kind but the fund's; marked; the ministry's seat held in the interim; one seat was handed over."""
    kinds = set(Body.objects.values_list("kind", flat=True))
    assert kinds == {"secretariat", "steering", "technical", "partner", "site"}
    assert not Body.objects.exclude(state="standing", is_demonstration=True).exists()
    ministry = Tenure.objects.get(seat__reserved_words__en="Ministry of Mines of the Democratic Republic of the Congo")
    assert (ministry.organisation.name, ministry.is_interim) == ("Demonstration regulator", True)
    later = Tenure.objects.get(follows__isnull=False)
    assert later.follows.ends_on + timedelta(days=1) == later.starts_on == TODAY - timedelta(days=300)
    assert Organisation.objects.filter(tenures__isnull=False, is_demonstration=False).count() == 0
    workers = Tenure.objects.filter(seat__body__kind="site", seat__chamber__key="workers")
    assert not workers.filter(holder__username="demo-operator").exists()


def check_answers(closed):
    """Every comment is in an issue, every issue answered in four languages by a decision that nobody can object to."""
    published = AnswerSet.objects.get(round=closed)
    assert published.decision.objections_until < published.published_on
    assert len(hindrances_to_publishing(closed)) == 1  # that they are published
    answers = Answer.objects.filter(answer_set=published)
    assert answers.count() == Issue.objects.filter(round=closed, merged_into=None).count()
    assert all(set(answer.reasons) == LANGUAGES for answer in answers)
    assert not comments_of(closed).exclude(issue_members__issue__answer__isnull=False).exists()
    assert {"modified", "not_accepted", "noted", "out_of_scope"} == set(answers.values_list("disposition", flat=True))
    settled = answers.get(decision__isnull=False)
    assert settled.issue.item.key == "P3-L2-03"
    assert settled.issue.members.count() == 3


def check_changes(draft):
    """The draft's seven steps, five of them with the issue that caused them; the draft itself is what was loaded."""
    row = NextVersion.objects.get()
    assert (row.draft, row.state, row.built_digest) == (draft, "built", draft.content_hash)
    caused = {change.key: change.issues.count() for change in row.changes.all()}
    assert caused == {
        "cash-book": 1, "complaint-answer": 1, "one-policy": 1, "engines": 1, "rating-buyers": 1,
        "water-and-latrines": 0, "renumbered": 0,
    }  # fmt: skip
    assert all(set(change.notes) == LANGUAGES for change in row.changes.all())
    engines = row.changes.get(key="engines").texts["P4-L2-10"]["text"]
    assert engines["en"]["text"].startswith("No engine runs inside a pit")


def check_decisions():
    """Dissent is written, a seat is recused, objections run to one decision, one proposal waits for positions."""
    dissent = Position.objects.get(stance="object")
    assert set(dissent.dissent) == LANGUAGES
    assert dissent.answer.texts["sw"]
    assert dissent.proposal.decision.closing.outcome == "majority"
    waiting = Effect.objects.get(state="waiting")
    assert waiting.decision.objections_until > TODAY
    seats = waiting.decision.closing.record["seats"]
    assert [one["organisation"]["name"] for one in seats if one["recused"]] == ["Second demonstration cooperative"]
    opened = Proposal.objects.get(state="open")
    assert opened.closes_at.date() > TODAY
    assert opened.positions.count() == 0


def check_years():
    """Last year is approved and accounted for; this year's plans wait."""
    states = {(one.year, one.kind): one.state for one in YearDocument.objects.all()}
    year = TODAY.year
    assert states == {
        (year - 1, "workplan"): "approved", (year - 1, "budget"): "approved", (year - 1, "report"): "approved",
        (year, "workplan"): "submitted", (year, "budget"): "submitted",
    }  # fmt: skip
    spent = {"58400.00", "37150.00", "41800.00"}
    report = YearDocument.objects.get(kind="report").text
    assert all(amount in report for amount in spent)


def test_all_its_words_stand_in_four_languages():
    missing = list(words_without_a_language(read_file(), "file"))
    assert missing == ["file.proposals.ground.objection.reasons"]  # said in two, as people do


def words_without_a_language(entry, place):
    if isinstance(entry, dict):
        if "en" in entry and set(entry) != LANGUAGES:
            yield place
        for key, value in entry.items():
            yield from words_without_a_language(value, f"{place}.{key}")
    elif isinstance(entry, list):
        for number, value in enumerate(entry):
            yield from words_without_a_language(value, f"{place}.{number}")
