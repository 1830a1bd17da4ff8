"""Pages that are open to one participant alone: whoever holds the code in this browser."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from ladder.consultation import access
from ladder.consultation.models import Participant, Round, RoundItem, RoundQuestion
from ladder.consultation.queries.survey import Sitting
from ladder.consultation.services.presence import code_of, participant_of
from ladder.consultation.wording import read
from ladder.core.consultation.codes import show_code

CONFLICT = 409


@dataclass(frozen=True, slots=True)
class Here:
    """The round, and who takes part in it in this browser."""

    round: Round
    participant: Participant

    @property
    def is_open(self) -> bool:
        """Whether anything may be added today."""
        return self.round.is_open_on(timezone.localdate())


def for_participants(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let the view have the participant; others are asked to come in first."""

    @wraps(view)
    def found(request: HttpRequest, address: str, **rest: Any) -> HttpResponse:
        row = access.get_round_or_404(request.user, address)
        participant = participant_of(request, row)
        if participant is None:
            return redirect("consultation:take_part", address)
        return view(request, Here(row, participant), **rest)

    return found


def survey_context(request: HttpRequest, row: Round) -> dict[str, Any]:
    """What every page of the survey shows around its subject."""
    code = code_of(request, row)
    return {"round": row, "round_title": read(row.titles), "code": show_code(code) if code else ""}


def answer_closed(request: HttpRequest, row: Round, *, lost: str = "") -> HttpResponse:
    """The page of a round that takes nothing today. `lost` is what was typed, to be copied by hand."""
    context = {**survey_context(request, row), "lost": lost}
    return render(request, "consultation/not_open.html", context, status=CONFLICT if request.method == "POST" else 200)


def address_of(row: Round, subject: RoundItem | RoundQuestion | None, sitting: Sitting, **more: str) -> str:
    """The page of a subject within a sitting, of the next one where there is none, or of the pause when it is over."""
    kwargs = {"address": row.address}
    if subject is None:
        target = reverse("consultation:pause", kwargs=kwargs)
    elif isinstance(subject, RoundQuestion):
        target = reverse("consultation:answer_question", kwargs={**kwargs, "key": subject.key})
    else:
        target = reverse("consultation:answer_item", kwargs={**kwargs, "key": subject.key})
    query = {name: value for name, value in {"seen": sitting.write(), **more}.items() if value}
    return f"{target}?{urlencode(query, safe='.')}" if query else target
