"""Facts of many sites as columns: one entry a fact, sites and requirements by their place, days by their ordinal."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from ladder.core.assessment.exemption import grounds_of
from ladder.core.assessment.facts import Contest, CorrectivePlan, Determination, Dossier, Incident
from ladder.core.assessment.records import Records, begins_on, sort_facts
from ladder.core.catalogue.ladder import Ladder

Days = NDArray[np.int32]
Places = NDArray[np.int64]
Small = NDArray[np.int8]
Bools = NDArray[np.bool_]

CODES = {"met": 0, "lapsed": 1, "partly": 2, "contested": 3, "not_met": 4}
INCIDENT = 5
UNSTATED = 0
NEVER = date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Table:
    """Columns of one length whose first is the site's place; rows stand in the order of sites."""

    site: Places
    requirement: Places

    def part(self, first: int, after: int) -> Self:
        """The rows of some sites, whose places then begin at 0."""
        low, high = np.searchsorted(self.site, (first, after))
        columns = {each.name: getattr(self, each.name)[low:high] for each in fields(self)}
        return type(self)(**{**columns, "site": columns["site"] - first})


Kind = TypeVar("Kind", bound=Table)


@dataclass(frozen=True, slots=True)
class Findings(Table):
    """Determinations (`state` by CODES) and credible incidents on gates (INCIDENT).

    `until` UNSTATED: the catalogue's number of days. `decider` is any number that tells people apart; `qualifies`:
    may open a gate; `ends` the day from which it is withdrawn. "Not applicable" and "not assessed" are no findings.
    """

    state: Small
    observed: Days
    begins: Days
    until: Days
    decider: Days
    qualifies: Bools
    ends: Days


@dataclass(frozen=True, slots=True)
class Grounds(Table):
    """Grounds on which requirements do not apply."""

    since: Days
    begins: Days
    until: Days


@dataclass(frozen=True, slots=True)
class Contests(Table):
    """Contests, and incidents that are no findings; `until` is the day from which they count as closed."""

    since: Days
    begins: Days
    until: Days


@dataclass(frozen=True, slots=True)
class Plans(Table):
    """Corrective plans; `until` is the day from which they count as closed."""

    due: Days
    begins: Days
    until: Days


@dataclass(frozen=True, slots=True)
class Columns:
    """All facts of so many sites."""

    sites: int
    findings: Findings
    grounds: Grounds
    contests: Contests
    plans: Plans

    def part(self, first: int, after: int) -> "Columns":
        """The facts of some sites."""
        return Columns(
            after - first,
            self.findings.part(first, after),
            self.grounds.part(first, after),
            self.contests.part(first, after),
            self.plans.part(first, after),
        )


def columns_of(ladder: Ladder, dossiers: Sequence[Dossier], as_of: date) -> Columns:
    """Columns from dossiers; grounds for not applying are those known on a day."""
    rows: dict[str, list[tuple[int, ...]]] = {"findings": [], "grounds": [], "contests": [], "plans": []}
    place = {each.key: index for index, each in enumerate(ladder.requirements)}
    for site, dossier in enumerate(dossiers):
        for key, records in sort_facts(ladder, dossier).items():
            if key in place:
                add_rows(rows, (site, place[key]), ladder, records, as_of)
    return Columns(
        len(dossiers),
        table(Findings, rows["findings"]),
        table(Grounds, rows["grounds"]),
        table(Contests, rows["contests"]),
        table(Plans, rows["plans"]),
    )


def add_rows(
    rows: dict[str, list[tuple[int, ...]]], cell: tuple[int, int], ladder: Ladder, records: Records, as_of: date
) -> None:
    """The rows of one cell."""
    deciders = {name: number for number, name in enumerate(sorted({each.decided_by for each in records.findings}))}
    for each in records.findings:
        rows["findings"].append((*cell, *finding(each, deciders[each.decided_by])))
    for incident in records.incidents:
        day = incident.counts_from.toordinal()
        rows["findings"].append((*cell, INCIDENT, day, day, UNSTATED, -1, 0, NEVER + 1))
    for since, until in grounds_of(ladder, ladder.requirements[cell[1]], records, as_of):
        rows["grounds"].append((*cell, since.toordinal(), since.toordinal(), until.toordinal()))
    for contest in records.contests:
        opened_on = contest.opened_on if isinstance(contest, Contest) else contest.counts_from
        rows["contests"].append((*cell, opened_on.toordinal(), *span(contest, opened_on)))
    for plan in records.plans:
        rows["plans"].append((*cell, plan.due_on.toordinal(), *span(plan, plan.agreed_on)))


def finding(each: Determination, decider: int) -> tuple[int, ...]:
    """State, days, decider, entitlement and withdrawal of a determination."""
    until = each.valid_until.toordinal() if each.valid_until else UNSTATED
    begins = begins_on(each.observed_on, each.known_on).toordinal()
    ends = each.withdrawn_on.toordinal() if each.withdrawn_on else NEVER + 1
    return CODES[each.state], each.observed_on.toordinal(), begins, until, decider, each.qualifies, ends


def span(fact: CorrectivePlan | Contest | Incident, seen_on: date) -> tuple[int, int]:
    """The day from which something counts, and the day from which it is closed."""
    closed = begins_on(fact.closed_on, fact.closing_known_on).toordinal() if fact.closed_on else NEVER + 1
    return begins_on(seen_on, fact.known_on).toordinal(), closed


def table(kind: type[Kind], rows: Iterable[tuple[int, ...]]) -> Kind:
    """Rows as a table, in the order of sites."""
    names = [each.name for each in fields(kind)]
    types: dict[str, Any] = {"site": np.int64, "requirement": np.int64, "state": np.int8, "qualifies": np.bool_}
    values = np.array(sorted(rows), dtype=np.int64).reshape(-1, len(names))
    return kind(**{name: values[:, index].astype(types.get(name, np.int32)) for index, name in enumerate(names)})
