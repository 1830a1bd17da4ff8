"""Forms about one site: facts, legal status, organisations; and the form for a new site."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods

from ladder.registry import access, services
from ladder.registry.forms import AssignmentForm, FactForm, LegalStatusForm, SiteForm, site_from
from ladder.registry.models import Site

both_methods = require_http_methods(["GET", "HEAD", "POST"])


def try_to_save(form: forms.BaseForm, save: Callable[[Mapping[str, Any]], object]) -> object | None:
    """What `save` returns, or None with every fault of the service on the form."""
    if not form.is_valid():
        return None
    try:
        return save(form.cleaned_data)
    except ValidationError as fault:
        named = fault.message_dict if hasattr(fault, "error_dict") else {NON_FIELD_ERRORS: fault.messages}
        for name, sentences in named.items():
            place = {"polygon": "outline"}.get(name, name)
            for sentence in sentences:
                form.add_error(place if place in form.fields else None, sentence)
        return None


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form sent, be it empty; None where it was only opened."""
    return request.POST if request.method == "POST" else None


def answer(request: HttpRequest, form: forms.BaseForm, site: Site | None, title: Any, lead: Any) -> HttpResponse:
    """The page of a form, with 422 when it holds faults."""
    context = {"form": form, "site": site, "title": title, "lead": lead}
    return render(request, "registry/form.html", context, status=422 if form.errors else 200)


@both_methods
def add_fact(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Add what a source says about a site."""
    site = access.get_site_or_404(request.user, public_id)
    access.require(access.may_edit_site(request.user, site))
    form = FactForm(sent(request), sources=access.allowed_sources(request.user, site))

    def save(found: Mapping[str, Any]) -> object:
        return services.add_fact(actor=access.actor_of(request.user), site=site, **found)

    if try_to_save(form, save):
        messages.success(request, gettext("The fact was added."))
        return redirect("registry:site", public_id)
    lead = gettext_lazy("Say what was seen, when, how and by whom. Earlier facts stay; both will show side by side.")
    return answer(request, form, site, gettext_lazy("Add a fact"), lead)


@both_methods
def add_legal_status(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Add a statement of legal status."""
    site = access.get_site_or_404(request.user, public_id)
    access.require(access.may_set_legal_status(request.user, site))
    form = LegalStatusForm(sent(request), sources=access.allowed_sources(request.user, site))

    def save(found: Mapping[str, Any]) -> object:
        return services.set_legal_status(actor=access.actor_of(request.user), site=site, **found)

    if try_to_save(form, save):
        messages.success(request, gettext("The statement was added."))
        return redirect("registry:site", public_id)
    lead = gettext_lazy("Say who states what, from when until when, with the proof. Other statements stay.")
    return answer(request, form, site, gettext_lazy("Add a legal status"), lead)


@both_methods
def add_organisation_to_site(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say what an organisation is to a site."""
    site = access.get_site_or_404(request.user, public_id)
    access.require(access.may_keep_registry(request.user))
    form = AssignmentForm(sent(request))

    def save(found: Mapping[str, Any]) -> object:
        return services.assign_organisation(actor=access.actor_of(request.user), site=site, **found)

    if try_to_save(form, save):
        messages.success(request, gettext("The organisation was added."))
        return redirect("registry:site", public_id)
    lead = gettext_lazy("Operators may then add facts, and assigned assessors may record what they find.")
    return answer(request, form, site, gettext_lazy("Add an organisation"), lead)


@both_methods
def add_site(request: HttpRequest) -> HttpResponse:
    """Add a site."""
    access.require(access.may_keep_registry(request.user))
    form = SiteForm(sent(request))

    def save(found: Mapping[str, Any]) -> object:
        return services.create_site(
            actor=access.actor_of(request.user), site=site_from(found), minerals=found["minerals"]
        )

    site = try_to_save(form, save)
    if isinstance(site, Site):
        messages.success(request, gettext("The site was added."))
        return redirect("registry:site", site.public_id)
    lead = gettext_lazy("The exact position stays with those who work on the site; everybody else sees its grid cell.")
    return answer(request, form, None, gettext_lazy("Add a site"), lead)
