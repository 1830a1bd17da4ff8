"""Who may record at a site, and who may see the reasons behind its level."""

from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from ladder.accounts.models import User
from ladder.registry import access as registry_access
from ladder.registry.models import Site

type_of_reader = User | AnonymousUser

# Roles that work with results. The public sees the level, its status and its date; never who said what about whom.
READERS = ("secretariat", "facilitator", "assessor", "operator", "buyer", "investor", "regulator", "committee")


def may_see_reasons(user: type_of_reader, site: Site) -> bool:
    """Whether the states requirement by requirement are shown: to people with a role, and for demonstrations."""
    return site.is_demonstration or registry_access.has_role(user, *READERS)


def may_see_notes(user: type_of_reader, site: Site) -> bool:
    """Whether free text, evidence titles and the decider's name are shown: to those who work on this site."""
    return may_record(user, site) or registry_access.has_role(user, "secretariat")


def may_record(user: type_of_reader, site: Site) -> bool:
    """Whether this person may record determinations at this site."""
    return registry_access.may_assess(user, site)


def require_reasons(user: type_of_reader, site: Site) -> None:
    """Answer 404 to those who may not see the reasons: they learn nothing about what is there."""
    if not may_see_reasons(user, site):
        raise Http404


def require_record(user: type_of_reader, site: Site) -> None:
    """Answer 404 to those who may not record here."""
    if not may_record(user, site):
        raise Http404
