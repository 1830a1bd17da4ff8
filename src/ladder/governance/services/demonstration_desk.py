"""The demonstration's desk: the comments of the closed round bundled and answered by the rules of the file."""

from collections.abc import Mapping
from typing import Any

from ladder.consultation.models import Round
from ladder.governance.models import Disposition, Issue
from ladder.governance.queries.answering import live_issues
from ladder.governance.services.demonstration_stage import Stage
from ladder.governance.services.issues import bundle_comments, merge_issues, name_issue
from ladder.governance.services.resolutions import Draft, draft_resolutions

BUNDLED, DRAFTED = -88, -87
Rule = Mapping[str, Any]


def answer_comments(stage: Stage, closed: Round) -> dict[str, list[Issue]]:
    """Bundle, join, name and answer every comment of a round. Returns the issues by the change that they cause."""
    member = stage.people["committee"]
    bundle_comments(round_=closed, actor=member, on=stage.day(BUNDLED))
    answered: dict[int, Rule] = {
        issue.number: rule for rule in stage.data["answers"] for issue in gather(closed, rule, stage)
    }
    issues = {issue.number: issue for issue in live_issues(closed)}
    others: Rule = stage.data["others"]
    rules = {number: answered.get(number, others) for number in issues}
    draft_resolutions(
        round_=closed,
        drafts={number: Draft(rule["disposition"], rule["reasons"]) for number, rule in rules.items()},
        revisions={number: issue.revision for number, issue in issues.items()},
        actor=member,
        at=stage.at(DRAFTED),
    )
    causes: dict[str, list[Issue]] = {}
    for number, rule in rules.items():
        for key in rule.get("changes", ()):
            causes.setdefault(key, []).append(issues[number])
    return causes


def gather(closed: Round, rule: Rule, stage: Stage) -> list[Issue]:
    """The issue that a rule answers: the first on its requirement by its groups, with the others joined to it."""
    member = stage.people["committee"]
    rows = live_issues(closed).filter(item__key=rule["requirement"])
    found = [issue for issue in rows if first_group(issue) in rule["by"]]
    for other in found[1:]:
        merge_issues(issue=other, into=found[0], actor=member)
    return [name_issue(issue=issue, titles=rule["titles"], actor=member) for issue in found[:1]]


def first_group(issue: Issue) -> str:
    """The key of the group that spoke first in an issue."""
    member = issue.members.select_related("contribution__group__group").order_by("pk").first()
    group = member.contribution.group if member else None
    return str(group.group.key) if group else ""


def issue_for_steering(closed: Round) -> Issue:
    """The issue that the desk sent up."""
    return live_issues(closed).filter(resolution__disposition=Disposition.TO_STEERING).get()
