"""The resolution desk: rounds with their progress, the table of a round, and what is done to many issues at once."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from ladder.accounts.models import User
from ladder.audit.services import record_read
from ladder.consultation.models import Round
from ladder.consultation.views.saving import UNPROCESSABLE, faults_of, try_to_save
from ladder.governance import access
from ladder.governance.forms.desk import BulkAnswerForm, FilterForm, read_selected
from ladder.governance.models import Issue
from ladder.governance.queries import desk as queries
from ladder.governance.queries.answering import is_answered
from ladder.governance.queries.desk_issue import answer_of
from ladder.governance.services.hearing import count_loose
from ladder.governance.services.issues import assign_issues, bundle_comments, merge_many
from ladder.governance.services.resolutions import Draft, draft_resolutions
from ladder.governance.views.desk_panel import panel_of
from ladder.webkit.paging import ROWS_A_PAGE, page_of

Done = tuple[str, int | None]  # what was done, and the issue that is to stand beside the table then
BACK = "back"  # what the table was narrowed to, posted along so that the next page is narrowed alike


@require_safe
def list_desks(request: HttpRequest) -> HttpResponse:
    """Rounds whose comments are answered here."""
    access.require_desk(request.user)
    return render(request, "governance/desk/desks.html", {"desks": queries.list_desks()})


@require_safe
def show_desk(request: HttpRequest, address: str) -> HttpResponse:
    """The table of a round, and one issue of it beside; the reading is logged once."""
    worker, row = access.get_desk_or_404(request.user, address)
    return render(request, "governance/desk/desk.html", context_of(request, worker, row, request.GET))


def context_of(request: HttpRequest, worker: User, row: Round, narrowed: QueryDict) -> dict[str, Any]:
    """Everything the table shows; that it is read is logged here, also where a refused step leads back to it."""
    record_read(actor=worker, target=f"round:{row.public_id}", why="desk")
    form = FilterForm(narrowed, round_=row)
    issues = queries.find_issues(row, form.wanted(worker))
    page = page_with(request, queries.with_answers(issues), narrowed.get("issue", ""))
    rows = queries.rows_of(row, page)
    chosen = next((one for one in rows if str(one.issue.number) == narrowed.get("issue")), None)
    back = narrowed.copy()
    for name in ("issue", "page"):
        back.pop(name, None)
    context = {
        "round": row,
        "form": form,
        "is_narrowed": any(back.values()),
        "page": page,
        "rows": rows,
        "chosen": chosen,
        "back": back.urlencode(),
        "progress": queries.count_progress([row], {row.pk: count_loose(row)})[row.pk],
        "is_answered": is_answered(row),
        "bulk": BulkAnswerForm(prefix="all", round_=row),
    }
    return {**context, **(panel_of(row, chosen.issue, worker) if chosen else {})}


def page_with(request: HttpRequest, issues: QuerySet[Issue], number: str) -> Page[Issue]:
    """The page that was asked for, or the one on which an issue stands."""
    if not number.isdecimal() or "page" in request.GET:
        return page_of(request, issues)
    pages = Paginator(issues, ROWS_A_PAGE)
    return pages.get_page(queries.place_in(issues, int(number)) // ROWS_A_PAGE + 1)


@require_POST
def bundle(request: HttpRequest, address: str) -> HttpResponse:
    """Give every comment without an issue one."""
    worker, row = access.get_desk_or_404(request.user, address)

    def step() -> Done:
        made = bundle_comments(round_=row, actor=worker, on=timezone.localdate())
        return ngettext("%(count)d new issue.", "%(count)d new issues.", len(made)) % {"count": len(made)}, None

    return attempt(request, row, step)


@require_POST
def answer_selected(request: HttpRequest, address: str) -> HttpResponse:
    """One answer to every selected issue, or to none of them."""
    worker, row = access.get_desk_or_404(request.user, address)
    form = BulkAnswerForm(request.POST, prefix="all", round_=row)

    def save(_found: object) -> int:
        selected = read_selected(request.POST.getlist("selected"))
        drafts = dict.fromkeys(selected, draft_of(row, form))
        made = draft_resolutions(round_=row, drafts=drafts, revisions=selected, actor=worker, at=timezone.now())
        return len(made)

    count = try_to_save(form, save)
    if count is not None:
        messages.success(
            request, ngettext("%(count)d answer drafted.", "%(count)d answers drafted.", count) % {"count": count}
        )
        return back_to_desk(request, row)
    narrowed = QueryDict(request.POST.get(BACK, ""))
    context = context_of(request, worker, row, narrowed)
    marked = {text.partition(":")[0] for text in request.POST.getlist("selected")}
    context |= {"bulk": form, "selected": {int(one) for one in marked if one.isdecimal()}}
    return render(request, "governance/desk/desk.html", context, status=UNPROCESSABLE)


def draft_of(row: Round, form: BulkAnswerForm) -> Draft:
    """The answer that was written, or that of the issue that was named.

    Raises:
        ValidationError: the issue that was named has none.
    """
    like = form.cleaned_data.get("like")
    if like is None:
        return form.draft()
    kept = answer_of(row, like)
    if kept is None:
        raise ValidationError({"like": _("Issue %(number)s has no answer yet.") % {"number": like}})
    return Draft(kept.disposition, kept.reasons, kept.duplicate_of.number if kept.duplicate_of else None)


@require_POST
def merge_selected(request: HttpRequest, address: str) -> HttpResponse:
    """Take all selected issues into the first of them."""
    worker, row = access.get_desk_or_404(request.user, address)

    def step() -> Done:
        selected = read_selected(request.POST.getlist("selected"))
        kept = merge_many(round_=row, numbers=list(selected), actor=worker)
        return _("All are in issue %(number)s now.") % {"number": kept.number}, kept.number

    return attempt(request, row, step)


@require_POST
def assign_selected(request: HttpRequest, address: str) -> HttpResponse:
    """Take all selected issues upon oneself."""
    worker, row = access.get_desk_or_404(request.user, address)

    def step() -> Done:
        selected = read_selected(request.POST.getlist("selected"))
        count = assign_issues(round_=row, numbers=list(selected), to=worker, actor=worker)
        return ngettext("%(count)d issue is yours now.", "%(count)d issues are yours now.", count) % {
            "count": count
        }, None

    return attempt(request, row, step)


def attempt(request: HttpRequest, row: Round, step: Callable[[], Done]) -> HttpResponse:
    """Take a step and go back to the table; where it is refused, say why there."""
    try:
        sentence, number = step()
    except ValidationError as refusal:
        narrowed = QueryDict(request.POST.get(BACK, ""))
        context = context_of(request, access.require_desk(request.user), row, narrowed)
        return render(
            request, "governance/desk/desk.html", {**context, "faults": faults_of(refusal)}, status=UNPROCESSABLE
        )
    messages.success(request, sentence)
    return back_to_desk(request, row, number)


def back_to_desk(request: HttpRequest, row: Round, number: int | None = None) -> HttpResponse:
    """To the table, narrowed as it was, with an issue beside it."""
    query = QueryDict(request.POST.get(BACK, ""), mutable=True)
    if number is not None:
        query["issue"] = str(number)
    address = reverse("governance:desk", args=[row.address])
    return redirect(f"{address}?{query.urlencode()}" if query else address)
