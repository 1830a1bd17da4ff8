"""Who may see and do what in a consultation. Nothing is open unless a rule here says so; no means 404.

The secretariat keeps rounds. Facilitators record the gatherings they are assigned to, and no others. Committee members
read comments, never who made them. What a participant said is open to that participant alone, by their code.
"""

from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import Http404

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


def get_dialogue_or_404(user: Reader, address: str, public_id: UUID) -> Gathering:
    """An online dialogue of a round that this person may see."""
    found = get_gathering_or_404(public_id)
    if found.kind != Gathering.Kind.DIALOGUE or found.starts_at is None:
        raise Http404
    if found.round_id != get_round_or_404(user, address).pk:
        raise Http404
    return found


def hosts(user: Reader, dialogue: Gathering) -> bool:
    """Whether this person hosts a dialogue: the secretariat, and the facilitators assigned to it."""
    return is_keeper(user) or may_record(user, dialogue)


def get_hosted_dialogue_or_404(user: Reader, address: str, public_id: UUID) -> tuple[User, Gathering]:
    """The person and the dialogue that they host; 404 for a dialogue of others."""
    found = get_dialogue_or_404(user, address, public_id)
    if isinstance(user, User) and hosts(user, found):
        return user, found
    raise Http404


def may_read_gathering(user: Reader, gathering: Gathering) -> bool:
    """Whether this person sees what was recorded: the secretariat, and those who record it."""
    return is_keeper(user) or may_record(user, gathering)


def get_read_gathering_or_404(user: Reader, public_id: UUID) -> tuple[User, Gathering]:
    """The person and a gathering whose record they see."""
    found = get_gathering_or_404(public_id)
    if isinstance(user, User) and may_read_gathering(user, found):
        return user, found
    raise Http404


def require_planner(user: Reader) -> User:
    """The person, or 404 for everybody who neither keeps rounds nor records gatherings."""
    if isinstance(user, User) and (is_keeper(user) or is_facilitator(user)):
        return user
    raise Http404


def visible_gatherings(user: User) -> QuerySet[Gathering]:
    """The gatherings whose record this person sees: all for the secretariat, their own for facilitators."""
    rows = Gathering.objects.all()
    return rows if is_keeper(user) else rows.filter(facilitators=user)
