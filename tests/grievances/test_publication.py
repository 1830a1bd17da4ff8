"""When a release comes out: at a second of chance in working hours, which no page shows before; danger to life at once."""

import importlib
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone

from ladder.assessment.models import Incident
from ladder.core.grievances.releasing import PLACE
from ladder.grievances.models import Release
from ladder.grievances.services import releasing

pytestmark = pytest.mark.django_db


def test_what_waits_comes_out_at_a_drawn_second_of_working_hours(released, monkeypatch):
    monkeypatch.setattr(releasing.secrets, "randbelow", lambda below: below - 1)
    released(protect_days=30)
    row = Release.objects.get()
    assert row.publish_on == timezone.localdate() + timedelta(days=30 + 13)
    assert row.publish_at.astimezone(PLACE) == datetime.combine(row.publish_on, time(16, 59, 59), PLACE)
    midnight = datetime.combine(row.publish_on, time.min, UTC)
    assert releasing.publish_due_releases(at=midnight + timedelta(minutes=1)) == 0
    assert releasing.publish_due_releases(at=row.publish_at) == 1
    assert Incident.objects.get().known_on == row.publish_on


def test_where_no_version_is_in_force_what_is_due_waits(released, monkeypatch):
    released(protect_days=30)
    with monkeypatch.context() as patched:
        patched.setattr(releasing, "current_version", lambda _: None)
        assert releasing.publish_due_releases(at=timezone.now() + timedelta(days=60)) == 0
    assert releasing.publish_due_releases(at=timezone.now() + timedelta(days=60)) == 1


def test_without_a_wait_it_is_not_published_by_the_press_that_releases_it(released, monkeypatch):
    monkeypatch.setattr(releasing.secrets, "randbelow", lambda _: 0)
    released()
    row = Release.objects.get()
    assert row.publish_at > timezone.now()
    assert row.publish_on == row.publish_at.astimezone(PLACE).date()
    assert not Incident.objects.exists()


def test_danger_to_life_is_published_at_once_and_keeps_no_moment(released):
    released(is_urgent=True, protect_days=183)
    row = Release.objects.get()
    assert (row.publish_on, row.publish_at) == (timezone.localdate(), None)
    assert row.incident == Incident.objects.get()


def test_handlers_see_the_day_and_nobody_the_moment(released, ring):
    case = released(protect_days=30)
    drawn = datetime(2027, 1, 7, 11, 42, 7, tzinfo=PLACE)
    Release.objects.update(publish_on=drawn.date(), publish_at=drawn)
    client = Client()
    client.force_login(ring["ann"].handler.user)
    page = client.get(f"/grievances/cases/{case.public_id}/").content.decode()
    assert "2027" in page
    assert "42:07" not in page
    assert ":42" not in page


def test_releases_of_before_get_a_moment_of_their_day(released):
    released(protect_days=30)
    day = date(2027, 1, 7)
    Release.objects.update(publish_on=day, publish_at=None)
    importlib.import_module("ladder.grievances.migrations.0003_release_moments").draw_moments(apps, None)
    moment = Release.objects.get().publish_at.astimezone(PLACE)
    assert moment.date() == day
    assert time(8) <= moment.time() < time(17)
