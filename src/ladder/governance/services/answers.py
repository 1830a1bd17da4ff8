"""Publishes every answer of a round at once, and takes the answers that the steering committee decided.

Drafts stay private until then; what is published is copied from them and never changes (docs/adr/0013).
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ladder.audit.services import record
from ladder.consultation.models import Round
from ladder.consultation.wording import trimmed
from ladder.core.canonical import digest_of
from ladder.governance.models import Answer, AnswerSet, Decision, Issue, IssueEvent, Resolution
from ladder.governance.queries.answering import hindrances_to_publishing, live_issues
from ladder.governance.queries.published_answers import as_entry
from ladder.governance.queries.shown_words import COMMENTS, count_members
from ladder.governance.services.taken_effects import require_answering, require_taken
from ladder.governance.signals import answers_published

CHUNK = 200


@transaction.atomic
def publish_answers(*, round_: Round, decision: Decision, on: date) -> AnswerSet:
    """Publish the answers to all issues of a round. The same decision again returns the same set.

    Raises:
        ValidationError: with every reason why not: no effect of the decision does this, they are published by another
            decision, a comment is in no issue, an issue has no final answer, a reason is missing in a language.
    """
    held = Round.objects.select_for_update().get(pk=round_.pk)
    known = AnswerSet.objects.filter(round=held).first()
    if known is not None and known.decision_id == decision.pk:
        return known
    if hindrances := hindrances_to_publishing(held):
        raise ValidationError(hindrances)
    answers = drafted_answers(held)
    digest = digest_of(content_of(held, answers))
    require_answering(decision, held, digest)
    made = AnswerSet.objects.create(round=held, decision=decision, digest=digest, published_on=on)
    for one in answers:
        one.answer_set = made
    Answer.objects.bulk_create(answers, batch_size=CHUNK)
    mark_published(answers)
    record(
        actor=None,
        action="governance.answers_published",
        target=f"round:{held.public_id}",
        detail={"answers": len(answers), "digest": made.digest, "decision": str(decision.public_id)},
    )
    answers_published.send(AnswerSet, answer_set=made, on=on)
    return made


def drafted_answers(round_: Round) -> list[Answer]:
    """The answers as the drafts have them now, by number of the issue; not stored yet."""
    drafts = Resolution.objects.filter(issue__in=live_issues(round_))
    rows = drafts.select_related("issue__item", "duplicate_of", "decision__body").order_by("issue__number")
    return [
        Answer(
            issue=one.issue,
            disposition=one.disposition,
            reasons=trimmed(one.reasons),
            titles=trimmed(one.issue.titles),
            duplicate_of=one.duplicate_of,
            decision=one.decision,
        )
        for one in rows
    ]


def content_of(round_: Round, answers: Iterable[Answer]) -> dict[str, Any]:
    """What the digest is taken of: the round, and every answer by number of its issue."""
    return {"round": round_.address, "answers": [as_entry(one) for one in answers]}


def digest_of_drafts(round_: Round) -> str:
    """What the digest of the answers would be if they were published now, for a decision to name."""
    return digest_of(content_of(round_, drafted_answers(round_)))


def mark_published(answers: Iterable[Answer]) -> None:
    """The last event of every issue; it keeps how many comments were answered, for bands that never change again."""
    rows = list(answers)
    counts = count_members([one.issue for one in rows])
    now, kind = timezone.now(), IssueEvent.Kind.PUBLISHED
    events = [
        IssueEvent(issue=one.issue, kind=kind, detail={COMMENTS: counts[one.issue_id]}, happened_at=now) for one in rows
    ]
    IssueEvent.objects.bulk_create(events, batch_size=CHUNK)


@transaction.atomic
def settle_issue(
    *, issue: Issue, decision: Decision, disposition: str, reasons: Mapping[str, str], on: date
) -> Resolution:
    """Set the answer to an issue that the steering committee decided; the desk cannot change it afterwards.

    Raises:
        ValidationError: no effect of the decision gives this answer, the issue was merged into another, or the answers
            of its round are published.
    """
    said = {"disposition": disposition, "reasons": dict(reasons)}
    require_taken(decision, "answer_issue", f"issue:{issue.public_id}", said)
    round_ = Round.objects.select_for_update().get(pk=issue.round_id)
    held = Issue.objects.select_for_update().get(pk=issue.pk)
    if held.merged_into_id is not None:
        raise ValidationError(_("Issue %(number)d was merged into another one.") % {"number": held.number})
    if AnswerSet.objects.filter(round=round_).exists():
        raise ValidationError(_("The answers of this round are published already."))
    settled, _is_new = Resolution.objects.update_or_create(
        issue=held,
        defaults={
            "disposition": disposition, "reasons": trimmed(reasons), "duplicate_of": None, "decision": decision,
            "drafted_by": None, "drafted_at": timezone.now(),
        },
    )  # fmt: skip
    held.revision += 1
    held.save(update_fields=["revision"])
    detail = {"disposition": disposition, "decision": str(decision.public_id), "on": on.isoformat()}
    IssueEvent.objects.create(issue=held, kind=IssueEvent.Kind.DECIDED, detail=detail, happened_at=timezone.now())
    record(actor=None, action="governance.issue_decided", target=f"issue:{held.public_id}", detail=detail)
    return settled
