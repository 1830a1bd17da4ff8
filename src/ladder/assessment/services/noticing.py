"""The hourly look at what time alone changed: levels that ran out, what runs out soon, answers that are overdue."""

from datetime import datetime

from ladder.assessment.incident_queries import case_of, open_incidents
from ladder.assessment.models import SiteLevel
from ladder.assessment.services.alerts import tell_lapses, tell_overdue
from ladder.assessment.services.levels import refresh_all_due_levels
from ladder.registry.models import Site


def notice(*, at: datetime) -> int:
    """Judge what is due, tell what runs out within 30 days and which answers are overdue. Returns how much was new.

    To be run as often as one likes: every change is told once.
    """
    on = at.date()
    refresh_all_due_levels(on=on)
    return tell_lapses(on=on) + notice_overdue(at)


def notice_overdue(at: datetime) -> int:
    """Tell of answers to shut gates that are overdue; one news a site and day on which something was due."""
    cases = [case_of(one, at) for one in open_incidents(Site.objects.all())]
    late = [case for case in cases if case.clocks.is_overdue]
    found = SiteLevel.objects.filter(site__in=[case.incident.site_id for case in late]).select_related(
        "site", "version"
    )
    levels = {(level.site_id, level.version_id): level for level in found}
    told = 0
    for case in late:
        level = levels.get((case.incident.site_id, case.incident.version_id))
        due_on = min(clock.due_at for clock in case.clocks.running).date()
        if level and tell_overdue(level=level, change_key=f"overdue:{level.version_id}:{due_on}", on=at.date()):
            told += 1
    return told
