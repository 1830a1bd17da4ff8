"""Looks for opinion groups in what was heard: a second view beside declared groups, never a ground for a decision."""

from functools import lru_cache

from ladder.core.synthesis.aggregated_opinions import AggregatedOpinions, aggregate
from ladder.core.synthesis.evidence import PERSON
from ladder.core.synthesis.matrix import VoteMatrix
from ladder.core.synthesis.opinion.grouping import find_opinion_groups
from ladder.core.synthesis.rules import Rules
from ladder.synthesis.queries.evidence import Evidence

KEPT = 4


@lru_cache(maxsize=KEPT)
def find_opinions(evidence: Evidence, rules: Rules) -> AggregatedOpinions:
    """Opinion groups among the persons of a round, in bands and marks of the smallest row that the rules allow."""
    answers = [one for one in evidence.answers if one.unit == PERSON]
    people = {name: place for place, name in enumerate(dict.fromkeys(one.participant for one in answers))}
    items = {key: place for place, key in enumerate(evidence.statements)}
    votes = VoteMatrix.from_votes(
        [people[one.participant] for one in answers],
        [items[one.statement] for one in answers],
        [one.vote for one in answers],
        (len(people), len(items)),
    )
    declared = {one.participant: one.group for one in answers}
    smallest = max(
        [rules.smallest_row, *(rules.smallest_vulnerable_row for one in evidence.groups if one.is_vulnerable)]
    )
    return aggregate(find_opinion_groups(votes, rules.seed), [declared[name] for name in people], smallest, rules.seed)
