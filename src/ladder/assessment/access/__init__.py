"""Who may do what in the assessment room: `sites` for a site's findings, `visits` for the kind of a visit."""

from ladder.assessment.access.sites import (
    Reader,
    may_decide,
    may_look_from_outside,
    may_record,
    may_see_notes,
    may_see_reasons,
    open_notes,
    require_decider,
    require_reasons,
    require_record,
)
from ladder.assessment.access.visits import is_independent, kind_of_visit

__all__ = [
    "Reader",
    "is_independent",
    "kind_of_visit",
    "may_decide",
    "may_look_from_outside",
    "may_record",
    "may_see_notes",
    "may_see_reasons",
    "open_notes",
    "require_decider",
    "require_reasons",
    "require_record",
]
