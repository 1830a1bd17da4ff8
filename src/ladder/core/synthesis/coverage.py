"""How much of the stakeholder map was heard: per group, how many answers are lacking on how many statements."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from ladder.core.synthesis.evidence import GroupFrame
from ladder.core.synthesis.result import ItemResult

WANTED = 5
SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class GroupCoverage:
    """What is lacking until one group has `WANTED` effective answers, or as many as were asked for, everywhere.

    `lacking` holds the answers that each statement still needs, those in need only, most first. `answers` is their sum
    over `statements` statements. `per_person` is what that asks of each invited person on average, None where
    their number is not known. `out_of_reach` tells that the group was invited with fewer people than that.
    """

    group: str
    lacking: tuple[tuple[str, int], ...]
    statements: int
    answers: int
    silent_on: int
    per_person: float | None
    out_of_reach: bool


def coverage(items: Iterable[ItemResult], groups: Iterable[GroupFrame], wanted: int = WANTED) -> list[GroupCoverage]:
    """What is lacking in every group, in the order of the groups; `wanted` counts effective answers.

    A person gives one answer, so a lack is rounded up to whole answers given alone or by ballot.
    """
    kept = list(items)
    return [cover(kept, group, wanted) for group in groups]


def cover(items: list[ItemResult], group: GroupFrame, wanted: int) -> GroupCoverage:
    """What is lacking in one group."""
    voices = {item.statement: item.groups[group.key].effective for item in items}
    lacks = {name: math.ceil(wanted - heard - SLACK) for name, heard in voices.items() if heard < wanted - SLACK}
    total = sum(lacks.values())
    return GroupCoverage(
        group.key,
        tuple(sorted(lacks.items(), key=lambda each: (-each[1], each[0]))),
        len(lacks),
        total,
        sum(not heard for heard in voices.values()),
        total / group.invited if group.invited else None,
        out_of_reach=group.invited is not None and group.invited < wanted,
    )
