"""Who may see and do what in the governance room. Nothing is open unless a rule here says so; no means 404.

The secretariat keeps bodies, meetings and documents. Seats take positions through their holder or alternate. The desk
is for the secretariat and the technical committee: they read comments, never who made them. Composition, decisions,
published answers and approved documents are public; drafts are not. Of a body that shields its seats
(`Body.shields_seats`) only those who take part in it learn what a seat said or whether it came.
"""

from ladder.governance.access.bodies import get_body_or_404, get_meeting_or_404
from ladder.governance.access.deciding import (
    get_challenge_or_404,
    get_counted_decision_or_404,
    get_decision_or_404,
    get_followed_decision_or_404,
    get_followed_or_404,
    get_heard_challenge_or_404,
    get_prepared_or_404,
    get_proposal_or_404,
    get_spoken_for_or_404,
    may_prepare,
    may_propose,
    may_see_proposal,
)
from ladder.governance.access.desk import (
    get_desk_or_404,
    get_issue_or_404,
    get_next_version_or_404,
    get_steering_pack_or_404,
    may_use_desk,
    require_desk,
)
from ladder.governance.access.published import (
    get_answered_round_or_404,
    get_changed_version_or_404,
    get_submission_or_404,
)
from ladder.governance.access.seats import (
    Reader,
    forget_tenures,
    holds_a_seat,
    require_keeper,
    require_participant,
    speaks_in,
    takes_part_in,
    tenure_in,
    tenures_in_force,
    tenures_of,
)
from ladder.governance.access.years import (
    get_kept_year_or_404,
    get_year_document_or_404,
    get_year_or_404,
    sees_year_drafts,
    years_of,
)

__all__ = [
    "Reader",
    "forget_tenures",
    "get_answered_round_or_404",
    "get_body_or_404",
    "get_challenge_or_404",
    "get_changed_version_or_404",
    "get_counted_decision_or_404",
    "get_decision_or_404",
    "get_desk_or_404",
    "get_followed_decision_or_404",
    "get_followed_or_404",
    "get_heard_challenge_or_404",
    "get_issue_or_404",
    "get_kept_year_or_404",
    "get_meeting_or_404",
    "get_next_version_or_404",
    "get_prepared_or_404",
    "get_proposal_or_404",
    "get_spoken_for_or_404",
    "get_steering_pack_or_404",
    "get_submission_or_404",
    "get_year_document_or_404",
    "get_year_or_404",
    "holds_a_seat",
    "may_prepare",
    "may_propose",
    "may_see_proposal",
    "may_use_desk",
    "require_desk",
    "require_keeper",
    "require_participant",
    "sees_year_drafts",
    "speaks_in",
    "takes_part_in",
    "tenure_in",
    "tenures_in_force",
    "tenures_of",
    "years_of",
]
