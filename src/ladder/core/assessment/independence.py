"""Ties between an assessor and a site, and what follows from them (docs/methods/grades.md).

Sources: the independence clauses of ISO 19011 and ISO/IEC 17020 in plain words, and ties common around Kolwezi:
kin, trading, advice before the visit, and posts in the state's services.
"""

from collections.abc import Iterable
from datetime import date

from ladder.core.assessment.days import days_later
from ladder.core.assessment.grading import SECOND, THIRD

WORKS_FOR_OPERATOR, PAID_BY_OPERATOR, PAID_BY_BUYER = "works_for_operator", "paid_by_operator", "paid_by_buyer"
FAMILY, TRADES_ORE, STATE_SERVICES, ADVISED_SITE = "family", "trades_ore", "state_services", "advised_site"
TIES = (WORKS_FOR_OPERATOR, PAID_BY_OPERATOR, PAID_BY_BUYER, FAMILY, TRADES_ORE, STATE_SERVICES, ADVISED_SITE)
DECLARATION_DAYS = 365


def kind_of_assessor(ties: Iterable[str] | None) -> str:
    """Third party where somebody declared that there is no tie; second with any tie, and where nothing is declared.

    `ties` None: no declaration is in force.
    """
    return THIRD if ties is not None and not set(ties) else SECOND


def is_in_conflict(ties: Iterable[str]) -> bool:
    """Whether somebody with these ties, by their latest declaration, must not review what is found at the site.

    That a declaration ran out does not end a tie: only a newer one that names none does.
    """
    return bool(set(ties))


def last_day_of_declaration(declared_on: date) -> date:
    """The last day on which a declaration counts: a year, as people change posts and buyers change mines."""
    return days_later(declared_on, DECLARATION_DAYS)
