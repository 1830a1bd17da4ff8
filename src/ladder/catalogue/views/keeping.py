"""Pages of those who keep the catalogue: bring a workbook, publish, withdraw."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ladder.catalogue.access import get_version_or_404, require_keeper
from ladder.catalogue.faults import CatalogueFaultsError
from ladder.catalogue.forms import WorkbookForm
from ladder.catalogue.models import FrameworkVersion
from ladder.catalogue.queries import current_version
from ladder.catalogue.services import import_workbook, publish_version, withdraw_version


@require_http_methods(["GET", "HEAD", "POST"])
def bring_workbook(request: HttpRequest) -> HttpResponse:
    """Read a workbook as a new draft, or list every fault of it."""
    keeper = require_keeper(request.user)
    form = WorkbookForm(request.POST or None, request.FILES or None)
    faults: tuple[object, ...] = ()
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["workbook"]
        try:
            version = import_workbook(data=upload.read(), name=upload.name, actor=keeper, on=timezone.localdate())
        except CatalogueFaultsError as refusal:
            faults = refusal.faults
        else:
            messages.success(request, _("Version %(version)s is stored as a draft.") % {"version": version.version})
            return redirect("catalogue:version_about", version.address)
    status = 400 if faults or form.errors else 200
    context = {"form": form, "faults": faults, "version": current_version()}
    return render(request, "catalogue/import.html", context, status=status)


@require_POST
def publish(request: HttpRequest, address: str) -> HttpResponse:
    """Publish a draft for good."""
    keeper = require_keeper(request.user)
    version = get_version_or_404(keeper, address)
    try:
        publish_version(version=version, actor=keeper, on=timezone.localdate())
    except CatalogueFaultsError as refusal:
        return tell(request, version, refusal)
    messages.success(request, _("Version %(version)s is published.") % {"version": version.version})
    return redirect("catalogue:version_about", address)


@require_POST
def withdraw(request: HttpRequest, address: str) -> HttpResponse:
    """Withdraw a published version."""
    keeper = require_keeper(request.user)
    version = get_version_or_404(keeper, address)
    try:
        withdraw_version(version=version, actor=keeper, on=timezone.localdate())
    except CatalogueFaultsError as refusal:
        return tell(request, version, refusal)
    messages.success(request, _("Version %(version)s is withdrawn.") % {"version": version.version})
    return redirect("catalogue:version_about", address)


def tell(request: HttpRequest, version: FrameworkVersion, refusal: CatalogueFaultsError) -> HttpResponse:
    """Back to the document page with the reasons."""
    for fault in refusal.faults:
        messages.error(request, fault.sentence)
    return redirect("catalogue:version_about", version.address)
