"""The settings that promises rest on, read back from the running database."""

import pytest
from django.conf import settings
from django.db import connection, transaction

from ladder.audit.models import Entry
from ladder.audit.services import record
from ladder.config import settings as product


@pytest.mark.django_db
def test_a_write_is_durable_before_it_is_acknowledged():
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            values = {}
            for name in ("synchronous", "foreign_keys", "trusted_schema", "secure_delete"):
                cursor.execute(f"PRAGMA {name}")
                values[name] = cursor.fetchone()[0]
            assert values["synchronous"] == 2  # FULL
            assert values["foreign_keys"] == 1
            assert values["secure_delete"] == 1
            assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
        else:
            cursor.execute("SHOW synchronous_commit")
            assert cursor.fetchone()[0] == "on"


@pytest.mark.django_db(transaction=True)
def test_a_failed_transaction_leaves_nothing_half_written():
    with pytest.raises(RuntimeError):
        record_and_fail()
    assert not Entry.objects.filter(action="tests.tried").exists()


@transaction.atomic
def record_and_fail() -> None:
    record(actor=None, action="tests.tried", target="nothing:1")
    raise RuntimeError


def test_traces_are_never_shown():
    assert settings.DEBUG is False


def test_privileged_people_need_a_second_factor_outside_the_demonstration():
    assert product.IS_DEMONSTRATION is False
    assert product.IS_SECOND_FACTOR_REQUIRED is True
