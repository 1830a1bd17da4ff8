"""What is recorded about a site and bears on its level: frozen facts, each with the day it was seen and became known.

`observed_on` is the day something was seen at the site, `known_on` the day it was recorded; None: the same day. A
result as of a date uses only facts that were seen and known by then, so that it can be computed again for ever.
"""

from dataclasses import dataclass
from datetime import date

MET, PARTLY, NOT_MET = "met", "partly", "not_met"
NOT_APPLICABLE, NOT_ASSESSED = "not_applicable", "not_assessed"
LAPSED, CONTESTED = "lapsed", "contested"
STATES = (MET, PARTLY, NOT_MET, NOT_APPLICABLE, NOT_ASSESSED, LAPSED, CONTESTED)
GRADES = ("A", "B", "C", "D")
SELF_DECLARED = "D"


@dataclass(frozen=True, slots=True)
class Determination:
    """The state of one requirement as somebody found it on one day.

    `valid_until` is the last good day; None: the catalogue's number of days. `grade` A is the best, None counts as D.
    `independent`: decided by someone other than who runs the site. `answers_condition`: a not-applicable finding that
    is itself the evidenced answer to the requirement's condition. `withdrawn_on`: the day from which it counts no more.
    """

    requirement: str
    state: str
    observed_on: date
    valid_until: date | None = None
    grade: str | None = None
    decided_by: str = ""
    known_on: date | None = None
    independent: bool = False
    answers_condition: bool = False
    withdrawn_on: date | None = None

    @property
    def qualifies(self) -> bool:
        """Whether it may open a gate or answer a contest: independent, and better than self-declared."""
        return self.independent and self.grade is not None and self.grade != SELF_DECLARED


@dataclass(frozen=True, slots=True)
class ConditionAnswer:
    """Whether the circumstance holds under which some requirements apply; only an evidenced "no" exempts."""

    condition: str
    holds: bool
    observed_on: date
    valid_until: date | None = None
    known_on: date | None = None
    evidenced: bool = False


@dataclass(frozen=True, slots=True)
class Approval:
    """A reviewer's approval, with a reason, that a requirement does not apply; never valid for a stop gate."""

    requirement: str
    reason: str
    approved_by: str
    approved_on: date
    valid_until: date | None = None
    known_on: date | None = None


@dataclass(frozen=True, slots=True)
class CorrectivePlan:
    """A plan agreed to put a cap gate right by a day; it runs until it is closed or that day is over."""

    requirement: str
    agreed_on: date
    due_on: date
    closed_on: date | None = None
    known_on: date | None = None
    closing_known_on: date | None = None


@dataclass(frozen=True, slots=True)
class Contest:
    """A reviewer or a grievance disputes what is said of a requirement."""

    requirement: str
    opened_on: date
    closed_on: date | None = None
    known_on: date | None = None
    closing_known_on: date | None = None


@dataclass(frozen=True, slots=True)
class Incident:
    """Something happened that bears on a requirement; on a gate a credible one counts as a finding."""

    requirement: str
    observed_on: date
    credible: bool = True
    closed_on: date | None = None
    known_on: date | None = None
    closing_known_on: date | None = None

    @property
    def counts_from(self) -> date:
        """The first day on which it had happened and was known: whoever looked before then did not answer it."""
        return max(self.observed_on, self.known_on or self.observed_on)


@dataclass(frozen=True, slots=True)
class Dossier:
    """All facts of one site under one framework version; their order means nothing."""

    determinations: tuple[Determination, ...] = ()
    answers: tuple[ConditionAnswer, ...] = ()
    approvals: tuple[Approval, ...] = ()
    plans: tuple[CorrectivePlan, ...] = ()
    contests: tuple[Contest, ...] = ()
    incidents: tuple[Incident, ...] = ()
