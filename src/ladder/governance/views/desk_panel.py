"""What stands beside the table: always the same three things of the chosen issue, and the form of its answer."""

from typing import Any

from ladder.accounts.models import User
from ladder.consultation.models import Round
from ladder.governance.forms.desk import SHORTCUTS, IssueAnswerForm, initial_of
from ladder.governance.models import Issue
from ladder.governance.queries import desk_issue as queries
from ladder.governance.services.hearing import hear
from ladder.synthesis.words import name_of_groups

COMMENTS_BESIDE = 4


def panel_of(row: Round, issue: Issue, worker: User, form: IssueAnswerForm | None = None) -> dict[str, Any]:
    """The text as it stands, the proposed changes, who said what by group, and the answer."""
    issue.round = row
    heard, grouping = hear(row)
    members = queries.members_of(issue)
    return {
        "issue": issue,
        "wording": queries.wording_of(row, issue.item.key) if issue.item else None,
        "proposals": queries.proposals_of(issue),
        "line": heard.line(issue.item.key) if issue.item else None,
        "all_groups": name_of_groups(grouping.names),
        "comments": queries.voiced(members[:COMMENTS_BESIDE]),
        "comment_count": members.count(),
        "answer": form or IssueAnswerForm(initial=initial_of(issue), round_=row),
        "shortcuts": SHORTCUTS,
        "reusable": queries.reusable_reasons(row, worker, issue),
        "last_step": queries.last_undoable(issue),
        "is_outgrown": queries.is_outgrown(issue),
        "is_decided": hasattr(issue, "resolution") and issue.resolution.decision_id is not None,
    }
