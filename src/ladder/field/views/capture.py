"""Web capture: its page, its words, its service worker, what it takes along, and the secret it sends with."""

from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_POST, require_safe

from ladder.accounts.models import User
from ladder.field.capture_files import ENTRY, MARK, STYLES, address_of, is_built, worker_text
from ladder.field.capture_words import all_languages
from ladder.field.queries.capture_pack import build_pack
from ladder.field.queries.forms import forms_for
from ladder.field.services.devices import create_device
from ladder.webkit.languages import pack_language

SCOPE = "/field/capture/"
LASTS_DAYS = 90
LANGUAGES = [
    {"code": "en", "html": "en", "name": "English"},
    {"code": "fr", "html": "fr", "name": "Français"},
    {"code": "zh", "html": "zh-Hans", "name": "中文"},
    {"code": "sw", "html": "sw", "name": "Kiswahili"},
]
# Web Forms writes its styles into the page and reads formulas with WebAssembly; pictures are shown from memory.
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
)


@require_safe
@ensure_csrf_cookie
def show_capture(request: HttpRequest) -> HttpResponse:
    """The page itself. It holds nothing of anybody and is open to all, so that it works long after signing in."""
    context = {
        "is_built": is_built(),
        "app": address_of(ENTRY),
        "styles": [address_of(name) for name in STYLES],
        "mark": address_of(MARK),
        "language": pack_language(),
    }
    response = render(request, "field/capture.html", context)
    response.headers["Content-Security-Policy"] = POLICY
    return response


@require_safe
def send_words(request: HttpRequest) -> HttpResponse:
    """Every word of the page in all languages."""
    del request
    return JsonResponse({"languages": LANGUAGES, "words": all_languages()})


@require_safe
def send_worker(request: HttpRequest) -> HttpResponse:
    """The service worker. It tells nothing and is open to all, so that an update never meets the door."""
    del request
    response = HttpResponse(worker_text(), content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response


@require_safe
def send_manifest(request: HttpRequest) -> HttpResponse:
    """What a phone needs to put the page on its home screen, where its storage is not cleared away."""
    del request
    manifest = {
        "name": _("Field forms"),
        "short_name": "Cobalt Ladder",
        "start_url": reverse("field:capture"),
        "scope": SCOPE,
        "display": "standalone",
        "background_color": "#fbfaf7",
        "theme_color": "#0b3a6b",
        "icons": [{"src": address_of(MARK), "sizes": "any", "type": "image/svg+xml"}],
    }
    return JsonResponse(manifest, content_type="application/manifest+json")


@login_required
@require_safe
@ensure_csrf_cookie
def send_pack(request: HttpRequest) -> HttpResponse:
    """Forms and sites of the person that is signed in; 404 for who fills in none."""
    return JsonResponse(build_pack(get_field_worker_or_404(request.user)))


@login_required
@require_POST
def make_credential(request: HttpRequest) -> HttpResponse:
    """A phone's name and secret for this browser, told once."""
    person = get_field_worker_or_404(request.user)
    last = timezone.localdate() + timedelta(days=LASTS_DAYS)
    try:
        device, secret = create_device(person=person, label=_("Browser"), expires_on=last, actor=person)
    except ValidationError as refusal:
        return JsonResponse({"sentence": " ".join(refusal.messages)}, status=409)
    told = {"username": device.username, "secret": secret, "expires_on": last.isoformat()}
    return JsonResponse({**told, "person": str(person.public_id)})


def get_field_worker_or_404(person: object) -> User:
    """A person who fills in at least one form."""
    if not isinstance(person, User) or not forms_for(person):
        raise Http404
    return person
