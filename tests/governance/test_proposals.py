"""A proposal on its way: what is fixed when it opens, what an amendment undoes, what is refused and why."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from ladder.core.canonical import digest_of
from ladder.governance.models import Body, Proposal, Revision, RuleSet
from ladder.governance.services.effects import Intended
from ladder.governance.services.proposal_plans import OptionPlan, ProposalPlan
from ladder.governance.services.proposals import (
    amend_proposal,
    change_proposal,
    draft_proposal,
    open_proposal,
    withdraw_proposal,
)
from tests.governance.deciding import (
    AFTER,
    BEGIN,
    BETWEEN,
    CALL,
    CLOSES,
    KEEP,
    OPENED,
    close,
    draft,
    kind_of_effect,
    put,
    say,
)

pytestmark = pytest.mark.django_db


def plan_of(*options, title="Shall we begin?", **more):
    return ProposalPlan({"en": title}, {}, options or (BEGIN, KEEP), **more)


def amend(proposal, actor, *options, reasons=None, closes_at=CLOSES, at=BETWEEN, **more):
    return amend_proposal(
        proposal=proposal, plan=plan_of(*options, **more), actor=actor, closes_at=closes_at, at=at,
        reasons={"en": "A word was missing."} if reasons is None else reasons,
    )  # fmt: skip


def test_what_is_put_to_a_body_is_fixed_by_a_digest_that_anybody_can_work_out(steering):
    proposal = put(steering)
    fixed = Revision.objects.get(proposal=proposal)
    rules = RuleSet.objects.get(body=steering.body)
    assert fixed.document == {
        "body": str(steering.body.public_id),
        "titles": {"en": "Shall we begin?", "fr": "Commençons-nous ?"},
        "texts": {"en": "All is ready."},
        "subjects": ["fund_call:first"],
        "options": [
            {"key": "begin", "names": {"en": "Begin"}, "texts": {}, "effects": [
                {"kind": "open_fund_call", "subject": "fund_call:first", "payload": {"words": "up to 100,000 USD for 2026"}}
            ]},
            {"key": "keep", "names": {"en": "Keep it"}, "texts": {}, "effects": []},
        ],
        "rules": {"number": 1, "digest": rules.digest},
    }  # fmt: skip
    assert proposal.digest == fixed.digest == digest_of(fixed.document)
    assert (proposal.state, proposal.number, proposal.closes_at) == ("open", 1, CLOSES)


def test_proposals_of_a_body_are_numbered_without_gaps(steering, technical):
    assert [draft(steering).number, draft(steering).number, draft(technical).number] == [1, 2, 1]


@pytest.mark.parametrize(
    ("plan", "field"),
    [
        (ProposalPlan({"en": " "}, {}, (BEGIN,)), "titles"),
        (ProposalPlan({"en": "?"}, {}, ()), "options"),
        (ProposalPlan({"en": "?"}, {}, (BEGIN, BEGIN)), "options"),
        (ProposalPlan({"en": "?"}, {}, (OptionPlan("a", {}, {}),)), "options"),
    ],
)
def test_words_that_are_missing_are_named(steering, plan, field):
    with pytest.raises(ValidationError) as refusal:
        draft_proposal(body=steering.body, titles=plan.titles, texts={}, options=plan.options, actor=None)
    assert set(refusal.value.message_dict) == {field}
    assert not Proposal.objects.exists()


def test_an_effect_that_the_body_has_no_power_for_is_refused_at_the_opening(steering):
    Body.objects.filter(pk=steering.body.pk).update(powers=["publish_version"])
    with pytest.raises(ValidationError, match="no power"):
        put(steering)
    assert Proposal.objects.get().state == "draft"
    assert not Revision.objects.exists()


def test_an_effect_that_nothing_here_can_do_is_refused_at_the_opening(steering):
    with pytest.raises(ValidationError, match="nothing here can do"):
        put(steering, [OptionPlan("a", {"en": "A"}, {}, (Intended("fly"),))])


def test_an_effect_that_is_hindered_is_refused_with_the_reason_and_the_option(steering):
    with (
        kind_of_effect("open_fund_call", lambda *_: None, lambda _intended: ["the fund is empty"]),
        pytest.raises(ValidationError, match="Option “Begin”: the fund is empty"),
    ):
        put(steering)


def test_seats_get_the_days_that_the_rules_give_them(steering):
    proposal = draft(steering)
    with pytest.raises(ValidationError, match="at least 7 days"):
        open_proposal(proposal=proposal, actor=None, at=OPENED, closes_at=OPENED + timedelta(days=7, seconds=-1))
    opened = open_proposal(proposal=proposal, actor=None, at=OPENED, closes_at=OPENED + timedelta(days=7))
    assert opened.state == "open"
    with pytest.raises(ValidationError, match="cannot be opened"):
        open_proposal(proposal=proposal, actor=None, at=OPENED, closes_at=CLOSES)


@pytest.mark.parametrize("state", ["preparing", "ended"])
def test_a_body_that_does_not_stand_decides_nothing(steering, state):
    proposal = draft(steering)
    Body.objects.filter(pk=steering.body.pk).update(state=state)
    with pytest.raises(ValidationError, match="cannot decide"):
        open_proposal(proposal=proposal, actor=None, closes_at=CLOSES, at=OPENED)


def test_a_draft_is_rewritten_and_an_open_proposal_is_not(steering):
    proposal, actor = draft(steering), steering.people["companies-1"]
    change_proposal(proposal=proposal, plan=plan_of(KEEP, title="Or not?"), actor=actor)
    proposal.refresh_from_db()
    assert proposal.titles == {"en": "Or not?"}
    assert list(proposal.options.values_list("key", "revision")) == [("keep", 1)]
    open_proposal(proposal=proposal, actor=None, closes_at=CLOSES, at=OPENED)
    with pytest.raises(ValidationError, match="Amend it"):
        change_proposal(proposal=proposal, plan=plan_of(), actor=actor)


def test_an_amendment_is_a_new_revision_and_earlier_positions_do_not_count(steering):
    proposal, actor = put(steering), steering.people["companies-1"]
    before = say(steering, proposal, "government-1")
    amended = amend(proposal, actor, KEEP, BEGIN)
    assert (amended.revision, amended.state) == (2, "open")
    assert [one.number for one in proposal.revisions.all()] == [1, 2]
    assert proposal.revisions.get(number=2).reasons == {"en": "A word was missing."}
    assert proposal.revisions.get(number=1).document["options"][0]["key"] == "begin"
    before.refresh_from_db()
    assert (before.revision, before.option.names) == (1, {"en": "Begin"})
    for seat in ("companies-1", "civil_society-1", "companies-2", "civil_society-2"):
        say(steering, proposal, seat)
    closing = close(proposal)
    assert closing.outcome == "no_quorum"  # the government spoke on the earlier words only
    assert [one["why"] for one in closing.record["not_counted"]] == ["earlier_revision"]


def test_who_read_the_earlier_words_is_told_to_read_again(steering):
    proposal = put(steering)
    earlier = proposal.options.get(key="begin")
    amend(proposal, steering.people["companies-1"], KEEP, BEGIN)
    with pytest.raises(ValidationError, match="changed while you were reading"):
        say(steering, proposal, "companies-1", revision=1)
    with pytest.raises(ValidationError, match="from earlier words"):
        say(steering, proposal, "companies-1", option=earlier)


def test_amendments_need_a_reason_a_change_and_time(steering):
    proposal, actor = put(steering), steering.people["companies-1"]
    with pytest.raises(ValidationError, match="Say why"):
        amend(proposal, actor, KEEP, reasons={"en": " "})
    with pytest.raises(ValidationError, match="at least 7 days"):
        amend(proposal, actor, KEEP, closes_at=BETWEEN + timedelta(days=6))
    with pytest.raises(ValidationError, match="The time for positions is over"):
        amend(proposal, actor, KEEP, at=AFTER, closes_at=AFTER + timedelta(days=9))
    same = ProposalPlan(proposal.titles, proposal.texts, (BEGIN, KEEP))
    with pytest.raises(ValidationError, match="Nothing was changed"):
        amend_proposal(proposal=proposal, plan=same, actor=actor, reasons={"en": "x"}, closes_at=CLOSES, at=BETWEEN)
    proposal.refresh_from_db()
    assert (proposal.revision, proposal.revisions.count()) == (1, 1)


def test_a_proposal_is_taken_back_before_its_time_is_over_and_not_after(steering):
    proposal, actor = put(steering), steering.people["companies-1"]
    with pytest.raises(ValidationError, match="Close the proposal"):
        withdraw_proposal(proposal=proposal, actor=actor, at=CLOSES)
    assert withdraw_proposal(proposal=proposal, actor=actor, at=BETWEEN).state == "withdrawn"
    with pytest.raises(ValidationError, match="withdrawn already"):
        withdraw_proposal(proposal=proposal, actor=actor, at=BETWEEN)


def test_opened_again_under_other_rules_it_is_a_new_revision(steering):
    proposal = put(steering)
    say(steering, proposal, "companies-1")
    assert close(proposal).outcome == "no_quorum"
    later = AFTER + timedelta(days=20)
    again = open_proposal(proposal=proposal, actor=None, closes_at=later, at=AFTER)
    assert again.revision == 1  # the same words under the same rules: positions stay
    assert close(proposal, later).outcome == "no_quorum"
    content = {**RuleSet.objects.get().content, "quorum_share": "1/3"}
    RuleSet.objects.create(
        body=steering.body, kind="deciding", number=2, content=content, digest=digest_of(content),
        in_force_from=later.date(), created_at=later,
    )  # fmt: skip
    last = open_proposal(proposal=proposal, actor=None, closes_at=later + timedelta(days=9), at=later)
    assert last.revision == 2
    assert [one.key for one in last.options.filter(revision=2)] == ["begin", "keep"]
    assert last.options.get(revision=2, key="begin").effects[0]["subject"] == CALL.subject
