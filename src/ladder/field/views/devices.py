"""Pages of phones: the list, adding one with its secret, ending one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST

from ladder.accounts.models import User
from ladder.consultation.views.saving import UNPROCESSABLE, both_methods, sent, try_to_save
from ladder.field.access import get_device_or_404, require_field, visible_devices
from ladder.field.collect_settings import draw_code, settings_of, write_code
from ladder.field.forms.devices import DeviceForm
from ladder.field.models import Device
from ladder.field.services.devices import create_device, revoke_device
from ladder.registry.access import is_secretariat
from ladder.webkit.paging import page_of

SERVER = "/openrosa"


@both_methods
@sensitive_variables("made", "shown")
def list_devices(request: HttpRequest) -> HttpResponse:
    """One's own phones, all of them for the secretariat; and adding one, whose secret is shown this once."""
    person = require_field(request.user)
    form = DeviceForm(sent(request))
    made = try_to_save(form, lambda found: add_device(person, form, found["label"]))
    shown = show_once(request, *made) if made else None
    context = {
        "page": page_of(request, visible_devices(person).order_by("-created_at", "-pk")),
        "form": DeviceForm() if made else form,
        "made": shown,
        "is_keeper": is_secretariat(person),
        "today": timezone.localdate(),
        "server": request.build_absolute_uri(SERVER),
    }
    answer = render(request, "field/devices.html", context, status=UNPROCESSABLE if form.errors else 200)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def add_device(person: User, form: DeviceForm, label: str) -> tuple[Device, str]:
    """A phone of one's own."""
    return create_device(person=person, label=label, expires_on=form.expires_on(), actor=person)


def show_once(request: HttpRequest, device: Device, secret: str) -> dict[str, object]:
    """What to type or scan; it is nowhere to be found again."""
    server = request.build_absolute_uri(SERVER)
    code = write_code(settings_of(server, device.username, secret))
    return {"device": device, "secret": secret, "server": server, "picture": draw_code(code)}


@require_POST
def end_device(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """From now on this phone hands in nothing."""
    device = get_device_or_404(request.user, public_id)
    revoke_device(device=device, actor=require_field(request.user))
    messages.success(request, _("The phone “%(label)s” can no longer hand in.") % {"label": device.label})
    return redirect("field:devices")
