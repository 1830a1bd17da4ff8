"""Addresses at the root."""

from django.urls import path

from ladder.portal import views
from ladder.webkit.views import show_health

app_name = "portal"
urlpatterns = [
    path("", views.show_home, name="home"),
    path("healthz", show_health, name="health"),
]
