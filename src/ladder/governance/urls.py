"""Addresses under /governance/. Fixed pages stand before those that take an object."""

from django.urls import URLPattern

app_name = "governance"
BODY = "bodies/<slug:address>/"
MEETING = "meetings/<uuid:public_id>/"
PROPOSAL = "proposals/<uuid:public_id>/"
DECISION = "decisions/<uuid:public_id>/"
DESK = "desk/<slug:address>/"
ISSUE = f"{DESK}<int:number>/"
NEXT = "next/<uuid:public_id>/"
YEAR = "years/<slug:address>/<int:year>/"
BODIES: list[URLPattern] = []
DECIDING: list[URLPattern] = []
AT_THE_DESK: list[URLPattern] = []
NEXT_VERSION: list[URLPattern] = []
CHANGES: list[URLPattern] = []
ANSWERS: list[URLPattern] = []
YEARS: list[URLPattern] = []
RECORD: list[URLPattern] = []
urlpatterns: list[URLPattern] = [
    *BODIES, *DECIDING, *AT_THE_DESK, *NEXT_VERSION, *CHANGES, *ANSWERS, *YEARS, *RECORD
]  # fmt: skip
