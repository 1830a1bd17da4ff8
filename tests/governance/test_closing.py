"""The count: quorum in each chamber, consensus and its fall-back, the whole record, and the decision that follows."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from ladder.core.canonical import digest_of
from ladder.governance.models import Closing, Decision, Effect, Seat, Tenure
from ladder.governance.services.closing import close_proposal
from ladder.governance.services.positions import answer_objection
from ladder.governance.services.proposals import open_proposal
from tests.governance.deciding import AFTER, BETWEEN, CLOSES, KEEP, close, decided, draft, put, say
from tests.governance.scene import found_committee

pytestmark = pytest.mark.django_db
ONE_OF_EACH = ("government-1", "companies-1", "civil_society-1")


def test_consensus_in_every_chamber_is_a_decision_with_its_effects_waiting(steering):
    closing = decided(steering)
    decision = Decision.objects.get()
    assert (closing.outcome, closing.option.key, closing.proposal.decision) == ("consensus", "begin", decision)
    assert (decision.number, decision.decided_on) == (1, date(2026, 3, 13))
    assert decision.objections_until == date(2026, 3, 27)  # 14 days
    assert decision.appeals_until == date(2026, 5, 26)  # 60 days more
    effect = Effect.objects.get()
    assert (effect.kind, effect.subject, effect.state) == ("open_fund_call", "fund_call:first", "waiting")
    entry = {"kind": effect.kind, "subject": effect.subject, "payload": {"words": "up to 100,000 USD for 2026"}}
    assert effect.digest == digest_of(entry)
    assert decision.proposal.state == "decided"


def test_the_record_is_whole_and_its_hash_can_be_worked_out(steering):
    proposal = put(steering)
    for seat in ONE_OF_EACH:
        say(steering, proposal, seat)
    say(steering, proposal, "companies-2", "object", dissent={"fr": "Trop tôt."})
    answer_objection(
        position=proposal.positions.get(stance="object"), texts={"en": "It is ready."}, actor=None, at=BETWEEN
    )
    closing = close(proposal)
    record = closing.record
    assert closing.digest == digest_of(record)
    assert (record["outcome"], record["option"], record["counted_on"]) == ("not_adopted", "", "2026-03-13")
    assert record["method"] == {"name": "chamber-deciding", "version": "1"}
    companies = next(one for one in record["chambers"] if one["chamber"] == "companies")
    assert companies == {
        "chamber": "companies", "names": {"en": "companies"}, "seats": 2, "recused": 0, "heard": 2, "needed": 1,
        "has_quorum": True, "support": {"begin": 1, "keep": 0}, "against": {"begin": 1, "keep": 2}, "aside": 0,
        "objections": 1,
    }  # fmt: skip
    dissenter = next(one for one in record["seats"] if one["names"] == {"en": "companies-2"})
    assert dissenter["organisation"]["name"] == "steering companies-2"
    assert dissenter["position"]["dissent"] == {"fr": "Trop tôt."}
    assert dissenter["position"]["answer"] == {"en": "It is ready."}
    silent = next(one for one in record["seats"] if one["names"] == {"en": "civil_society-2"})
    assert silent["position"] is None
    assert record["proposal"]["words"]["titles"]["en"] == "Shall we begin?"
    assert digest_of(record["proposal"]["words"]) == record["proposal"]["digest"] == proposal.digest


def test_without_quorum_in_one_chamber_nothing_is_decided_and_it_can_be_opened_again(steering):
    closing = decided(steering, dict.fromkeys(("companies-1", "companies-2", "civil_society-1"), "support"))
    proposal = closing.proposal
    assert (closing.outcome, proposal.state) == ("no_quorum", "undecided")
    assert not Decision.objects.exists()
    assert not Effect.objects.exists()
    later = AFTER + timedelta(days=10)
    open_proposal(proposal=proposal, actor=None, closes_at=later, at=AFTER)
    say(steering, proposal, "government-1", at=AFTER)
    again = close(proposal, later)
    assert again.outcome == "consensus"  # what the others said still stands: the words are the same
    assert [one.outcome for one in proposal.closings.all()] == ["no_quorum", "consensus"]


def test_a_quorum_that_vanished_before_the_count_is_seen_at_the_count(steering):
    proposal = put(steering)
    for seat in ONE_OF_EACH:
        say(steering, proposal, seat)
    Tenure.objects.filter(pk=steering.tenures["government-1"].pk).update(ends_on="2026-03-12")
    closing = close(proposal)
    assert closing.outcome == "no_quorum"
    vacant = next(one for one in closing.record["seats"] if one["names"] == {"en": "government-1"})
    assert (vacant["tenure"], vacant["organisation"], vacant["position"]) == ("", None, None)


def test_a_seat_that_closed_is_not_asked_any_more(steering):
    Seat.objects.filter(pk=steering.seats["civil_society-2"].pk).update(closes_on="2026-03-04")
    closing = decided(steering, dict.fromkeys(ONE_OF_EACH, "support"))
    assert len(closing.record["seats"]) == 4


def test_it_is_closed_early_only_when_every_seat_was_heard(steering):
    proposal = put(steering)
    for seat in (*ONE_OF_EACH, "companies-2"):
        say(steering, proposal, seat)
    with pytest.raises(ValidationError, match="Close it when the time is over"):
        close(proposal, BETWEEN)
    say(steering, proposal, "civil_society-2")
    assert close(proposal, BETWEEN).outcome == "consensus"


def test_it_is_closed_once(steering):
    closing = decided(steering)
    with pytest.raises(ValidationError, match="nothing to close"):
        close(closing.proposal)
    with pytest.raises(ValidationError, match="nothing to close"):
        close_proposal(proposal=draft(steering), actor=None, at=CLOSES)
    assert Closing.objects.count() == 1


def test_an_answered_objection_leaves_it_to_a_majority_in_each_chamber(make_person):
    three = found_committee(make_person, sides={"government": 1, "companies": 3}, observers=0)
    proposal = put(three)
    for seat in ("government-1", "companies-1", "companies-2"):
        say(three, proposal, seat)
    objection = say(three, proposal, "companies-3", "object")
    answer_objection(position=objection, texts={"en": "It is ready."}, actor=None, at=BETWEEN)
    closing = close(proposal)
    assert (closing.outcome, closing.option.key) == ("majority", "begin")
    assert Effect.objects.count() == 1


def test_what_is_not_adopted_has_no_effects_and_no_objection_period(steering):
    closing = decided(steering, {**dict.fromkeys(ONE_OF_EACH, "support"), "companies-2": "object"})
    decision = closing.decision
    assert (closing.outcome, closing.option) == ("not_adopted", None)
    assert (decision.objections_until, decision.appeals_until) == (None, date(2026, 5, 12))
    assert not decision.effects.exists()


def test_an_option_without_effects_is_a_decision_without_effects(steering):
    closing = decided(steering, {**dict.fromkeys(ONE_OF_EACH, "stand_aside")}, options=[KEEP])
    assert closing.outcome == "not_adopted"  # nobody supports it
    proposal = put(steering, [KEEP])
    for seat in ONE_OF_EACH:
        say(steering, proposal, seat, option="keep")
    assert close(proposal).outcome == "consensus"
    assert not Effect.objects.exists()
    assert Decision.objects.order_by("-pk")[0].number == 2


def test_counts_and_decisions_are_never_rewritten(steering):
    closing = decided(steering)
    for rows, change in ((Closing.objects.filter(pk=closing.pk), {"outcome": "majority"}),
                         (Decision.objects.all(), {"number": 9})):  # fmt: skip
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)
