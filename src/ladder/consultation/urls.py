"""Addresses under /consultation/, in one list by subject: each subject's own file adds its part."""

from django.urls import URLPattern, path

from ladder.consultation.views import rounds

app_name = "consultation"
urlpatterns: list[URLPattern] = [
    path("", rounds.list_rounds, name="rounds"),
]
