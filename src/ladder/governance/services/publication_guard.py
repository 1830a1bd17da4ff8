"""Keeps versions from being published or withdrawn past the bodies that decide it (docs/adr/0012)."""

from typing import Any
from uuid import UUID

from django.dispatch import receiver
from django.utils.translation import gettext as _

from ladder.catalogue.access import register_decided_elsewhere
from ladder.catalogue.faults import CatalogueFaultsError
from ladder.catalogue.models import FrameworkVersion
from ladder.catalogue.signals import version_changes_status
from ladder.governance.models import Closing, Effect, NextVersion
from ladder.governance.queries.deciding_bodies import bodies_with_power
from ladder.webkit.faults import Fault

KINDS = {FrameworkVersion.Status.PUBLISHED: "publish_version", FrameworkVersion.Status.WITHDRAWN: "withdraw_version"}


def kind_of(status: str) -> str:
    """The kind of effect by which a version gets a status."""
    return KINDS[FrameworkVersion.Status(status)]


def is_decided(status: str) -> bool:
    """Whether a body stands that decides this; before there is one, the secretariat publishes by itself."""
    return bool(bodies_with_power(kind_of(status)))


def has_decision(version: FrameworkVersion, status: str, decision: str) -> bool:
    """Whether an adopted decision names this version and content, and its effect is being taken or was taken.

    That the effect waits is not enough: its time for objections may not be over, its answers not be published.
    """
    named = read_id(decision)
    if named is None:
        return False
    subjects = [f"framework_version:{version.public_id}"]
    subjects += [f"next_version:{one.public_id}" for one in NextVersion.objects.filter(draft=version)]
    effects = Effect.objects.filter(
        decision__public_id=named, decision__closing__outcome__in=Closing.Outcome.adopting(),
        state=Effect.State.TAKEN, kind=kind_of(status), subject__in=subjects, payload__digest=version.content_hash,
    )  # fmt: skip
    return effects.exists()


def read_id(text: str) -> UUID | None:
    """A public id; None where the text is none."""
    try:
        return UUID(text)
    except ValueError:
        return None


@receiver(version_changes_status, dispatch_uid="governance.publication_guard")
def require_decision(sender: type[FrameworkVersion], **news: Any) -> None:
    """Refuse what no decision stands behind, as soon as a body stands that decides it."""
    del sender
    version, status, decision = news["version"], news["status"], news["decision"]
    if not is_decided(status) or has_decision(version, status, decision):
        return
    sentence = _("Version %(version)s changes its standing by decision of a body only. Propose it there.")
    raise CatalogueFaultsError([Fault(_("version"), sentence % {"version": version.version})])


register_decided_elsewhere(is_decided)
