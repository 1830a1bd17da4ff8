"""Drafts answers to issues. Two members never write over each other; many issues are answered whole or not at all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from ladder.accounts.models import User
from ladder.audit import services as audit
from ladder.consultation.models import Round
from ladder.consultation.wording import text_languages, trimmed
from ladder.governance.models import Disposition, Issue, IssueEvent, Resolution
from ladder.governance.services.desk import hold_desk, hold_issues, leave_trace, touch

CHANGED = "changed"  # the code of the refusal when somebody else was quicker
LONGEST_REASON = 4000


@dataclass(frozen=True, slots=True)
class Draft:
    """What an issue is to be answered: disposition, reasons by language, and for a duplicate the other's number."""

    disposition: str
    reasons: Mapping[str, str] = field(default_factory=dict)
    duplicate_of: int | None = None


@transaction.atomic
def draft_resolution(  # noqa: PLR0913 - one argument a column
    *, issue: Issue, revision: int, disposition: str, reasons: Mapping[str, str], actor: User, at: datetime,
    duplicate_of: Issue | None = None,
) -> Resolution:  # fmt: skip
    """Draft the answer to one issue, or write it anew.

    Args:
        issue: what is answered.
        revision: the revision that the writer had before their eyes.
        disposition: one of `Disposition`.
        reasons: by language; what is missing must be there before the answers are published.
        actor: who writes.
        at: when.
        duplicate_of: the issue whose answer this one shares, for a duplicate and nothing else.

    Raises:
        ValidationError: with the code "changed", somebody else wrote since; else a reason by field.
    """
    draft = Draft(disposition, reasons, duplicate_of.number if duplicate_of else None)
    [made] = draft_resolutions(
        round_=issue.round, drafts={issue.number: draft}, revisions={issue.number: revision}, actor=actor, at=at
    )
    return made


@transaction.atomic
def draft_resolutions(
    *, round_: Round, drafts: Mapping[int, Draft], revisions: Mapping[int, int], actor: User, at: datetime
) -> list[Resolution]:
    """Draft the answers to many issues of a round by number: all of them, or none where one of them is refused.

    Raises:
        ValidationError: names the issue that stands in the way.
    """
    held = hold_desk(round_)
    issues = hold_issues(held, drafts)
    others = others_of(held, drafts)
    for issue in issues:
        refuse_changed(issue, revisions.get(issue.number))
        refuse_draft(issue, drafts[issue.number], others, drafts)
    made = [resolution_of(issue, drafts[issue.number], others, actor, at) for issue in issues]
    store(issues, made)
    IssueEvent.objects.bulk_create(
        IssueEvent(issue=one.issue, kind=IssueEvent.Kind.DRAFTED, other=one.duplicate_of, actor=actor,
                   detail={"disposition": one.disposition}, happened_at=at)
        for one in made
    )  # fmt: skip
    detail = {"issues": [issue.number for issue in issues], "dispositions": sorted({one.disposition for one in made})}
    audit.record(actor=actor, action="governance.answers_drafted", target=f"round:{held.public_id}", detail=detail)
    return made


@transaction.atomic
def take_back_draft(*, issue: Issue, revision: int, actor: User) -> None:
    """Let an issue be without an answer again.

    Raises:
        ValidationError: somebody else wrote since, there is no draft, or it is decided or published.
    """
    [held] = hold_issues(hold_desk(issue.round), [issue.number])
    refuse_changed(held, revision)
    if not hasattr(held, "resolution"):
        raise ValidationError(_("There is nothing to take back."))
    held.resolution.delete()
    touch(held)
    leave_trace(issue=held, kind=IssueEvent.Kind.UNDONE, actor=actor)


def others_of(round_: Round, drafts: Mapping[int, Draft]) -> dict[int, Issue]:
    """The issues that duplicates name, by number."""
    numbers = {one.duplicate_of for one in drafts.values() if one.duplicate_of is not None}
    if not numbers:
        return {}
    rows = Issue.objects.filter(round=round_, number__in=numbers, merged_into=None).select_related("resolution")
    return {row.number: row for row in rows}


def refuse_changed(issue: Issue, revision: int | None) -> None:
    """Somebody else changed the issue since the writer opened it."""
    if issue.revision != revision:
        sentence = _("Somebody changed issue %(number)s while you wrote. Look at what is there now, then save again.")
        raise ValidationError(sentence % {"number": issue.number}, code=CHANGED)


def refuse_draft(issue: Issue, draft: Draft, others: Mapping[int, Issue], drafts: Mapping[int, Draft]) -> None:
    """What an answer cannot be."""
    if draft.disposition not in Disposition.values:
        raise ValidationError({"disposition": _("Choose what becomes of the comments.")})
    unknown = [language for language in draft.reasons if language not in text_languages()]
    if unknown or any(len(text) > LONGEST_REASON for text in draft.reasons.values()):
        limit = _("A reason stands in a language of the framework and has at most %(limit)s characters.")
        raise ValidationError(limit % {"limit": LONGEST_REASON})
    refuse_duplicate(issue, draft, others, drafts)


def refuse_duplicate(issue: Issue, draft: Draft, others: Mapping[int, Issue], drafts: Mapping[int, Draft]) -> None:
    """A duplicate names another issue in use, which gets an answer of its own."""
    if draft.disposition != Disposition.DUPLICATE:
        if draft.duplicate_of is not None:
            raise ValidationError({"duplicate_of": _("Only a duplicate names another issue.")})
        return
    other = others.get(draft.duplicate_of or 0)
    if other is None or other.pk == issue.pk:
        raise ValidationError({"duplicate_of": _("Name another issue of this round that is in use.")})
    becomes = drafts[other.number].disposition if other.number in drafts else disposition_of(other)
    if becomes == Disposition.DUPLICATE:
        sentence = _("Issue %(number)s is a duplicate itself. Name the one that gets the answer.")
        raise ValidationError({"duplicate_of": sentence % {"number": other.number}})
    if (first := issue.duplicates.exclude(issue__number__in=drafts).select_related("issue").first()) is not None:
        sentence = _("Issue %(number)s is a duplicate of this one, so this one needs an answer of its own.")
        raise ValidationError({"disposition": sentence % {"number": first.issue.number}})


def disposition_of(issue: Issue) -> str:
    """What an issue is answered so far; "" for nothing."""
    return issue.resolution.disposition if hasattr(issue, "resolution") else ""


def resolution_of(issue: Issue, draft: Draft, others: Mapping[int, Issue], actor: User, at: datetime) -> Resolution:
    """The row of an answer: the one that is there, written anew, or a new one."""
    row = issue.resolution if hasattr(issue, "resolution") else Resolution(issue=issue)
    row.disposition, row.reasons = draft.disposition, trimmed(draft.reasons)
    row.duplicate_of = others.get(draft.duplicate_of or 0)
    row.drafted_by, row.drafted_at = actor, at
    return row


def store(issues: Iterable[Issue], made: Iterable[Resolution]) -> None:
    """Keep the answers, and let whoever has these issues open see that they changed."""
    rows = list(made)
    Resolution.objects.bulk_create([one for one in rows if one.pk is None])
    Resolution.objects.bulk_update(
        [one for one in rows if one.pk is not None],
        ["disposition", "reasons", "duplicate_of", "drafted_by", "drafted_at"],
    )
    Issue.objects.filter(pk__in=[issue.pk for issue in issues]).update(revision=F("revision") + 1)
