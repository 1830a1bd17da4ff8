"""The life of a version: a draft is published, and may one day be withdrawn. Its content never changes again."""

from datetime import date
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _

from ladder.accounts.models import User
from ladder.audit.services import record
from ladder.catalogue.faults import CatalogueFaultsError
from ladder.catalogue.models import FrameworkVersion
from ladder.catalogue.signals import version_changes_status
from ladder.webkit.faults import Fault

DRAFT, PUBLISHED, WITHDRAWN = FrameworkVersion.Status


@transaction.atomic
def publish_version(*, version: FrameworkVersion, actor: User | None, on: date, decision: str = "") -> FrameworkVersion:
    """Publish a draft for good; publishing it again changes nothing.

    `decision` is the public id of the decision that publishes it; a later room may refuse to do without.

    Raises:
        CatalogueFaultsError: it was withdrawn, its stored document is not what was loaded, or a room refuses.
    """
    row = FrameworkVersion.objects.select_for_update().get(pk=version.pk)
    if row.status == PUBLISHED:
        return row
    if row.status == WITHDRAWN:
        raise refuse(_("Version %(version)s was withdrawn and cannot be published again."), row)
    if sha256(row.document.text.encode("utf-8")).hexdigest() != row.content_hash:
        raise refuse(_("The stored document of version %(version)s is damaged. Load the pack again."), row)
    version_changes_status.send(FrameworkVersion, version=row, status=PUBLISHED, decision=decision)
    row.status, row.published_on = PUBLISHED, on
    row.save(update_fields=["status", "published_on"])
    detail = {"version": row.version, "content_hash": row.content_hash, "decision": decision}
    record(
        actor=actor, action="catalogue.version_published", target=f"framework_version:{row.public_id}", detail=detail
    )
    return row


@transaction.atomic
def withdraw_version(
    *, version: FrameworkVersion, actor: User | None, on: date, decision: str = ""
) -> FrameworkVersion:
    """Withdraw a published version: it stays readable, and what was judged by it stays as it was.

    Raises:
        CatalogueFaultsError: it was never published, or a room refuses to do without a decision.
    """
    row = FrameworkVersion.objects.select_for_update().get(pk=version.pk)
    if row.status == WITHDRAWN:
        return row
    if row.status == DRAFT:
        raise refuse(_("Version %(version)s was never published, so there is nothing to withdraw."), row)
    version_changes_status.send(FrameworkVersion, version=row, status=WITHDRAWN, decision=decision)
    row.status, row.withdrawn_on = WITHDRAWN, on
    row.save(update_fields=["status", "withdrawn_on"])
    detail = {"version": row.version, "content_hash": row.content_hash, "decision": decision}
    record(
        actor=actor, action="catalogue.version_withdrawn", target=f"framework_version:{row.public_id}", detail=detail
    )
    return row


def refuse(sentence: str, version: FrameworkVersion) -> CatalogueFaultsError:
    """The refusal with its sentence filled in."""
    return CatalogueFaultsError([Fault(_("version"), sentence % {"version": version.version})])
