"""Pages of those who keep rounds: make, prepare, open, extend and close one."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ladder.consultation import access, queries, services
from ladder.consultation.forms.rounds import CloseForm, ExtendForm, NewRoundForm, RoundForm, typed
from ladder.consultation.models import Round
from ladder.consultation.queries.placements import list_later_versions
from ladder.consultation.views.rounds import context_of
from ladder.consultation.views.saving import UNPROCESSABLE, both_methods, faults_of, sent, try_to_save
from ladder.webkit.faults import Fault


@both_methods
def make_round(request: HttpRequest) -> HttpResponse:
    """A new round in preparation."""
    keeper = access.require_keeper(request.user)
    form = NewRoundForm(sent(request))
    made = try_to_save(
        form,
        lambda found: services.make_round(actor=keeper, version=found["version"], plan=form.plan()),
    )
    if made is not None:
        messages.success(request, _("The round is in preparation. Nobody but those who prepare it sees it yet."))
        return redirect("consultation:keep", made.address)
    context = {"form": form, "may_keep": True}
    return render(request, "consultation/keep_make.html", context, status=status_of(form))


@both_methods
def change_words(request: HttpRequest, address: str) -> HttpResponse:
    """Other words, dates and languages for a round in preparation."""
    keeper = access.require_keeper(request.user)
    row = access.get_round_or_404(keeper, address)
    form = RoundForm(sent(request), initial=typed(row))
    changed = try_to_save(form, lambda _found: services.change_round(actor=keeper, round_=row, plan=form.plan(row)))
    if changed is not None:
        messages.success(request, _("Saved."))
        return redirect("consultation:keep", changed.address)
    context = {**context_of(request, row, "keep"), "form": form, "title": _("Words, dates and languages")}
    return render(request, "consultation/keep_form.html", context, status=status_of(form))


@require_safe
def show_keeping(request: HttpRequest, address: str) -> HttpResponse:
    """Where a round stands for those who keep it, and what is missing before it can open."""
    keeper = access.require_keeper(request.user)
    return answer(request, access.get_round_or_404(keeper, address))


@require_POST
def open_round(request: HttpRequest, address: str) -> HttpResponse:
    """Open a round for good."""
    keeper = access.require_keeper(request.user)
    row = access.get_round_or_404(keeper, address)
    return act(
        request, row, _("The round is open. Its rules are fixed and published with their hash."),
        lambda: services.open_round(actor=keeper, round_=row, on=timezone.localdate()),
    )  # fmt: skip


@require_POST
def extend_round(request: HttpRequest, address: str) -> HttpResponse:
    """Give a round more days."""
    keeper = access.require_keeper(request.user)
    row = access.get_round_or_404(keeper, address)
    form = ExtendForm(request.POST)
    today = timezone.localdate()
    extended = try_to_save(form, lambda found: services.extend_round(actor=keeper, round_=row, on=today, **found))
    if extended is None:
        return answer(request, row, extend=form)
    messages.success(request, _("The round is extended, and everybody can read why."))
    return redirect("consultation:keep", address)


@require_POST
def close_round(request: HttpRequest, address: str) -> HttpResponse:
    """Close a round for good."""
    keeper = access.require_keeper(request.user)
    row = access.get_round_or_404(keeper, address)
    form = CloseForm(request.POST)
    today = timezone.localdate()
    closed = try_to_save(form, lambda found: services.close_round(actor=keeper, round_=row, on=today, **found))
    if closed is None:
        return answer(request, row, close=form)
    messages.success(request, _("The round is closed. What was said is kept and can be weighed."))
    return redirect("consultation:keep", address)


def act(request: HttpRequest, row: Round, done: str, service: Callable[[], Round]) -> HttpResponse:
    """Do it and say so, or show the page again with every reason why not."""
    try:
        service()
    except ValidationError as fault:
        return answer(request, row, faults=faults_of(fault))
    messages.success(request, done)
    return redirect("consultation:keep", row.address)


def answer(
    request: HttpRequest, row: Round, *, faults: Sequence[Fault] = (), extend: ExtendForm | None = None,
    close: CloseForm | None = None,
) -> HttpResponse:  # fmt: skip
    """The page of the keepers, with the faults of what was tried."""
    context = {
        **context_of(request, row, "keep"),
        "faults": faults,
        "missing": services.list_missing(row, timezone.localdate()) if row.status == Round.Status.DRAFT else (),
        "extend": extend or ExtendForm(),
        "close": close or CloseForm(),
        "groups": queries.list_speaking_groups(row),
        "items": row.items.count(),
        "questions": row.questions.count(),
        "events": queries.list_events(row),
        "later": list_later_versions(row) if row.status != Round.Status.DRAFT else (),
    }
    refused = faults or extend or close
    return render(request, "consultation/keep.html", context, status=UNPROCESSABLE if refused else 200)


def status_of(*sent_forms: forms.BaseForm | forms.BaseFormSet[Any]) -> int:
    """422 where a form that was sent holds faults."""
    return UNPROCESSABLE if any(form.is_bound and not form.is_valid() for form in sent_forms) else 200
