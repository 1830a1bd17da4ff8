"""Writes of the assessment room, one function a use case."""

from ladder.assessment.services.circumstances import close_circumstance, record_circumstance
from ladder.assessment.services.levels import refresh_all_due_levels, refresh_due_levels, refresh_level
from ladder.assessment.services.recording import Recorded, record_determinations
from ladder.assessment.services.withdrawals import withdraw

__all__ = [
    "Recorded",
    "close_circumstance",
    "record_circumstance",
    "record_determinations",
    "refresh_all_due_levels",
    "refresh_due_levels",
    "refresh_level",
    "withdraw",
]
