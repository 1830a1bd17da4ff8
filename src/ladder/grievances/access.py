"""Who works on grievances: case handlers alone, and never one whose organisation runs the site in question.

The secretariat sees numbers in tens and nothing else. Sources have no account: their code is all they need.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.http import Http404
from django.utils import timezone

from ladder.accounts.models import User
from ladder.grievances.models import CaseKey, Grievance
from ladder.registry.access import Reader, has_role, is_secretariat, organisation_keys
from ladder.registry.models import Mandate, Organisation, Site, SiteOperator

RUNS = (SiteOperator.Part.OPERATOR, SiteOperator.Part.TITLE_HOLDER)


@dataclass(frozen=True, slots=True)
class Handler:
    """A person who handles cases, the organisation they do it for, and their key, once they have one."""

    user: User
    organisation: Organisation
    key: CaseKey | None


def is_handler(user: Reader) -> bool:
    """Whether a person handles cases today."""
    return has_role(user, Mandate.Role.CASE_HANDLER)


def get_handler_or_404(user: Reader) -> Handler:
    """The handler that this person is; 404 for everybody else."""
    houses = organisation_keys(user, Mandate.Role.CASE_HANDLER)
    if not isinstance(user, User) or not houses:
        raise Http404
    key = (
        CaseKey.objects.filter(person=user, organisation__in=houses, ended_on=None)
        .select_related("organisation")
        .last()
    )
    return Handler(user, key.organisation if key else Organisation.objects.get(pk=houses[0]), key)


def get_case_or_404(handler: Handler, public_id: UUID) -> Grievance:
    """A case; 404 to a handler who works for whoever runs the site that it is about."""
    case = Grievance.objects.select_related("site").filter(public_id=public_id).first()
    if case is None or (case.site is not None and is_conflicted(handler.user, case.site)):
        raise Http404
    return case


def is_conflicted(user: Reader, site: Site) -> bool:
    """Whether any of a person's organisations works this site or holds its title today, whatever their role there."""
    return site.pk in conflicted_sites(user)


def conflicted_sites(user: Reader) -> frozenset[int]:
    """Primary keys of the sites that a person's organisations run today."""
    day = timezone.localdate()
    parts = SiteOperator.objects.filter(organisation__in=organisation_keys(user), part__in=RUNS, starts_on__lte=day)
    return frozenset(parts.filter(Q(ends_on=None) | Q(ends_on__gte=day)).values_list("site_id", flat=True))


def may_see_numbers(user: Reader) -> bool:
    """Whether a person sees how many there are, in tens."""
    return is_secretariat(user) or is_handler(user)


def may_tell_for_others(user: Reader) -> bool:
    """Whether a person writes down what others tell them."""
    return has_role(user, Mandate.Role.FACILITATOR, Mandate.Role.CASE_HANDLER)
