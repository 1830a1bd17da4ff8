"""An incident bears on the level under every version under which its site has one, not only under the one it names."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from ladder.accounts.models import User
from ladder.assessment.incident_kinds import requirement_for
from ladder.assessment.incident_queries import known_to_rules, source_of
from ladder.assessment.models import Circumstance, Incident, SiteLevel
from ladder.assessment.services.circumstances import CircumstanceEntry, record_circumstance
from ladder.catalogue.models import FrameworkVersion
from ladder.catalogue.queries import ladder_of
from ladder.catalogue.queries.lineage import list_pairs
from ladder.registry.models import Site


def tell_other_versions(incident: Incident, starts_on: date, what: str, actor: User | None, on: date) -> None:
    """Record the incident under the other versions under which the site has a level; each is judged again."""
    for version in other_versions(incident):
        for key in keys_under(incident, version):
            entry = CircumstanceEntry(
                Circumstance.Kind.INCIDENT, key, starts_on, holds=incident.is_credible,
                reason=f"incident {incident.public_id} {what}", source_key=source_of(incident),
            )  # fmt: skip
            record_circumstance(site=incident.site, version=version, entry=entry, actor=actor, on=on)


def bring_incidents(site: Site, version: FrameworkVersion) -> bool:
    """Where a site is about to be judged under a version for the first time, what is open elsewhere bears on it too.

    Each counts from the day on which it was known, or was opened again. Returns whether anything was recorded; nothing
    is judged yet.
    """
    if SiteLevel.objects.filter(site=site, version=version).exists():
        return False
    incidents = Incident.objects.filter(site=site).exclude(version=version).select_related("version").order_by("pk")
    rows = [
        Circumstance(
            site=site, version=version, kind=Circumstance.Kind.INCIDENT, subject=key, holds=one.is_credible,
            starts_on=begun.starts_on, known_on=begun.known_on, reason=f"incident {one.public_id} opened before",
            source_key=source_of(one), recorded_at=timezone.now(),
        )
        for one in incidents if (begun := open_elsewhere(one)) for key in keys_under(one, version)
    ]  # fmt: skip
    Circumstance.objects.bulk_create(rows)
    return bool(rows)


def open_elsewhere(incident: Incident) -> Circumstance | None:
    """What the level's rules know of it without an end, latest first day first; None where they know of an end."""
    rows = known_to_rules(incident).filter(kind=Circumstance.Kind.INCIDENT, closes=None, closings=None)
    return rows.order_by("starts_on", "known_on").last()


def other_versions(incident: Incident) -> QuerySet[FrameworkVersion]:
    """Versions under which the site has a level, without the one that the incident names."""
    judged = SiteLevel.objects.filter(site=incident.site_id).exclude(version=incident.version_id)
    return FrameworkVersion.objects.filter(pk__in=judged.values("version")).select_related("framework").order_by("pk")


def keys_under(incident: Incident, version: FrameworkVersion) -> list[str]:
    """The requirements of another version that the incident bears on.

    What became of its requirement, or what its requirement came from; where no migration tells that, the requirement of
    that version on which its kind bears, or the one of the same key.
    """
    known = ladder_of(version).by_key
    found = [key for key in migrated(incident, version) if key in known]
    if not found:
        others = (requirement_for(incident.kind, version), incident.requirement)
        found = [key for key in others if key in known][:1]
    return sorted(set(found))


def migrated(incident: Incident, version: FrameworkVersion) -> Iterable[str]:
    """Where migrations lead from its requirement, forwards or backwards."""
    if forwards := list_pairs(incident.version, version):
        return [pair.after for pair in forwards if pair.before == incident.requirement]
    return [pair.before for pair in list_pairs(version, incident.version) or () if pair.after == incident.requirement]
