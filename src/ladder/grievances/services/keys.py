"""Keys of case handlers: made in their browser, known here by the public half."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext

from ladder.grievances.access import Handler
from ladder.grievances.models import CaseKey, KeyVouch
from ladder.grievances.queries.ring import find_accepted
from ladder.grievances.sealing import KEY_BYTES, fingerprint_of
from ladder.grievances.services.log import record_on


@transaction.atomic
def register_key(*, handler: Handler, public_key: bytes, on: date) -> CaseKey:
    """Keep a handler's public key; an earlier one of theirs ends.

    Raises:
        ValidationError: no key of 32 bytes, or one that is known already.
    """
    fingerprint = fingerprint_of(public_key)
    if len(public_key) != KEY_BYTES or not any(public_key):
        raise ValidationError(gettext("This is no key. Make one on this page."))
    if CaseKey.objects.filter(fingerprint=fingerprint).exists():
        raise ValidationError(gettext("This key is known already. Make a new one."))
    CaseKey.objects.filter(person=handler.user, ended_on=None).update(ended_on=on)
    key = CaseKey.objects.create(
        person=handler.user,
        organisation=handler.organisation,
        public_key=public_key,
        fingerprint=fingerprint,
        starts_on=on,
    )
    write(handler, "grievances.key_registered", key, on)
    return key


@transaction.atomic
def end_key(*, handler: Handler, on: date) -> None:
    """Seal nothing more to a handler's key. What was sealed to it before can still be opened with its file."""
    if handler.key is None:
        raise ValidationError(gettext("You have no key in use."))
    CaseKey.objects.filter(pk=handler.key.pk).update(ended_on=on)
    write(handler, "grievances.key_ended", handler.key, on)


@transaction.atomic
def vouch_for(*, handler: Handler, key: CaseKey, on: date) -> None:
    """Stand for another handler's key after its fingerprint was compared.

    Raises:
        ValidationError: the own key does not count yet, or the key is of the same organisation.
    """
    if handler.key is None or handler.key.pk not in find_accepted():
        raise ValidationError(gettext("Your own key must count first."))
    if handler.key.organisation_id == key.organisation_id:
        raise ValidationError(gettext("Somebody of another organisation must vouch for this key."))
    KeyVouch.objects.get_or_create(key=key, by=handler.key, defaults={"given_on": on})
    write(handler, "grievances.key_vouched_for", key, on)


def write(handler: Handler, action: str, key: CaseKey, on: date) -> None:
    """The audit entry of an act on a key."""
    record_on(on, actor=handler.user, action=action, target=f"case_key:{key.public_id}", detail={})
