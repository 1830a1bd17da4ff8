"""The whole content of an annual report, read from the same tables as the workplan and the budget."""

from datetime import date
from typing import Any

from ladder.governance.models import Body
from ladder.governance.queries.report_body import attendance_in, composition_in, decisions_in
from ladder.governance.queries.report_deeds import money_moved, work_done
from ladder.governance.queries.report_rounds import answers_in, consultations_in, versions_in
from ladder.governance.year_sections import sections_of

# Bodies whose annual life is that of the framework; others account for their own work alone.
OF_THE_FRAMEWORK = frozenset({Body.Kind.STEERING, Body.Kind.TECHNICAL, Body.Kind.SECRETARIAT})


def report_content(body: Body, year: int, on: date) -> dict[str, Any]:
    """Planned and done, money, decisions, people, and for bodies of the framework its consultations and versions.

    `on` is the day on which it is made: of a year that is not over, the report says what stands until then.
    """
    first, last = date(year, 1, 1), min(date(year, 12, 31), on)
    found: dict[str, Any] = {
        "until": last.isoformat(),
        "work": work_done(body, year, on),
        "money": money_moved(body, year),
        "decisions": decisions_in(body, first, last),
        "composition": composition_in(body, first, last),
        "meetings": attendance_in(body, first, last),
        "sections": sections_of(body, year, on),
    }
    if body.kind in OF_THE_FRAMEWORK:
        found["consultations"] = consultations_in(first, last)
        found["versions"] = versions_in(first, last)
        found["answers"] = answers_in(first, last)
    return found
