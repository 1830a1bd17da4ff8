"""What became of what somebody said: for the one who holds a code, for a room, for an organisation's file.

Nothing of a draft is read here: an issue appears with its published answer or not at all (docs/methods/receipts.md).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from ladder.catalogue.queries import pack_of
from ladder.consultation.models import Contribution, Gathering, Participant, Round, Submission
from ladder.consultation.queries.survey import list_lines
from ladder.consultation.services import codes
from ladder.consultation.wording import read
from ladder.core.consultation.codes import normalise
from ladder.governance.models import AnswerSet
from ladder.governance.queries.trace import Way, ways_of
from ladder.packfiles.model import Reading
from ladder.synthesis.queries.remarks import Translated, translated
from ladder.webkit.languages import pack_language

Kind, Consent = Contribution.Kind, Contribution.Consent
OPEN, ANSWERING, ANSWERED = "open", "answering", "answered"


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One thing that was said: on what, in its own words and language, and what became of it.

    `title` is empty for the document as a whole. `may_be_printed` says whether the words may stand on a list that is
    read to others. A position without words has no way: it was counted.
    """

    key: str
    title: Reading
    position: str
    text: str
    proposed: str
    language: str
    translation: Translated | None
    may_be_printed: bool
    ways: tuple[Way, ...]

    @property
    def has_words(self) -> bool:
        """Whether there is something to answer."""
        return bool(self.text or self.proposed)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What one voice, room or file said, and where its round stands."""

    round: Round
    stage: str
    lines: tuple[ReceiptLine, ...]

    @property
    def spoken(self) -> tuple[ReceiptLine, ...]:
        """Everything in words."""
        return tuple(line for line in self.lines if line.has_words)

    @property
    def positions(self) -> int:
        """How many positions were taken without words."""
        return len(self.lines) - len(self.spoken)


def find_voice(code: str) -> Participant | None:
    """Whose resume code this is, in whatever round that has opened; None where nobody's."""
    rows = Participant.objects.select_related("round__version", "group__group")
    found = rows.filter(code_digest=codes.digest_of(code, codes.RESUME)).first()
    return found if found is not None and found.round.status != Round.Status.DRAFT else None


def find_room(code: str) -> Gathering | None:
    """Whose short code this is, of the gatherings that were read back and sealed; None where nobody's."""
    rows = Gathering.objects.select_related("round__version").filter(status=Gathering.Status.SEALED)
    wanted = normalise(code)
    return rows.filter(seal_code=wanted).order_by("pk").first() if wanted else None


def find_file(digest: str) -> Submission | None:
    """The written submission with this content, byte for byte; None where it was never handed in."""
    return Submission.objects.select_related("round__version", "organisation").filter(digest=digest).first()


def stage_of(round_: Round) -> str:
    """Where a round stands: people still speak, comments are being answered, or the answers are published."""
    if round_.status != Round.Status.CLOSED:
        return OPEN
    return ANSWERED if AnswerSet.objects.filter(round=round_).exists() else ANSWERING


def receipt_of_voice(participant: Participant) -> Receipt:
    """Everything that one voice said, as they see it themselves; what waits to join others among it."""
    rows = {row.number: row for row in standing(participant.contributions.all())}
    ways = ways_of([row.pk for row in rows.values()], pack_language())
    lines = []
    for line in list_lines(participant):
        row = rows.get(line.words.number)
        words = line.words
        lines.append(
            ReceiptLine(
                line.key, line.title, words.position_name, words.text, words.proposed, words.language,
                translation_of(row) if row else None, bool(row and may_be_printed(row)),
                ways.get(row.pk, ()) if row else (),
            )
        )  # fmt: skip
    return Receipt(participant.round, stage_of(participant.round), tuple(lines))


def receipt_of_room(gathering: Gathering) -> Receipt:
    """What was said aloud in a room, or in an interview with one person, as far as it may be read out again.

    What people wrote alone in a room or on paper is not here: they have codes of their own.
    """
    rows = standing(gathering.contributions.exclude(channel=Contribution.Channel.PAPER))
    aloud = Q(kind__in=[Kind.QUOTE, Kind.ROOM_NOTE])
    if gathering.kind == Gathering.Kind.INTERVIEW and rows.values("participant").distinct().order_by().count() <= 1:
        aloud |= Q(kind__in=[Kind.POSITION, Kind.COMMENT, Kind.ANSWER])
    spoken = [row for row in rows.filter(aloud).exclude(text="", proposed="") if may_be_printed(row)]
    return receipt_of_rows(gathering.round, spoken)


def receipt_of_file(submission: Submission) -> Receipt:
    """What a written submission said, row by row."""
    rows = standing(Contribution.objects.filter(submission_row__submission=submission))
    return receipt_of_rows(submission.round, list(rows.order_by("submission_row__position")))


def receipt_of_rows(round_: Round, rows: Iterable[Contribution]) -> Receipt:
    """Contributions with what became of each, in the order given."""
    kept = list(rows)
    ways = ways_of([row.pk for row in kept], pack_language())
    titles = titles_of(round_, kept)
    lines = tuple(
        ReceiptLine(
            row.item.key if row.item else "", titles[row.pk], row.get_position_display() if row.position else "",
            row.text, row.proposed, row.language, translation_of(row), may_be_printed(row), ways.get(row.pk, ()),
        )
        for row in kept
    )  # fmt: skip
    return Receipt(round_, stage_of(round_), lines)


def standing(rows: QuerySet[Contribution]) -> QuerySet[Contribution]:
    """Contributions that no newer one replaces, by requirement and in no order of time."""
    current = rows.filter(superseded_by=None).select_related("item", "question").prefetch_related("translations")
    return current.order_by("item__position", "number")


def titles_of(round_: Round, rows: Iterable[Contribution]) -> Mapping[int, Reading]:
    """What each contribution is about, by primary key."""
    pack, language = pack_of(round_.version), pack_language()
    return {
        row.pk: pack.read("requirements", row.item.key, "title", language)
        if row.item
        else read(row.question.texts if row.question else {})
        for row in rows
    }


def may_be_printed(row: Contribution) -> bool:
    """Whether words may stand on a list that is read to others: quotable ones, and summaries that were read back."""
    return row.consent in Consent.quotable() or (row.consent == Consent.PARAPHRASE and row.was_read_back)


def translation_of(row: Contribution) -> Translated | None:
    """The words in the reader's language, where they are said in another one and somebody translated them."""
    language = pack_language()
    if row.language == language:
        return None
    return next((translated(one) for one in row.translations.all() if one.language == language), None)
