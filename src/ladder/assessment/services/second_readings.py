"""Stores what a second person reads from the same evidence; where the two differ, the requirement is contested."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from ladder.accounts.models import User
from ladder.assessment.access.review import is_maker, is_of_another_house, may_review
from ladder.assessment.models import Assessment, Circumstance, Determination, Review, SecondReading
from ladder.assessment.services.circumstances import CircumstanceEntry, record_circumstance
from ladder.assessment.services.levels import lock_site
from ladder.assessment.services.reviews import latest_review
from ladder.audit import services as audit
from ladder.core.assessment.facts import MET, NOT_APPLICABLE, NOT_ASSESSED, NOT_MET, PARTLY
from ladder.core.assessment.review import differs
from ladder.core.catalogue.ladder import STOP

READ_STATES = (MET, PARTLY, NOT_MET, NOT_APPLICABLE, NOT_ASSESSED)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a second reader sees in the evidence of one finding; not assessed: one cannot tell from it."""

    state: str
    reason: str = ""


def findings_to_read(assessment: Assessment) -> list[Determination]:
    """What a second reader reads: its gates, or everything where it has none. One query."""
    rows = assessment.determinations.filter(withdrawal=None).select_related("requirement")
    found = list(rows.order_by("requirement__position", "pk"))
    return [row for row in found if row.requirement.gate] or found


@transaction.atomic
def read_again(*, assessment: Assessment, readings: Mapping[UUID, Reading], actor: User, on: date) -> int:
    """Keep a second person's reading of every finding asked about. Returns how many differ and are now contested.

    A contest is over once an entitled person finds the requirement anew on a later day.

    Raises:
        ValidationError: a sentence why this person, or now, may not, or which findings are not answered.
    """
    lock_site(assessment.site)
    findings = findings_to_read(assessment)
    refuse_second_reader(assessment, findings, actor)
    missing = [row.requirement.key for row in findings if row.public_id not in readings]
    if missing:
        raise ValidationError(gettext("Answer each of them. Missing: %(keys)s.") % {"keys": ", ".join(missing[:10])})
    if any(readings[row.public_id].state not in READ_STATES for row in findings):
        raise ValidationError(gettext("Choose each state from the list."))
    contested = [store(row, readings[row.public_id], actor, on) for row in findings]
    count = sum(contested)
    detail = {"hand_in": str(assessment.public_id), "read": len(findings), "contested": count}
    audit.record(actor=actor, action="assessment.read_again", target=f"site:{assessment.site.public_id}", detail=detail)
    return count


def refuse_second_reader(assessment: Assessment, findings: Sequence[Determination], actor: User) -> None:
    """Raise ValidationError where this person may not be the second reader of this hand-in."""
    asked = latest_review(assessment)
    if asked is None or asked.verdict != Review.Verdict.SECOND_READER:
        raise ValidationError(gettext("Nobody asked for a second reader."))
    if is_maker(actor, assessment) or asked.reviewed_by_id == actor.pk:
        raise ValidationError(gettext("The second reader is neither who handed it in nor who asked for one."))
    if not may_review(actor, assessment.site):
        raise ValidationError(gettext("You declared a tie to this site. Somebody without one reviews it."))
    about_stop = any(row.requirement.gate == STOP for row in findings)
    if about_stop and not is_of_another_house(actor, assessment):
        raise ValidationError(gettext("It is about a stop gate: somebody of another organisation reads it."))
    if SecondReading.objects.filter(determination__in=findings, read_by=actor).exists():
        raise ValidationError(gettext("You have read this already."))


def store(finding: Determination, reading: Reading, actor: User, on: date) -> bool:
    """Keep one reading; True where it opens a contest."""
    is_contest = differs(finding.state, reading.state)
    contest = open_contest(finding, actor, on) if is_contest else None
    SecondReading.objects.create(
        determination=finding, state=reading.state, reason=reading.reason[:2000], contest=contest, read_by=actor,
        read_on=on, recorded_at=timezone.now(),
    )  # fmt: skip
    return is_contest


def open_contest(finding: Determination, actor: User, on: date) -> Circumstance:
    """The dispute as the level's rules know it: about what was seen that day, known from today."""
    entry = CircumstanceEntry(
        Circumstance.Kind.CONTEST, finding.requirement.key, finding.observed_on,
        reason=f"second reading of {finding.public_id}",
    )  # fmt: skip
    return record_circumstance(site=finding.site, version=finding.version, entry=entry, actor=actor, on=on)


def may_read_again(assessment: Assessment, person: User) -> bool:
    """Whether a second reader is still wanted and this person may be the one."""
    try:
        refuse_second_reader(assessment, findings_to_read(assessment), person)
    except ValidationError:
        return False
    return not SecondReading.objects.filter(determination__assessment=assessment).exists()
