"""How anything that a participant says is kept: at once where they speak under a pseudonym, held where anonymous.

Saying it again under the same number changes nothing; saying something else about the same subject supersedes what was
said before, which stays. The log of acts says nothing of single contributions, because it would say when
(docs/methods/anonymous-answers.md).
"""

import uuid
from dataclasses import asdict, dataclass, field, replace
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ladder.consultation.models import (
    Anchor,
    Contribution,
    HeldAnswer,
    Participant,
    RoundItem,
    RoundQuestion,
    Withdrawal,
)
from ladder.consultation.services.participants import require_open

Kind = Contribution.Kind
LONGEST_TEXT = 5000
COMPARED = ("kind", "position", "text", "proposed", "comment_type", "consent", "language")


@dataclass(frozen=True, slots=True)
class AnchorEntry:
    """The words that a comment is about, in one language of one field of the requirement (W3C selectors)."""

    language: str
    field: str
    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Told:
    """One thing said about a requirement or a question of the round.

    `number` is drawn with the form, or by the device, before anything is sent. A comment that changes an earlier one
    names its number in `changes`; positions and answers supersede by their subject.
    """

    kind: str
    language: str
    item: RoundItem | None = None
    question: RoundQuestion | None = None
    position: str = ""
    text: str = ""
    proposed: str = ""
    comment_type: str = ""
    consent: str = Contribution.Consent.PARAPHRASE
    anchor: AnchorEntry | None = None
    changes: uuid.UUID | None = None
    number: uuid.UUID = field(default_factory=uuid.uuid4)

    @property
    def slot(self) -> str:
        """What it is about: a later one with the same slot supersedes it."""
        if self.kind == Kind.COMMENT:
            return f"comment:{self.changes or self.number}"
        subject = self.question.key if self.question else self.item.key if self.item else ""
        return f"{self.kind}:{subject}"


@dataclass(frozen=True, slots=True)
class Saved:
    """Under which number it stands; `is_new` is false where the very same was saved before.

    What was withdrawn does not come back by being sent again: `was_withdrawn`, and nothing was saved.
    """

    number: uuid.UUID
    is_new: bool
    was_withdrawn: bool = False


@transaction.atomic
def contribute(*, participant: Participant, told: Told, on: date) -> Saved:
    """Keep what a participant says.

    The round's row is locked with the participant's: it does not close in between, and of two anonymous voices one
    waits for the other before either looks at what is held.

    Raises:
        ValidationError: the round takes nothing on that day, or something is not possible, each under its field.
    """
    locked = Participant.objects.select_for_update(of=("self", "round"), no_key=True)
    one = locked.select_related("round", "group").get(pk=participant.pk)
    require_open(one.round, on)
    check(one, told)
    if Withdrawal.objects.filter(number=told.number).exists():
        return Saved(told.number, is_new=False, was_withdrawn=True)
    if one.is_anonymous:
        return hold(one, told)
    return store(one, told, on)


def check(participant: Participant, told: Told) -> None:
    """Refuse what no form of ours sends.

    Raises:
        ValidationError: each fault under its field.
    """
    faults: dict[str, str] = {}
    subject = told.item or told.question
    if subject is None or subject.round_id != participant.round_id:
        faults["requirement"] = _("This round does not ask about that. Choose a requirement of the round.")
    if told.kind == Kind.POSITION and told.position not in Contribution.Position.values:
        faults["position"] = _("Choose one of the four positions, or skip.")
    if told.consent not in Contribution.Consent.values:
        faults["consent"] = _("Choose what may be done with your words.")
    if told.kind == Kind.COMMENT and told.comment_type not in Contribution.CommentType.values:
        faults["comment_type"] = _("Choose what kind of comment it is.")
    for name, words in (("text", told.text), ("proposed", told.proposed)):
        if len(words) > LONGEST_TEXT:
            faults[name] = _("Write at most %(most)s signs here; there are %(count)s.") % {
                "most": LONGEST_TEXT, "count": len(words)}  # fmt: skip
    if faults:
        raise ValidationError(faults)


def store(participant: Participant, told: Told, on: date) -> Saved:
    """Keep it at once, with the day."""
    known = participant.contributions.filter(number=told.number).first()
    if known is not None and is_same(known, told):
        return Saved(known.number, is_new=False)
    row = build_row(participant, free_number(told), on)
    row.supersedes = find_current(participant, told)
    row.save()
    if told.anchor is not None:
        Anchor.objects.create(contribution=row, **asdict(told.anchor))
    return Saved(row.number, is_new=True)


def free_number(told: Told) -> Told:
    """The same under a number that nobody else used: a page that was gone back to sends its number once more."""
    is_taken = Contribution.objects.filter(number=told.number).exists()
    return replace(told, number=uuid.uuid4()) if is_taken else told


def is_same(known: Contribution, told: Told) -> bool:
    """Whether a contribution says exactly this."""
    return all(getattr(known, name) == getattr(told, name) for name in COMPARED)


def build_row(participant: Participant, told: Told, on: date | None) -> Contribution:
    """The row, not stored yet. Without a day for what was said anonymously."""
    return Contribution(
        number=told.number,
        round=participant.round,
        channel=participant.channel,
        participant=participant,
        organisation_id=participant.organisation_id,
        group=participant.group,
        item=told.item,
        question=told.question,
        received_on=on,
        **{name: getattr(told, name) for name in COMPARED},
    )


def find_current(participant: Participant, told: Told) -> Contribution | None:
    """What the same person last said about the same subject."""
    mine = participant.contributions.filter(kind=told.kind, superseded_by=None)
    if told.kind == Kind.COMMENT:
        return mine.filter(number=told.changes).first() if told.changes else None
    return mine.filter(item=told.item, question=told.question).first()


def hold(participant: Participant, told: Told) -> Saved:
    """Let it wait, without a moment, for the company of others; it replaces what waits about the same subject."""
    known = participant.contributions.filter(number=told.number).first()
    if known is not None and is_same(known, told):
        return Saved(known.number, is_new=False)
    waiting, one = find_waiting(participant, told), free_number(told)
    if waiting is None:
        content = content_of(one)
        HeldAnswer.objects.create(round=participant.round, participant=participant, slot=one.slot, content=content)
        return Saved(one.number, is_new=True)
    content = content_of(one) | {"changes": waiting.content["changes"]}  # what is out already, if anything
    is_new = waiting.content != content
    waiting.content = content
    waiting.save(update_fields=["content"])
    return Saved(one.number, is_new=is_new)


def find_waiting(participant: Participant, told: Told) -> HeldAnswer | None:
    """What waits about the same subject."""
    mine = participant.held_answers.select_for_update()
    if told.kind == Kind.COMMENT and told.changes:
        return mine.filter(content__number=str(told.changes)).first() or mine.filter(slot=told.slot).first()
    return mine.filter(slot=told.slot).first()


def content_of(told: Told) -> dict[str, object]:
    """What waits, as JSON."""
    return {
        "number": str(told.number),
        "item": told.item.pk if told.item else None,
        "question": told.question.pk if told.question else None,
        "changes": str(told.changes) if told.changes else None,
        "anchor": asdict(told.anchor) if told.anchor else None,
        **{name: str(getattr(told, name)) for name in COMPARED},
    }
