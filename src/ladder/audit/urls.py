"""Addresses under /people/audit/."""

from django.urls import path

from ladder.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.list_entries, name="entries"),
]
