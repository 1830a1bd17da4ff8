"""The two effects by which comments are answered: all answers of a round are published, or one issue is decided."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ladder.consultation.models import Round
from ladder.consultation.wording import name_of_language, say
from ladder.governance.models import AnswerSet, Body, Disposition, Effect, Issue
from ladder.governance.queries.answering import hindrances_to_publishing
from ladder.governance.services.answers import digest_of_drafts, publish_answers, settle_issue
from ladder.governance.services.effects import Handler, Intended, register

PUBLISH, ANSWER = "publish_answers", "answer_issue"
DECIDABLE = tuple(one for one in Disposition.final() if one != Disposition.DUPLICATE)


def subject_key(subject: str, kind: str) -> UUID | None:
    """The public id in a subject such as `round:3f0c...`; None where it names something else."""
    name, _sep, key = subject.partition(":")
    try:
        return UUID(key) if name == kind else None
    except ValueError:
        return None


def find_round(subject: str) -> Round | None:
    """The round that an effect is about."""
    key = subject_key(subject, "round")
    return Round.objects.filter(public_id=key).first() if key else None


def find_issue(subject: str) -> Issue | None:
    """The issue that an effect is about, with its round."""
    key = subject_key(subject, "issue")
    return Issue.objects.select_related("round").filter(public_id=key).first() if key else None


def describe_publishing(intended: Intended) -> str:
    """What is published."""
    round_ = find_round(intended.subject)
    return _("Publishes the answers to all comments of “%(round)s” at once.") % {
        "round": say(round_.titles) if round_ else intended.subject
    }


def hindrances_of_publishing(intended: Intended) -> list[str]:
    """Everything that is unanswered; and, where the decision names a digest, that the drafts are others now."""
    round_ = find_round(intended.subject)
    if round_ is None:
        return [_("There is no such round: %(subject)s.") % {"subject": intended.subject}]
    hindrances = hindrances_to_publishing(round_)
    named = str(intended.payload.get("digest", ""))
    if not hindrances and named and named != digest_of_drafts(round_):
        return [_("The drafts changed since this was put to the body. Put them to it again.")]
    return hindrances


def take_publishing(effect: Effect, on: date) -> None:
    """Publish."""
    round_ = find_round(effect.subject)
    if round_ is None:
        raise ValidationError(_("There is no such round: %(subject)s.") % {"subject": effect.subject})
    publish_answers(round_=round_, decision=effect.decision, on=on)


def offer_publishing(body: Body) -> Iterator[Intended]:
    """Rounds that are closed, with an answer to every comment, and not answered in public yet."""
    del body
    answered = AnswerSet.objects.values("round")
    for round_ in Round.objects.filter(status=Round.Status.CLOSED).exclude(pk__in=answered):
        if not hindrances_to_publishing(round_):
            yield Intended(PUBLISH, f"round:{round_.public_id}", {"digest": digest_of_drafts(round_)})


def describe_answering(intended: Intended) -> str:
    """What is answered, and how."""
    issue = find_issue(intended.subject)
    disposition = dict(Disposition.choices).get(str(intended.payload.get("disposition", "")), "–")
    title = say(issue.titles) if issue else intended.subject
    number = issue.number if issue else "–"
    return _("Answers issue %(number)s, “%(title)s”: %(disposition)s.") % {
        "number": number, "title": title, "disposition": disposition,
    }  # fmt: skip


def hindrances_of_answering(intended: Intended) -> list[str]:
    """An issue that is not there or not open any more, no final disposition, reasons that are missing."""
    issue = find_issue(intended.subject)
    if issue is None:
        return [_("There is no such issue: %(subject)s.") % {"subject": intended.subject}]
    found = []
    if issue.merged_into_id is not None:
        found.append(_("Issue %(number)d was merged into another one.") % {"number": issue.number})
    if AnswerSet.objects.filter(round=issue.round_id).exists():
        found.append(_("The answers of this round are published already."))
    if intended.payload.get("disposition") not in DECIDABLE:
        found.append(
            _("Say what becomes of the issue: accepted, with modification, not accepted, noted, out of scope.")
        )
    return found + missing_reasons(issue, intended)


def missing_reasons(issue: Issue, intended: Intended) -> list[str]:
    """The languages of the round in which no reason is given."""
    reasons = intended.payload.get("reasons")
    given = reasons if isinstance(reasons, dict) else {}
    missing = [code for code in issue.round.languages if not str(given.get(code) or "").strip()]
    if not missing:
        return []
    names = ", ".join(name_of_language(code) for code in missing)
    return [
        _("Give the reason in every language of the round. It is missing in: %(languages)s.") % {"languages": names}
    ]


def take_answering(effect: Effect, on: date) -> None:
    """Set the answer."""
    issue = find_issue(effect.subject)
    if issue is None:
        raise ValidationError(_("There is no such issue: %(subject)s.") % {"subject": effect.subject})
    payload = effect.payload
    settle_issue(
        issue=issue, decision=effect.decision, disposition=payload["disposition"], reasons=payload["reasons"], on=on
    )


register(
    Handler(
        PUBLISH, gettext_lazy("Publish all answers of a round"), describe_publishing, hindrances_of_publishing,
        take_publishing, offer_publishing,
    )
)  # fmt: skip
register(Handler(ANSWER, gettext_lazy("Answer an issue"), describe_answering, hindrances_of_answering, take_answering))
