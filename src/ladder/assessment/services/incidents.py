"""Records incidents: what happened opens the gate of its requirement in the same transaction."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from ladder.accounts.models import User
from ladder.assessment.incident_entries import IncidentEntry
from ladder.assessment.incident_kinds import requirement_for
from ladder.assessment.models import Circumstance, Incident
from ladder.assessment.services.circumstances import CircumstanceEntry, record_circumstance
from ladder.assessment.services.incident_versions import tell_other_versions
from ladder.assessment.services.levels import lock_site
from ladder.audit import services as audit
from ladder.catalogue.models import FrameworkVersion
from ladder.catalogue.queries import ladder_of
from ladder.core.assessment.incidents import KINDS
from ladder.registry.models import Site
from ladder.webkit.text import is_clean

LONGEST_WORDS = 4000
LARGEST_COUNT = 100_000


@transaction.atomic
def record_incident(
    *, site: Site, version: FrameworkVersion, entry: IncidentEntry, actor: User | None, on: date
) -> Incident:
    """Store an incident and what the level's rules know of it, judge the site again, and write the audit entry.

    The log names no actor and no channel, whoever reported: else a report without one would tell that a grievance was
    the cause. Who reported stands on the incident, for those who work on it.

    It bears on the level under every version under which the site has one; `version` is the one by which it is
    answered. `on` is the day on which it became known. A credible incident on a stop gate suspends the site when this
    returns and its transaction ends; one that is not credible yet holds the level below the gate. The same `source_key`
    sent again gives the incident that is there.

    Raises:
        ValidationError: unknown kind, requirement or channel, a day in the future, a count below 0, too many words.
    """
    lock_site(site)
    known = Incident.objects.filter(source_key=entry.source_key).first() if entry.source_key else None
    if known is not None:
        return known
    refuse_faults(version, entry, on)
    requirement = choose_requirement(version, entry)
    incident = Incident(
        site=site, version=version, requirement=requirement, kind=entry.kind, occurred_on=entry.occurred_on,
        known_on=on, is_credible=entry.is_credible, people_hurt=entry.people_hurt, children=entry.children,
        words=entry.words, channel=entry.channel, source_key=entry.source_key, recorded_by=actor,
        recorded_at=timezone.now(),
    )  # fmt: skip
    if requirement:
        incident.circumstance = tell_rules(incident, incident.occurred_on, "opened", None, on)
    incident.save()
    tell_other_versions(incident, incident.occurred_on, "opened", None, on)
    write_audit(incident, None, "assessment.incident_recorded", {})
    return incident


def choose_requirement(version: FrameworkVersion, entry: IncidentEntry) -> str:
    """The requirement that it bears on: the one named, else its kind's; empty where the version has none."""
    wanted = entry.requirement or requirement_for(entry.kind, version)
    return wanted if wanted in ladder_of(version).by_key else ""


def tell_rules(incident: Incident, starts_on: date, what: str, actor: User | None, on: date) -> Circumstance:
    """The incident as the level's rules know it. Its reason names the incident and nothing that anybody told."""
    entry = CircumstanceEntry(
        Circumstance.Kind.INCIDENT, incident.requirement, starts_on, holds=incident.is_credible,
        reason=f"incident {incident.public_id} {what}",
    )  # fmt: skip
    return record_circumstance(site=incident.site, version=incident.version, entry=entry, actor=actor, on=on)


def refuse_faults(version: FrameworkVersion, entry: IncidentEntry, on: date) -> None:
    """Raise ValidationError with every fault of an entry by its field."""
    faults = {}
    if entry.kind not in KINDS:
        faults["kind"] = gettext("Choose what happened from the list.")
    if entry.requirement and entry.requirement not in ladder_of(version).by_key:
        faults["requirement"] = gettext("This version has no such requirement. Write its number, such as P4-L2-05.")
    if entry.channel not in Incident.Channel.values:
        faults["channel"] = gettext("Choose through whom it came from the list.")
    if entry.occurred_on > on:
        faults["occurred_on"] = gettext("The date lies in the future. Enter the day on which it happened.")
    faults |= faults_of_counts(entry)
    if len(entry.words) > LONGEST_WORDS or not is_clean(entry.words):
        faults["words"] = gettext("Write at most 4,000 characters, without control characters.")
    if faults:
        raise ValidationError(faults)


def faults_of_counts(entry: IncidentEntry) -> dict[str, str]:
    """Counts that nobody can mean, by field."""
    named = {"people_hurt": entry.people_hurt, "children": entry.children}
    wrong = [name for name, number in named.items() if number is not None and not 0 <= number <= LARGEST_COUNT]
    return dict.fromkeys(wrong, gettext("Give a whole number from 0 to 100,000, or leave it empty."))


def write_audit(incident: Incident, actor: User | None, action: str, more: dict[str, object]) -> None:
    """Keys only: the log of acts is read by many, so it says neither the kind nor any word or count."""
    detail = {"incident": str(incident.public_id), "requirement": incident.requirement, **more}
    audit.record(actor=actor, action=action, target=f"site:{incident.site.public_id}", detail=detail)
