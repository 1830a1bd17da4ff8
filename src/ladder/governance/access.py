"""Who may see and do what in the governance room. Nothing is open unless a rule here says so; no means 404.

The secretariat keeps bodies, meetings and documents. Seats take positions through their holder or alternate. The desk
is for the secretariat and the technical committee: they read comments, never who made them. Composition, decisions,
published answers and approved documents are public; drafts are not.
"""

from datetime import date
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone

from ladder.accounts.models import User
from ladder.consultation.access import get_round_or_404, is_keeper, may_read_comments
from ladder.consultation.models import Round, Submission
from ladder.governance.models import (
    AnswerSet,
    Body,
    Challenge,
    Decision,
    Issue,
    Meeting,
    NextVersion,
    Proposal,
    Seat,
    Tenure,
    YearDocument,
)
from ladder.registry.access import organisations_of

Reader = User | AnonymousUser
YEARS_AHEAD = 10


def require_keeper(user: Reader) -> User:
    """The person, or 404 for everybody who is not of the secretariat."""
    if isinstance(user, User) and is_keeper(user):
        return user
    raise Http404


def tenures_in_force(day: date) -> QuerySet[Tenure]:
    """Who holds a seat on a day, in bodies that stand."""
    rows = Tenure.objects.select_related("seat__body", "seat__chamber", "organisation")
    rows = rows.filter(starts_on__lte=day, seat__opens_on__lte=day, seat__body__state=Body.State.STANDING)
    rows = rows.filter(Q(ends_on=None) | Q(ends_on__gte=day))
    return rows.filter(Q(seat__closes_on=None) | Q(seat__closes_on__gte=day))


def tenures_of(user: Reader, on: date | None = None) -> list[Tenure]:
    """The seats that a person holds, or holds as alternate, on a day (today); asked of the database once a request."""
    day = on or timezone.localdate()
    if not isinstance(user, User) or not user.is_active:
        return []
    known: dict[date, list[Tenure]] = user.__dict__.setdefault("_tenures", {})
    if day not in known:
        known[day] = list(tenures_in_force(day).filter(Q(holder=user) | Q(alternate=user)).order_by("pk"))
    return known[day]


def forget_tenures(user: User) -> None:
    """Ask the database again: after a seat changed hands within the same request."""
    user.__dict__.pop("_tenures", None)


def holds_a_seat(user: Reader) -> bool:
    """Whether a person sits anywhere, also as observer: they need a second factor."""
    return bool(tenures_of(user))


def tenure_in(user: Reader, body: Body) -> Tenure | None:
    """The seat that a person holds in a body, one that takes positions before an observer's; None without one."""
    mine = [one for one in tenures_of(user) if one.seat.body_id == body.pk]
    return min(mine, key=lambda one: one.seat.kind == Seat.Kind.OBSERVER, default=None)


def takes_part_in(user: Reader, body: Body) -> bool:
    """Whether this person follows what a body is about to decide: its seats, its observers, and the secretariat."""
    return is_keeper(user) or tenure_in(user, body) is not None


def may_use_desk(user: Reader) -> bool:
    """Whether this person bundles comments and drafts answers: the secretariat and the technical committee."""
    if not may_read_comments(user):
        return False
    technical = (Body.Kind.TECHNICAL, Seat.Kind.VOTING)
    return is_keeper(user) or any((one.seat.body.kind, one.seat.kind) == technical for one in tenures_of(user))


def require_desk(user: Reader) -> User:
    """The person, or 404 for everybody who does not work at the desk."""
    if isinstance(user, User) and may_use_desk(user):
        return user
    raise Http404


def get_desk_or_404(user: Reader, address: str) -> tuple[User, Round]:
    """The person and a round that is or was open, for those who work at the desk."""
    worker, found = require_desk(user), get_round_or_404(user, address)
    if found.status == Round.Status.DRAFT:
        raise Http404
    return worker, found


def get_issue_or_404(user: Reader, address: str, number: int) -> tuple[User, Issue]:
    """The person and an issue of a round, for those who work at the desk."""
    worker, found = get_desk_or_404(user, address)
    rows = Issue.objects.select_related("round__version", "item", "merged_into")
    issue = rows.filter(round=found, number=number).first()
    if issue is None:
        raise Http404
    return worker, issue


def get_steering_pack_or_404(user: Reader, address: str) -> tuple[User, Round]:
    """The person and a round, for those who work at the desk and those who sit in the steering committee."""
    sits = any(one.seat.body.kind == Body.Kind.STEERING for one in tenures_of(user))
    found = get_round_or_404(user, address)
    reads = may_read_comments(user) and (sits or may_use_desk(user))
    if isinstance(user, User) and reads and found.status != Round.Status.DRAFT:
        return user, found
    raise Http404


def get_body_or_404(user: Reader, address: str) -> Body:
    """A body; one in preparation is there only for the secretariat."""
    found = Body.objects.select_related("site", "organisation").filter(address=address).first()
    if found is None or (found.state == Body.State.PREPARING and not is_keeper(user)):
        raise Http404
    return found


def get_meeting_or_404(user: Reader, public_id: UUID) -> Meeting:
    """A meeting: the public sees those that were held."""
    found = Meeting.objects.select_related("body").filter(public_id=public_id).first()
    if found is None or (found.state != Meeting.State.HELD and not takes_part_in(user, found.body)):
        raise Http404
    return found


def may_see_proposal(user: Reader, proposal: Proposal) -> bool:
    """Whether a proposal is shown: once decided to all, before that to those who take part; drafts to few."""
    if proposal.state == Proposal.State.DECIDED:
        return True
    if proposal.state == Proposal.State.DRAFT:
        return is_keeper(user) or (isinstance(user, User) and proposal.proposed_by_id == user.pk)
    return takes_part_in(user, proposal.body)


def get_proposal_or_404(user: Reader, public_id: UUID) -> Proposal:
    """A proposal that this reader may see."""
    rows = Proposal.objects.select_related("body", "meeting", "round", "issue", "challenge")
    found = rows.filter(public_id=public_id).first()
    if found is None or not may_see_proposal(user, found):
        raise Http404
    return found


def get_decision_or_404(public_id: UUID) -> Decision:
    """A decision: they are public."""
    rows = Decision.objects.select_related("body", "proposal", "closing__option", "closing__rule_set")
    found = rows.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def get_next_version_or_404(user: Reader, public_id: UUID) -> tuple[User, NextVersion]:
    """The person and a version in the making, for those who work at the desk."""
    worker = require_desk(user)
    found = NextVersion.objects.select_related("base__framework", "draft").filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return worker, found


def get_answered_round_or_404(user: Reader, address: str) -> Round:
    """A round whose answers are published."""
    found = get_round_or_404(user, address)
    if AnswerSet.objects.filter(round=found).exists():
        return found
    raise Http404


def sees_year_drafts(user: Reader, body: Body) -> bool:
    """Whether this person sees a year's tables and documents before a decision: its seats, and steering committees."""
    if takes_part_in(user, body):
        return True
    return any(one.seat.body.kind == Body.Kind.STEERING for one in tenures_of(user))


def get_year_or_404(user: Reader, address: str, year: int) -> Body:
    """A body with a year that can be meant: from the one before it was set up to ten years ahead."""
    found = get_body_or_404(user, address)
    if year in years_of(found):
        return found
    raise Http404


def years_of(body: Body) -> range:
    """The years that a body has pages for."""
    first = (body.stands_from or timezone.localdate(body.created_at)).year - 1
    return range(first, timezone.localdate().year + YEARS_AHEAD + 1)


def get_kept_year_or_404(user: Reader, address: str, year: int) -> tuple[User, Body]:
    """The person and the body whose year they keep: the secretariat."""
    keeper = require_keeper(user)
    return keeper, get_year_or_404(keeper, address, year)


def get_year_document_or_404(user: Reader, public_id: UUID) -> YearDocument:
    """A document of a year: for the public once a decision approved it."""
    rows = YearDocument.objects.select_related("body", "decision__body", "decision__proposal")
    found = rows.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    is_public = found.state in {YearDocument.State.APPROVED, YearDocument.State.REPLACED}
    if is_public or sees_year_drafts(user, found.body):
        return found
    raise Http404


def get_changed_version_or_404(address: str) -> NextVersion:
    """How a published version was made from the one before: public, with every change."""
    rows = NextVersion.objects.select_related("base__framework", "draft", "decision__body")
    found = rows.filter(draft__address=address, state=NextVersion.State.PUBLISHED).first()
    if found is None:
        raise Http404
    return found


def get_submission_or_404(user: Reader, public_id: UUID) -> tuple[User, Submission]:
    """The person and a written submission: those who act for its organisation today, and the secretariat."""
    found = Submission.objects.select_related("round__version", "organisation").filter(public_id=public_id).first()
    if found is None or not isinstance(user, User):
        raise Http404
    acts = found.organisation is not None and organisations_of(user).filter(pk=found.organisation.pk).exists()
    if acts or is_keeper(user):
        return user, found
    raise Http404


def speaks_in(user: Reader, body: Body) -> Tenure | None:
    """The seat for which a person takes positions in a body, as holder or alternate; None without one."""
    found = tenure_in(user, body)
    return found if found is not None and found.seat.kind == Seat.Kind.VOTING else None


def may_propose(user: Reader, body: Body) -> bool:
    """Whether this person puts questions to a body: its seats that take positions, and the secretariat."""
    return body.state == Body.State.STANDING and (is_keeper(user) or speaks_in(user, body) is not None)


def require_participant(user: Reader) -> User:
    """The person, or 404 for everybody who neither sits in a body nor is of the secretariat."""
    if isinstance(user, User) and (is_keeper(user) or holds_a_seat(user)):
        return user
    raise Http404


def may_prepare(user: Reader, proposal: Proposal) -> bool:
    """Whether this person writes, opens, amends and takes back a proposal: who proposed it, and the secretariat."""
    is_author = isinstance(user, User) and proposal.proposed_by_id == user.pk
    return is_keeper(user) or (is_author and speaks_in(user, proposal.body) is not None)


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
