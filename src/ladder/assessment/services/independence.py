"""Stores what an assessor declares of their ties to a site."""

from collections.abc import Collection
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from ladder.accounts.models import User
from ladder.assessment.models import IndependenceDeclaration
from ladder.audit import services as audit
from ladder.core.assessment.independence import TIES, last_day_of_declaration
from ladder.registry.models import Mandate, Organisation, Site

LONGEST_WORDS = 1000


@transaction.atomic
def declare_ties(
    *, person: User, site: Site, ties: Collection[str], words: str, on: date
) -> IndependenceDeclaration:  # fmt: skip
    """Keep what a person declares from today for a year; none means independent. Earlier declarations stay.

    What was handed in before keeps the kind that it had then.

    Raises:
        ValidationError: an unknown tie, or too many words.
    """
    if not set(ties) <= set(TIES):
        raise ValidationError({"ties": gettext("Choose ties from the list.")})
    if len(words) > LONGEST_WORDS:
        raise ValidationError({"words": gettext("Write at most 1,000 characters.")})
    row = IndependenceDeclaration.objects.create(
        person=person, site=site, organisation=organisation_of(person, on), ties=sorted(set(ties), key=TIES.index),
        words=words, declared_on=on, ends_on=last_day_of_declaration(on), recorded_at=timezone.now(),
    )  # fmt: skip
    detail = {"ties": len(row.ties), "until": row.ends_on}
    audit.record(actor=person, action="assessment.ties_declared", target=f"site:{site.public_id}", detail=detail)
    return row


def organisation_of(person: User, on: date) -> Organisation | None:
    """The organisation that a person assesses for on a day, by their first mandate as assessor."""
    held = Mandate.objects.filter(user=person, role=Mandate.Role.ASSESSOR, starts_on__lte=on).exclude(ends_on__lt=on)
    first = held.select_related("organisation").order_by("pk").first()
    return first.organisation if first else None
