"""Sends what waits for followers: once where it arrives, again with growing pauses where it does not."""

import json
import logging
import smtplib
from datetime import datetime

from ladder.assessment.alert_words import page_of, say_sentence, say_title
from ladder.assessment.models import Delivery, Follow
from ladder.assessment.sealing import UnreadableError, signing_secret, unseal
from ladder.assessment.services.follows import sends_mail
from ladder.assessment.services.letters import send_letter
from ladder.assessment.webhook import Refused, post
from ladder.core.assessment.news import pause_after
from ladder.webkit.languages import speaking

log = logging.getLogger(__name__)


def deliver_due(*, at: datetime, limit: int = 50) -> int:
    """Send what is due by a moment. Returns how many arrived. Safe in several processes at once.

    No transaction is open while the network is asked. A delivery is taken by moving its next try: whoever dies in
    between leaves it to be tried again. So it may arrive twice, with the same number, and never gets lost.
    """
    due = Delivery.objects.filter(next_try_at__lte=at, follow__ended_at=None).order_by("next_try_at", "pk")
    rows = list(due.select_related("alert__site", "follow")[:limit])
    return sum(1 for row in rows if take(row, at) and deliver(row, at))


def take(row: Delivery, at: datetime) -> bool:
    """Whether this process is the one that tries it now."""
    pause = pause_after(row.tries + 1)
    mine = Delivery.objects.filter(pk=row.pk, next_try_at=row.next_try_at, tries=row.tries)
    return bool(mine.update(tries=row.tries + 1, next_try_at=at + pause if pause else None))


def deliver(row: Delivery, at: datetime) -> bool:
    """Send one; whether it arrived. The log names no address."""
    fault = fault_of_sending(row, at)
    if fault:
        Delivery.objects.filter(pk=row.pk).update(fault=fault)
        return False
    Delivery.objects.filter(pk=row.pk).update(delivered_at=at, next_try_at=None, fault="")
    return True


def fault_of_sending(row: Delivery, at: datetime) -> str:
    """Send one; a key that says why it did not arrive, empty where it did."""
    try:
        address = unseal(bytes(row.follow.address), row.follow.public_id)
        with speaking(row.follow.language):
            if row.follow.channel == Follow.Channel.MAIL:
                send_mail(row, address)
            else:
                secret = signing_secret(row.follow.public_id)
                post(address, body_of(row), secret=secret, timestamp=int(at.timestamp()), delivery=number_of(row))
    except Refused as refusal:
        return refusal.fault[:80]
    except UnreadableError:
        return "sealed_with_another_key"
    except (OSError, ValueError, smtplib.SMTPException) as fault:
        log.warning("Delivery %s did not arrive: %s", row.pk, type(fault).__name__)
        return "mail_server"
    return ""


def send_mail(row: Delivery, address: str) -> None:
    """One mail with one news and the way to end it."""
    if not sends_mail():
        raise Refused("no_mail_server")
    alert, site = row.alert, row.alert.site
    send_letter(row.follow, address, say_title(alert, site), [say_sentence(alert), page_of(site)], number_of(row))


def body_of(row: Delivery) -> bytes:
    """What a webhook gets: public news and nothing about who follows."""
    alert, site = row.alert, row.alert.site
    told = {
        "id": str(alert.public_id),
        "kind": alert.kind,
        "site": {"id": str(site.public_id), "name": site.name, "is_demonstration": site.is_demonstration},
        "happened_on": alert.happened_on.isoformat(),
        "detail": alert.detail,
        "title": say_title(alert, site),
        "page": page_of(site),
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True).encode("utf-8")


def number_of(row: Delivery) -> str:
    """The same whenever this news is sent to this follower again."""
    return f"{row.alert.public_id}.{row.follow.public_id.hex[:12]}"
