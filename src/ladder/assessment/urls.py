"""Addresses of the assessment room."""

from django.urls import path

from ladder.assessment.views import (
    ahead,
    answers,
    calendar,
    day_sheets,
    evidence,
    follows,
    incidents,
    pages,
    recording,
    review,
)

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
    path("letters/<str:signed>/confirm/", follows.confirm_by_letter, name="confirm_by_letter"),
    path("letters/<str:signed>/end/", follows.stop_by_letter, name="stop_by_letter"),
    path("feed.xml", follows.show_feed, name="feed"),
    path(f"{SITE}feed.xml", follows.show_site_feed, name="site_feed"),
    path(f"{SITE}follow/", follows.show_follow, name="follow"),
    path(f"{SITE}follow/<uuid:follow_id>/end/", follows.stop_following, name="stop_following"),
    path("review/", review.list_queue, name="review_queue"),
    path("review/<uuid:public_id>/", review.review, name="review_hand_in"),
    path("review/<uuid:public_id>/second/", review.read_second_time, name="second_reading"),
    path(f"{SITE}independence/", review.declare, name="independence"),
    path("findings/<uuid:public_id>/statement/", answers.state, name="statement"),
    path("findings/<uuid:public_id>/appeal/", answers.appeal, name="appeal"),
    path("appeals/", answers.list_appeals, name="appeals"),
    path("appeals/<uuid:public_id>/", answers.show_appeal, name="appeal_page"),
    path(f"{SITE}evidence/", evidence.list_evidence, name="evidence_list"),
    path("evidence/<uuid:public_id>/", evidence.show_evidence, name="evidence"),
    path("evidence/<uuid:public_id>/picture.jpg", evidence.show_picture, name="evidence_picture"),
    path("evidence/<uuid:public_id>/original/", evidence.download_original, name="evidence_original"),
    path("evidence/<uuid:public_id>/mark/", evidence.mark, name="evidence_mark"),
]
