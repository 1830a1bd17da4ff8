"""Loads what governance looks like once it has lived: bodies, answers, decisions, a next version, two years. Invented.

Everything goes through the services that people use, with days in the past, in the order in which it would have
happened; a second call adds nothing.
"""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from ladder.accounts.models import User
from ladder.catalogue.models import FrameworkVersion
from ladder.consultation.models import Round
from ladder.governance.models import Body, Issue, Proposal
from ladder.governance.services.adopting import adopt_draft
from ladder.governance.services.answers import digest_of_drafts
from ladder.governance.services.demonstration_bodies import found_bodies, hand_a_seat_over, hold_meeting
from ladder.governance.services.demonstration_deciding import decide, put_to_steering
from ladder.governance.services.demonstration_desk import answer_comments, issue_for_steering
from ladder.governance.services.demonstration_stage import Stage, read_file
from ladder.governance.services.demonstration_years import live_year, plan_year, submit_plans, submit_report
from ladder.governance.services.effects import Intended
from ladder.governance.services.proposal_plans import OptionPlan
from ladder.registry.services.demonstration import Demonstration, find_organisation

ADOPTED = -86


@transaction.atomic
def load_demonstration_governance(
    *, people: Mapping[str, User], places: Demonstration, closed: Round, draft: FrameworkVersion, on: date
) -> bool:
    """Bodies and everything that they did; whether this call made it.

    `people` are accounts by role, `closed` the round that is answered, `draft` the version that follows from it.
    """
    data = read_file()
    if Body.objects.filter(address__in=[row["address"] for row in data["bodies"]]).exists():
        return False
    more = {row["key"]: find_organisation(row) for row in data["organisations"]}
    stage = Stage(data, on, people, {**places.organisations, **more}, places.sites)
    found_bodies(stage)
    live_first_year(stage)
    hand_a_seat_over(stage)
    answer_round(stage, closed, draft)
    live_this_year(stage)
    return True


def live_first_year(stage: Stage) -> None:
    """Last year's workplan and budget, approved before the year began; then what came of them."""
    year, row = stage.on.year - 1, stage.data["years"]["last"]
    items = plan_year(stage, row, year)
    options = submit_plans(stage, year, stage.data["proposals"]["first_year"]["opened"])
    decide(stage, "first_year", put_to_steering(stage, "first_year", options))
    live_year(stage, row, year, items)


def answer_round(stage: Stage, closed: Round, draft: FrameworkVersion) -> None:
    """The desk answers, the committee decides what was sent up, all answers are published, and a version follows."""
    hold_meeting(stage, "desk")
    causes = answer_comments(stage, closed)
    issue = issue_for_steering(closed)
    options = options_of_issue(stage, issue)
    decide(stage, "ground", put_to_steering(stage, "ground", options, round_=closed, issue=issue))
    adopt_draft(draft=draft, rounds=[closed], causes=causes, actor=stage.people["committee"], at=stage.at(ADOPTED))
    words = stage.data["proposals"]["answers"]["option"]
    publish = Intended("publish_answers", f"round:{closed.public_id}", {"digest": digest_of_drafts(closed)})
    options = [OptionPlan("publish", words, {}, [publish])]
    decide(stage, "answers", put_to_steering(stage, "answers", options, round_=closed))


def options_of_issue(stage: Stage, issue: Issue) -> list[OptionPlan]:
    """The answers between which the committee chooses."""
    rows = stage.data["proposals"]["ground"]["options"]
    return [
        OptionPlan(key, row["names"], row["reasons"], [
            Intended("answer_issue", f"issue:{issue.public_id}",
                     {"disposition": row["disposition"], "reasons": row["reasons"]})
        ])
        for key, row in rows.items()
    ]  # fmt: skip


def live_this_year(stage: Stage) -> None:
    """The report of last year, approved; an allocation to which objections run; this year's plans, to be decided."""
    rows, year = stage.data["proposals"], stage.on.year
    options = submit_report(stage, year - 1, rows["report"]["opened"])
    decide(stage, "report", put_to_steering(stage, "report", options))
    decide(stage, "allocation", propose_allocation(stage))
    row = stage.data["years"]["this"]
    live_year(stage, row, year, plan_year(stage, row, year))
    put_to_steering(stage, "this_year", submit_plans(stage, year, rows["this_year"]["opened"]))


def propose_allocation(stage: Stage) -> Proposal:
    """Money for a site: the seat of whoever works it is recused."""
    row = stage.data["proposals"]["allocation"]
    subject = f"site:{stage.sites[row['site']].public_id}"
    effect = Intended("approve_allocation", subject, {"words": row["words"]})
    return put_to_steering(stage, "allocation", [OptionPlan("approve", row["option"], {}, [effect])])
