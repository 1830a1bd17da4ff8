"""Who may see and do what in a consultation. Nothing is open unless a rule here says so; no means 404.

The secretariat keeps rounds. Facilitators record the gatherings they are assigned to, and no others. Committee members
read comments, never who made them. What a participant said is open to that participant alone, by their code.
"""

from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.utils import timezone

from ladder.accounts.models import User
from ladder.consultation.models import Gathering, Round
from ladder.registry.access import has_role

Reader = User | AnonymousUser
PREPARERS = ("secretariat", "facilitator", "committee")


def is_keeper(user: Reader) -> bool:
    """Whether this person keeps rounds: the secretariat."""
    return isinstance(user, User) and has_role(user, "secretariat")


def require_keeper(user: Reader) -> User:
    """The person, or 404 for everybody who does not keep rounds."""
    if isinstance(user, User) and is_keeper(user):
        return user
    raise Http404


def prepares(user: Reader) -> bool:
    """Whether this person prepares rounds and sees those in preparation."""
    return isinstance(user, User) and has_role(user, *PREPARERS)


def may_see_coverage(user: Reader) -> bool:
    """Whether this person sees how many voices each group lacks: those who go and listen."""
    return isinstance(user, User) and has_role(user, "secretariat", "facilitator")


def require_reader_of_coverage(user: Reader) -> User:
    """The person, or 404."""
    if isinstance(user, User) and may_see_coverage(user):
        return user
    raise Http404


def may_read_comments(user: Reader) -> bool:
    """Whether this person reads what was said, with consent, before it is released: those who prepare and decide."""
    return isinstance(user, User) and has_role(user, "secretariat", "committee")


def require_reader_of_comments(user: Reader) -> User:
    """The person, or 404."""
    if isinstance(user, User) and may_read_comments(user):
        return user
    raise Http404


def is_facilitator(user: Reader) -> bool:
    """Whether this person records gatherings."""
    return isinstance(user, User) and has_role(user, "facilitator")


def get_round_or_404(user: Reader, address: str) -> Round:
    """The round with this address; one in preparation is there only for those who prepare it."""
    found = Round.objects.select_related("version").filter(address=address).first()
    if found is None:
        raise Http404
    if found.status == Round.Status.DRAFT and not prepares(user):
        raise Http404
    return found


def get_open_round_or_404(user: Reader, address: str) -> Round:
    """The round, if it takes contributions today."""
    found = get_round_or_404(user, address)
    if not found.is_open_on(timezone.localdate()):
        raise Http404
    return found


def may_record(user: Reader, gathering: Gathering) -> bool:
    """Whether this person records this gathering: its assigned facilitators and nobody else."""
    return isinstance(user, User) and is_facilitator(user) and gathering.facilitators.filter(pk=user.pk).exists()


def get_gathering_or_404(public_id: UUID) -> Gathering:
    """A gathering by its public id."""
    found = Gathering.objects.select_related("round", "round__version").filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def get_recorded_gathering_or_404(user: Reader, public_id: UUID) -> tuple[User, Gathering]:
    """The person and the gathering that they record; 404 for a gathering of others."""
    found = get_gathering_or_404(public_id)
    if isinstance(user, User) and may_record(user, found):
        return user, found
    raise Http404
