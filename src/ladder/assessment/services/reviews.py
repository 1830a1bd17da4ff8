"""Stores what a reviewer says of a hand-in. What is refused counts no more, by two people where that helps the site."""

from collections.abc import Collection
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext

from ladder.accounts.models import User
from ladder.assessment.access.review import is_maker, is_of_another_house, may_review
from ladder.assessment.models import Assessment, Circumstance, Determination, Review, SecondReading, Withdrawal
from ladder.assessment.queries import dossier_of
from ladder.assessment.services.circumstances import take_back_answer
from ladder.assessment.services.levels import lock_site
from ladder.assessment.services.withdrawals import withdraw
from ladder.audit import services as audit
from ladder.catalogue.queries import ladder_of
from ladder.core.assessment.judge import judge
from ladder.core.assessment.review import would_raise
from ladder.core.catalogue.ladder import STOP
from ladder.webkit.text import is_clean

Verdict = Review.Verdict
LONGEST_REASON = 2000
NEED_A_REASON = frozenset({Verdict.RETURNED, Verdict.REFUSED})


@transaction.atomic
def review_hand_in(*, assessment: Assessment, verdict: str, reason: str, actor: User, on: date) -> Review:
    """Keep a verdict on a hand-in. Refused: its findings, and answers to conditions with them, count no more from `on`.

    Where the site would stand better without them, the first refusal only asks for a second one by somebody else; about
    a stop gate that person is of another organisation than who handed in. Confirming changes no level.

    Raises:
        ValidationError: a sentence why this person, or now, may not.
    """
    lock_site(assessment.site)
    latest = latest_review(assessment)
    standing = list(assessment.determinations.filter(withdrawal=None).select_related("requirement"))
    refuse_faults(verdict, reason)
    refuse_person(assessment, actor)
    refuse_moment(assessment, latest, verdict, standing)
    is_final = verdict == Verdict.REFUSED and is_refusal_final(assessment, latest, standing, actor, on)
    row = Review.objects.create(
        assessment=assessment, verdict=verdict, reason=reason.strip(), reviewed_by=actor, reviewed_on=on,
        recorded_at=timezone.now(),
    )  # fmt: skip
    detail = {"hand_in": str(assessment.public_id), "verdict": verdict, "is_final": verdict != "refused" or is_final}
    audit.record(
        actor=actor, action="assessment.hand_in_reviewed", target=f"site:{assessment.site.public_id}", detail=detail
    )
    if is_final:
        for answer in answers_beside(standing):
            take_back_answer(circumstance=answer, reason="", actor=actor, on=on)
        withdraw(determinations=standing, ground=Withdrawal.Ground.REFUSED, reason=row.reason, actor=actor, on=on)
    return row


def answers_beside(standing: Collection[Determination]) -> QuerySet[Circumstance]:
    """Answers to conditions that came in the same form: what is refused frees the site from nothing either."""
    keys = {row.source_key for row in standing} - {""}
    answers = Circumstance.objects.filter(kind=Circumstance.Kind.CONDITION, source_key__in=keys, closes=None)
    return answers.filter(closings=None).select_related("site", "version__framework").order_by("pk")


def latest_review(assessment: Assessment) -> Review | None:
    """The review that counts."""
    return assessment.reviews.order_by("-pk").first()


def refuse_faults(verdict: str, reason: str) -> None:
    """Raise ValidationError where what was entered cannot be kept."""
    if verdict not in Verdict.values:
        raise ValidationError({"verdict": gettext("Choose what follows from the list.")})
    if len(reason) > LONGEST_REASON or not is_clean(reason):
        raise ValidationError({"reason": gettext("Write at most 2,000 characters, without control characters.")})
    if verdict in NEED_A_REASON and not reason.strip():
        raise ValidationError({"reason": gettext("Say why, so that whoever handed it in can put it right.")})


def refuse_person(assessment: Assessment, actor: User) -> None:
    """Raise ValidationError where this person may not review this hand-in."""
    if is_maker(actor, assessment):
        raise ValidationError(gettext("You handed this in yourself. Somebody else reviews it."))
    if not may_review(actor, assessment.site):
        raise ValidationError(gettext("You declared a tie to this site. Somebody without one reviews it."))


def refuse_moment(
    assessment: Assessment, latest: Review | None, verdict: str, standing: Collection[Determination]
) -> None:  # fmt: skip
    """Raise ValidationError where nothing is left to review, or a second reader was asked for and did not read yet."""
    if not standing:
        raise ValidationError(gettext("None of its findings count any more. There is nothing left to review."))
    waits = latest is not None and latest.verdict == Verdict.SECOND_READER
    if waits and verdict == Verdict.CONFIRMED and not is_read_again(assessment):
        raise ValidationError(gettext("It waits for its second reader. Confirm it once somebody else has read it."))


def is_read_again(assessment: Assessment) -> bool:
    """Whether a second person has read any of it."""
    return SecondReading.objects.filter(determination__assessment=assessment).exists()


def is_refusal_final(
    assessment: Assessment, latest: Review | None, standing: Collection[Determination], actor: User, on: date
) -> bool:
    """Whether a refusal takes effect now, or waits for a second person.

    Raises:
        ValidationError: it is the second one, and this person may not give it.
    """
    if not helps_the_site(assessment, standing, on):
        return True
    if latest is None or latest.verdict != Verdict.REFUSED:
        return False
    if latest.reviewed_by_id == actor.pk:
        raise ValidationError(gettext("You refused it already. A second person decides whether it is refused."))
    about_stop = any(row.requirement.gate == STOP for row in standing)
    if about_stop and not is_of_another_house(actor, assessment):
        raise ValidationError(gettext("It is about a stop gate: somebody of another organisation decides."))
    return True


def helps_the_site(assessment: Assessment, standing: Collection[Determination], on: date) -> bool:
    """Whether the site would stand better anywhere without these findings and what came with them. Five queries."""
    site, version, ladder = assessment.site, assessment.version, ladder_of(assessment.version)
    findings, answers = [row.pk for row in standing], [row.pk for row in answers_beside(standing)]
    now = dossier_of(site, version, ladder, known_by=on)
    without = dossier_of(site, version, ladder, known_by=on, but=findings, but_circumstances=answers)
    return would_raise(judge(ladder, now, on), judge(ladder, without, on))
