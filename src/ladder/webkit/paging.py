"""Cuts long lists into pages with two queries whatever their length."""

from typing import Any

from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator
from django.http import Http404, HttpRequest

ROWS_A_PAGE = 30


def page_of(request: HttpRequest, rows: Any, size: int = ROWS_A_PAGE) -> Page[Any]:
    """The page that `?page=` names, the first if it names none. Show it with `{% pager page %}`.

    Raises:
        Http404: there is no such page.
    """
    try:
        return Paginator(rows, size).page(request.GET.get("page") or 1)
    except (EmptyPage, PageNotAnInteger) as fault:
        raise Http404 from fault
