"""Organisations: the list, one of them, and the mandates that the secretariat gives."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from ladder.registry import access, services
from ladder.registry.forms import MandateForm, OrganisationFilterForm, OrganisationForm, name_of_group
from ladder.registry.models import Mandate, Organisation
from ladder.registry.queries.organisations import find_organisations, mandates_in, sites_of
from ladder.registry.views.statements import answer, both_methods, sent, try_to_save
from ladder.webkit.paging import page_of


@require_safe
def list_organisations(request: HttpRequest) -> HttpResponse:
    """Organisations, thirty a page."""
    form = OrganisationFilterForm(request.GET or None)
    found = form.cleaned_data if form.is_bound and (form.is_valid() or form.errors) else {}
    page = page_of(request, find_organisations(found.get("group", ""), found.get("q", "")))
    rows = [(organisation, name_of_group(organisation.group)) for organisation in page.object_list]
    context = {"form": form, "page": page, "rows": rows, "may_keep": access.may_keep_registry(request.user)}
    return render(request, "registry/organisations.html", context)


@require_safe
def show_organisation(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One organisation and its sites; the secretariat also sees who acts for it."""
    organisation = get_object_or_404(Organisation.objects.select_related("group"), public_id=public_id)
    may_keep = access.may_keep_registry(request.user)
    context = {
        "organisation": organisation,
        "group": name_of_group(organisation.group),
        "sites": sites_of(organisation),
        "may_keep": may_keep,
        "mandates": mandates_in(organisation) if may_keep else [],
        "today": timezone.localdate(),
    }
    return render(request, "registry/organisation.html", context)


@both_methods
def add_organisation(request: HttpRequest) -> HttpResponse:
    """Add an organisation."""
    access.require(access.may_keep_registry(request.user))
    form = OrganisationForm(sent(request))

    def save(found: Mapping[str, Any]) -> object:
        return services.create_organisation(actor=access.actor_of(request.user), **found)

    organisation = try_to_save(form, save)
    if isinstance(organisation, Organisation):
        messages.success(request, gettext("The organisation was added."))
        return redirect("registry:organisation", organisation.public_id)
    return answer(request, form, None, gettext_lazy("Add an organisation"), "")


@both_methods
def add_mandate(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give somebody a role for an organisation."""
    access.require(access.may_keep_registry(request.user))
    organisation = get_object_or_404(Organisation, public_id=public_id)
    form = MandateForm(sent(request))

    def save(found: Mapping[str, Any]) -> object:
        return services.grant_mandate(actor=access.actor_of(request.user), organisation=organisation, **found)

    if try_to_save(form, save):
        messages.success(request, gettext("The mandate was given."))
        return redirect("registry:organisation", public_id)
    return answer(request, form, None, gettext_lazy("Give a mandate"), organisation.name)


@require_POST
def end_mandate(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Let a mandate end today."""
    access.require(access.may_keep_registry(request.user))
    mandate = get_object_or_404(Mandate.objects.select_related("organisation", "user"), public_id=public_id)
    today = timezone.localdate()
    services.end_mandate(actor=access.actor_of(request.user), mandate=mandate, ends_on=max(today, mandate.starts_on))
    messages.success(request, gettext("The mandate ends today."))
    return redirect("registry:organisation", mandate.organisation.public_id)
