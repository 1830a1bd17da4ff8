"""Gives phones a name and a secret, and takes them back."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ladder.accounts.models import User
from ladder.audit import services as audit
from ladder.field.credentials import ha1, make_secret, make_username, secret_digest
from ladder.field.models import Device

LONGEST_DAYS = 366
MOST_DEVICES = 20


@transaction.atomic
def create_device(
    *, person: User, label: str, expires_on: date, actor: User | None, username: str = "", secret: str = ""
) -> tuple[Device, str]:
    """A phone that may hand in as this person until a day; with its secret, which is told once and kept nowhere.

    `username` and `secret` are made at random unless given: demonstration accounts use their own.

    Raises:
        ValidationError: the label is empty, the day is over or too far away, or the person has too many phones.
    """
    label = label.strip()
    check_device(person, label, expires_on)
    username, secret = username or make_username(), secret or make_secret()
    device = Device.objects.create(
        person=person,
        label=label,
        username=username,
        secret_digest=secret_digest(secret),
        digest_ha1=ha1(username, secret),
        created_at=timezone.now(),
        expires_on=expires_on,
    )
    note(device, actor, "device_created", {"expires_on": expires_on})
    return device, secret


def check_device(person: User, label: str, expires_on: date) -> None:
    """Refuse what would be of no use or no end."""
    today = timezone.localdate()
    if not label:
        raise ValidationError(_("Give the phone a name, so that you know it when it is lost."))
    if not today <= expires_on <= today + timedelta(days=LONGEST_DAYS):
        raise ValidationError(_("A phone may hand in from today and for one year at most."))
    if Device.objects.filter(person=person, revoked_at=None, expires_on__gte=today).count() >= MOST_DEVICES:
        raise ValidationError(
            _("There are %(most)s phones already. End one that is no longer used.") % {"most": MOST_DEVICES}
        )


@transaction.atomic
def revoke_device(*, device: Device, actor: User | None) -> Device:
    """End a phone; what it sends from now on is refused, what it sent stays. Again: no harm."""
    ended = Device.objects.filter(pk=device.pk, revoked_at=None).update(revoked_at=timezone.now())
    device.refresh_from_db()
    if ended:
        note(device, actor, "device_revoked", {})
    return device


def note(device: Device, actor: User | None, verb: str, detail: dict[str, object]) -> None:
    """Write the act into the log; whose phone it is stands as a key."""
    person = str(device.person.public_id)
    audit.record(
        actor=actor, action=f"field.{verb}", target=f"device:{device.public_id}", detail={"person": person, **detail}
    )
