"""Pages of themes: who stands behind each, and how they are made, named, joined and divided."""

from collections.abc import Callable, Iterable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ladder.audit.services import record_read
from ladder.synthesis.access import get_theme_or_404, get_weighed_or_404
from ladder.synthesis.forms import REFUSALS, MergeForm, ThemeForm
from ladder.synthesis.models import Theme
from ladder.synthesis.queries import remarks, themes
from ladder.synthesis.services import (
    ThemeRefusedError,
    make_theme,
    merge_theme,
    rename_theme,
    split_theme,
    undo,
)
from ladder.webkit.paging import page_of

SHOWN_EVENTS = 20


@require_http_methods(["GET", "HEAD", "POST"])
def list_themes(request: HttpRequest, address: str) -> HttpResponse:
    """All themes with who stands behind them, and a form for a new one."""
    reader, consultation = get_weighed_or_404(request.user, address)
    form = ThemeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        make_theme(consultation=consultation, names=form.names(), actor=reader, on=timezone.localdate())
        messages.success(request, _("The theme is made."))
        return redirect("synthesis:themes", address)
    total, waiting = themes.count_uncoded(consultation)
    context = {
        "round": consultation,
        "lines": themes.lines_of(consultation),
        "total": total,
        "waiting": waiting,
        "events": themes.events_of(consultation)[:SHOWN_EVENTS],
        "form": form,
    }
    return render(request, "synthesis/themes.html", context, status=400 if form.errors else 200)


@require_safe
def show_theme(request: HttpRequest, address: str, public_id: UUID) -> HttpResponse:
    """A theme with its comments, and what can be done with it."""
    reader, theme = get_theme_or_404(request.user, address, public_id)
    record_read(actor=reader, target=f"theme:{theme.public_id}", why="comments")
    page = page_of(request, remarks.with_words(themes.contributions_of(theme)))
    others = [one for one in themes.themes_of(theme.round) if one != theme]
    context = {
        "round": theme.round,
        "theme": theme,
        "page": page,
        "remarks": remarks.remarks_of(list(page)),
        "voices": themes.voices_of(theme),
        "rename": ThemeForm(names=theme.names, prefix="rename"),
        "split": ThemeForm(prefix="split"),
        "merge": MergeForm(others=others) if others else None,
        "last": themes.last_undoable(theme),
    }
    return render(request, "synthesis/theme.html", context)


@require_POST
def rename(request: HttpRequest, address: str, public_id: UUID) -> HttpResponse:
    """Give a theme other names."""
    reader, theme = get_theme_or_404(request.user, address, public_id)
    form = ThemeForm(request.POST, prefix="rename")
    if form.is_valid():
        rename_theme(theme=theme, names=form.names(), actor=reader)
        return redirect("synthesis:theme", address, public_id)
    return refuse(request, theme, form.non_field_errors() or [_("A name is too long.")])


@require_POST
def merge(request: HttpRequest, address: str, public_id: UUID) -> HttpResponse:
    """Take a theme into another one."""
    reader, theme = get_theme_or_404(request.user, address, public_id)
    form = MergeForm(request.POST, others=[one for one in themes.themes_of(theme.round) if one != theme])
    if not form.is_valid():
        return refuse(request, theme, [REFUSALS["same"]])
    into = form.chosen()
    return attempt(request, theme, into, lambda: merge_theme(theme=theme, into=into, actor=reader))


@require_POST
def split(request: HttpRequest, address: str, public_id: UUID) -> HttpResponse:
    """Make a new theme of the comments that were marked."""
    reader, theme = get_theme_or_404(request.user, address, public_id)
    form = ThemeForm(request.POST, prefix="split")
    if not form.is_valid():
        return refuse(request, theme, form.non_field_errors() or [_("A name is too long.")])
    numbers = themes.read_numbers(request.POST.getlist("number"))
    today = timezone.localdate()
    return attempt(
        request,
        theme,
        theme,
        lambda: split_theme(theme=theme, numbers=numbers, names=form.names(), actor=reader, on=today),
    )


@require_POST
def take_back(request: HttpRequest, address: str, public_id: UUID) -> HttpResponse:
    """Take back the last merge or split of a theme."""
    reader, theme = get_theme_or_404(request.user, address, public_id)
    event = themes.last_undoable(theme)
    if event is None:
        return refuse(request, theme, [REFUSALS["undone"]])
    return attempt(request, theme, event.other or theme, lambda: undo(event=event, actor=reader))


def attempt(request: HttpRequest, theme: Theme, after: Theme, step: Callable[[], object]) -> HttpResponse:
    """Take a step and go on to the page of `after`; where it is refused, say why on the page of the theme."""
    try:
        step()
    except ThemeRefusedError as refusal:
        return refuse(request, theme, [REFUSALS[refusal.why]])
    messages.success(request, _("Done. It stands in the trace below the list of themes and can be taken back."))
    return redirect("synthesis:theme", theme.round.address, after.public_id)


def refuse(request: HttpRequest, theme: Theme, reasons: Iterable[object]) -> HttpResponse:
    """Back to the page of the theme with the reasons."""
    for reason in reasons:
        messages.error(request, str(reason))
    return redirect("synthesis:theme", theme.round.address, theme.public_id)
