"""Addresses of the assessment room."""

from django.urls import path

from ladder.assessment.views import ahead, pages, recording

app_name = "assessment"
SITE = "sites/<uuid:public_id>/"
urlpatterns = [
    path("", pages.list_levels, name="levels"),
    path(SITE, pages.show_site, name="site"),
    path(f"{SITE}reasons/", pages.show_reasons, name="reasons"),
    path(f"{SITE}history/", pages.show_history, name="history"),
    path(f"{SITE}carried/", pages.show_carried, name="carried"),
    path(f"{SITE}ahead/", ahead.show_ahead, name="ahead"),
    path(f"{SITE}determinations.csv", pages.download_determinations, name="determinations"),
    path(f"{SITE}record/", recording.record_visit, name="record"),
    path(f"{SITE}upload/", recording.upload_determinations, name="upload"),
    path(f"{SITE}circumstances/", recording.record_circumstance, name="circumstances"),
    path(f"{SITE}circumstances/<uuid:circumstance_id>/close/", recording.close_circumstance, name="close"),
]
