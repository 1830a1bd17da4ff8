"""Weighs what was heard of a round so far: for the secretariat and the committee only, never shown to anybody else.

The same evidence under the same rules is weighed once a process: the answer is kept by the digest of both.
"""

from dataclasses import dataclass
from functools import lru_cache

from ladder.consultation.models import Round
from ladder.core.synthesis.analysis import analyse
from ladder.core.synthesis.result import Analysis
from ladder.core.synthesis.rules import Rules
from ladder.synthesis.queries.evidence import Evidence, evidence_of

KEPT = 8


@dataclass(frozen=True, slots=True)
class Weighed:
    """Evidence and what it comes to under the round's rules."""

    evidence: Evidence
    rules: Rules
    analysis: Analysis


def weigh(consultation: Round) -> Weighed:
    """What was heard of a round, weighed as it stands now."""
    evidence, rules = evidence_of(consultation), rules_of(consultation)
    return Weighed(evidence, rules, weigh_once(evidence, rules))


def rules_of(consultation: Round) -> Rules:
    """The rules that were fixed at opening; the usual ones of a round in preparation."""
    return Rules.from_document(consultation.rules)


@lru_cache(maxsize=KEPT)
def weigh_once(evidence: Evidence, rules: Rules) -> Analysis:
    """The analysis of evidence; equal evidence has an equal digest."""
    return analyse(evidence.answers, evidence.tallies, evidence.groups, evidence.statements, rules)
