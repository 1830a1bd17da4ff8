"""A case handler's key: made in the browser, kept as a file, known here by its public half."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from ladder.consultation.views.saving import faults_of
from ladder.grievances.access import Handler, get_handler_or_404
from ladder.grievances.forms import PublicKeyForm
from ladder.grievances.models import CaseKey
from ladder.grievances.queries.ring import find_accepted, find_ring
from ladder.grievances.services.keys import end_key, register_key, vouch_for
from ladder.grievances.views.quiet import is_built
from ladder.webkit.faults import Fault

UNPROCESSABLE = 422


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def keep_key(request: HttpRequest) -> HttpResponse:
    """One's own key, those of the others with their fingerprints, and who vouches for whom."""
    handler = get_handler_or_404(request.user)
    if request.method != "POST":
        return show(request, handler, [])
    form = PublicKeyForm(request.POST)
    if not form.is_valid():
        return show(request, handler, [Fault("", str(one)) for one in form.errors["public_key"]])
    try:
        public_key = bytes.fromhex(form.cleaned_data["public_key"])
        register_key(handler=handler, public_key=public_key, on=timezone.localdate())
    except ValidationError as fault:
        return show(request, handler, faults_of(fault))
    return redirect("grievances:keys")


@require_POST
def stop_key(request: HttpRequest) -> HttpResponse:
    """Seal nothing more to one's own key."""
    handler = get_handler_or_404(request.user)
    try:
        end_key(handler=handler, on=timezone.localdate())
    except ValidationError as fault:
        return show(request, handler, faults_of(fault))
    return redirect("grievances:keys")


@require_POST
def vouch(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Stand for another handler's key."""
    handler = get_handler_or_404(request.user)
    key = CaseKey.objects.filter(public_id=public_id, ended_on=None).first()
    if key is None:
        raise Http404
    try:
        vouch_for(handler=handler, key=key, on=timezone.localdate())
    except ValidationError as fault:
        return show(request, handler, faults_of(fault))
    return redirect("grievances:keys")


def show(request: HttpRequest, handler: Handler, faults: list[Fault]) -> HttpResponse:
    """The page of keys."""
    accepted = find_accepted()
    keys = CaseKey.objects.filter(ended_on=None).select_related("organisation", "person").order_by("id")
    rows = [(key, groups_of(key.fingerprint), key.pk in accepted) for key in keys]
    context = {
        "handler": handler,
        "fingerprint": groups_of(handler.key.fingerprint) if handler.key else "",
        "rows": rows,
        "ring": find_ring(),
        "faults": faults,
        "is_built": is_built(),
        "may_vouch": handler.key is not None and handler.key.pk in accepted,
    }
    return render(request, "grievances/keys.html", context, status=UNPROCESSABLE if faults else 200)


def groups_of(fingerprint: str) -> str:
    """A fingerprint in groups of four, to be read aloud."""
    return " ".join(fingerprint[start : start + 4] for start in range(0, len(fingerprint), 4))
