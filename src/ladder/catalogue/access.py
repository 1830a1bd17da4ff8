"""Who may see drafts, and who may bring, publish and withdraw versions. Published and withdrawn versions are public."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from ladder.accounts.models import User
from ladder.catalogue.models import FrameworkVersion
from ladder.registry.access import has_role

type_of_reader = User | AnonymousUser
DRAFT_READERS = ("secretariat", "facilitator", "committee")
_decided_elsewhere: list[Callable[[str], bool]] = []


def register_decided_elsewhere(rule: Callable[[str], bool]) -> None:
    """Add a rule of a later room that says whether a status (published, withdrawn) is given there and not here."""
    if rule not in _decided_elsewhere:
        _decided_elsewhere.append(rule)


def is_decided_elsewhere(status: str) -> bool:
    """Whether those who keep the catalogue may not give a version this status by themselves."""
    return any(rule(status) for rule in _decided_elsewhere)


def may_see_drafts(user: type_of_reader) -> bool:
    """Whether drafts are shown: to those who prepare and decide versions; the demonstration shows its own to all."""
    return settings.IS_DEMONSTRATION or (user.is_authenticated and has_role(user, *DRAFT_READERS))


def may_keep_catalogue(user: type_of_reader) -> bool:
    """Whether this person may bring, publish and withdraw versions."""
    return user.is_authenticated and has_role(user, "secretariat")


def require_keeper(user: type_of_reader) -> User:
    """The person, or 404 for everybody who may not change the catalogue."""
    if isinstance(user, User) and may_keep_catalogue(user):
        return user
    raise Http404


def get_version_or_404(user: type_of_reader, address: str) -> FrameworkVersion:
    """The version with this web address; a draft is not there for people who may not see it."""
    version = FrameworkVersion.objects.select_related("framework").filter(address=address).first()
    if version is None or (version.status == FrameworkVersion.Status.DRAFT and not may_see_drafts(user)):
        raise Http404
    return version
