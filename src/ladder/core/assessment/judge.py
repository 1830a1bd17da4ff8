"""Judges a site: all rules together, from the recorded facts to the level, the status and the reasons."""

from datetime import date

from ladder.core.assessment.climb import Standings, carries_if_renewed, climb, holds_of
from ladder.core.assessment.confidence import level_rests_on, share_well_graded, shares_not_applicable, weakest_grade
from ladder.core.assessment.facts import LAPSED, Dossier
from ladder.core.assessment.outlook import next_lapse, open_requirements, outlook
from ladder.core.assessment.records import Records, known_findings, sort_facts
from ladder.core.assessment.result import (
    CAPPED,
    GOOD_STANDING,
    LAPSED_STATUS,
    NONE,
    SUSPENDED,
    GateState,
    Remark,
    SiteResult,
)
from ladder.core.assessment.standing import stand
from ladder.core.catalogue.ladder import CAP, NO_GATE, STOP, Ladder

UNKNOWN_REQUIREMENT = "unknown_requirement"


def judge(ladder: Ladder, dossier: Dossier, as_of: date) -> SiteResult:
    """Level, status and reasons of a site on a date, from facts seen and known by then (docs/methods/levels.md)."""
    records = sort_facts(ladder, dossier)
    standings = {each.key: stand(ladder, each, records.get(each.key), as_of) for each in ladder.requirements}
    return conclude(ladder, standings, unknown_requirements(ladder, records, as_of), as_of)


def conclude(ladder: Ladder, standings: Standings, unknown: tuple[Remark, ...], as_of: date) -> SiteResult:
    """The result that follows from how every requirement stands."""
    everything = list(standings.values())
    levels = climb(ladder, standings)
    gates = gates_of(standings)
    cap = cap_of(ladder, gates)
    site_level = min(*levels.values(), ladder.levels[-1] if cap is None else cap)
    carrying = level_rests_on(everything, site_level)
    na_shares = shares_not_applicable(everything, ladder.levels)
    return SiteResult(
        as_of=as_of,
        site_level=site_level,
        levels=levels,
        status=status_of(ladder, standings, gates, site_level),
        cap=cap,
        gates=gates,
        holds_back=holds_of(ladder, standings, levels),
        lapses_next=next_lapse(everything),
        next_level=outlook(ladder, standings, site_level),
        grade=weakest_grade(carrying),
        share_b_or_better=share_well_graded(carrying),
        na_shares=na_shares,
        review_forced=any(each > ladder.na_review_share for each in na_shares.values()),
        open=open_requirements(ladder, everything, site_level),
        remarks=tuple(sorted((*remarks_of(standings), *unknown), key=lambda each: (each.requirement, each.code))),
        standings=standings,
    )


def gates_of(standings: Standings) -> tuple[GateState, ...]:
    """Every gate, failed or not, in the order of keys."""
    return tuple(
        GateState(key, each.requirement.gate, each.state, each.failed_on, each.plan_until)
        for key, each in sorted(standings.items())
        if each.requirement.gate != NO_GATE
    )


def cap_of(ladder: Ladder, gates: tuple[GateState, ...]) -> int | None:
    """The level that failed cap gates hold the site down to; None where none is failed."""
    failed = [each for each in gates if each.gate == CAP and each.failed_on]
    return min((ladder.cap_with_plan if each.plan_until else ladder.cap_without_plan for each in failed), default=None)


def status_of(ladder: Ladder, standings: Standings, gates: tuple[GateState, ...], site_level: int) -> str:
    """The gravest that holds: suspended, capped, lapsed, good standing, none."""
    failed = {each.gate for each in gates if each.failed_on}
    if STOP in failed:
        return SUSPENDED
    if CAP in failed:
        return CAPPED
    lapsed = [each.requirement.level for each in standings.values() if each.state == LAPSED]
    if lapsed and min(lapsed) <= min(climb(ladder, standings, carries_if_renewed).values()):
        return LAPSED_STATUS
    return GOOD_STANDING if site_level else NONE


def remarks_of(standings: Standings) -> list[Remark]:
    """What was recorded and not taken."""
    return [Remark(key, each.remark) for key, each in standings.items() if each.remark]


def unknown_requirements(ladder: Ladder, records: dict[str, Records], as_of: date) -> tuple[Remark, ...]:
    """Determinations known by a date whose requirement the ladder lacks; they count for nothing."""
    return tuple(
        Remark(key, UNKNOWN_REQUIREMENT)
        for key, each in sorted(records.items())
        if key not in ladder.by_key and known_findings((*each.findings, *each.exempting), as_of)
    )
