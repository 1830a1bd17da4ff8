"""Stores organisations and mandates."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from ladder.accounts.models import User
from ladder.audit.services import record
from ladder.registry.access import forget_mandates
from ladder.registry.models import Mandate, Organisation, StakeholderGroup


@transaction.atomic
def create_organisation(
    *, actor: User | None, name: str, group: StakeholderGroup, country: str = "CD", acronym: str = "",
    is_demonstration: bool = False,
) -> Organisation:  # fmt: skip
    """Add an organisation.

    Raises:
        ValidationError: a field is missing or malformed, or the name is taken in that country.
    """
    organisation = Organisation(
        name=" ".join(name.split()),
        group=group,
        country=country,
        acronym=acronym,
        is_demonstration=is_demonstration,
        created_at=timezone.now(),
    )
    organisation.full_clean()
    organisation.save()
    record(
        actor=actor,
        action="registry.organisation_created",
        target=f"organisation:{organisation.public_id}",
        detail={"group": group.key, "is_demonstration": is_demonstration},
    )
    return organisation


@transaction.atomic
def grant_mandate(
    *, actor: User | None, user: User, organisation: Organisation, role: str, starts_on: date,
    ends_on: date | None = None,
) -> Mandate:  # fmt: skip
    """Give a person a role for an organisation. The same mandate twice changes nothing.

    Raises:
        ValidationError: the role is unknown or the dates contradict each other.
    """
    same = Mandate.objects.filter(user=user, organisation=organisation, role=role, starts_on=starts_on).first()
    if same is not None:
        return same
    mandate = Mandate(
        user=user, organisation=organisation, role=role, starts_on=starts_on, ends_on=ends_on, created_at=timezone.now()
    )
    mandate.full_clean()
    mandate.save()
    forget_mandates(user)
    record(
        actor=actor,
        action="registry.mandate_granted",
        target=f"account:{user.public_id}",
        detail={"mandate": str(mandate.public_id), "organisation": str(organisation.public_id), "role": role},
    )
    return mandate


@transaction.atomic
def end_mandate(*, actor: User | None, mandate: Mandate, ends_on: date) -> Mandate:
    """Let a mandate end on a day, that day included.

    Raises:
        ValidationError: it would end before it starts.
    """
    mandate.ends_on = ends_on
    mandate.full_clean()
    mandate.save(update_fields=["ends_on"])
    forget_mandates(mandate.user)
    record(
        actor=actor,
        action="registry.mandate_ended",
        target=f"account:{mandate.user.public_id}",
        detail={"mandate": str(mandate.public_id), "ends_on": ends_on.isoformat()},
    )
    return mandate
