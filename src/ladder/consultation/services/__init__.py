"""Stores what a consultation is told; every act is atomic and leaves an entry in the log."""

from ladder.consultation.services.groups import GroupPlan, set_groups
from ladder.consultation.services.preparation import Selection
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
    "RoundPlan",
    "Selection",
    "change_answers",
    "change_round",
    "close_round",
    "extend_round",
    "make_round",
    "open_round",
    "set_groups",
]
