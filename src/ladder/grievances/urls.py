"""Addresses of the grievances room."""

from django.urls import URLPattern

app_name = "grievances"
urlpatterns: list[URLPattern] = []
