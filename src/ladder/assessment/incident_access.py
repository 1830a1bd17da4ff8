"""Who may report, read, answer and count between visits (docs/methods/incidents-and-clocks.md)."""

from uuid import UUID

from django.http import Http404

from ladder.accounts.models import User
from ladder.assessment.access import Reader, may_decide, may_look_from_outside
from ladder.assessment.models import Incident
from ladder.audit.services import record_read
from ladder.registry import access as registry_access
from ladder.registry.models import Mandate, Site


def channel_of(user: Reader, site: Site) -> str:
    """Through whom a report of this person comes at this site; empty where they may not report."""
    if may_look_from_outside(user, site):
        return Incident.Channel.ASSESSOR
    if registry_access.is_monitor_of(user, site):
        return Incident.Channel.MONITOR
    if registry_access.is_operator_of(user, site):
        return Incident.Channel.OPERATOR
    return Incident.Channel.STATE if registry_access.has_role(user, Mandate.Role.REGULATOR) else ""


def require_reporter(user: Reader, site: Site) -> tuple[User, str]:
    """The person and their channel, or 404 for those who may not report at this site."""
    channel = channel_of(user, site)
    if not isinstance(user, User) or not channel:
        raise Http404
    return user, channel


def may_answer(user: Reader, site: Site) -> bool:
    """Whether a person may take steps and read every report here: those from outside, without a tie to the site."""
    return may_decide(user, site)


def may_read(user: Reader, incident: Incident) -> bool:
    """Whether kind, words and counts are shown: to those who answer, and to whoever reported it."""
    is_own = isinstance(user, User) and incident.recorded_by_id == user.pk and bool(channel_of(user, incident.site))
    return is_own or may_answer(user, incident.site)


def open_incident(user: Reader, site: Site, incident_id: UUID) -> tuple[User, Incident]:
    """The person and an incident of this very site, or 404; the log says that it was read.

    Not where somebody who only reports reads their own report: that would name them beside it.
    """
    incident = (
        Incident.objects.filter(site=site, public_id=incident_id)
        .select_related("site", "version__framework", "circumstance")
        .prefetch_related("steps__circumstance")
        .first()
    )
    if incident is None or not isinstance(user, User) or not may_read(user, incident):
        raise Http404
    if may_answer(user, site):
        record_read(actor=user, target=f"incident:{incident.public_id}", why="incident")
    return user, incident


def require_answerer(user: Reader, site: Site) -> User:
    """The person, or 404 for those who may not take steps here."""
    if not isinstance(user, User) or not may_answer(user, site):
        raise Http404
    return user


def is_at_desk(user: Reader) -> bool:
    """Whether a person has a list of all that waits: the secretariat and assessors."""
    return registry_access.has_role(user, Mandate.Role.SECRETARIAT, Mandate.Role.ASSESSOR)


def require_desk(user: Reader) -> User:
    """The person, or 404 for everybody who has no list of all that waits."""
    if not isinstance(user, User) or not is_at_desk(user):
        raise Http404
    return user


def may_count(user: Reader, site: Site) -> bool:
    """Whether a person may hand in day sheets: resident monitors, and those from outside who work on the site."""
    return registry_access.is_monitor_of(user, site) or may_answer(user, site)


def require_counter(user: Reader, site: Site) -> User:
    """The person, or 404 for those who may not see or hand in day sheets here."""
    if not isinstance(user, User) or not may_count(user, site):
        raise Http404
    return user
