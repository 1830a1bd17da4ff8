"""Reads what reviewers, second readers, operators and those who decide appeals enter; writes nothing."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from ladder.assessment.models import AppealDecision, Determination, Review
from ladder.assessment.review_queries import QueueFilter
from ladder.assessment.review_words import REASON_WORDS, STATE_WORDS, TIE_WORDS
from ladder.assessment.services.second_readings import READ_STATES, Reading
from ladder.assessment.words import KIND_WORDS
from ladder.consultation.tongues import SPOKEN
from ladder.webkit.shapes import STATE_WORDS as FINDING_WORDS

NO_NAMES = _("Do not name or describe people, and never who may have said something.")


class QueueForm(forms.Form):
    """What the queue is narrowed to."""

    state = forms.ChoiceField(
        label=_("Where it is"), required=False, choices=[("", _("Waits for somebody")), *STATE_WORDS.items()]
    )
    reason = forms.ChoiceField(
        label=_("Why it needs care"), required=False, choices=[("", _("Any reason, or none")), *REASON_WORDS.items()]
    )
    kind = forms.ChoiceField(label=_("Who looked"), required=False, choices=[("", _("Anybody")), *KIND_WORDS.items()])

    @property
    def wanted(self) -> QueueFilter:
        """What is looked for, without what was not understood."""
        return QueueFilter.read({name: self.data.get(name, "") for name in self.fields})


class VerdictForm(forms.Form):
    """What a reviewer says of a hand-in."""

    verdict = forms.ChoiceField(label=_("What follows"), choices=Review.Verdict.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why, and what to do better"), required=False, max_length=2000, help_text=NO_NAMES,
        widget=forms.Textarea({"rows": 3}),
    )  # fmt: skip


class ReadingForm(forms.Form):
    """One state, with a reason, for each finding that a second person reads."""

    def __init__(self, *arguments: Any, findings: Sequence[Determination], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.findings = findings
        words = {**FINDING_WORDS, "not_assessed": _("Cannot tell from this")}
        choices = [(state, words[state]) for state in READ_STATES]
        for row in findings:
            key = row.requirement.key
            self.fields[f"state-{row.public_id}"] = forms.ChoiceField(
                label=_("State of %(key)s") % {"key": key}, choices=choices, widget=forms.RadioSelect
            )
            self.fields[f"reason-{row.public_id}"] = forms.CharField(
                label=_("Why (%(key)s)") % {"key": key}, required=False, max_length=2000,
                widget=forms.Textarea({"rows": 2}),
            )  # fmt: skip

    def pairs(self) -> list[tuple[Determination, forms.BoundField, forms.BoundField]]:
        """Each finding with its two fields."""
        return [(row, self[f"state-{row.public_id}"], self[f"reason-{row.public_id}"]) for row in self.findings]

    def readings(self, said: Mapping[str, Any]) -> dict[UUID, Reading]:
        """What was entered, by finding."""
        return {
            row.public_id: Reading(said[f"state-{row.public_id}"], said[f"reason-{row.public_id}"].strip())
            for row in self.findings
        }


class StatementForm(forms.Form):
    """The operator's own words beside a finding."""

    words = forms.CharField(
        label=_("Your words"), max_length=4000, help_text=NO_NAMES, widget=forms.Textarea({"rows": 6})
    )
    language = forms.ChoiceField(label=_("Language of your words"), choices=SPOKEN)


class AppealForm(forms.Form):
    """Why the operator holds a finding to be wrong."""

    words = forms.CharField(
        label=_("What is wrong with it, and what shows it"), max_length=4000, help_text=NO_NAMES,
        widget=forms.Textarea({"rows": 6}),
    )  # fmt: skip


class DecisionForm(forms.Form):
    """What came of an appeal."""

    outcome = forms.ChoiceField(
        label=_("What follows"), choices=AppealDecision.Outcome.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Why, in words that the operator reads"), max_length=2000, help_text=NO_NAMES,
        widget=forms.Textarea({"rows": 4}),
    )  # fmt: skip


class TiesForm(forms.Form):
    """What ties somebody to a site; nothing marked says that nothing does."""

    ties = forms.MultipleChoiceField(
        label=_("What ties you to this site? Mark all that is so."), required=False, choices=list(TIE_WORDS.items()),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    words = forms.CharField(
        label=_("In your words, if anything is to be added"), required=False, max_length=1000,
        help_text=_("Only you and the secretariat read this."), widget=forms.Textarea({"rows": 2}),
    )  # fmt: skip
    is_true = forms.BooleanField(
        label=_("This is so today. I will declare anew when it changes."),
        error_messages={"required": _("Confirm that what you declare is so.")},
    )
