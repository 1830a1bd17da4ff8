"""The page of the log."""

from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ladder.audit.access import require_reader
from ladder.audit.forms import FilterForm
from ladder.audit.queries import entries_for, name_actors

ROWS_A_PAGE = 50


@require_safe
def list_entries(request: HttpRequest) -> HttpResponse:
    """The acts, newest first, filtered by who, act and target."""
    require_reader(request.user)
    form = FilterForm(request.GET or None)
    try:
        page = Paginator(entries_for(form.asked()), ROWS_A_PAGE).page(request.GET.get("page") or 1)
    except (EmptyPage, PageNotAnInteger) as fault:
        raise Http404 from fault
    shown = {"page": page, "rows": name_actors(list(page.object_list)), "form": form}
    return render(request, "audit/entries.html", shown)
