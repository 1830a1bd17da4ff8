"""What runs out when, at one site in full or over many sites by what comes first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import OuterRef, QuerySet, Subquery

from ladder.assessment.incident_queries import Case, cases_of, incidents_at, open_incidents
from ladder.assessment.models import SiteLevel
from ladder.assessment.queries import dossier_of
from ladder.catalogue.models import FrameworkVersion
from ladder.catalogue.queries import ladder_of, versions_in_force
from ladder.core.assessment.agenda import FINDING, LEVEL, agenda
from ladder.governance.queries.transitions import accepted_among
from ladder.registry.models import Site

YEAR = timedelta(days=365)
CLOCK = "clock"
CHANGE = "change"  # level, status or what they rest on: which of them nobody has worked out for a whole list
MOST_SITES = 5000


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a calendar. `step` is the answer that is due, `status` what a level's status becomes.

    `under` is the address of the version that it was judged by, where that is not the one in force.
    """

    on: date
    kind: str
    site: Site
    requirement: str = ""
    level: int | None = None
    status: str = ""
    step: str = ""
    is_overdue: bool = False
    under: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """What is alike on one day at one site: `first` stands for all, `requirements` are those of all."""

    first: Item
    requirements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """The lines of one month."""

    first: date
    lines: tuple[Line, ...]


def items_at(site: Site, version: FrameworkVersion, today: date) -> list[Item]:
    """What runs out at one site within a year. Two queries."""
    ladder = ladder_of(version)
    found = agenda(ladder, dossier_of(site, version, ladder, known_by=today), today, today + YEAR)
    return [
        Item(one.on, one.kind, site, one.requirement, one.level if one.kind == LEVEL else None, one.status)
        for one in found
    ]


@dataclass(frozen=True, slots=True)
class First:
    """What comes first at each of many sites. `is_cut`: there are more sites than `MOST_SITES`."""

    items: tuple[Item, ...]
    is_cut: bool


def first_over(sites: QuerySet[Site], today: date) -> First:
    """What comes first at each of many sites within a year: its first lapse and its first change. Three queries.

    A site that nobody has judged under the version in force stands here as it was judged under the newest older one,
    for as long as assessments under that are accepted.
    """
    in_force = versions_in_force(today)
    accepted = accepted_among(in_force, today)
    found = list(newest_levels(sites, accepted)[: MOST_SITES + 1])
    older = {one.pk: one.address for one in in_force[1:]}
    items = [item for level in found[:MOST_SITES] for item in items_of(level, today, older.get(level.version_id, ""))]
    return First(tuple(items), len(found) > MOST_SITES)


def newest_levels(sites: QuerySet[Site], versions: Sequence[FrameworkVersion]) -> QuerySet[SiteLevel]:
    """The level of each site under the newest of these versions that it was judged by."""
    judged = SiteLevel.objects.filter(version__in=versions)
    newest = judged.filter(site=OuterRef("site")).order_by("-version__position").values("pk")[:1]
    found = judged.filter(site__in=sites, pk=Subquery(newest))
    return found.select_related("site").defer("vector").order_by("site_id")


def items_of(level: SiteLevel, today: date, under: str) -> Iterable[Item]:
    """The first lapse of a site, and the first day on which anything changes."""
    lapse = level.document.get("lapses_next")
    if lapse and today <= date.fromisoformat(lapse["on"]) <= today + YEAR:
        yield Item(date.fromisoformat(lapse["on"]), FINDING, level.site, lapse["requirement"], under=under)
    if level.changes_on and level.changes_on <= today + YEAR:
        yield Item(max(level.changes_on, today), CHANGE, level.site, under=under)


def clock_items_at(site: Site, now: datetime) -> list[Item]:
    """Answers that are due at one site. Two queries."""
    return [item for case in cases_of(incidents_at(site), now) for item in items_of_case(case)]


def clock_items_over(sites: QuerySet[Site], now: datetime) -> list[Item]:
    """Answers that are due at many sites. Two queries."""
    return [item for case in cases_of(open_incidents(sites), now) for item in items_of_case(case)]


def items_of_case(case: Case) -> Iterable[Item]:
    """The clocks of one incident that still run. What is overdue stands on its own day."""
    for clock in case.clocks.running:
        overdue = clock.state == "overdue"
        yield Item(clock.due_at.date(), CLOCK, case.incident.site, step=clock.step, is_overdue=overdue)


def in_order(items: Iterable[Item]) -> list[Item]:
    """By day, then by what and where."""
    return sorted(items, key=lambda one: (one.on, one.kind, one.site.name, one.step, one.requirement))


def lines_of(items: Iterable[Item]) -> list[Line]:
    """Items in order, those alike in one line: forty findings of one visit run out together."""
    alike: dict[tuple[object, ...], list[Item]] = {}
    for item in in_order(items):
        key = (item.on, item.kind, item.site.pk, item.step, item.level, item.status, item.is_overdue)
        alike.setdefault(key, []).append(item)
    return [Line(found[0], tuple(one.requirement for one in found if one.requirement)) for found in alike.values()]


def by_month(items: Iterable[Item]) -> list[Month]:
    """Lines in order, under their months."""
    months: dict[date, list[Line]] = {}
    for line in lines_of(items):
        months.setdefault(line.first.on.replace(day=1), []).append(line)
    return [Month(first, tuple(lines)) for first, lines in months.items()]
