"""Objections and appeals: who may, until when, what they hold back, and how a body answers."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from ladder.governance.models import Challenge, Effect, Interest
from ladder.governance.queries.affected import Standpoint, standpoints_of
from ladder.governance.services.challenges import (
    appeal_decision,
    hear_challenge,
    object_to_decision,
    withdraw_challenge,
)
from ladder.governance.services.effects import Intended
from ladder.governance.services.proposal_plans import OptionPlan, ProposalPlan
from ladder.governance.services.proposals import change_proposal, open_proposal
from ladder.governance.services.taking import take_due_effects, take_effects
from ladder.registry.models import Site, SiteOperator, Source
from tests.governance.deciding import AFTER, CLOSES, DUE, KEEP, LAST_DAY_OF_OBJECTIONS, OPENED, close, decided, say

pytestmark = pytest.mark.django_db
REASONS = {"en": "The seats were not told what it costs."}
LAST_MOMENT = datetime(2026, 3, 27, 23, tzinfo=UTC)
IN_APRIL = datetime(2026, 4, 2, tzinfo=UTC)


def seat_of(committee, name):
    return Standpoint(tenure=committee.tenures[name])


def object_as(committee, decision, name="companies-1", at=AFTER, texts=REASONS):
    return object_to_decision(
        decision=decision, actor=committee.people[name], standpoint=seat_of(committee, name), texts=texts, at=at
    )


def appeal_as(committee, decision, name="companies-1", at=IN_APRIL):
    return appeal_decision(
        decision=decision, actor=committee.people[name], standpoint=seat_of(committee, name), texts=REASONS, at=at
    )


def test_an_objection_holds_every_effect_back_until_it_is_answered(steering):
    decision = decided(steering).decision
    object_as(steering, decision, at=LAST_MOMENT)
    assert take_due_effects(on=DUE) == 0
    with pytest.raises(ValidationError, match="An objection is not answered"):
        take_effects(decision=decision, actor=None, on=DUE)
    assert Effect.objects.get().state == "waiting"


def test_after_the_period_an_objection_is_refused_and_an_appeal_is_not(steering):
    decision = decided(steering).decision
    with pytest.raises(ValidationError, match="Objections are still possible"):
        appeal_as(steering, decision, at=LAST_MOMENT)
    with pytest.raises(ValidationError, match="The time for objections"):
        object_as(steering, decision, at=LAST_MOMENT + timedelta(hours=1))
    assert appeal_as(steering, decision).kind == "appeal"
    assert take_due_effects(on=DUE) == 1  # an appeal holds nothing back
    with pytest.raises(ValidationError, match="The time for appeals"):
        appeal_as(steering, decision, "companies-2", at=datetime(2026, 5, 27, tzinfo=UTC))


def test_objections_need_reasons_and_come_once_a_seat(steering):
    decision = decided(steering).decision
    with pytest.raises(ValidationError, match="Say in writing"):
        object_as(steering, decision, texts={"en": " "})
    object_as(steering, decision)
    with pytest.raises(ValidationError, match="done so already"):
        object_as(steering, decision)
    object_as(steering, decision, "government-1")
    assert Challenge.objects.count() == 2


def test_seats_of_others_observers_and_recused_seats_do_not_object(steering, technical):
    decision = decided(steering).decision
    for committee, name in ((technical, "members-1"), (steering, "observer-1")):
        with pytest.raises(ValidationError, match="You do not speak"):
            object_as(committee, decision, name)
    with pytest.raises(ValidationError, match="You do not speak"):
        object_to_decision(
            decision=decision, actor=steering.people["companies-1"], standpoint=seat_of(steering, "companies-2"),
            texts=REASONS, at=AFTER,
        )  # fmt: skip
    Interest.objects.create(
        tenure=steering.tenures["companies-1"],
        proposal=decision.proposal,
        reasons={"en": "x"},
        declared_on="2026-03-13",
    )
    with pytest.raises(ValidationError, match="You do not speak"):
        object_as(steering, decision)


def test_the_operator_of_a_site_that_it_is_about_objects_by_its_mandate(steering, people):
    source = Source.objects.get(key="secretariat")
    site = Site.objects.create(name="Pit", name_folded="pit", province="Lualaba", source=source, created_at=OPENED)
    about = {"subjects": [f"site:{site.public_id}"]}
    decision = decided(steering, **about).decision
    operator = people["operator"]
    assert standpoints_of(operator, decision, date(2026, 3, 13)) == []
    organisation = operator.mandates.get().organisation
    SiteOperator.objects.create(site=site, organisation=organisation, starts_on="2026-01-01", source=source)
    (standpoint,) = standpoints_of(operator, decision, date(2026, 3, 13))
    assert standpoint.organisation == organisation
    filed = object_to_decision(decision=decision, actor=operator, standpoint=standpoint, texts=REASONS, at=AFTER)
    assert (filed.tenure, filed.organisation) == (None, organisation)


def test_whoever_filed_it_takes_it_back_and_nobody_else(steering):
    decision = decided(steering).decision
    filed = object_as(steering, decision)
    with pytest.raises(ValidationError, match="Only whoever filed it"):
        withdraw_challenge(challenge=filed, actor=steering.people["companies-2"], at=AFTER)
    withdraw_challenge(challenge=filed, actor=steering.people["companies-1"], at=AFTER)
    with pytest.raises(ValidationError, match="answered or withdrawn"):
        withdraw_challenge(challenge=filed, actor=steering.people["companies-1"], at=AFTER)
    assert take_due_effects(on=DUE) == 1


def answer(steering, challenge, option, *, effects=(), reasons=None):
    """The body answers: the proposal is drafted, gets its reasons, and every seat takes the same position."""
    drafted = hear_challenge(challenge=challenge, body=steering.body, actor=steering.people["companies-1"])
    if reasons:
        options = [
            OptionPlan(
                one.key, one.names, reasons if one.key == "dismiss" else {}, effects if one.key == option else ()
            )
            for one in drafted.options.all()
        ]
        change_proposal(
            proposal=drafted, plan=ProposalPlan(drafted.titles, drafted.texts, options, drafted.subjects),
            actor=steering.people["companies-1"],
        )  # fmt: skip
    opened = open_proposal(proposal=drafted, actor=None, closes_at=CLOSES + timedelta(days=30), at=AFTER)
    for seat in ("government-1", "companies-1", "companies-2", "civil_society-1", "civil_society-2"):
        say(steering, opened, seat, option=option, at=AFTER)
    return close(opened, AFTER)


def test_a_body_dismisses_an_objection_with_reasons_in_writing(steering):
    decision = decided(steering).decision
    filed = object_as(steering, decision)
    with pytest.raises(ValidationError, match="Write the reasons"):
        answer(steering, filed, "dismiss")
    filed.proposals.update(state="withdrawn")
    closing = answer(steering, filed, "dismiss", reasons={"en": "They were: see the minutes of March."})
    filed.refresh_from_db()
    assert (filed.state, filed.answered_through) == ("dismissed", closing.decision)
    assert filed.answers == {"en": "They were: see the minutes of March."}
    assert (closing.decision.objections_until, closing.decision.appeals_until) == (None, None)  # it is final
    assert take_due_effects(on=DUE) == 1
    with pytest.raises(ValidationError, match="answered or withdrawn"):
        hear_challenge(challenge=filed, body=steering.body, actor=steering.people["companies-1"])


def test_an_objection_that_is_upheld_makes_what_waits_void(steering):
    decision = decided(steering).decision
    filed = object_as(steering, decision)
    answer(steering, filed, "uphold", reasons={"en": "No."})
    filed.refresh_from_db()
    assert filed.state == "upheld"
    assert [one.state for one in decision.effects.all()] == ["void"]
    assert take_due_effects(on=DUE) == 0
    assert [one.state for one in take_effects(decision=decision, actor=None, on=DUE)] == ["void"]


def test_an_appeal_that_is_upheld_leaves_what_was_taken_and_its_own_effects_wait(steering):
    decision = decided(steering).decision
    take_due_effects(on=DUE)
    filed = appeal_as(steering, decision)
    call = Intended("open_fund_call", "fund_call:second", {"words": "A new call, with the costs told"})
    closing = answer(steering, filed, "uphold", effects=(call,), reasons={"en": "No."})
    filed.refresh_from_db()
    assert (filed.state, [one.state for one in decision.effects.all()]) == ("upheld", ["taken"])
    assert closing.decision.objections_until == LAST_DAY_OF_OBJECTIONS
    assert [one.state for one in closing.decision.effects.all()] == ["waiting"]


def test_one_proposal_at_a_time_answers_and_without_an_answer_it_stays_open(steering):
    decision = decided(steering).decision
    filed = object_as(steering, decision)
    drafted = hear_challenge(challenge=filed, body=steering.body, actor=steering.people["companies-1"])
    with pytest.raises(ValidationError, match="on its way already"):
        hear_challenge(challenge=filed, body=steering.body, actor=steering.people["companies-1"])
    assert [one.key for one in drafted.options.all()] == ["dismiss", "uphold"]
    assert drafted.titles["en"] == "Answer to an objection to decision 1"
    assert drafted.texts == REASONS
    plan = ProposalPlan(drafted.titles, {}, [OptionPlan("dismiss", {"en": "D"}, {"en": "R"}), KEEP])
    change_proposal(proposal=drafted, plan=plan, actor=steering.people["companies-1"])
    opened = open_proposal(proposal=drafted, actor=None, closes_at=CLOSES + timedelta(days=30), at=AFTER)
    for seat in ("government-1", "companies-1", "companies-2", "civil_society-1", "civil_society-2"):
        say(steering, opened, seat, "stand_aside", at=AFTER)
    assert close(opened, AFTER).outcome == "not_adopted"
    filed.refresh_from_db()
    assert filed.state == "open"
    assert hear_challenge(challenge=filed, body=steering.body, actor=steering.people["companies-1"]).state == "draft"
