"""Begins and ends following a site. What somebody follows is nobody's business: the log says only that they did."""

import secrets
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from ladder.accounts.models import User
from ladder.assessment.follow_links import DAYS_TO_CONFIRM
from ladder.assessment.models import Follow
from ladder.assessment.sealing import seal
from ladder.assessment.services.letters import ask_to_confirm
from ladder.assessment.webhook import Refused, check_address
from ladder.audit import services as audit
from ladder.registry.models import Site
from ladder.webkit.languages import find_language

MOST_FOLLOWS = 100
MOST_ASKED = 5
TOKEN_BYTES = 24
LATER = timedelta(minutes=5)  # before that the request that began it may still be asking
NO_MAIL = "django.core.mail.backends.dummy.EmailBackend"


def sends_mail() -> bool:
    """Whether this place has a mail server."""
    return bool(settings.EMAIL_BACKEND != NO_MAIL)


@transaction.atomic
def follow(
    *, person: User, site: Site, channel: str, address: str, language: str, at: datetime | None = None
) -> Follow:
    """Begin to follow a site by mail or webhook; the address is sealed before it is stored.

    By mail nothing is sent but one question, until whoever has the mailbox confirms.

    Raises:
        ValidationError: the address is none, nothing is sent that way here, the person follows 100 already, or asked
            five mailboxes that have not confirmed within a day.
    """
    refuse_address(channel, address)
    refuse_many_questions(person, channel)
    if Follow.objects.filter(person=person, ended_at=None).count() >= MOST_FOLLOWS:
        raise ValidationError(gettext("You follow 100 already. End one first."))
    row = Follow(
        person=person, site=site, channel=channel, token=secrets.token_urlsafe(TOKEN_BYTES),
        language=find_language(language) or "en", created_at=at or timezone.now(),
    )  # fmt: skip
    row.address = seal(address.strip(), row.public_id)
    row.save()
    audit.record(actor=person, action="assessment.follow_begun", target=f"follow:{row.public_id}")
    if channel == Follow.Channel.MAIL:
        transaction.on_commit(partial(ask_to_confirm, row), robust=True)
    return row


@transaction.atomic
def confirm_follow(*, row: Follow, at: datetime | None = None) -> None:
    """Whoever has the mailbox wants the news. What was ended stays ended."""
    if row.confirmed_at is None and row.ended_at is None:
        row.confirmed_at = at or timezone.now()
        row.save(update_fields=["confirmed_at"])
        audit.record(actor=None, action="assessment.follow_confirmed", target=f"follow:{row.public_id}")


@transaction.atomic
def end_follow(*, row: Follow, actor: User | None, at: datetime | None = None) -> Follow:
    """End following: the address is forgotten, and nothing that waits is sent any more. `actor` None: by a letter."""
    if row.ended_at is not None:
        return row
    row.ended_at, row.address = at or timezone.now(), b""
    row.save(update_fields=["ended_at", "address"])
    row.deliveries.filter(delivered_at=None).update(next_try_at=None)
    audit.record(actor=actor, action="assessment.follow_ended", target=f"follow:{row.public_id}")
    return row


def ask_again(*, at: datetime) -> int:
    """Send the questions that no mail server took so far; returns how many it took now."""
    waiting = Follow.objects.filter(channel=Follow.Channel.MAIL, asked_at=None, confirmed_at=None, ended_at=None)
    rows = list(waiting.filter(created_at__lt=at - LATER).select_related("site")) if sends_mail() else []
    for row in rows:
        ask_to_confirm(row)
    return sum(1 for row in rows if row.asked_at)


def forget_unconfirmed(*, at: datetime) -> int:
    """End what nobody confirmed while the question was open: an address is kept no longer. Returns how many."""
    asked_before = at - timedelta(days=DAYS_TO_CONFIRM)
    unconfirmed = Follow.objects.filter(channel=Follow.Channel.MAIL, confirmed_at=None, ended_at=None)
    rows = list(unconfirmed.filter(created_at__lt=asked_before))
    for row in rows:
        end_follow(row=row, actor=None, at=at)
    return len(rows)


def refuse_many_questions(person: User, channel: str) -> None:
    """Raise ValidationError where a person would have one mailbox after another asked."""
    since = timezone.now() - timedelta(days=1)
    asked = Follow.objects.filter(person=person, channel=Follow.Channel.MAIL, confirmed_at=None, created_at__gt=since)
    if channel == Follow.Channel.MAIL and asked.count() >= MOST_ASKED:
        raise ValidationError(gettext("Five addresses were asked today and have not confirmed. Try again tomorrow."))


def refuse_address(channel: str, address: str) -> None:
    """Raise ValidationError where nothing can be sent there."""
    if channel == Follow.Channel.MAIL:
        if not sends_mail():
            raise ValidationError({"channel": gettext("This place sends no e-mail. Use the feed or a webhook.")})
        try:
            validate_email(address.strip())
        except ValidationError as fault:
            raise ValidationError({"address": gettext("This is no e-mail address.")}) from fault
    elif channel == Follow.Channel.WEBHOOK:
        try:
            check_address(address.strip())
        except Refused as fault:
            sentence = gettext("Write an address that begins with https:// and names no user, on port 443 or 8443.")
            raise ValidationError({"address": sentence}) from fault
    else:
        raise ValidationError({"channel": gettext("Choose e-mail or webhook.")})
