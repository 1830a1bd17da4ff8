"""The demonstration's forms, and its accounts as phones."""

from collections.abc import Mapping
from datetime import date, timedelta
from secrets import token_hex

from django.db import transaction

from ladder.accounts.models import User
from ladder.catalogue.models import FrameworkVersion
from ladder.field.credentials import ha1, secret_digest
from ladder.field.models import Device
from ladder.field.services.devices import LONGEST_DAYS, create_device, revoke_device
from ladder.field.services.forms import make_day_sheet_form, make_visit_form

TARGET_LEVEL = 2
ROLES = ("assessor", "operator", "monitor")
LABEL = "Demonstration"
MOST_NAME = 64


@transaction.atomic
def load_demonstration_forms(
    *, version: FrameworkVersion, people: Mapping[str, User], passwords: Mapping[str, str] | None, on: date
) -> None:
    """A level-2 visit, the day sheet, and each field account's own name and password as a phone. Again: no change.

    Args:
        version: the published version that the forms ask about.
        people: the demonstration's accounts by role.
        passwords: their passwords by role, known only while the accounts are made; None afterwards.
        on: today.
    """
    make_visit_form(version=version, target_level=TARGET_LEVEL, actor=None, on=on)
    make_day_sheet_form(version=version, actor=None, on=on)
    for role in ROLES:
        if role in people:
            keep_account_as_phone(people[role], (passwords or {}).get(role, ""), on)


def keep_account_as_phone(person: User, password: str, on: date) -> None:
    """The account's own name and password, so that every OpenRosa client can sign in with them."""
    name, last_day = person.username, on + timedelta(days=LONGEST_DAYS)
    device = Device.objects.select_for_update().filter(username=name).first()
    if device is not None and device.person_id != person.pk:
        retire(device)
        device = None
    if device is None and password:
        create_device(person=person, label=LABEL, expires_on=last_day, actor=None, username=name, secret=password)
    elif device is not None:
        device.expires_on = last_day
        if password:
            device.secret_digest, device.digest_ha1 = secret_digest(password), ha1(name, password)
        device.save(update_fields=["expires_on", "secret_digest", "digest_ha1"])


def retire(device: Device) -> None:
    """End the phone of an account that was replaced, and free its name."""
    revoke_device(device=device, actor=None)
    device.username = f"{device.username}-{token_hex(4)}"[:MOST_NAME]
    device.save(update_fields=["username"])
