"""The demonstration of governance: everything that the file tells happened, once, by the rules that hold for everybody."""

import json
import stat
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from django.utils.translation import override

from ladder.accounts.models import User
from ladder.catalogue.services import load_pack, publish_version
from ladder.cli.demo import load_codes
from ladder.consultation.models import Contribution, Gathering
from ladder.consultation.services.demonstration import load_demonstration_rounds
from ladder.consultation.services.demonstration_codes import give_code
from ladder.core.consultation.seal import short_code
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
from ladder.governance.services.effects import Intended, describe
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
    check_allocation()
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
    """The draft's seven steps, six of them with the issue that caused them; the draft itself is what was loaded."""
    row = NextVersion.objects.get()
    assert (row.draft, row.state, row.built_digest) == (draft, "built", draft.content_hash)
    caused = {change.key: change.issues.count() for change in row.changes.all()}
    assert caused == {
        "cash-book": 1, "complaint-answer": 1, "one-policy": 1, "engines": 1, "rating-buyers": 1,
        "water-and-latrines": 1, "renumbered": 0,
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


def check_allocation():
    """What money is for is told by the site's name, and in the reader's own language."""
    effect = Intended.read(vars(Effect.objects.get(kind="approve_allocation")))
    with override("fr"):
        told = describe(effect)
    assert "Demonstration site C" in told
    assert "Jusqu'à 18 000 USD pour de l'eau propre" in told
    assert effect.subject.partition(":")[2] not in told


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


def test_its_codes_open_receipts(load, client, settings, tmp_path):
    """One voice's code leads to its words with an answer, a room's to what was said there; a second start keeps both."""
    settings.HOME = tmp_path
    load()
    load_codes(load.rounds.closed)
    path = tmp_path / "demo-codes.json"
    first = path.read_bytes()
    load_codes(load.rounds.closed)
    assert path.read_bytes() == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    rows = json.loads(first)
    assert [row["what"] for row in rows] == ["participant", "room", "room", "room", "room"]
    assert {(row["round"], row["page"]) for row in rows} == {("demo-closed", "/governance/receipts/")}
    own, *rooms = (client.post(row["page"], {"code": row["code"]}, follow=True) for row in rows)
    assert "acte de naissance" in own.content.decode()
    assert [way.answer.disposition for way in own.context["receipt"].spoken[0].ways] == ["modified"]
    check_rooms([room.context["receipt"] for room in rooms])
    assert own.context["receipt"].stage == "answered"


def check_rooms(receipts):
    """Three things were said in each of the two rooms of Kolwezi, each answered; nothing in the other two."""
    assert sorted(len(receipt.spoken) for receipt in receipts) == [0, 0, 3, 3]
    said = [line for receipt in receipts for line in receipt.spoken]
    assert all(len(line.ways) == 1 and line.may_be_printed for line in said)
    assert sorted(line.key for line in said) == [
        "P2-L2-08", "P2-L3-05", "P4-L2-02", "P4-L2-04", "P4-L3-09", "P4-L3-09",
    ]  # fmt: skip
    led_to_a_change = {line.key for line in said if line.ways[0].answer.changes}
    assert led_to_a_change == {"P2-L2-08", "P4-L2-02", "P4-L3-09"}


def test_a_seal_is_that_of_the_records_read_back(load):
    """A room's code follows from its digest, and no two rooms have the same."""
    rooms = Gathering.objects.filter(round=load.rounds.closed, status="sealed")
    assert len({room.seal_code for room in rooms}) == rooms.count() == 4
    assert all(short_code(room.seal_digest) == room.seal_code for room in rooms)
    assert not Gathering.objects.exclude(status="sealed").exclude(seal_code="").exists()


def test_only_a_demonstration_gives_codes_away(load):
    load.rounds.closed.is_demonstration = False
    with pytest.raises(ValueError, match="demo-closed"):
        give_code(load.rounds.closed)


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
