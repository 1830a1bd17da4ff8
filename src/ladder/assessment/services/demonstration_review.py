"""Some of the demonstration's hand-ins reviewed, others waiting, the operator's words, an appeal open."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction

from ladder.accounts.models import User
from ladder.assessment.access.review import may_review
from ladder.assessment.models import Appeal, Assessment, Determination, OperatorStatement, Review
from ladder.assessment.services.appeals import open_appeal
from ladder.assessment.services.independence import declare_ties
from ladder.assessment.services.reviews import review_hand_in
from ladder.assessment.services.statements import state_words
from ladder.core.assessment.facts import NOT_MET, PARTLY
from ladder.registry.access import is_operator_of
from ladder.registry.models import Site

LEFT_WAITING = 2
STATEMENT = "Demonstration: we have put right what was missing and ask for a new visit."
APPEAL = "Demonstration: the day of the visit was a day of rest; the place that was seen is not the one in use."


@transaction.atomic
def load_demonstration_review(*, sites: Sequence[Site], people: Mapping[str, User], on: date) -> int:
    """Review most hand-ins by others at these sites; returns how many. A second call finds reviews and does nothing.

    `people` are the demonstration's accounts by role: secretariat, assessor, operator.
    """
    if Review.objects.filter(assessment__site__in=sites).exists():
        return 0
    declare_ties(person=people["assessor"], site=sites[0], ties=[], words="", on=on)
    answer(sites, people["operator"], on)
    rows = Assessment.objects.filter(site__in=sites, started_on__lte=on).exclude(kind=Assessment.Kind.SELF)
    found = list(rows.select_related("site", "version__framework").order_by("started_on", "pk"))
    reviewed = [row for row in found[:-LEFT_WAITING] if may_review(people["secretariat"], row.site)]
    for row in reviewed:
        review_hand_in(assessment=row, verdict=Review.Verdict.CONFIRMED, reason="", actor=people["secretariat"], on=on)
    return len(reviewed)


def answer(sites: Sequence[Site], operator: User, on: date) -> tuple[OperatorStatement, Appeal] | None:
    """The operator's words beside one finding and an appeal against another, where they run a site with two."""
    own = [site for site in sites if is_operator_of(operator, site)]
    findings = Determination.objects.filter(site__in=own, state__in=(NOT_MET, PARTLY), withdrawal=None)
    rows = findings.exclude(assessment__kind=Assessment.Kind.SELF).select_related(
        "site", "version", "requirement", "assessment"
    )
    chosen = list(rows.order_by("-observed_on", "pk")[:2])
    if not chosen:
        return None
    stated = state_words(finding=chosen[0], words=STATEMENT, language="en", actor=operator, on=on)
    return stated, open_appeal(finding=chosen[-1], words=APPEAL, actor=operator, on=on)
