"""Addresses of the assessment room."""

from django.urls import path

from ladder.assessment import views

app_name = "assessment"
urlpatterns = [
    path("", views.list_levels, name="levels"),
    path("sites/<uuid:public_id>/", views.show_site, name="site"),
    path("sites/<uuid:public_id>/reasons/", views.show_reasons, name="reasons"),
    path("sites/<uuid:public_id>/history/", views.show_history, name="history"),
    path("sites/<uuid:public_id>/determinations.csv", views.download_determinations, name="determinations"),
    path("sites/<uuid:public_id>/record/", views.record_visit, name="record"),
    path("sites/<uuid:public_id>/upload/", views.upload_determinations, name="upload"),
    path("sites/<uuid:public_id>/circumstances/", views.record_circumstance, name="circumstances"),
]
