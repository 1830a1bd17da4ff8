"""Pages of a work item: plan it, change it, note how far it came, take it out again."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ladder.consultation.views.keeping import status_of
from ladder.consultation.views.saving import UNPROCESSABLE, both_methods, faults_of, sent, try_to_save
from ladder.consultation.wording import read
from ladder.governance import access
from ladder.governance.forms.words import words_in
from ladder.governance.forms.years import ItemForm, ProgressForm, typed_item
from ladder.governance.models import Body, BudgetLine, WorkItem
from ladder.governance.services.work_items import change_item, note_progress, plan_item, remove_item


@both_methods
def plan(request: HttpRequest, address: str, year: int) -> HttpResponse:
    """A new work item."""
    keeper, body = access.get_kept_year_or_404(request.user, address, year)
    form = ItemForm(sent(request))
    made = try_to_save(form, lambda _found: plan_item(body=body, year=year, plan=form.plan(), actor=keeper))
    if made is not None:
        messages.success(request, _("The work item is planned."))
        return redirect("governance:year", address, year)
    context = {**about(body, year), "form": form, "title": _("Plan a work item")}
    return render(request, "governance/year_form.html", context, status=status_of(form))


@both_methods
def change(request: HttpRequest, address: str, year: int, public_id: UUID) -> HttpResponse:
    """One work item: its words and days, and the form for progress."""
    keeper, body = access.get_kept_year_or_404(request.user, address, year)
    row = get_item_or_404(body, year, public_id)
    form = ItemForm(sent(request), initial=typed_item(row))
    changed = try_to_save(form, lambda found: change_item(item=row, plan=form.plan(), actor=keeper, seen=found["seen"]))
    if changed is not None:
        messages.success(request, _("Saved."))
        return redirect("governance:year", address, year)
    return answer(request, row, form=form)


@require_POST
def progress(request: HttpRequest, address: str, year: int, public_id: UUID) -> HttpResponse:
    """Note how far it came."""
    keeper, body = access.get_kept_year_or_404(request.user, address, year)
    row = get_item_or_404(body, year, public_id)
    form = ProgressForm(request.POST)
    today = timezone.localdate()
    noted = try_to_save(
        form,
        lambda found: note_progress(
            item=row, state=found["state"], actor=keeper, on=today, texts=words_in(form, "texts")
        ),
    )
    if noted is not None:
        messages.success(request, _("Noted. Everybody can read it."))
        return redirect("governance:year", address, year)
    return answer(request, row, noting=form)


@require_POST
def remove(request: HttpRequest, address: str, year: int, public_id: UUID) -> HttpResponse:
    """Take it out of the plan."""
    keeper, body = access.get_kept_year_or_404(request.user, address, year)
    row = get_item_or_404(body, year, public_id)
    return take_out(request, row, lambda: remove_item(item=row, actor=keeper), answer)


def take_out(
    request: HttpRequest, row: WorkItem | BudgetLine, step: Callable[[], object], page: Callable[..., HttpResponse]
) -> HttpResponse:
    """Take a row out and go to the year, or say on its own page why not."""
    address, year = row.body.address, row.year
    try:
        step()
    except ValidationError as fault:
        return page(request, row, faults=faults_of(fault))
    messages.success(request, _("Removed. What was approved stays as it was."))
    return redirect("governance:year", address, year)


def answer(request: HttpRequest, row: WorkItem, **shown: Any) -> HttpResponse:
    """The page of a work item, with what was tried."""
    form = shown.get("form") or ItemForm(initial=typed_item(row))
    noting = shown.get("noting") or ProgressForm()
    context = {
        **about(row.body, row.year),
        "item": row,
        "title": read(row.titles),
        "form": form,
        "noting": noting,
        "notes": [(one, read(one.texts)) for one in row.progress.all()],
        "faults": shown.get("faults", ()),
    }
    status = UNPROCESSABLE if shown.get("faults") else status_of(form, noting)
    return render(request, "governance/year_item.html", context, status=status)


def about(body: Body, year: int) -> dict[str, Any]:
    """What every page below a year shows."""
    return {"body": body, "body_name": read(body.names), "year": year}


def get_item_or_404(body: Body, year: int, public_id: UUID) -> WorkItem:
    """A work item of this body and year."""
    rows = WorkItem.objects.select_related("body", "responsible").filter(body=body, year=year)
    found = rows.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found
