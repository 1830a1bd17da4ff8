"""The page of discovered opinion groups: aggregated, beside the results, never a ground for a decision."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ladder.synthesis.access import get_results_or_404
from ladder.synthesis.queries import releases
from ladder.synthesis.services.opinions import find_opinions
from ladder.synthesis.services.weighing import weigh
from ladder.synthesis.views.results import standing_of
from ladder.synthesis.words import OPINION_REASONS

CELL = 20
GROWTH = 3.0


@require_safe
def show_opinions(request: HttpRequest, address: str) -> HttpResponse:
    """Opinion groups as a release tells them; before one, as they are found now."""
    consultation = get_results_or_404(request.user, address)
    context = standing_of(request, consultation)
    if context["release"] is not None:
        found = releases.opinions_of(context["release"])
    else:
        weighed = weigh(consultation)
        found = find_opinions(weighed.evidence, weighed.rules)
    largest = max((mark.low for mark in found.marks), default=1)
    marks = [
        {
            "x": mark.across * CELL + CELL // 2,
            "y": (found.side - 1 - mark.up) * CELL + CELL // 2,
            "size": f"{GROWTH + (CELL / 2 - GROWTH) * (mark.low / largest) ** 0.5:.1f}",
        }
        for mark in found.marks
    ]
    context |= {"found": found, "marks": marks, "side": found.side * CELL, "reasons": OPINION_REASONS}
    return render(request, "synthesis/opinions.html", context)
