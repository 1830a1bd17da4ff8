"""Addresses of the grievances room."""

from django.urls import path

from ladder.grievances.views import handling, keys, messages, telling

app_name = "grievances"
CASE = "cases/<uuid:public_id>/"
urlpatterns = [
    path("", telling.tell_something, name="home"),
    path("sealed/", telling.take_sealed, name="take_sealed"),
    path("follow/", telling.follow, name="follow"),
    path("follow/sealed/", telling.follow_sealed, name="follow_sealed"),
    path("for-somebody/", telling.tell_for_somebody, name="for_somebody"),
    path("sms/rapidpro/", messages.take_from_rapidpro, name="rapidpro"),
    path("sms/generic/", messages.take_from_gateway, name="gateway"),
    path("numbers/", handling.show_numbers, name="numbers"),
    path("keys/", keys.keep_key, name="keys"),
    path("keys/end/", keys.stop_key, name="end_key"),
    path("keys/<uuid:public_id>/vouch/", keys.vouch, name="vouch"),
    path("cases/", handling.list_cases, name="cases"),
    path(CASE, handling.show_one, name="case"),
    path(f"{CASE}halves/", handling.take_halves, name="halves"),
    path(f"{CASE}answer/", handling.take_answer, name="answer"),
    path(f"{CASE}about/", handling.describe_case, name="describe"),
    path(f"{CASE}decide/", handling.decide_case, name="decide"),
    path(f"{CASE}propose/", handling.propose_release, name="propose"),
]
