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
    """Evidence, the round's rules, and what the one comes to under the other: worked out when it is asked for."""

    evidence: Evidence
    rules: Rules

    @property
    def analysis(self) -> Analysis:
        """All requirements by all groups."""
        return weigh_once(self.evidence, self.rules)


def weigh(consultation: Round) -> Weighed:
    """What was heard of a round, to be weighed as it stands now."""
    return Weighed(evidence_of(consultation), rules_of(consultation))


def rules_of(consultation: Round) -> Rules:
    """The rules that were fixed at opening; the usual ones of a round in preparation."""
    return Rules.from_document(consultation.rules)


@lru_cache(maxsize=KEPT)
def weigh_once(evidence: Evidence, rules: Rules) -> Analysis:
    """The analysis of evidence; equal evidence has an equal digest."""
    return analyse(evidence.answers, evidence.tallies, evidence.groups, evidence.statements, rules)
