"""Published answers: as data for files and digests, and as pages show them, with constant queries."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from ladder.catalogue.queries import pack_of
from ladder.consultation.models import Round
from ladder.consultation.wording import read
from ladder.core.governance.bands import Segment, stack
from ladder.governance.models import Answer, AnswerSet, Decision, Disposition
from ladder.packfiles.model import Reading
from ladder.synthesis.queries.sections import name_of
from ladder.webkit.languages import pack_language

WIDTH = 300.0
WHOLE = 0  # the principle of what is about the document as a whole


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """A published answer. `key` is "" for the document as a whole; a duplicate carries the reason it points to."""

    number: int
    key: str
    principle: int
    title: Reading
    disposition: str
    reason: Reading
    duplicate_of: int | None
    decision: Decision | None

    @property
    def changes(self) -> bool:
        """Whether words of the next version change by it."""
        return self.disposition in Disposition.changing()


@dataclass(frozen=True, slots=True)
class PlotRow:
    """How the issues on one principle were answered."""

    number: int
    name: Reading
    total: int
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class AnsweredRound:
    """A round whose answers are published."""

    address: str
    title: Reading
    published_on: date
    answers: int


def as_entry(answer: Answer) -> dict[str, Any]:
    """An answer as JSON: what the digest is taken of. Nothing in it comes from a comment."""
    item = answer.issue.item
    return {
        "number": answer.issue.number,
        "requirement": item.key if item else "",
        "titles": answer.titles,
        "disposition": str(answer.disposition),
        "reasons": answer.reasons,
        "duplicate_of": answer.duplicate_of.number if answer.duplicate_of else None,
        "decision": str(answer.decision) if answer.decision else "",
    }


def list_answered_rounds() -> QuerySet[AnswerSet]:
    """Sets of answers, the last first, with how many there are."""
    rows = AnswerSet.objects.select_related("round", "decision__body")
    return rows.annotate(number=Count("answers")).order_by("-published_on", "-id")


def as_answered_rounds(rows: Iterable[AnswerSet]) -> list[AnsweredRound]:
    """Sets of answers as the page lists them."""
    return [
        AnsweredRound(row.round.address, read(row.round.titles), row.published_on, row.number)  # type: ignore[attr-defined]
        for row in rows
    ]


def find_answer_set(round_: Round) -> AnswerSet | None:
    """The published answers of a round, with the decision that published them."""
    return AnswerSet.objects.select_related("decision__body").filter(round=round_).first()


def answers_of(answer_set: AnswerSet) -> QuerySet[Answer]:
    """The answers of a set, by number, with what their pages show."""
    rows = answer_set.answers.select_related("issue__item", "duplicate_of__answer", "decision__body")
    return rows.order_by("issue__number")


def line_of(answer: Answer) -> AnswerLine:
    """An answer in the reader's language."""
    item = answer.issue.item
    return AnswerLine(
        number=answer.issue.number,
        key=item.key if item else "",
        principle=item.principle if item else WHOLE,
        title=read(answer.titles),
        disposition=answer.disposition,
        reason=read(reasons_of(answer)),
        duplicate_of=answer.duplicate_of.number if answer.duplicate_of else None,
        decision=answer.decision,
    )


def reasons_of(answer: Answer) -> Mapping[str, str]:
    """Its reasons; those of the answer it points to where it is a duplicate and gives none itself."""
    if answer.reasons or answer.duplicate_of is None:
        reasons: Mapping[str, str] = answer.reasons
        return reasons
    other: Mapping[str, str] = answer.duplicate_of.answer.reasons
    return other


def plot_of(round_: Round, lines: Sequence[AnswerLine]) -> tuple[PlotRow, ...]:
    """Bars of dispositions by principle, all to the same scale."""
    pack, language = pack_of(round_.version), pack_language()
    counts = Counter((line.principle, line.disposition) for line in lines)
    totals = Counter(line.principle for line in lines)
    widest = max(totals.values(), default=0)
    return tuple(
        PlotRow(
            number=number,
            name=name_of(pack, number, language) if number else read({}),
            total=totals[number],
            segments=stack([(key, counts[number, key]) for key in Disposition.final()], widest, WIDTH),
        )
        for number in sorted(totals, key=lambda one: (one == WHOLE, one))
    )
