"""One site: what sources say of it, its right to the ground over time, who works it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q

from ladder.core.registry.comparing import FactGroup, FactView, group_facts
from ladder.registry.access import Reader, visible_facts
from ladder.registry.models import Fact, LegalStatus, Site, SiteOperator, Visit


@dataclass(frozen=True, slots=True)
class Visits:
    """How often a site was visited or reported on, and when last."""

    count: int
    last_on: date | None


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of legal status; `is_contested` when another source says otherwise for the same days."""

    row: LegalStatus
    is_current: bool
    is_contested: bool
    is_replaced: bool


def facts_of(user: Reader, site: Site) -> list[FactView]:
    """Every fact of a site that this reader may see."""
    facts = list(visible_facts(user, site).select_related("source", "visit").order_by("-observed_on", "-id"))
    replaced = {fact.replaces_id: str(fact.public_id) for fact in facts if fact.replaces_id}
    return [view_of(fact, replaced.get(fact.pk, "")) for fact in facts]


def view_of(fact: Fact, replaced_by: str = "") -> FactView:
    """A fact as it is compared and shown."""
    visit = fact.visit
    return FactView(
        key=str(fact.public_id),
        kind=fact.kind,
        value=fact.value,
        unit=fact.unit,
        observed_on=fact.observed_on,
        method=fact.method,
        source_key=fact.source.key,
        source_title=fact.source.title,
        collected_by=visit.collected_by if visit else "",
        precision=visit.precision if visit else Visit.Precision.DAY.value,
        is_sensitive=fact.is_sensitive,
        is_doubted=fact.is_doubted,
        note=fact.note,
        replaced_by=replaced_by,
    )


def groups_of(user: Reader, site: Site, on: date) -> tuple[FactGroup, ...]:
    """Facts grouped by what they are about, as known on a day."""
    return group_facts(facts_of(user, site), on)


def legal_history(site: Site, on: date) -> list[Statement]:
    """Statements of legal status, newest first; overlapping ones that differ are marked, none is dropped."""
    rows = list(LegalStatus.objects.filter(site=site).select_related("source").order_by("-starts_on", "-id"))
    replaced = {row.replaces_id for row in rows if row.replaces_id}
    live = [row for row in rows if row.pk not in replaced]
    return [
        Statement(
            row,
            is_current=covers(row, on) and row in live,
            is_replaced=row.pk in replaced,
            is_contested=row in live and any(other.status != row.status and overlap(row, other) for other in live),
        )
        for row in rows
    ]


def covers(row: LegalStatus, day: date) -> bool:
    """Whether a statement speaks of a day."""
    return row.starts_on <= day and (row.ends_on is None or row.ends_on >= day)


def overlap(one: LegalStatus, other: LegalStatus) -> bool:
    """Whether two statements speak of the same days."""
    return one.starts_on <= (other.ends_on or date.max) and other.starts_on <= (one.ends_on or date.max)


def operators_of(site: Site) -> list[SiteOperator]:
    """Organisations at a site, newest first. Who is to assess it is shown as well: it is no secret."""
    rows = SiteOperator.objects.filter(site=site).select_related("organisation", "source")
    return list(rows.order_by("-starts_on", "id"))


def visits_of(site: Site) -> Visits:
    """Number of visits and the last day, in one query."""
    found = Visit.objects.filter(site=site).aggregate(count=Count("id"), last_on=Max("visited_on"))
    return Visits(found["count"], found["last_on"])


def current_operators(site: Site, on: date) -> list[SiteOperator]:
    """Organisations that work a site on a day."""
    rows = SiteOperator.objects.filter(site=site, part=SiteOperator.Part.OPERATOR, starts_on__lte=on)
    return list(rows.filter(Q(ends_on=None) | Q(ends_on__gte=on)).select_related("organisation").order_by("id"))
