"""Opens appeals against findings, and decides them by people who had no part in the finding."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from ladder.accounts.models import User
from ladder.assessment.access.review import has_reviewed, is_maker, is_of_another_house, may_hear_appeals
from ladder.assessment.models import Appeal, AppealDecision, Assessment, Determination, Withdrawal
from ladder.assessment.review_terms import days_to_decide_an_appeal
from ladder.assessment.services.levels import lock_site
from ladder.assessment.services.statements import operator_of, refuse_words
from ladder.assessment.services.withdrawals import withdraw
from ladder.audit import services as audit
from ladder.core.assessment.facts import MET
from ladder.core.catalogue.ladder import STOP

LONGEST_REASON = 2000


@transaction.atomic
def open_appeal(*, finding: Determination, words: str, actor: User, on: date) -> Appeal:
    """The operator says that a finding is wrong. The level stays as it is until the appeal is decided.

    Raises:
        ValidationError: a sentence why there can be no appeal.
    """
    refuse_words(words)
    organisation = operator_of(finding.site, actor, on)
    lock_site(finding.site)
    if Withdrawal.objects.filter(determination=finding).exists():
        raise ValidationError(gettext("This finding no longer counts. There is nothing to appeal against."))
    if finding.assessment.kind == Assessment.Kind.SELF:
        raise ValidationError(gettext("You found this yourselves. Record what is so today instead."))
    if finding.state == MET:
        raise ValidationError(gettext("It says that the requirement is met: there is nothing to appeal against."))
    if Appeal.objects.filter(determination=finding, organisation=organisation).exists():
        raise ValidationError(gettext("Your organisation has appealed against this finding already."))
    row = Appeal.objects.create(
        determination=finding, organisation=organisation, words=words.strip(), opened_by=actor, opened_on=on,
        due_on=on + timedelta(days=days_to_decide_an_appeal()), recorded_at=timezone.now(),
    )  # fmt: skip
    write_audit(row, actor, "assessment.appeal_opened", {"due_on": row.due_on})
    return row


@transaction.atomic
def decide_appeal(*, appeal: Appeal, outcome: str, reason: str, actor: User, on: date) -> AppealDecision:
    """Decide an appeal once. Upheld: the finding counts no more from `on`. Dismissed: it stands.

    Raises:
        ValidationError: a sentence why this person, or now, may not.
    """
    finding = appeal.determination
    lock_site(finding.site)
    if outcome not in AppealDecision.Outcome.values:
        raise ValidationError({"outcome": gettext("Choose what follows from the list.")})
    if not reason.strip():
        raise ValidationError({"reason": gettext("Say why, in words that the operator understands.")})
    refuse_words_of_decision(reason)
    refuse_judge(appeal, actor)
    row = AppealDecision.objects.create(
        appeal=appeal, outcome=outcome, reason=reason.strip(), decided_by=actor, decided_on=on,
        recorded_at=timezone.now(),
    )  # fmt: skip
    write_audit(appeal, actor, "assessment.appeal_decided", {"outcome": outcome})
    if outcome == AppealDecision.Outcome.UPHELD:
        withdraw(determinations=[finding], ground=Withdrawal.Ground.APPEAL, reason="", actor=actor, on=on)
    return row


def refuse_words_of_decision(reason: str) -> None:
    """Raise ValidationError where there are too many words."""
    if len(reason) > LONGEST_REASON:
        raise ValidationError({"reason": gettext("Write at most 2,000 characters, without control characters.")})


def refuse_judge(appeal: Appeal, actor: User) -> None:
    """Raise ValidationError where this person may not decide, or not yet."""
    finding = appeal.determination
    if AppealDecision.objects.filter(appeal=appeal).exists():
        raise ValidationError(gettext("This appeal was decided already."))
    if not may_hear_appeals(actor, finding.site):
        raise ValidationError(gettext("You run this site or have a tie to it. Somebody else decides."))
    if is_maker(actor, finding.assessment) or has_reviewed(actor, [finding.assessment_id]):
        raise ValidationError(gettext("You made or reviewed this finding. Somebody else decides."))
    if not is_of_another_house(actor, finding.assessment):
        raise ValidationError(gettext("Your organisation made this finding. Somebody of another one decides."))
    if finding.requirement.gate == STOP and not finding.assessment.reviews.exists():
        raise ValidationError(gettext("It is about a stop gate: somebody else must review it before you can decide."))


def write_audit(appeal: Appeal, actor: User, action: str, more: dict[str, object]) -> None:
    """Keys only."""
    finding = appeal.determination
    detail = {"appeal": str(appeal.public_id), "finding": str(finding.public_id), **more}
    audit.record(actor=actor, action=action, target=f"site:{finding.site.public_id}", detail=detail)
