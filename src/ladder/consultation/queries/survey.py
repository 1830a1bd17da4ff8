"""What the pages of one participant need: what comes next, and what they said so far, in their own words."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count

from ladder.catalogue.queries import pack_of
from ladder.consultation.models import Contribution, HeldAnswer, Participant, Round, RoundItem, RoundQuestion
from ladder.consultation.wording import read
from ladder.core.consultation.routing import MOST_A_SITTING, choose_next
from ladder.packfiles.model import Reading
from ladder.webkit.languages import pack_language

Kind = Contribution.Kind
EVERY = 4  # after so many requirements comes a question of the round


@dataclass(frozen=True, slots=True)
class Sitting:
    """The subjects gone past since the last pause, in order: places of requirements, and of questions with a `q`."""

    passed: tuple[str, ...] = ()

    @classmethod
    def read(cls, written: str) -> "Sitting":
        """From an address such as `?seen=3.17.q2`; what makes no sense is left out."""
        parts = [part for part in written.split(".") if part.removeprefix("q").isdecimal() and len(part) < 8]  # noqa: PLR2004 - longer than any place
        return cls(tuple(dict.fromkeys(parts[:MOST_A_SITTING])))

    def write(self) -> str:
        """As it stands in an address."""
        return ".".join(self.passed)

    def after(self, subject: RoundItem | RoundQuestion) -> "Sitting":
        """One subject further."""
        return Sitting(tuple(dict.fromkeys((*self.passed, place_of(subject)))))

    @property
    def is_over(self) -> bool:
        """Whether it is time for a pause."""
        return len(self.passed) >= MOST_A_SITTING


@dataclass(frozen=True, slots=True)
class Words:
    """One thing that the participant said, as they said it. `waits` until it joins others (anonymous)."""

    number: UUID
    kind: str
    item: int | None
    question: int | None
    position: str
    text: str
    proposed: str
    comment_type: str
    consent: str
    language: str
    exact: str
    waits: bool

    @property
    def position_name(self) -> str:
        """The position in words."""
        return str(Contribution.Position(self.position).label) if self.position else ""

    @property
    def consent_name(self) -> str:
        """What may be done with the words."""
        return str(Contribution.Consent(self.consent).label)


@dataclass(frozen=True, slots=True)
class Line:
    """What was said with the title of what it is about and the key of its page."""

    words: Words
    key: str
    title: Reading


def place_of(subject: RoundItem | RoundQuestion) -> str:
    """How a subject is named in a sitting."""
    return f"q{subject.position}" if isinstance(subject, RoundQuestion) else str(subject.position)


def find_next(participant: Participant, sitting: Sitting) -> RoundItem | RoundQuestion | None:
    """The next requirement that the participant's group was heard least on, or now and then a question of the round.

    None where nothing is left. In at most six queries, however much was said.
    """
    in_round = participant.round
    said = list_words(participant)
    items = {item.key: item for item in in_round.items.all()}
    answered = {words.item for words in said if words.kind == Kind.POSITION}
    done = {key for key, item in items.items() if item.pk in answered or place_of(item) in sitting.passed}
    asked = {words.question for words in said if words.kind == Kind.ANSWER}
    questions = [one for one in in_round.questions.all() if one.pk not in asked and place_of(one) not in sitting.passed]
    key = choose_next(list(items), count_heard(participant), participant.public_id.bytes, done)
    is_due = len(sitting.passed) % (EVERY + 1) == EVERY
    if questions and (is_due or key is None):
        return questions[0]
    return items[key] if key else None


def count_heard(participant: Participant) -> Counter[str]:
    """How many positions of the participant's group each requirement has, those that wait among them."""
    mine = {"round": participant.round_id, "kind": Kind.POSITION, "group": participant.group_id}
    rows = Contribution.objects.filter(**mine, superseded_by=None, item__isnull=False)
    heard: Counter[str] = Counter(dict(rows.values_list("item__key").annotate(number=Count("id"))))
    waiting = HeldAnswer.objects.filter(round=participant.round_id, participant__group=participant.group_id)
    prefix = f"{Kind.POSITION}:"
    heard.update(
        slot.removeprefix(prefix) for slot in waiting.filter(slot__startswith=prefix).values_list("slot", flat=True)
    )
    return heard


def list_words(participant: Participant) -> list[Words]:
    """Everything the participant said and did not replace or withdraw, in two queries; in no order of time."""
    held = [words_of_held(row) for row in participant.held_answers.all()]
    replaced = {(one.kind, one.item, one.question) for one in held if one.kind != Kind.COMMENT}
    changed = {row.content["changes"] for row in participant.held_answers.all()} if held else set()
    rows = participant.contributions.filter(superseded_by=None).select_related("anchor")
    out = [words_of(row) for row in rows if str(row.number) not in changed]
    return held + [one for one in out if (one.kind, one.item, one.question) not in replaced]


def words_of(row: Contribution) -> Words:
    """A contribution as its author sees it."""
    return Words(
        row.number, row.kind, row.item_id, row.question_id, row.position, row.text, row.proposed, row.comment_type,
        row.consent, row.language, row.anchor.exact if hasattr(row, "anchor") else "", waits=False,
    )  # fmt: skip


def words_of_held(row: HeldAnswer) -> Words:
    """A contribution that waits, as its author sees it."""
    told: dict[str, Any] = row.content
    return Words(
        UUID(told["number"]), told["kind"], told["item"], told["question"], told["position"], told["text"],
        told["proposed"], told["comment_type"], told["consent"], told["language"],
        told["anchor"]["exact"] if told["anchor"] else "", waits=True,
    )  # fmt: skip


def find_words(said: Iterable[Words], kind: str, subject: RoundItem | RoundQuestion) -> Words | None:
    """What was said of one kind about one subject."""
    is_question = isinstance(subject, RoundQuestion)
    for one in said:
        if one.kind == kind and (one.question if is_question else one.item) == subject.pk:
            return one
    return None


def list_lines(participant: Participant) -> list[Line]:
    """What the participant said with titles: requirements in the order of the document, then questions."""
    pack, language = pack_of(participant.round.version), pack_language()
    items = {item.pk: item for item in participant.round.items.all()}
    questions = {one.pk: one for one in participant.round.questions.all()}
    ordered: list[tuple[int, int, Line]] = []
    for words in list_words(participant):
        if words.item is not None:
            item = items[words.item]
            title = pack.read("requirements", item.key, "title", language)
            ordered.append((0, item.position, Line(words, item.key, title)))
        elif words.question is not None:
            question = questions[words.question]
            ordered.append((1, question.position, Line(words, question.key, read(question.texts))))
    return [
        line for _, _, line in sorted(ordered, key=lambda one: (*one[:2], one[2].words.kind, str(one[2].words.number)))
    ]


def count_said(participant: Participant) -> int:
    """How many things the participant said and did not withdraw."""
    return len(list_words(participant))


def find_item(in_round: Round, key: str) -> RoundItem | None:
    """A requirement that the round asks about."""
    return in_round.items.filter(key=key).first()


def find_question(in_round: Round, key: str) -> RoundQuestion | None:
    """A question of the round."""
    return in_round.questions.filter(key=key).first()
