"""Withdraws determinations: they stay, and from a day on no level rests on them (docs/adr/0021)."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from ladder.accounts.models import User
from ladder.assessment.models import Determination, Withdrawal
from ladder.assessment.services.levels import lock_site, refresh_level
from ladder.audit import services as audit
from ladder.catalogue.models import FrameworkVersion
from ladder.registry.models import Site

LONGEST_REASON = 2000


@transaction.atomic
def withdraw(*, determinations: Iterable[Determination], ground: str, reason: str, actor: User | None, on: date) -> int:
    """Let determinations count no more from `on` (today), and judge their sites again. Returns how many were new.

    Results as of earlier days stay as they are. One that is withdrawn already keeps its first withdrawal, so a second
    call changes nothing.

    Raises:
        ValidationError: the ground is unknown, or the reason too long.
    """
    if ground not in Withdrawal.Ground.values or len(reason) > LONGEST_REASON:
        raise ValidationError(gettext("Say on which ground, with a reason of at most 2,000 characters."))
    keys = [one.pk for one in determinations]
    for site in Site.objects.filter(determinations__in=keys).order_by("pk").distinct():
        lock_site(site)
    found = Determination.objects.filter(pk__in=keys, withdrawal=None).select_related("site", "version__framework")
    rows = list(found.order_by("pk"))
    now = timezone.now()
    Withdrawal.objects.bulk_create(
        Withdrawal(determination=row, ground=ground, reason=reason, known_on=max(on, row.known_on), recorded_by=actor,
                   recorded_at=now)
        for row in rows
    )  # fmt: skip
    for site, version in {(row.site_id, row.version_id): (row.site, row.version) for row in rows}.values():
        count = sum(row.site_id == site.pk and row.version_id == version.pk for row in rows)
        judge_again(site, version, {"ground": ground, "withdrawn": count}, actor, on)
    return len(rows)


def judge_again(
    site: Site, version: FrameworkVersion, told: dict[str, object], actor: User | None, on: date
) -> None:  # fmt: skip
    """Publish the level that is left, and write down what it came to: keys and numbers only."""
    result = refresh_level(site=site, version=version, on=on)
    detail = {**told, "level": result.site_level, "status": result.status}
    target = f"site:{site.public_id}"
    audit.record(actor=actor, action="assessment.determinations_withdrawn", target=target, detail=detail)
