"""The part of `ladder consult analyse` about opinion groups: who is in which, what marks them, what they share."""

from collections.abc import Mapping
from typing import Any

from ladder.core.synthesis.matrix import Reals, VoteMatrix
from ladder.core.synthesis.opinion.consensus import Common
from ladder.core.synthesis.opinion.cross_fit import cross_fit
from ladder.core.synthesis.opinion.cross_table import cross_tabulate
from ladder.core.synthesis.opinion.description import Description, describe_groups
from ladder.core.synthesis.opinion.grouping import find_opinion_groups
from ladder.core.synthesis.opinion.result import OpinionGroups
from ladder.core.synthesis.rules import Rules
from ladder.packfiles.votes.ballots import VotesFile

DIGITS = 6


def discovered(
    votes: VotesFile, group_of: Mapping[str, str] | None, rules: Rules, *, with_differences: bool
) -> dict[str, Any]:
    """Opinion groups or why there are none, everybody's position, and the axes it lies on.

    `with_differences` names the statements on which groups truly differ, which takes several times as long.
    """
    people, statements = votes.participants, votes.statements
    matrix = VoteMatrix.from_votes(votes.participant, votes.statement, votes.vote, (len(people), len(statements)))
    found = find_opinion_groups(matrix, rules.seed)
    described = describe_groups(matrix, found)
    groups = membership(found, people) | description(found, described, statements)
    if group_of is not None:
        groups["declared_groups"] = beside_declared(found, people, group_of, rules.seed)
    if with_differences:
        differs = cross_fit(matrix, rules.seed).differs if found.stable else ()
        groups["differ_on"] = [name for name, is_found in zip(statements, differs, strict=False) if is_found]
    return {
        "opinion_groups": groups,
        "consensus": {
            "agree": common(described.consensus.agree, statements),
            "disagree": common(described.consensus.disagree, statements),
        },
        "positions": dict(zip(people, found.positions.tolist(), strict=True)),
        "pca": {
            "centre": found.centre.tolist(),
            "components": found.components.tolist(),
            "statements": rounded(described.statement_positions),
            "extremity": rounded(described.statement_extremity),
        },
    }


def membership(found: OpinionGroups, people: tuple[str, ...]) -> dict[str, Any]:
    """Groups from 1, the largest first; who is in none is left out."""
    members = zip(people, found.members.tolist(), strict=True)
    return {
        "stable": found.stable,
        "k": found.k,
        "members": {name: str(group + 1) for name, group in members if group >= 0},
        "reason": found.reason,
        "stability": [round(each, DIGITS) for each in found.stability],
        "method": {"name": found.method[0], "version": found.method[1]},
    }


def description(found: OpinionGroups, described: Description, statements: tuple[str, ...]) -> dict[str, Any]:
    """What marks each group and the side it takes, and how far each statement carries in all of them at once."""
    if not found.stable:
        return {"marked_by": {}, "group_aware_consensus": {}}
    return {
        "marked_by": {
            str(group): [{"statement": statements[place], "side": side} for place, side in marks]
            for group, marks in enumerate(described.marking, 1)
        },
        "group_aware_consensus": dict(zip(statements, rounded(described.group_aware), strict=True)),
    }


def beside_declared(found: OpinionGroups, people: tuple[str, ...], group_of: Mapping[str, str], seed: int) -> str:
    """Whether the groups follow the declared ones, cut across them, or too few people tell."""
    places = {key: place for place, key in enumerate(sorted(set(group_of.values())))}
    return cross_tabulate([places.get(group_of.get(name, ""), -1) for name in people], found.members, seed).verdict


def common(found: tuple[Common, ...], statements: tuple[str, ...]) -> list[dict[str, Any]]:
    """Statements with a clear majority of everybody: whoever dissents in a small group does not show here."""
    return [{"statement": statements[each.statement], "of": each.trials, "people": each.successes} for each in found]


def rounded(values: Reals) -> Any:
    """Numbers as lists, without the digits that depend on the machine."""
    return (values.round(DIGITS) + 0.0).tolist()
