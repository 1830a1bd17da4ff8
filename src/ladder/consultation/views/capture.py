"""The offline app: its page, its pack, its service worker, and what lets a phone put it on the home screen."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from ladder.consultation import access
from ladder.consultation.capture_files import APP, MARK, STYLES, address_of, worker_text
from ladder.consultation.queries.capture_pack import build_pack
from ladder.consultation.wording import say
from ladder.webkit.languages import pack_language

SCOPE = "/consultation/gatherings/"


@login_required
@require_safe
@ensure_csrf_cookie
def show_capture(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The app's page; opened once with network, it works for days without."""
    _person, gathering = access.get_recorded_gathering_or_404(request.user, public_id)
    context = {
        "gathering": gathering,
        "title": say(gathering.titles) or gathering.get_kind_display(),
        "app": address_of(f"{APP}/app.js"),
        "styles": [address_of(name) for name in (*STYLES, f"{APP}/capture.css")],
        "mark": address_of(MARK),
        "scope": SCOPE,
        "language": pack_language(),
    }
    return render(request, "consultation/capture.html", context)


@login_required
@require_safe
@ensure_csrf_cookie
def send_pack(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The session pack as JSON."""
    _person, gathering = access.get_recorded_gathering_or_404(request.user, public_id)
    return JsonResponse(build_pack(gathering))


@require_safe
def send_worker(request: HttpRequest) -> HttpResponse:
    """The service worker. It tells nothing and is open to all, so that an update never meets the door."""
    del request
    response = HttpResponse(worker_text(), content_type="text/javascript; charset=utf-8")
    response.headers["Service-Worker-Allowed"] = SCOPE
    response.headers["Cache-Control"] = "no-cache"
    return response


@login_required
@require_safe
def send_manifest(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What a phone needs to put the app on its home screen, where its storage is not cleared away."""
    _person, gathering = access.get_recorded_gathering_or_404(request.user, public_id)
    manifest = {
        "name": say(gathering.titles) or str(gathering.get_kind_display()),
        "short_name": "Cobalt Ladder",
        "start_url": reverse("consultation:capture", args=[public_id]),
        "scope": SCOPE,
        "display": "standalone",
        "background_color": "#fbfaf7",
        "theme_color": "#0b3a6b",
        "icons": [{"src": address_of(MARK), "sizes": "any", "type": "image/svg+xml"}],
    }
    return JsonResponse(manifest, content_type="application/manifest+json")
