"""Addresses of the improvement room."""

from django.urls import path

from ladder.improvement.views import measures, plans, prints

app_name = "improvement"
SITE, MEASURE = "sites/<uuid:public_id>/", "measures/<uuid:public_id>/"
urlpatterns = [
    path("", plans.show_plans, name="plans"),
    path(SITE, plans.show_plan, name="plan"),
    path(f"{SITE}start/", plans.start, name="start"),
    path(f"{SITE}print/", prints.show_print, name="print"),
    path(f"{SITE}plan.<str:language>.pdf", prints.download_pdf, name="pdf"),
    path(f"{SITE}measures/new/", measures.make_measure, name="make"),
    path(MEASURE, measures.show_measure, name="measure"),
    path(f"{MEASURE}evidence/", measures.hand_in, name="hand_in"),
    path(f"{MEASURE}step/", measures.step, name="step"),
    path(f"{MEASURE}check/", measures.check, name="check"),
]
