"""Refuses to assess a site under a version whose time is over."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext

from ladder.assessment.models import Circumstance
from ladder.catalogue.models import FrameworkVersion
from ladder.governance.queries.transitions import transition_of

# These may lift a level, as an assessment does. What speaks against a site is recorded for as long as anybody tells it.
PARTS_OF_AN_ASSESSMENT = (Circumstance.Kind.CONDITION, Circumstance.Kind.APPROVAL, Circumstance.Kind.PLAN)


def refuse_after_transition(version: FrameworkVersion, on: date) -> None:
    """Raise ValidationError where assessments under this version are no longer accepted on a day. One query."""
    transition = transition_of(version)
    if transition is None or transition.until is None or transition.accepts(on):
        return
    sentence = gettext(
        "Assessments under version %(older)s were accepted until %(day)s. Record under version %(newer)s."
    )
    values = {"older": version.version, "day": date_format(transition.until), "newer": transition.newer.version}
    raise ValidationError(sentence % values)
