"""Addresses of the improvement room."""

from django.urls import URLPattern

app_name = "improvement"
urlpatterns: list[URLPattern] = []
