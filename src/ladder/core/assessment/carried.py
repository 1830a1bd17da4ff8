"""The level that would follow under a newer version if nothing counted but what may be carried over: a preview."""

from collections.abc import Mapping
from dataclasses import replace

from ladder.core.assessment.facts import NOT_ASSESSED
from ladder.core.assessment.judge import conclude
from ladder.core.assessment.result import SiteResult
from ladder.core.assessment.standing import Standing
from ladder.core.catalogue.ladder import Ladder, Requirement


def carry_over(ladder: Ladder, result: SiteResult, sources: Mapping[str, str]) -> SiteResult:
    """What a site would reach on a newer ladder, from an older result (docs/methods/version-migration.md).

    `sources` names by requirement of the newer ladder the older one whose state may be carried; every other
    requirement is not assessed. Nothing is carried to another level, gate or condition: that would be another question.
    """
    standings = {each.key: carry(each, result.standings.get(sources.get(each.key, ""))) for each in ladder.requirements}
    return conclude(ladder, standings, (), result.as_of)


def carry(requirement: Requirement, before: Standing | None) -> Standing:
    """The old standing on the newer requirement where both are one question, else not assessed."""
    if before is None or question_of(before.requirement) != question_of(requirement):
        return Standing(requirement, NOT_ASSESSED)
    return replace(before, requirement=requirement)


def question_of(requirement: Requirement) -> tuple[str, int, str, str | None]:
    """What must be equal for a state to mean the same in both versions."""
    return requirement.principle, requirement.level, requirement.gate, requirement.condition
