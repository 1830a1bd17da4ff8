"""Forms of the resolution desk: what is looked for, an answer, and how issues are merged, split, moved and named."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ladder.accounts.models import User
from ladder.consultation.forms.fields import offer, words_field
from ladder.consultation.models import Contribution, Round
from ladder.consultation.tongues import NAMED
from ladder.consultation.wording import name_of_language, say
from ladder.governance.models import Disposition, Issue
from ladder.governance.queries.desk import NONE, OPEN, DeskFilter
from ladder.governance.services.resolutions import LONGEST_REASON, Draft
from ladder.packfiles.archive import in_megabytes
from ladder.packfiles.commenting.model import LARGEST_BYTES
from ladder.webkit.languages import pack_language

LONGEST_TITLE, LONGEST_PART = 160, 4000
MOST_DIGITS, HIGHEST = 6, 10**6
EVERY = ("", pgettext_lazy("every entry of a list", "All"))
SHORTCUTS = {
    "accepted": "a", "modified": "m", "not_accepted": "n", "noted": "t", "out_of_scope": "o", "duplicate": "d",
    "to_steering": "s",
}  # fmt: skip


class FilterForm(forms.Form):
    """What the table of a desk is narrowed to; everything is optional and what is not understood is passed by."""

    q = forms.CharField(label=_("Words, or the number of an issue"), required=False, max_length=120)
    disposition = forms.ChoiceField(
        label=pgettext_lazy("what becomes of a comment", "Disposition"),
        required=False,
        choices=[EVERY, (OPEN, _("Without a final answer")), (NONE, _("Without any answer")), *Disposition.choices],
    )
    requirement = forms.CharField(label=_("Requirement"), required=False, max_length=80)
    principle = forms.ChoiceField(label=_("Principle"), required=False)
    group = forms.ChoiceField(label=_("Group"), required=False)
    type = forms.ChoiceField(
        label=_("Type of comment"), required=False, choices=[EVERY, *Contribution.CommentType.choices]
    )
    language = forms.ChoiceField(label=_("Language"), required=False, choices=[EVERY, *NAMED.items()])
    mine = forms.BooleanField(label=_("Assigned to me"), required=False)

    def __init__(self, *args: Any, round_: Round, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        numbers = round_.items.order_by("principle").values_list("principle", flat=True).distinct()
        offer(self, "principle", [EVERY, *((str(number), str(number)) for number in numbers)])
        groups = round_.groups.select_related("group").order_by("position")
        offer(self, "group", [EVERY, *((row.group.key, say(row.group.names)) for row in groups)])

    def wanted(self, reader: User) -> DeskFilter:
        """What is looked for, without what was not understood."""
        self.is_valid()
        found = self.cleaned_data
        return DeskFilter(
            requirement=found.get("requirement", "").strip(),
            principle=int(found.get("principle") or 0),
            disposition=found.get("disposition", ""),
            group=found.get("group", ""),
            comment_type=found.get("type", ""),
            language=found.get("language", ""),
            assigned_to=reader if found.get("mine") else None,
            text=found.get("q", ""),
        )


class AnswerForm(forms.Form):
    """What becomes of the comments, and why, in each language of the round; the reader's own language comes first."""

    disposition = forms.ChoiceField(
        label=pgettext_lazy("what becomes of a comment", "Disposition"),
        choices=Disposition.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what becomes of the comments.")},
    )
    duplicate_of = forms.IntegerField(
        label=_("Duplicate of issue number"), required=False, min_value=1, max_value=HIGHEST
    )

    def __init__(self, *args: Any, round_: Round, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = pack_language()
        self.languages = sorted(round_.languages, key=lambda code: code != own)
        for code in self.languages:
            label = _("Reason (%(language)s)") % {"language": name_of_language(code)}
            self.fields[f"reason_{code}"] = words_field(label, code, longest=LONGEST_REASON, rows=3)

    def reasons(self) -> dict[str, str]:
        """The reasons that were written, by language."""
        found = {code: self.cleaned_data.get(f"reason_{code}", "") for code in self.languages}
        return {code: text for code, text in found.items() if text}

    def draft(self) -> Draft:
        """The answer as it is drafted."""
        return Draft(self.cleaned_data["disposition"], self.reasons(), self.cleaned_data.get("duplicate_of"))

    @property
    def own_reason(self) -> forms.BoundField:
        """The reason in the reader's language, or in the first of the round's."""
        return self[f"reason_{self.languages[0]}"]

    @property
    def other_reasons(self) -> list[forms.BoundField]:
        """The reasons in the other languages of the round."""
        return [self[f"reason_{code}"] for code in self.languages[1:]]


class BulkAnswerForm(AnswerForm):
    """One answer to several issues: written here, or the one that an issue has already."""

    like = forms.IntegerField(
        label=_("Or the same answer as issue number"), required=False, min_value=1, max_value=HIGHEST
    )

    def __init__(self, *args: Any, round_: Round, **kwargs: Any) -> None:
        super().__init__(*args, round_=round_, **kwargs)
        self.fields["disposition"].required = False

    def clean(self) -> dict[str, Any]:
        """An answer, in one of the two ways."""
        cleaned = super().clean() or {}
        if not cleaned.get("disposition") and not cleaned.get("like") and not self.errors:
            self.add_error("disposition", _("Choose what becomes of the comments."))
        return cleaned


class RevisionField(forms.Form):
    """Which revision of an issue the writer had before their eyes."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class IssueAnswerForm(RevisionField, AnswerForm):
    """The answer to one issue."""


def initial_of(issue: Issue) -> dict[str, Any]:
    """What an answer form shows of the draft that is there."""
    found: dict[str, Any] = {"revision": issue.revision}
    if not hasattr(issue, "resolution"):
        return found
    kept = issue.resolution
    other = kept.duplicate_of.number if kept.duplicate_of else None
    reasons = {f"reason_{code}": text for code, text in kept.reasons.items()}
    return {**found, "disposition": kept.disposition, "duplicate_of": other, **reasons}


class OtherIssueForm(forms.Form):
    """The number of another issue."""

    other = forms.IntegerField(label=_("Number of the other issue"), min_value=1, max_value=HIGHEST)


class TitleForm(forms.Form):
    """The title of an issue, in as many languages as there are; none is needed."""

    def __init__(self, *args: Any, round_: Round, titles: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = pack_language()
        for code in sorted(round_.languages, key=lambda one: one != own):
            label = _("Title (%(language)s)") % {"language": name_of_language(code)}
            self.fields[f"title_{code}"] = words_field(label, code, longest=LONGEST_TITLE)
            self.fields[f"title_{code}"].initial = (titles or {}).get(code, "")

    def titles(self) -> dict[str, str]:
        """The titles that were written, by language."""
        found = {name.removeprefix("title_"): text for name, text in self.cleaned_data.items() if "title_" in name}
        return {code: text for code, text in found.items() if text}


class SplitForm(TitleForm):
    """A new issue of some comments, or of some words of one comment."""

    part = forms.CharField(
        label=_("Only these words of the one comment"),
        required=False,
        max_length=LONGEST_PART,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("For a comment with several points: copy the words of one point. It then belongs to both issues."),
    )
    field_order = ()


class AssignForm(forms.Form):
    """Who of the desk sees to an issue."""

    to = forms.ChoiceField(label=_("Assigned to"), required=False)

    def __init__(self, *args: Any, workers: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(one.public_id): one for one in workers}
        choices = [(key, one.get_username()) for key, one in self.known.items()]
        offer(self, "to", [("", pgettext_lazy("assigned to", "nobody")), *choices])

    def chosen(self) -> User | None:
        """The person, or nobody."""
        return self.known.get(self.cleaned_data["to"])


def read_numbers(texts: Sequence[str]) -> list[UUID]:
    """The numbers of comments among what was posted.

    Raises:
        ValidationError: one of them is none.
    """
    try:
        return [UUID(text) for text in texts]
    except ValueError as fault:
        raise ValidationError(_("The page was changed on its way. Open it again.")) from fault


def read_selected(texts: Sequence[str]) -> dict[int, int]:
    """The issues that were selected with the revision that was shown of each, posted as `number:revision`.

    Raises:
        ValidationError: nothing was selected, or it is not of that form.
    """
    pairs = [text.partition(":") for text in texts]
    plain = all(one.isascii() and one.isdecimal() and len(one) <= MOST_DIGITS for a, _b, c in pairs for one in (a, c))
    if not pairs or not plain:
        raise ValidationError(_("Select at least one issue."))
    return {int(number): int(revision) for number, _colon, revision in pairs}


class DeskFileForm(forms.Form):
    """A filled form of the desk."""

    file = forms.FileField(
        label=_("The filled form (.docx, .xlsx or .csv)"),
        widget=forms.ClearableFileInput({"accept": ".docx,.xlsx,.csv"}),
        max_length=200,
    )

    def clean_file(self) -> Any:
        """A file that is small enough to be read."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_BYTES:
            raise ValidationError(_("The file is larger than %(limit)s.") % {"limit": in_megabytes(LARGEST_BYTES)})
        return file
