"""Pages of accounts: the secretariat's list, and one's own tokens."""

import secrets
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from ladder.accounts import services
from ladder.accounts.access import require_steward
from ladder.accounts.forms import AccountForm, SearchForm, TokenForm
from ladder.accounts.models import User
from ladder.accounts.queries import accounts_by_name, open_tokens

ROWS_A_PAGE = 30


def steward_of(request: HttpRequest) -> User:
    """The person asking, who must keep the accounts; 404 otherwise."""
    return require_steward(request.user)


@require_safe
def list_people(request: HttpRequest) -> HttpResponse:
    """Every account, by name."""
    steward_of(request)
    form = SearchForm(request.GET or None)
    search = form.cleaned_data["search"] if form.is_valid() else ""
    try:
        page = Paginator(accounts_by_name(search), ROWS_A_PAGE).page(request.GET.get("page") or 1)
    except (EmptyPage, PageNotAnInteger) as fault:
        raise Http404 from fault
    return render(request, "accounts/people.html", {"page": page, "form": form})


def show(request: HttpRequest, person: User, **more: Any) -> HttpResponse:
    """One account."""
    return render(request, "accounts/person.html", {"person": person, **more})


@require_safe
def show_person(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One account, for those who keep them."""
    steward_of(request)
    return show(request, get_object_or_404(User, public_id=public_id))


@never_cache
def create_person(request: HttpRequest) -> HttpResponse:
    """Make an account with a random password, shown once."""
    steward = steward_of(request)
    form = AccountForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "accounts/create.html", {"form": form})
    password = secrets.token_urlsafe(services.PASSWORD_BYTES)
    person = services.create_account(
        username=form.cleaned_data["username"], password=password, language=form.cleaned_data["language"], actor=steward
    )
    return show(request, person, password=password)


@never_cache
@require_POST
def renew_password(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give an account a new random password, shown once."""
    steward = steward_of(request)
    person = get_object_or_404(User, public_id=public_id)
    return show(request, person, password=services.renew_password(user=person, actor=steward))


@require_POST
def remove_factors(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take away the second factor of somebody who lost theirs."""
    steward = steward_of(request)
    services.remove_factors(user=get_object_or_404(User, public_id=public_id), actor=steward)
    return redirect("accounts:person", public_id=public_id)


@require_POST
def set_active(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Close an account or open it again; nobody closes their own."""
    steward = steward_of(request)
    person = get_object_or_404(User.objects.exclude(pk=steward.pk), public_id=public_id)
    services.set_active(user=person, is_active=request.POST.get("is_active") == "1", actor=steward)
    return redirect("accounts:person", public_id=public_id)


@never_cache
@login_required
def show_tokens(request: HttpRequest) -> HttpResponse:
    """One's own tokens, and a new one, shown once."""
    person, token = request.user, ""
    form = TokenForm(request.POST or None)
    if not isinstance(person, User):
        raise Http404
    if request.method == "POST" and form.is_valid():
        life = timedelta(days=form.cleaned_data["days"])
        token, _ = services.create_token(user=person, name=form.cleaned_data["name"], life=life)
        form = TokenForm()
    rows = open_tokens(person, timezone.now())
    return render(request, "accounts/tokens.html", {"form": form, "rows": rows, "token": token})


@require_POST
@login_required
def revoke_token(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """End one of one's own tokens."""
    person = request.user
    if not isinstance(person, User) or not services.revoke_token(user=person, public_id=public_id, actor=person):
        raise Http404
    return redirect("accounts:tokens")
