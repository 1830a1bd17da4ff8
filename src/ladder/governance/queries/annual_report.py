"""The whole content of an annual report, read from the same tables as the workplan and the budget."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q

from ladder.governance.models import Body
from ladder.governance.queries.report_body import attendance_in, composition_in, decisions_in
from ladder.governance.queries.report_deeds import money_moved, work_done
from ladder.governance.queries.report_rounds import answers_in, consultations_in, versions_in
from ladder.governance.year_sections import sections_of

# Bodies whose annual life is that of the framework; others account for their own work alone.
OF_THE_FRAMEWORK = (Body.Kind.STEERING, Body.Kind.TECHNICAL, Body.Kind.SECRETARIAT, Body.Kind.FUND)
REPORTS_ON_ALL = frozenset({Body.Kind.STEERING, Body.Kind.SECRETARIAT})


def report_content(body: Body, year: int, on: date) -> dict[str, Any]:
    """Planned and done, money, decisions and people; for bodies of the framework its consultations and versions.

    `on` is the day on which it is made: of a year that is not over, the report says what stands until then.
    """
    first, last = date(year, 1, 1), min(date(year, 12, 31), on)
    found: dict[str, Any] = {
        "until": last.isoformat(),
        "work": work_done(body, year, on),
        "money": money_moved(body, year),
        "bodies": [body_entry(one, first, last) for one in bodies_told_of(body, first, last)],
        "sections": sections_of(body, year, on),
    }
    if body.kind in OF_THE_FRAMEWORK:
        found["consultations"] = consultations_in(first, last)
        found["versions"] = versions_in(first, last)
        found["answers"] = answers_in(first, last)
    return found


def bodies_told_of(body: Body, first: date, last: date) -> Iterable[Body]:
    """The body itself; where it reports on the framework as a whole, then all bodies of it that stood in the year."""
    if body.kind not in REPORTS_ON_ALL:
        return [body]
    rows = Body.objects.filter(kind__in=OF_THE_FRAMEWORK, stands_from__lte=last).exclude(pk=body.pk)
    return [body, *rows.filter(Q(ended_on=None) | Q(ended_on__gte=first)).order_by("id")]


def body_entry(body: Body, first: date, last: date) -> dict[str, Any]:
    """What one body decided, who sat there and who came."""
    return {
        "id": str(body.public_id),
        "names": body.names,
        "decisions": decisions_in(body, first, last),
        "composition": composition_in(body, first, last),
        "meetings": attendance_in(body, first, last),
    }
