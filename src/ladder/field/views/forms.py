"""Pages of forms: the list, making one, one form with its files, closing and opening."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ladder.accounts.models import User
from ladder.catalogue.models import FrameworkVersion
from ladder.catalogue.queries import list_versions
from ladder.consultation.views.saving import UNPROCESSABLE, both_methods, sent, try_to_save
from ladder.field.access import (
    get_form_or_404,
    may_close_forms,
    may_make_forms,
    require_closer,
    require_field,
    require_maker,
)
from ladder.field.forms.making import MakeForm
from ladder.field.models import FieldForm
from ladder.field.queries.forms import newest_open
from ladder.field.services.forms import close_form, make_day_sheet_form, make_visit_form, open_form
from ladder.webkit.downloads import offer_file
from ladder.webkit.paging import page_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XML = "text/xml; charset=utf-8"


@require_safe
def list_forms(request: HttpRequest) -> HttpResponse:
    """Every form that was ever given out, the newest first. How much came in on each is for the secretariat alone."""
    user = require_field(request.user)
    context = {
        "page": page_of(request, all_forms()),
        "may_make": may_make_forms(user),
        "may_close": may_close_forms(user),
    }
    return render(request, "field/forms.html", context)


def all_forms() -> QuerySet[FieldForm]:
    """Forms without their files, with how many visits came in on each."""
    rows = FieldForm.objects.defer("xml", "xlsform", "questions").select_related("version__framework")
    return rows.annotate(handed_in=Count("submissions")).order_by("-pk")


@both_methods
def make(request: HttpRequest) -> HttpResponse:
    """A form of a published version; where nothing changed since, the one that is there already."""
    maker = require_maker(request.user)
    form = MakeForm(sent(request), versions=published_versions())
    made = try_to_save(form, lambda found: make_as_asked(form, found, maker))
    if made is not None:
        messages.success(request, _("The form is ready. Phones get it the next time they look."))
        return redirect("field:form", made.public_id)
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "field/form_new.html", {"form": form}, status=status)


def published_versions() -> list[FrameworkVersion]:
    """The versions of which forms are made."""
    return [each for each in list_versions() if each.status == FrameworkVersion.Status.PUBLISHED]


def make_as_asked(form: MakeForm, found: Any, maker: User) -> FieldForm:
    """The form that was asked for."""
    version, today = form.chosen_version(), timezone.localdate()
    if found["kind"] == FieldForm.Kind.DAY_SHEET:
        return make_day_sheet_form(version=version, actor=maker, on=today)
    return make_visit_form(version=version, target_level=found["target_level"], actor=maker, on=today)


@require_safe
def show_form(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One version of one form, with its files."""
    form = get_form_or_404(request.user, public_id)
    context = {
        "form": form,
        "asked": sum("requirement" in each for each in form.questions),
        "size": len(bytes(form.xml)),
        "handed_in": form.submissions.count() if may_close_forms(request.user) else None,
        "is_newest": newest_open().filter(pk=form.pk).exists(),
        "may_close": may_close_forms(request.user),
    }
    return render(request, "field/form.html", context)


@require_safe
def send_xlsx(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The XLSForm, to read, print or put on another server."""
    form = get_form_or_404(request.user, public_id)
    return offer_file(bytes(form.xlsform), f"{form.form_id}-{form.form_version}.xlsx", XLSX)


@require_safe
def send_xml(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The XForm, byte for byte as phones get it."""
    form = get_form_or_404(request.user, public_id)
    return offer_file(bytes(form.xml), f"{form.form_id}-{form.form_version}.xml", XML)


@require_POST
def close(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take nothing more on this version."""
    closer = require_closer(request.user)
    close_form(form=get_form_or_404(closer, public_id), actor=closer)
    messages.success(request, _("The form is closed: nothing more is taken on this version."))
    return redirect("field:form", public_id)


@require_POST
def reopen(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take visits on it again."""
    closer = require_closer(request.user)
    open_form(form=get_form_or_404(closer, public_id), actor=closer)
    messages.success(request, _("The form is open again."))
    return redirect("field:form", public_id)
