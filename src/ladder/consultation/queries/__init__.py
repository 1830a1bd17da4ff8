"""What pages, the API and later rooms read from the consultation; never who a participant is."""

from ladder.consultation.queries.coverage import GroupRow, SpeakingGroup, build_coverage, list_speaking_groups
from ladder.consultation.queries.rounds import (
    build_document,
    count_items,
    level_names,
    list_events,
    list_invitations,
    list_rounds,
    principle_names,
    show_round,
    state_of,
)

__all__ = [
    "GroupRow",
    "SpeakingGroup",
    "build_coverage",
    "build_document",
    "count_items",
    "level_names",
    "list_events",
    "list_invitations",
    "list_rounds",
    "list_speaking_groups",
    "principle_names",
    "show_round",
    "state_of",
]
