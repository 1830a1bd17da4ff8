"""What pages and files read of written submissions, and comments of a round in the commenting form."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from ladder.catalogue.queries import pack_of
from ladder.consultation.models import Contribution, Round, RoundItem, Submission
from ladder.consultation.wording import say
from ladder.core.consultation.clauses import ClauseIndex, index_clauses
from ladder.packfiles.commenting.comment_types import ABBREVIATIONS
from ladder.packfiles.commenting.model import (
    CLAUSE,
    COMMENTS,
    HEAD_KEYS,
    LINE,
    MEMBER,
    PART,
    PROPOSED,
    TYPE,
    Column,
    CommentForm,
    FormRow,
)
from ladder.packfiles.commenting.words import FormWords
from ladder.webkit.languages import pack_language

COLUMNS_KEY = "columns"


@dataclass(frozen=True, slots=True)
class ExtraHeadings:
    """Headings of the columns that an export adds to the form, in the reader's language."""

    language: str
    consent: str


def list_submissions(round_: Round) -> QuerySet[Submission]:
    """The files of a round, the last first, with how many rows each has."""
    rows = Submission.objects.filter(round=round_).select_related("organisation", "group__group")
    return rows.annotate(row_count=Count("rows")).order_by("-received_on", "-id")


def index_round(round_: Round) -> ClauseIndex:
    """The requirements of a round by what people may write for them."""
    pack = pack_of(round_.version)
    keys = round_.items.values_list("key", flat=True)
    return index_clauses(
        {key: [pack.read("requirements", key, "title", language).text for language in pack.languages] for key in keys}
    )


def form_of(submission: Submission) -> CommentForm:
    """A submission as the form that was handed in: the same columns, the same cells."""
    columns = tuple(Column(key, heading) for key, heading in submission.head.get(COLUMNS_KEY, ()))
    rows = tuple(FormRow(tuple(cells)) for cells in submission.rows.values_list("cells", flat=True))
    return CommentForm(tuple((key, submission.head.get(key, "")) for key in HEAD_KEYS), columns, rows)


def empty_form(round_: Round, words: FormWords, day: str) -> CommentForm:
    """The form to fill in: one row for each requirement of the round, and some for the document as a whole."""
    pack, language = pack_of(round_.version), pack_language()
    clauses = [
        f"{key}\n{pack.read('requirements', key, 'title', language).text}"
        for key in round_.items.values_list("key", flat=True)
    ]
    rows = tuple(row_of(words, {CLAUSE: clause}) for clause in clauses)
    return CommentForm(head_of(round_, day), words.columns, rows)


def comments_form(round_: Round, words: FormWords, extra: ExtraHeadings, day: str) -> CommentForm:
    """Every comment of a round that stands, by requirement and then in no order, in five queries whatever their number.

    Who made it stands there only where the words may be quoted with the role. What is for the committee's eyes alone
    is marked in a column of its own.
    """
    columns = (*words.columns, Column("", extra.language), Column("", extra.consent))
    rows = (row_of(words, cells_of(row), row.language, row.get_consent_display()) for row in list_comments(round_))
    return CommentForm(head_of(round_, day), columns, tuple(rows))


def list_comments(round_: Round) -> list[Contribution]:
    """The comments of a round that stand; those on the document as a whole first."""
    rows = Contribution.objects.filter(round=round_, kind=Contribution.Kind.COMMENT, superseded_by=None)
    rows = rows.select_related("item", "group__group", "organisation", "anchor", "submission_row__submission")
    return sorted(rows, key=lambda row: (row.item.position if row.item else 0, row.pk))


def cells_of(row: Contribution) -> dict[str, str]:
    """The cells of a comment by column."""
    own = own_cells(row)
    return {
        MEMBER: speaker_of(row),
        LINE: own.get(LINE, ""),
        CLAUSE: row.item.key if row.item else own.get(CLAUSE, ""),
        PART: row.anchor.exact if hasattr(row, "anchor") else own.get(PART, ""),
        TYPE: ABBREVIATIONS.get(row.comment_type, ""),
        COMMENTS: row.text,
        PROPOSED: row.proposed,
    }


def own_cells(row: Contribution) -> dict[str, str]:
    """What the submitted form said beside the comment; nothing for comments that came otherwise."""
    if not hasattr(row, "submission_row"):
        return {}
    kept = row.submission_row
    return {key: cell for (key, _), cell in zip(kept.submission.head[COLUMNS_KEY], kept.cells, strict=False) if key}


def speaker_of(row: Contribution) -> str:
    """The organisation or the group, where the words may be quoted with it."""
    if row.consent != Contribution.Consent.QUOTE_WITH_ROLE:
        return ""
    if row.organisation is not None:
        return row.organisation.acronym or row.organisation.name
    return say(row.group.group.names) if row.group is not None else ""


def head_of(round_: Round, day: str) -> tuple[tuple[str, str], ...]:
    """Date, document and project of a round's form."""
    return (("date", day), ("document", f"{round_.version.version}"), ("project", say(round_.titles)))


def row_of(words: FormWords, cells: dict[str, str], *more: str) -> FormRow:
    """A row of the form with these cells, and cells of further columns."""
    return FormRow((*(cells.get(column.key, "") for column in words.columns), *more))


def items_by_key(round_: Round) -> dict[str, RoundItem]:
    """The requirements of a round by key."""
    return {item.key: item for item in round_.items.all()}
