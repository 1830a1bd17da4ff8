"""Takes a filled commenting form back into drafts: every row that says something new, or none where one is at fault."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ladder.accounts.models import User
from ladder.consultation.models import Round
from ladder.governance.disposition_words import read_observation
from ladder.governance.models import Disposition, Issue
from ladder.governance.queries.desk_form import issues_of
from ladder.governance.services.resolutions import Draft, draft_resolutions
from ladder.packfiles.commenting.model import OBSERVATIONS, CommentForm, FormRow
from ladder.packfiles.faults import Place


@dataclass(frozen=True, slots=True)
class FormColumns:
    """Under which headings the form names the issue and its revision, and the reasons of further languages.

    `language` is the one in which the observations themselves are written.
    """

    issue: str
    revision: str
    language: str
    reasons: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong with one row."""

    place: Place
    sentence: str


@dataclass(frozen=True, slots=True)
class ReadDrafts:
    """What a form would change: drafts and the revisions they are upon, by number; rows that change nothing; faults."""

    drafts: Mapping[int, Draft]
    revisions: Mapping[int, int]
    unchanged: int
    faults: tuple[RowFault, ...]


@dataclass
class Reader:
    """Rows of a form on their way to drafts, one fault a row at most."""

    form: CommentForm
    columns: FormColumns
    issues: Mapping[int, Issue]
    drafts: dict[int, Draft] = field(default_factory=dict)
    revisions: dict[int, int] = field(default_factory=dict)
    said: dict[int, Draft] = field(default_factory=dict)
    faults: list[RowFault] = field(default_factory=list)
    unchanged: int = 0

    def take(self, row: FormRow) -> None:
        """One row: a draft, nothing new, or a fault."""
        cells = {column.name: cell for column, cell in zip(self.form.columns, row.cells, strict=True)}
        try:
            self.take_cells(cells)
        except ValidationError as fault:
            self.faults.append(RowFault(row.place, " ".join(fault.messages)))

    def take_cells(self, cells: Mapping[str, str]) -> None:
        """The cells of one row, by the names of their columns."""
        text = cells.get(OBSERVATIONS, "")
        if not text.strip():
            return
        issue = self.issue_of(cells.get(f"+{self.columns.issue}", ""))
        draft = self.draft_of(text, cells)
        if self.said.setdefault(issue.number, draft) != draft:
            sentence = _("Issue %(number)s is answered otherwise in a row above. One issue has one answer.")
            raise ValidationError(sentence % {"number": issue.number})
        if draft == kept_of(issue):
            self.unchanged += 1
            return
        revision = cells.get(f"+{self.columns.revision}", "").strip()
        if revision != str(issue.revision):
            sentence = _("Issue %(number)s changed since this form was written. Download it anew.")
            raise ValidationError(sentence % {"number": issue.number})
        self.drafts[issue.number], self.revisions[issue.number] = draft, issue.revision

    def issue_of(self, cell: str) -> Issue:
        """The issue that a row names."""
        number = cell.strip()
        found = self.issues.get(int(number)) if number.isascii() and number.isdecimal() else None
        if found is None:
            sentence = _("“%(value)s” in the column “%(column)s” is no issue of this round.")
            raise ValidationError(sentence % {"value": number[:20], "column": self.columns.issue})
        return found

    def draft_of(self, text: str, cells: Mapping[str, str]) -> Draft:
        """The answer that a row gives."""
        said = read_observation(text)
        if said is None:
            words = ", ".join(str(label) for label in Disposition.labels)
            sentence = _("The first line of the observations must be one of: %(words)s.")
            raise ValidationError(sentence % {"words": words})
        reasons = {code: cells.get(f"+{heading}", "").strip() for code, heading in self.columns.reasons.items()}
        reasons[self.columns.language] = said.reason
        kept = {code: reason for code, reason in reasons.items() if reason}
        return Draft(said.disposition, kept, said.number)


def kept_of(issue: Issue) -> Draft | None:
    """The draft that is there."""
    if not hasattr(issue, "resolution"):
        return None
    kept = issue.resolution
    return Draft(kept.disposition, kept.reasons, kept.duplicate_of.number if kept.duplicate_of else None)


def read_drafts(*, round_: Round, form: CommentForm, columns: FormColumns) -> ReadDrafts:
    """What a form would change, before anything is written."""
    issues = {issue.number: issue for issue in issues_of(round_)}
    reader = Reader(form, columns, issues)
    names = {column.name for column in form.columns}
    if f"+{columns.issue}" not in names or OBSERVATIONS not in names:
        sentence = _("The form has no column “%(column)s”. Fill in the form that this desk offers for download.")
        return ReadDrafts({}, {}, 0, (RowFault(Place(""), sentence % {"column": columns.issue}),))
    for row in form.rows:
        reader.take(row)
    return ReadDrafts(reader.drafts, reader.revisions, reader.unchanged, tuple(reader.faults))


@transaction.atomic
def take_in_drafts(*, round_: Round, read: ReadDrafts, actor: User, at: datetime) -> int:
    """Draft all answers of a form, or none of them.

    Returns:
        How many answers are new or other than before.

    Raises:
        ValidationError: a row is at fault, or an answer is refused.
    """
    if read.faults:
        raise ValidationError(_("The file is at fault. Nothing was taken in."))
    if not read.drafts:
        return 0
    return len(draft_resolutions(round_=round_, drafts=read.drafts, revisions=read.revisions, actor=actor, at=at))
