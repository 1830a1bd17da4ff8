"""The life of a round: what is refused at each step, what is fixed, and what is written down."""

import hashlib
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from ladder.audit.models import Entry
from ladder.catalogue.faults import CatalogueFaultsError
from ladder.catalogue.models import FrameworkVersion
from ladder.catalogue.services import load_pack, withdraw_version
from ladder.consultation import services
from ladder.consultation.models import Round, RoundEvent
from ladder.consultation.signals import round_closes
from ladder.core.canonical import write_canonically
from ladder.core.synthesis.rules import Rules
from tests.consultation.conftest import CLOSES, GROUPS, OPENS, TITLES, plan

pytestmark = pytest.mark.django_db
LATER = CLOSES + timedelta(days=14)


def sentences(refusal) -> str:
    return " ".join(refusal.value.messages)


def test_a_round_starts_with_everything_that_can_be_asked(version):
    made = services.make_round(actor=None, version=version, plan=plan())
    assert made.status == Round.Status.DRAFT
    assert made.items.count() == 130
    assert [item.position for item in made.items.all()] == list(range(1, 131))
    assert made.questions.count() == 10
    assert all(set(question.texts) == {"en", "fr", "zh", "sw"} for question in made.questions.all())
    assert made.groups.count() == 19  # all of the registry but the secretariat itself
    assert not made.groups.filter(group__key="secretariat").exists()
    at_risk = set(made.groups.filter(is_vulnerable=True).values_list("group__key", flat=True))
    assert at_risk == {"diggers", "women_washers", "communities"}
    assert made.rules == Rules().as_document()
    assert made.rules_digest == ""
    assert Entry.objects.filter(action="consultation.round_made", target=f"round:{made.public_id}").count() == 1


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"closes_on": OPENS - timedelta(days=1)}, "closes_on", "cannot close before it opens"),
        ({"languages": ()}, "languages", "at least one language"),
        ({"languages": ("en", "en")}, "languages", "each once"),
        ({"languages": ("en", "de")}, "languages", "“de” is not a language of this place"),
        ({"titles": {"en": "First", "fr": " "}}, "titles", "title in Français"),
        ({"titles": {**TITLES, "en": "x" * 201}}, "titles", "at most 200 signs"),
    ],
)
def test_an_impossible_plan_is_refused_by_field(version, changed, field, words):
    with pytest.raises(ValidationError) as refusal:
        services.make_round(actor=None, version=version, plan=plan(**changed))
    assert words in " ".join(refusal.value.message_dict[field])
    assert not Round.objects.exists()


def test_words_may_still_be_missing_while_a_round_is_in_preparation(version):
    bare = plan(overviews={}, visions={}, questions_and_answers={}, titles={"en": "Bare"}, languages=("en",))
    made = services.make_round(actor=None, version=version, plan=bare)
    assert services.list_missing(made, OPENS)[0] == "Say in English what this round is about."
    changed = services.change_round(actor=None, round_=made, plan=plan("other", visions={}))
    assert (changed.address, changed.visions) == ("other", {})


@pytest.mark.parametrize("address", ["", "two words", "a/b", "make", "gatherings"])
def test_an_address_that_cannot_be_one_is_refused(version, address):
    with pytest.raises(ValidationError) as refusal:
        services.make_round(actor=None, version=version, plan=plan(address))
    assert "address" in refusal.value.message_dict


def test_two_rounds_have_two_addresses(draft, version):
    with pytest.raises(ValidationError) as refusal:
        services.make_round(actor=None, version=version, plan=plan(draft.address))
    assert "Another round has the address “first”" in sentences(refusal)


def test_a_withdrawn_version_is_not_consulted_on(version):
    withdraw_version(version=version, actor=None, on=OPENS)
    version.refresh_from_db()
    with pytest.raises(ValidationError) as refusal:
        services.make_round(actor=None, version=version, plan=plan())
    assert "Version 0.1.0 was withdrawn" in sentences(refusal)


def test_a_version_withdrawn_meanwhile_keeps_the_round_shut(draft, version):
    withdraw_version(version=version, actor=None, on=OPENS)
    with pytest.raises(ValidationError) as refusal:
        services.open_round(actor=None, round_=draft, on=OPENS)
    assert "was withdrawn" in sentences(refusal)


def test_opening_fixes_the_rules_and_publishes_their_hash(draft):
    opened = services.open_round(actor=None, round_=draft, on=OPENS)
    assert opened.status == Round.Status.OPEN
    assert opened.rules_digest == hashlib.sha256(write_canonically(opened.rules)).hexdigest()
    event = opened.events.get()
    assert (event.kind, event.rules_digest, event.closes_on) == ("opened", opened.rules_digest, CLOSES)
    entry = Entry.objects.get(action="consultation.round_opened")
    assert entry.detail["rules_digest"] == opened.rules_digest


def test_a_round_opens_once(open_round):
    with pytest.raises(ValidationError) as refusal:
        services.open_round(actor=None, round_=open_round, on=OPENS)
    assert "opened before" in sentences(refusal)
    assert open_round.events.count() == 1


def test_a_round_never_opens_before_the_day_announced_or_after_its_last(draft):
    with pytest.raises(ValidationError) as refusal:
        services.open_round(actor=None, round_=draft, on=OPENS - timedelta(days=1))
    assert "to open on 2026-03-01" in sentences(refusal)
    with pytest.raises(ValidationError) as refusal:
        services.open_round(actor=None, round_=draft, on=CLOSES + timedelta(days=1))
    assert "2026-04-30, is over" in sentences(refusal)


def test_opened_later_than_planned_its_opening_day_is_the_real_one(draft):
    opened = services.open_round(actor=None, round_=draft, on=OPENS + timedelta(days=3))
    assert opened.opens_on == OPENS + timedelta(days=3)


def test_everything_that_is_missing_is_said_at_once(version):
    made = services.make_round(actor=None, version=version, plan=plan(overviews={"en": "About."}))
    services.set_groups(actor=None, round_=made, plans=[services.GroupPlan("diggers", 0)])
    services.set_questions(actor=None, round_=made, plans=[services.QuestionPlan("one", {"en": "What?"})])
    with pytest.raises(ValidationError) as refusal:
        services.open_round(actor=None, round_=made, on=OPENS)
    said = sentences(refusal)
    for part in ("in Français what this round is about", "in 中文 what", "at least two groups", "how many people of",
                 "missing in Kiswahili: “What?”"):  # fmt: skip
        assert part in said
    made.refresh_from_db()
    assert made.status == Round.Status.DRAFT
    assert not RoundEvent.objects.exists()


def test_nothing_that_was_fixed_can_be_changed_after_opening(open_round):
    acts = (
        lambda: services.change_round(actor=None, round_=open_round, plan=plan()),
        lambda: services.set_groups(actor=None, round_=open_round, plans=GROUPS),
        lambda: services.choose_items(actor=None, round_=open_round, selection=services.Selection()),
        lambda: services.set_questions(actor=None, round_=open_round, plans=[]),
        lambda: services.set_rules(actor=None, round_=open_round, document={}),
    )
    for act in acts:
        with pytest.raises(ValidationError) as refusal:
            act()
        assert "This round has opened" in sentences(refusal)


def test_a_stale_copy_of_the_round_changes_nothing_either(draft):
    stale = Round.objects.get(pk=draft.pk)
    services.open_round(actor=None, round_=draft, on=OPENS)
    with pytest.raises(ValidationError):
        services.set_groups(actor=None, round_=stale, plans=GROUPS[:2])
    assert draft.groups.count() == 5


def test_a_draft_under_a_round_cannot_be_replaced(version, starter_pack):
    draft_version = load_pack(changed_pack(starter_pack, "A"), actor=None, on=OPENS)
    services.make_round(actor=None, version=draft_version, plan=plan())
    with pytest.raises(CatalogueFaultsError) as refusal:
        load_pack(changed_pack(starter_pack, "B"), actor=None, on=OPENS)
    assert "already in use" in refusal.value.faults[0].sentence
    assert FrameworkVersion.objects.get(version="9.9").content_hash == draft_version.content_hash


def changed_pack(pack, provider: str):
    return replace(pack, version="9.9", provider=provider)


def test_a_round_is_extended_with_a_reason_and_never_shortened(open_round):
    for day in (CLOSES, CLOSES - timedelta(days=1)):
        with pytest.raises(ValidationError) as refusal:
            services.extend_round(actor=None, round_=open_round, closes_on=day, reason="Rain.", on=OPENS)
        assert "never shortened" in sentences(refusal)
    with pytest.raises(ValidationError) as refusal:
        services.extend_round(actor=None, round_=open_round, closes_on=LATER, reason="  ", on=OPENS)
    assert "Say why" in sentences(refusal)
    extended = services.extend_round(
        actor=None, round_=open_round, closes_on=LATER, reason="The washers were not reached.", on=CLOSES
    )
    assert extended.closes_on == LATER
    event = extended.events.get(kind="extended")
    assert (event.closes_on, event.reason) == (LATER, "The washers were not reached.")
    assert "washers" not in str(Entry.objects.get(action="consultation.round_extended").detail)


def test_a_round_whose_last_day_has_passed_takes_nothing_and_can_still_be_extended(open_round):
    assert open_round.is_open_on(OPENS)
    assert open_round.is_open_on(CLOSES)
    assert not open_round.is_open_on(CLOSES + timedelta(days=1))
    assert not open_round.is_open_on(OPENS - timedelta(days=1))
    extended = services.extend_round(
        actor=None, round_=open_round, closes_on=LATER, reason="Rain.", on=CLOSES + timedelta(days=3)
    )
    assert extended.is_open_on(LATER)


def test_an_extension_into_the_past_is_none(open_round):
    with pytest.raises(ValidationError):
        services.extend_round(actor=None, round_=open_round, closes_on=LATER, reason="Rain.", on=date(2026, 12, 1))


def test_closing_early_needs_a_reason_and_is_for_good(open_round):
    with pytest.raises(ValidationError) as refusal:
        services.close_round(actor=None, round_=open_round, on=CLOSES)
    assert "announced until 2026-04-30" in sentences(refusal)
    closed = services.close_round(actor=None, round_=open_round, on=CLOSES, reason="Fighting near the sites.")
    assert closed.status == Round.Status.CLOSED
    assert not closed.is_open_on(CLOSES)
    for act in (
        lambda: services.close_round(actor=None, round_=open_round, on=LATER),
        lambda: services.extend_round(actor=None, round_=open_round, closes_on=LATER, reason="x", on=CLOSES),
        lambda: services.open_round(actor=None, round_=open_round, on=CLOSES),
        lambda: services.change_answers(actor=None, round_=open_round, language="en", answers=[]),
    ):
        with pytest.raises(ValidationError):
            act()


def test_closing_tells_those_who_hold_answers_while_the_round_still_counts_as_open(open_round):
    heard = []

    def listen(sender, round_, on, **_more):
        heard.append((round_.status, on))

    round_closes.connect(listen)
    try:
        services.close_round(actor=None, round_=open_round, on=CLOSES + timedelta(days=1))
    finally:
        round_closes.disconnect(listen)
    assert heard == [("open", CLOSES + timedelta(days=1))]


def test_where_held_answers_cannot_be_released_the_round_stays_open(open_round):
    def fail(sender, **_more):
        raise RuntimeError

    round_closes.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            services.close_round(actor=None, round_=open_round, on=CLOSES + timedelta(days=1))
    finally:
        round_closes.disconnect(fail)
    open_round.refresh_from_db()
    assert open_round.status == Round.Status.OPEN
    assert open_round.events.count() == 1


def test_answers_may_grow_while_the_round_is_open(open_round):
    pair = [{"question": "May I write in Swahili?", "answer": "Yes."}]
    services.change_answers(actor=None, round_=open_round, language="sw", answers=pair)
    open_round.refresh_from_db()
    assert open_round.questions_and_answers["sw"] == pair
    assert open_round.questions_and_answers["en"][0]["question"] == "Who may answer?"
    with pytest.raises(ValidationError):
        services.change_answers(actor=None, round_=open_round, language="de", answers=pair)


def test_events_cannot_be_rewritten(open_round):
    with pytest.raises(DatabaseError), transaction.atomic():
        open_round.events.update(reason="Nothing happened.")
