"""A result as one JSON document: the same bytes for the same facts, whatever their order."""

from datetime import date
from typing import Any

from ladder.core.assessment.result import Lapse, NextLevel, SiteResult
from ladder.core.assessment.standing import Standing
from ladder.core.canonical import write_canonically

DIGITS = 4


def as_document(result: SiteResult) -> dict[str, Any]:
    """The result as plain values; dates in ISO 8601, shares rounded to four digits, lists in a fixed order."""
    return {
        "as_of": day(result.as_of),
        "site_level": result.site_level,
        "levels": dict(sorted(result.levels.items())),
        "status": result.status,
        "cap": result.cap,
        "gates": [
            {
                "requirement": each.requirement,
                "class": each.gate,
                "state": each.state,
                "failed_on": day(each.failed_on),
                "plan_until": day(each.plan_until),
            }
            for each in result.gates
        ],
        "holds_back": [
            {"principle": each.principle, "level": each.level, "requirement": each.requirement, "state": each.state}
            for each in result.holds_back
        ],
        "lapses_next": lapse(result.lapses_next),
        "next_level": outlook(result.next_level),
        "grade": result.grade,
        "share_b_or_better": rounded(result.share_b_or_better),
        "not_applicable_share": {str(level): rounded(each) for level, each in sorted(result.na_shares.items())},
        "review_forced": result.review_forced,
        "open": [
            {
                "requirement": each.requirement,
                "principle": each.principle,
                "level": each.level,
                "gate": each.gate,
                "state": each.state,
                "cost_class": each.cost_class,
                "due_on": day(each.due_on),
            }
            for each in result.open
        ],
        "remarks": [{"requirement": each.requirement, "code": each.code} for each in result.remarks],
        "requirements": [standing(each) for _, each in sorted(result.standings.items())],
        "method": {"name": result.method.name, "version": result.method.version},
    }


def as_json(result: SiteResult) -> str:
    """The canonical text of a result: keys sorted, no spaces, no escapes beyond JSON's own."""
    return write_canonically(as_document(result)).decode("utf-8")


def standing(each: Standing) -> dict[str, Any]:
    """How one requirement stands."""
    return {
        "requirement": each.requirement.key,
        "principle": each.requirement.principle,
        "level": each.requirement.level,
        "gate": each.requirement.gate,
        "state": each.state,
        "observed_on": day(each.observed_on),
        "valid_until": day(each.valid_until),
        "grade": each.grade,
        "in_grace": each.in_grace,
    }


def lapse(each: Lapse | None) -> dict[str, Any] | None:
    """What lapses next; `on` is its last good day."""
    return {"requirement": each.requirement, "on": day(each.on)} if each else None


def outlook(each: NextLevel | None) -> dict[str, Any] | None:
    """What the next level needs."""
    if each is None:
        return None
    return {
        "level": each.level,
        "applicable": each.applicable,
        "met": each.met,
        "partly": each.partly,
        "not_met": each.not_met,
        "lapsed": each.lapsed,
        "contested": each.contested,
        "not_assessed": each.not_assessed,
        "low": rounded(each.low),
        "high": rounded(each.high),
    }


def day(value: date | None) -> str | None:
    """A date in ISO 8601."""
    return value.isoformat() if value else None


def rounded(value: float | None) -> float | None:
    """A share with four digits."""
    return None if value is None else round(value, DIGITS)
