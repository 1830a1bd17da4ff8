"""Public pages of rounds."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ladder.consultation.models import Round


@require_safe
def list_rounds(request: HttpRequest) -> HttpResponse:
    """Every round that is open or closed."""
    rounds = Round.objects.exclude(status=Round.Status.DRAFT)
    return render(request, "consultation/rounds.html", {"rounds": rounds})
