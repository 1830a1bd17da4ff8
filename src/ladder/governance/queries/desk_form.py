"""Every comment of a round in the commenting form of ISO and IEC, with what becomes of it as observations."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from ladder.consultation.models import Contribution, Round
from ladder.consultation.queries.submissions import cells_of, head_of
from ladder.consultation.wording import name_of_language
from ladder.governance.disposition_words import write_observation
from ladder.governance.models import Issue, IssueMember
from ladder.packfiles.commenting.model import COMMENTS, OBSERVATIONS, Column, CommentForm, FormRow
from ladder.packfiles.commenting.words import FormWords


@dataclass(frozen=True, slots=True)
class DeskHeadings:
    """Headings of the columns that the desk adds to the form, in the form's language; `reason` takes a language."""

    issue: str
    revision: str
    language: str
    reason: str

    def reason_in(self, code: str) -> str:
        """The heading of the reasons in one language."""
        return self.reason % {"language": name_of_language(code)}


def desk_form(round_: Round, words: FormWords, headings: DeskHeadings, day: str) -> CommentForm:
    """One row for each comment in each issue, by number; six queries whatever their number.

    Columns are those of the form and after them the issue, its revision, the language of the comment, and the reason in
    each further language of the round: that in the form's own language stands with the observations.
    """
    others = other_languages(round_, words)
    extra = (headings.issue, headings.revision, headings.language, *(headings.reason_in(code) for code in others))
    columns = (*words.columns, *(Column("", heading) for heading in extra))
    issues = {issue.pk: issue for issue in issues_of(round_)}
    replaced = set(
        Contribution.objects.filter(round=round_, supersedes__isnull=False).values_list("supersedes", flat=True)
    )
    rows = IssueMember.objects.filter(issue__round=round_, issue__merged_into=None).select_related(
        "contribution__item", "contribution__group__group", "contribution__organisation", "contribution__anchor",
        "contribution__submission_row__submission",
    )  # fmt: skip
    found = sorted(
        (row for row in rows if row.contribution_id not in replaced),
        key=lambda row: (issues[row.issue_id].number, row.pk),
    )
    return CommentForm(
        head_of(round_, day), columns, tuple(row_of(one, issues[one.issue_id], words, others) for one in found)
    )


def issues_of(round_: Round) -> QuerySet[Issue]:
    """Issues of a round with their answers, but those that are merged into another."""
    return Issue.objects.filter(round=round_, merged_into=None).select_related("resolution__duplicate_of")


def other_languages(round_: Round, words: FormWords) -> list[str]:
    """The languages of a round in which the form's observations are not."""
    return [code for code in round_.languages if code != words.language]


def row_of(member: IssueMember, issue: Issue, words: FormWords, others: Sequence[str]) -> FormRow:
    """One comment with the answer to its issue."""
    reasons: Mapping[str, str] = issue.resolution.reasons if hasattr(issue, "resolution") else {}
    cells = cells_of(member.contribution)
    cells[COMMENTS] = member.part or cells[COMMENTS]
    cells[OBSERVATIONS] = observation_of(issue, words.language)
    more = (
        str(issue.number),
        str(issue.revision),
        member.contribution.language,
        *(reasons.get(one, "") for one in others),
    )
    return FormRow((*(cells.get(column.key, "") for column in words.columns), *more))


def observation_of(issue: Issue, language: str) -> str:
    """What becomes of an issue, and why, in one language; empty where nothing is drafted."""
    if not hasattr(issue, "resolution"):
        return ""
    kept = issue.resolution
    other = kept.duplicate_of.number if kept.duplicate_of else None
    return write_observation(kept.disposition, kept.reasons.get(language, ""), other, language)
