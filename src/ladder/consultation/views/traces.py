"""Pages for those who prepare and decide: copied contributions, and comments carried to a later version."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from ladder.consultation import access
from ladder.consultation.queries.copies import find_copied
from ladder.consultation.queries.placements import count_anchors, list_later_versions, list_placements
from ladder.consultation.services.carrying import carry_to
from ladder.consultation.views.rounds import context_of
from ladder.consultation.views.saving import UNPROCESSABLE, both_methods, faults_of


@require_safe
def show_copies(request: HttpRequest, address: str) -> HttpResponse:
    """Texts that many sent and answers that many gave alike: shown as such, never taken away."""
    row = access.get_round_or_404(request.user, address)
    access.require_keeper(request.user)
    context = {**context_of(request, row, "copies"), "figures": find_copied(row)}
    return render(request, "consultation/copies.html", context)


@both_methods
def show_carried(request: HttpRequest, address: str, version: str) -> HttpResponse:
    """Comments of a round as they stand in a later version; the secretariat has them placed."""
    row = access.get_round_or_404(request.user, address)
    access.require_reader_of_comments(request.user)
    later = list_later_versions(row)
    chosen = next((one for one in later if one.address == version), None)
    if chosen is None:
        raise Http404
    faults = []
    if request.method == "POST":
        actor = access.require_keeper(request.user)
        try:
            carry_to(in_round=row, version=chosen, actor=actor)
        except ValidationError as fault:
            faults = faults_of(fault)
        else:
            return redirect("consultation:carried", address, version)
    context = {
        **context_of(request, row, "carried"),
        "version": chosen,
        "later": later,
        "parts": list_placements(row, chosen),
        "anchors": count_anchors(row),
        "faults": faults,
    }
    return render(request, "consultation/carried.html", context, status=UNPROCESSABLE if faults else 200)
