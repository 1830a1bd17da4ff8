"""Addresses under /account/: of allauth's pages, those that make sense without mail and without open sign-up."""

from allauth.account import urls as account_urls
from django.urls import include, path
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

KEPT = {
    "account_login",
    "account_logout",
    "account_inactive",
    "account_signup",  # answers that the door is closed
    "account_reauthenticate",
    "account_change_password",
    "account_set_password",
}
urlpatterns = [
    *(pattern for pattern in account_urls.urlpatterns if pattern.name in KEPT),
    path(
        "password/reset/",
        require_safe(TemplateView.as_view(template_name="accounts/forgotten.html")),
        name="account_reset_password",
    ),
    path("2fa/", include("allauth.mfa.urls")),
]
