"""Who may see a site's plan, work on it, and check what was done."""

from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from ladder.accounts.models import User
from ladder.assessment import access as assessment_access
from ladder.improvement.models import Measure
from ladder.registry import access as registry_access
from ladder.registry.models import Site

Reader = User | AnonymousUser


def may_see_plan(user: Reader, site: Site) -> bool:
    """Whoever may see states requirement by requirement may see what is done about them: sites see what buyers see."""
    return assessment_access.may_see_reasons(user, site)


def may_work(user: Reader, site: Site) -> bool:
    """Whether this person may make measures and record steps: whoever runs the site, its assessors, the secretariat."""
    return isinstance(user, User) and registry_access.may_edit_site(user, site)


def may_check(user: Reader, site: Site) -> bool:
    """Whether this person may check evidence: from outside, without a tie. The rule itself refuses who handed it in."""
    return isinstance(user, User) and assessment_access.may_decide(user, site)


def get_site_or_404(user: Reader, public_id: UUID) -> Site:
    """A site whose plan this reader may see."""
    site = registry_access.get_site_or_404(user, public_id)
    if not may_see_plan(user, site):
        raise Http404
    return site


def get_worked_site_or_404(user: Reader, public_id: UUID) -> tuple[User, Site]:
    """The person and a site on whose plan they may work."""
    site = get_site_or_404(user, public_id)
    if not isinstance(user, User) or not may_work(user, site):
        raise Http404
    return user, site


def get_measure_or_404(user: Reader, public_id: UUID) -> Measure:
    """A measure of a site whose plan this reader may see."""
    found = Measure.objects.select_related("plan__site", "plan__version").filter(public_id=public_id).first()
    if found is None or not may_see_plan(user, found.plan.site):
        raise Http404
    return found


def get_worked_measure_or_404(user: Reader, public_id: UUID) -> tuple[User, Measure]:
    """The person and a measure that they may work on."""
    measure = get_measure_or_404(user, public_id)
    if not isinstance(user, User) or not may_work(user, measure.plan.site):
        raise Http404
    return user, measure
