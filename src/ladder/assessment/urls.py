"""Addresses of the assessment room."""

from django.urls import path

from ladder.assessment.views import ahead, calendar, day_sheets, follows, incidents, pages, recording

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
    path("incidents/", incidents.list_waiting, name="incidents_waiting"),
    path(f"{SITE}incidents/", incidents.list_at_site, name="incidents"),
    path(f"{SITE}incidents/<uuid:incident_id>/", incidents.show_incident, name="incident"),
    path(f"{SITE}day-sheets/", day_sheets.show_day_sheets, name="day_sheets"),
    path("calendar/", calendar.show_all, name="calendar"),
    path("calendar.<slug:kind>", calendar.download_all, name="calendar_file"),
    path(f"{SITE}calendar/", calendar.show_at_site, name="site_calendar"),
    path(f"{SITE}calendar.<slug:kind>", calendar.download_at_site, name="site_calendar_file"),
    path("feed.xml", follows.show_feed, name="feed"),
    path(f"{SITE}feed.xml", follows.show_site_feed, name="site_feed"),
    path(f"{SITE}follow/", follows.show_follow, name="follow"),
    path(f"{SITE}follow/<uuid:follow_id>/end/", follows.stop_following, name="stop_following"),
]
