"""Who works at the desk, and on the next version: they read comments, never who made them."""

from uuid import UUID

from django.http import Http404

from ladder.accounts.models import User
from ladder.consultation.access import get_round_or_404, is_keeper, may_read_comments
from ladder.consultation.models import Round
from ladder.governance.access.seats import Reader, tenures_of
from ladder.governance.models import Body, Issue, NextVersion, Seat


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


def get_next_version_or_404(user: Reader, public_id: UUID) -> tuple[User, NextVersion]:
    """The person and a version in the making, for those who work at the desk."""
    worker = require_desk(user)
    found = NextVersion.objects.select_related("base__framework", "draft").filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return worker, found
