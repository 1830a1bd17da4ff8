"""Tells public news of a site, once a change, and puts it on its way to those who follow the site."""

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import islice

from django.db import transaction
from django.utils import timezone

from ladder.assessment.models import Alert, Delivery, Follow, SiteLevel
from ladder.catalogue.models import FrameworkVersion
from ladder.core.assessment.news import (
    ANSWER_OVERDUE,
    FORESIGHT_DAYS,
    LAPSES_SOON,
    LEVEL_CHANGED,
    check_news,
    may_tell_overdue,
)
from ladder.core.canonical import digest_of
from ladder.registry.models import Site

# What became known later than this after its day is history: it stands in the feed and is sent to nobody.
FRESH_DAYS = 2
Headline = tuple[int, str]


@transaction.atomic
def tell(*, site: Site, kind: str, detail: Mapping[str, object], on: date, change_key: str = "") -> Alert | None:
    """Write an alert and its deliveries; None where this change was told already.

    Without `change_key`, the same kind with the same detail at the same site is the same change.

    Raises:
        ValueError: the detail holds something that is not public.
    """
    check_news(kind, detail)
    key = change_key or f"{kind}:{digest_of(dict(detail))}"
    told, is_new = Alert.objects.get_or_create(
        site=site, change_key=key,
        defaults={"kind": kind, "detail": dict(detail), "happened_on": on, "created_at": timezone.now()},
    )  # fmt: skip
    if not is_new:
        return None
    if on >= timezone.localdate() - timedelta(days=FRESH_DAYS):
        send_to_followers(told)
    return told


def send_to_followers(alert: Alert) -> None:
    """One delivery a webhook, or a mail address that was confirmed, that follows the site; feeds are fetched."""
    pushed = Follow.objects.filter(site=alert.site_id, ended_at=None).exclude(channel=Follow.Channel.FEED)
    pushed = pushed.exclude(channel=Follow.Channel.MAIL, confirmed_at=None)
    rows = [Delivery(alert=alert, follow=follow, next_try_at=alert.created_at) for follow in pushed]
    if rows:
        Delivery.objects.bulk_create(rows)


def tell_level(
    *, site: Site, version: FrameworkVersion, before: Headline | None, now: Headline, on: date, change_key: str
) -> Alert | None:
    """Tell that level or status of a site changed, inside the transaction that changed it. None where neither did."""
    was = before or (0, "none")
    if was == now or version.status != FrameworkVersion.Status.PUBLISHED:
        return None
    detail = {
        "version": version.version, "level": now[0], "status": now[1], "was_level": was[0], "was_status": was[1],
    }  # fmt: skip
    return tell(site=site, kind=LEVEL_CHANGED, detail=detail, on=on, change_key=change_key)


def tell_lapses(*, on: date, limit: int = 1000) -> int:
    """Tell of levels that change within 30 days if nothing new is recorded. Returns how many were new; repeatable.

    Two queries where nothing is new, however many sites there are.
    """
    soon = SiteLevel.objects.filter(
        changes_on__gt=on, changes_on__lte=on + timedelta(days=FORESIGHT_DAYS),
        version__status=FrameworkVersion.Status.PUBLISHED,
    ).select_related("site", "version").defer("document", "vector").order_by("changes_on", "pk")  # fmt: skip
    recent = Alert.objects.filter(kind=LAPSES_SOON, happened_on__gte=on - timedelta(days=FORESIGHT_DAYS + 1))
    told = set(recent.values_list("site_id", "change_key"))
    fresh = (level for level in soon.iterator() if (level.site_id, lapse_key(level)) not in told)
    return sum(1 for level in list(islice(fresh, limit)) if tell_lapse(level, on))


def lapse_key(level: SiteLevel) -> str:
    """The same for as long as the same change lies ahead of the same level."""
    return f"lapse:{level.version_id}:{level.changes_on}:{level.level}:{level.status}"


def tell_lapse(level: SiteLevel, on: date) -> Alert | None:
    """Tell of one."""
    detail = {
        "version": level.version.version, "level": level.level, "status": level.status,
        "changes_on": level.changes_on.isoformat() if level.changes_on else "",
    }  # fmt: skip
    return tell(site=level.site, kind=LAPSES_SOON, detail=detail, on=on, change_key=lapse_key(level))


def tell_overdue(*, level: SiteLevel, change_key: str, on: date) -> Alert | None:
    """Tell that an answer to a shut gate is overdue; None where the status does not say yet that one is shut."""
    if not may_tell_overdue(level.status) or level.is_due(on):
        return None
    detail = {"version": level.version.version, "status": level.status}
    return tell(site=level.site, kind=ANSWER_OVERDUE, detail=detail, on=on, change_key=change_key)
