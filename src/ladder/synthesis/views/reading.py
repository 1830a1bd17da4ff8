"""The page on which comments are read one by one and given their themes."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ladder.accounts.models import User
from ladder.audit.services import record_read
from ladder.consultation.models import Contribution, Round
from ladder.synthesis.access import get_weighed_or_404
from ladder.synthesis.forms import CodingForm
from ladder.synthesis.queries import remarks, themes
from ladder.synthesis.services import code_contribution, make_theme


@require_http_methods(["GET", "HEAD", "POST"])
def read_remarks(request: HttpRequest, address: str) -> HttpResponse:
    """One comment with its translations and its themes; saving goes on to the next."""
    reader, consultation = get_weighed_or_404(request.user, address)
    queue = remarks.queue_of(consultation, request.GET.get("only", ""), request.GET.get("item", ""))
    turn = remarks.turn_of(queue, read_number(request))
    wanted = {name: request.GET[name] for name in ("only", "item") if request.GET.get(name)}
    if turn.number is None:
        return render(request, "synthesis/read.html", {"round": consultation, "wanted": wanted})
    row = remarks.find_contribution(consultation, turn.number)
    if row is None:
        raise Http404
    remark = remarks.remark_of(row)
    known = themes.themes_of(consultation)
    form = CodingForm(request.POST or None, themes=known, initial={"themes": [str(one) for one in remark.themes]})
    if request.method == "POST" and form.is_valid():
        save(consultation, row, form, reader)
        return redirect(place_of(consultation, turn.later, wanted))
    record_read(actor=reader, target=f"contribution:{row.number}", why="comments")
    context = {
        "round": consultation,
        "remark": remark,
        "form": form,
        "turn": turn,
        "wanted": wanted,
        "earlier": place_of(consultation, turn.earlier, wanted) if turn.earlier else "",
        "later": place_of(consultation, turn.later, wanted) if turn.later else "",
    }
    return render(request, "synthesis/read.html", context, status=400 if form.errors else 200)


def read_number(request: HttpRequest) -> UUID | None:
    """The contribution that the address names; None where it names none.

    Raises:
        Http404: what it names is no number.
    """
    text = request.GET.get("number", "")
    try:
        return UUID(text) if text else None
    except ValueError as fault:
        raise Http404 from fault


def save(consultation: Round, row: Contribution, form: CodingForm, reader: User) -> None:
    """Store the themes that were marked, and the new one."""
    today, names = timezone.localdate(), form.new_names()
    made = [make_theme(consultation=consultation, names=names, actor=reader, on=today)] if names else []
    code_contribution(contribution=row, themes=[*form.chosen(), *made], actor=reader, on=today)


def place_of(consultation: Round, number: UUID | None, wanted: dict[str, str]) -> str:
    """The address of a contribution in the same queue; without one, of the list of themes."""
    if number is None:
        return reverse("synthesis:themes", args=[consultation.address])
    query = urlencode({**wanted, "number": str(number)})
    return f"{reverse('synthesis:read', args=[consultation.address])}?{query}"
