"""Stores the operator's own words beside a finding."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from ladder.accounts.models import User
from ladder.assessment.models import Determination, OperatorStatement
from ladder.audit import services as audit
from ladder.consultation.tongues import SPOKEN
from ladder.registry.models import Mandate, Organisation, Site, SiteOperator
from ladder.webkit.text import is_clean

LONGEST_WORDS = 4000


@transaction.atomic
def state_words(*, finding: Determination, words: str, language: str, actor: User, on: date) -> OperatorStatement:
    """Keep the operator's words; the latest count, earlier ones stay on record. The finding and the level stay.

    Raises:
        ValidationError: no words or too many, an unknown language, or the person does not act for the operator.
    """
    refuse_words(words)
    if language not in dict(SPOKEN):
        raise ValidationError({"language": gettext("Choose the language of your words from the list.")})
    row = OperatorStatement.objects.create(
        determination=finding, organisation=operator_of(finding.site, actor, on), words=words.strip(),
        language=language, stated_by=actor, stated_on=on, recorded_at=timezone.now(),
    )  # fmt: skip
    detail = {"finding": str(finding.public_id), "statement": str(row.public_id)}
    audit.record(
        actor=actor, action="assessment.operator_stated", target=f"site:{finding.site.public_id}", detail=detail
    )
    return row


def refuse_words(words: str) -> None:
    """Raise ValidationError where there are no words, too many, or half characters among them."""
    if not words.strip():
        raise ValidationError({"words": gettext("Write what you want to say.")})
    if len(words) > LONGEST_WORDS or not is_clean(words):
        raise ValidationError({"words": gettext("Write at most 4,000 characters, without control characters.")})


def operator_of(site: Site, person: User, on: date) -> Organisation:
    """The organisation for which a person runs a site on a day.

    Raises:
        ValidationError: there is none.
    """
    held = Mandate.objects.filter(user=person, role=Mandate.Role.OPERATOR, starts_on__lte=on).exclude(ends_on__lt=on)
    parts = SiteOperator.objects.filter(
        site=site, part=SiteOperator.Part.OPERATOR, organisation__in=held.values("organisation"), starts_on__lte=on
    )
    part = parts.exclude(ends_on__lt=on).select_related("organisation").order_by("pk").first()
    if part is None:
        raise ValidationError(gettext("Only who runs the site may answer for it."))
    return part.organisation
