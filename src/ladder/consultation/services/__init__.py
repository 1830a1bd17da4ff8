"""Stores what a consultation is told; every act is atomic and leaves an entry in the log."""

from ladder.consultation.services.contents import QuestionPlan, choose_items, set_questions, set_rules
from ladder.consultation.services.groups import GroupPlan, set_groups
from ladder.consultation.services.invitations import end_unused_invitations, issue_invitations
from ladder.consultation.services.preparation import Selection, list_missing
from ladder.consultation.services.round_plans import RoundPlan
from ladder.consultation.services.rounds import (
    change_answers,
    change_round,
    close_round,
    extend_round,
    make_round,
    open_round,
)

__all__ = [
    "GroupPlan",
    "QuestionPlan",
    "RoundPlan",
    "Selection",
    "change_answers",
    "change_round",
    "choose_items",
    "close_round",
    "end_unused_invitations",
    "extend_round",
    "issue_invitations",
    "list_missing",
    "make_round",
    "open_round",
    "set_groups",
    "set_questions",
    "set_rules",
]
