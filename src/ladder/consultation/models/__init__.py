"""Rows of the consultation: rounds, who should be heard, who speaks, and what was said."""

from ladder.consultation.models.contributions import (
    Anchor,
    Contribution,
    HeldAnswer,
    Placement,
    Tally,
    Translation,
    Withdrawal,
)
from ladder.consultation.models.gatherings import (
    AgendaItem,
    Attendance,
    DeviceRecord,
    Gathering,
    Interpretation,
    Registration,
    SideNote,
)
from ladder.consultation.models.participants import Participant
from ladder.consultation.models.questions import Moderation
from ladder.consultation.models.rounds import Invitation, Round, RoundEvent, RoundGroup, RoundItem, RoundQuestion
from ladder.consultation.models.submissions import Submission, SubmissionRow

__all__ = [
    "AgendaItem",
    "Anchor",
    "Attendance",
    "Contribution",
    "DeviceRecord",
    "Gathering",
    "HeldAnswer",
    "Interpretation",
    "Invitation",
    "Moderation",
    "Participant",
    "Placement",
    "Registration",
    "Round",
    "RoundEvent",
    "RoundGroup",
    "RoundItem",
    "RoundQuestion",
    "SideNote",
    "Submission",
    "SubmissionRow",
    "Tally",
    "Translation",
    "Withdrawal",
]
