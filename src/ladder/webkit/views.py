"""Error pages, which never depend on the database, and the health of the service."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from ladder import __version__
from ladder.webkit.answers import answer_status


def show_bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    del exception
    return answer_status(request, 400)


def show_forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    del exception
    return answer_status(request, 403)


def show_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, the same for what does not exist and for what is not open to this reader."""
    del exception
    return answer_status(request, 404)


def show_server_error(request: HttpRequest) -> HttpResponse:
    """500: says little, asks nothing of the database."""
    return answer_status(request, 500)


def show_stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without a valid token: most often a page that stood open too long."""
    del reason
    return answer_status(request, 403)


@require_safe
def show_health(request: HttpRequest) -> JsonResponse:
    """`{"status", "version", "database"}`; 503 where the database does not answer."""
    del request
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
    except DatabaseError:
        return JsonResponse({"status": "down", "version": __version__, "database": "does not answer"}, status=503)
    return JsonResponse({"status": "ok", "version": __version__, "database": connection.vendor})
