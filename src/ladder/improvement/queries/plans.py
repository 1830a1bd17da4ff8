"""Plans of sites: one with its gaps, and all of them in one list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from ladder.assessment.queries import result_on
from ladder.catalogue.models import FrameworkVersion
from ladder.catalogue.queries import ladder_of
from ladder.core.assessment.facts import NOT_ASSESSED
from ladder.core.assessment.result import OpenRequirement, SiteResult
from ladder.core.improvement.measures import DONE
from ladder.improvement.models import Measure, Plan
from ladder.improvement.queries.progress import Standing, first_of, standings_of
from ladder.registry.models import Site


@dataclass(frozen=True, slots=True)
class PlanView:
    """A site's plan: its measures, the three to do first, the gaps nobody has a measure for, and what nobody looked at.

    `confirming` are the gaps whose measure is done: they close when the next visit records it.
    """

    plan: Plan | None
    result: SiteResult
    standings: tuple[Standing, ...]
    first: tuple[Standing, ...]
    gaps: tuple[OpenRequirement, ...]
    confirming: tuple[OpenRequirement, ...]
    unseen: tuple[OpenRequirement, ...]


def find_plan(site: Site, version: FrameworkVersion) -> Plan | None:
    """The plan of a site under a version."""
    return Plan.objects.select_related("site", "version").filter(site=site, version=version).first()


def latest_plan(site: Site) -> Plan | None:
    """The plan of a site under the newest version it has one for."""
    return Plan.objects.select_related("version").filter(site=site).order_by("-version_id").first()


def read_plan(site: Site, version: FrameworkVersion, today: date) -> PlanView:
    """The plan beside today's result. Five queries at most, whatever the number of measures."""
    plan = find_plan(site, version)
    result = result_on(site, version, today)
    standings = standings_of(plan.measures.all(), today) if plan else []
    covered = {each.measure.requirement for each in standings if each.is_open}
    done = {each.measure.requirement for each in standings if each.progress.state == DONE}
    open_ones = [each for each in result.open if each.requirement not in covered]
    gaps = [each for each in open_ones if each.state != NOT_ASSESSED]
    return PlanView(
        plan,
        result,
        tuple(standings),
        tuple(first_of(standings, ladder_of(version))),
        tuple(each for each in gaps if each.requirement not in done),
        tuple(each for each in gaps if each.requirement in done),
        tuple(each for each in open_ones if each.state == NOT_ASSESSED),
    )


def list_plans() -> QuerySet[Plan]:
    """Plans by name of the site; those of the latest version of a site first."""
    return Plan.objects.select_related("site", "version").order_by("site__name_folded", "-version_id", "id")


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One plan of a list with the states of its measures."""

    plan: Plan
    standings: tuple[Standing, ...]

    @property
    def done(self) -> int:
        """How many were checked."""
        return sum(each.progress.state == "done" for each in self.standings)

    @property
    def all(self) -> int:
        """How many there are, without those that were dropped."""
        return sum(each.progress.state != "dropped" for each in self.standings)

    @property
    def late(self) -> int:
        """How many are late."""
        return sum(each.is_late for each in self.standings)

    @property
    def waiting(self) -> int:
        """How many wait for a check."""
        return sum(each.progress.state == "handed_in" for each in self.standings)


def rows_of(plans: Sequence[Plan], today: date) -> list[PlanRow]:
    """Plans of one page with their measures. Two queries, whatever their number."""
    found = standings_of(Measure.objects.filter(plan__in=plans), today)
    return [PlanRow(plan, tuple(each for each in found if each.measure.plan_id == plan.pk)) for plan in plans]
