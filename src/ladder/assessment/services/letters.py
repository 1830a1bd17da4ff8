"""Mails to followers, each with a way to end it that needs no account."""

import logging
import smtplib

from django.core.mail import EmailMessage
from django.utils import timezone
from django.utils.translation import gettext

from ladder.assessment.alert_words import page_of
from ladder.assessment.follow_links import CONFIRM, DAYS_TO_CONFIRM, STOP, link_to
from ladder.assessment.models import Follow
from ladder.assessment.sealing import UnreadableError, unseal
from ladder.webkit.languages import speaking

log = logging.getLogger(__name__)


def send_letter(row: Follow, address: str, title: str, parts: list[str], number: str) -> None:
    """One mail. Mail programs offer to end it by themselves (RFC 8058)."""
    stop = link_to(STOP, row)
    headers = {
        "Message-ID": f"<{number}@ladder.invalid>", "Auto-Submitted": "auto-generated",
        "List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }  # fmt: skip
    ending = gettext("You follow this site. To end it: %(address)s") % {"address": stop}
    body = "\n\n".join([*parts, ending])
    EmailMessage(title, body, to=[address], headers=headers).send()


def ask_to_confirm(row: Follow) -> None:
    """Ask whoever has the mailbox whether they want the news; `asked_at` says that it went. The log names nobody."""
    with speaking(row.language):
        title = gettext("News of %(site)s: please confirm") % {"site": " ".join(row.site.name.split())}
        said = {"days": DAYS_TO_CONFIRM, "address": link_to(CONFIRM, row)}
        question = gettext(
            "Somebody wants news of this site to be sent here. If that was you, confirm it within %(days)d days: "
            "%(address)s If it was not, do nothing: nothing more is sent."
        )
        try:
            address = unseal(bytes(row.address), row.public_id)
            send_letter(row, address, title, [question % said, page_of(row.site)], f"confirm.{row.public_id.hex}")
        except (OSError, ValueError, smtplib.SMTPException, UnreadableError) as fault:
            log.warning("The question to follower %s was not sent: %s", row.pk, type(fault).__name__)
            return
    row.asked_at = timezone.now()
    row.save(update_fields=["asked_at"])
