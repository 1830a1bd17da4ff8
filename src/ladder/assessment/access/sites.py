"""Who may record at a site, and who may see the reasons behind its level."""

from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from ladder.accounts.models import User
from ladder.assessment.access.ties import is_tied
from ladder.audit.services import record_read
from ladder.registry import access as registry_access
from ladder.registry.models import Site

Reader = User | AnonymousUser


def may_see_reasons(user: Reader, site: Site) -> bool:
    """Whether the states requirement by requirement are shown: to people with a role, and for demonstrations.

    The public sees the level, its status and its date; never who said what about whom.
    """
    return site.is_demonstration or registry_access.is_privileged(user)


def may_see_notes(user: Reader, site: Site) -> bool:
    """Whether free text and the decider's name are shown: to the secretariat and those assigned to assess this site.

    Not to whoever runs the site: reasons may tell who spoke of what.
    """
    return may_look_from_outside(user, site)


def may_record(user: Reader, site: Site) -> bool:
    """Whether this person may record determinations here: assessors, and whoever runs the site about itself."""
    return registry_access.may_edit_site(user, site)


def may_look_from_outside(user: Reader, site: Site) -> bool:
    """Whether this person may record as somebody other than whoever runs the site."""
    return registry_access.may_assess(user, site) and not registry_access.runs(user, site)


def may_decide(user: Reader, site: Site) -> bool:
    """Whether this person may decide on plans, contests and incidents: from outside, and without a tie to the site."""
    return isinstance(user, User) and may_look_from_outside(user, site) and not is_tied(user, site)


def open_notes(user: Reader, site: Site) -> bool:
    """Whether free text is shown to this reader; where it is, the log says that it was read."""
    if not isinstance(user, User) or not may_see_notes(user, site):
        return False
    record_read(actor=user, target=f"site:{site.public_id}", why="assessment_notes")
    return True


def require_reasons(user: Reader, site: Site) -> None:
    """Answer 404 to those who may not see the reasons: they learn nothing about what is there."""
    if not may_see_reasons(user, site):
        raise Http404


def require_record(user: Reader, site: Site) -> User:
    """The person, or 404 for those who may not record here."""
    if not isinstance(user, User) or not may_record(user, site):
        raise Http404
    return user


def require_decider(user: Reader, site: Site) -> User:
    """The person, or 404 for those who may not decide at this site."""
    if not isinstance(user, User) or not may_decide(user, site):
        raise Http404
    return user
