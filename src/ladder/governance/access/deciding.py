"""Who may see, prepare and answer proposals, and who acts on decisions and on challenges to them."""

from uuid import UUID

from django.http import Http404

from ladder.accounts.models import User
from ladder.consultation.access import is_keeper
from ladder.governance.access.seats import Reader, speaks_in, takes_part_in
from ladder.governance.models import Body, Challenge, Decision, Proposal


def may_propose(user: Reader, body: Body) -> bool:
    """Whether this person puts questions to a body: its seats that take positions, and the secretariat."""
    return body.state == Body.State.STANDING and (is_keeper(user) or speaks_in(user, body) is not None)


def may_see_proposal(user: Reader, proposal: Proposal) -> bool:
    """Whether a proposal is shown: once decided to all, before that to those who take part; drafts to few."""
    if proposal.state == Proposal.State.DECIDED:
        return True
    if proposal.state == Proposal.State.DRAFT:
        return is_keeper(user) or (isinstance(user, User) and proposal.proposed_by_id == user.pk)
    return takes_part_in(user, proposal.body)


def may_prepare(user: Reader, proposal: Proposal) -> bool:
    """Whether this person writes, opens, amends and takes back a proposal: who proposed it, and the secretariat."""
    is_author = isinstance(user, User) and proposal.proposed_by_id == user.pk
    return is_keeper(user) or (is_author and speaks_in(user, proposal.body) is not None)


def get_proposal_or_404(user: Reader, public_id: UUID) -> Proposal:
    """A proposal that this reader may see."""
    rows = Proposal.objects.select_related("body", "meeting", "round", "issue", "challenge")
    found = rows.filter(public_id=public_id).first()
    if found is None or not may_see_proposal(user, found):
        raise Http404
    return found


def get_followed_or_404(user: Reader, public_id: UUID) -> tuple[User, Proposal]:
    """The person and a proposal in whose discussion they take part."""
    found = get_proposal_or_404(user, public_id)
    if isinstance(user, User) and takes_part_in(user, found.body):
        return user, found
    raise Http404


def get_spoken_for_or_404(user: Reader, public_id: UUID) -> tuple[User, Proposal]:
    """The person and a proposal that they may answer for and close: seats that take positions, and the secretariat."""
    found = get_proposal_or_404(user, public_id)
    if isinstance(user, User) and (is_keeper(user) or speaks_in(user, found.body) is not None):
        return user, found
    raise Http404


def get_prepared_or_404(user: Reader, public_id: UUID) -> tuple[User, Proposal]:
    """The person and a proposal that they prepare."""
    found = get_proposal_or_404(user, public_id)
    if isinstance(user, User) and may_prepare(user, found):
        return user, found
    raise Http404


def get_decision_or_404(public_id: UUID) -> Decision:
    """A decision: they are public."""
    rows = Decision.objects.select_related("body", "proposal", "closing__option", "closing__rule_set")
    found = rows.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def get_counted_decision_or_404(user: Reader, public_id: UUID) -> Decision:
    """A decision whose count this reader may see seat by seat: not the public where a body shields its seats."""
    found = get_decision_or_404(public_id)
    if found.body.shields_seats and not takes_part_in(user, found.body):
        raise Http404
    return found


def get_followed_decision_or_404(user: Reader, public_id: UUID) -> tuple[User, Decision]:
    """The person and a decision whose effects they may let take place: seats that take positions, and keepers."""
    found = get_decision_or_404(public_id)
    if isinstance(user, User) and (is_keeper(user) or speaks_in(user, found.body) is not None):
        return user, found
    raise Http404


def get_challenge_or_404(user: Reader, public_id: UUID, challenge_id: UUID) -> tuple[User, Challenge]:
    """The person and an objection to a decision or an appeal against it."""
    rows = Challenge.objects.select_related("decision__body", "decision__proposal", "tenure", "organisation")
    found = rows.filter(decision__public_id=public_id, public_id=challenge_id).first()
    if found is None or not isinstance(user, User):
        raise Http404
    return user, found


def get_heard_challenge_or_404(user: Reader, public_id: UUID, challenge_id: UUID) -> tuple[User, Challenge]:
    """The person and a challenge that they put to a body: seats of the body that decided, and the secretariat."""
    person, found = get_challenge_or_404(user, public_id, challenge_id)
    if is_keeper(person) or speaks_in(person, found.decision.body) is not None:
        return person, found
    raise Http404
