"""Rows of the governance room."""

from ladder.governance.models.bodies import Body, Chamber, Interest, RuleSet, Seat, Tenure
from ladder.governance.models.deciding import Challenge, Closing, Decision, Effect
from ladder.governance.models.desk import Answer, AnswerSet, Disposition, Issue, IssueEvent, IssueMember, Resolution
from ladder.governance.models.next_version import Change, NextVersion
from ladder.governance.models.proposing import (
    Attendance,
    DiscussionNote,
    Meeting,
    ObjectionAnswer,
    Option,
    Position,
    Proposal,
    Revision,
)
from ladder.governance.models.years import Booking, BudgetLine, Progress, WorkItem, YearDocument

__all__ = [
    "Answer",
    "AnswerSet",
    "Attendance",
    "Body",
    "Booking",
    "BudgetLine",
    "Challenge",
    "Chamber",
    "Change",
    "Closing",
    "Decision",
    "DiscussionNote",
    "Disposition",
    "Effect",
    "Interest",
    "Issue",
    "IssueEvent",
    "IssueMember",
    "Meeting",
    "NextVersion",
    "ObjectionAnswer",
    "Option",
    "Position",
    "Progress",
    "Proposal",
    "Resolution",
    "Revision",
    "RuleSet",
    "Seat",
    "Tenure",
    "WorkItem",
    "YearDocument",
]
