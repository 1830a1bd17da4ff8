"""Reads what people enter; says in their language what is wrong and where; writes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ladder.assessment.entries import DeterminationEntry, EvidenceEntry
from ladder.assessment.models import Assessment, Circumstance
from ladder.assessment.words import CIRCUMSTANCE_WORDS, GRADE_WORDS, KIND_WORDS, METHOD_WORDS
from ladder.core.assessment.facts import NOT_APPLICABLE, SELF_DECLARED
from ladder.core.catalogue.ladder import STOP, Ladder
from ladder.packfiles.archive import LARGEST_UPLOAD_BYTES
from ladder.webkit.faults import Fault
from ladder.webkit.shapes import STATE_WORDS

EARLIEST = date(2000, 1, 1)
ENTERED_STATES = ("met", "partly", "not_met", "not_applicable")


class DateInput(forms.DateInput):
    """The browser's own date field."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class DayForm(forms.Form):
    """The date a level is shown for."""

    on = forms.DateField(label=_("As of"), required=False, widget=DateInput())

    def chosen(self, today: date) -> date | None:
        """The day asked for, today where none is; None where it is not a day up to ten years ahead."""
        if not self.is_valid():
            return None
        day: date = self.cleaned_data["on"] or today
        return day if is_sensible(day, today) else None


def is_sensible(day: date, today: date) -> bool:
    """Whether a level may be asked for on this day: not before anybody assessed anything, up to ten years ahead."""
    return EARLIEST <= day <= today + timedelta(days=3653)


def why_not_kind(kind: str, best_kind: str) -> str:
    """Why somebody who looks at a site as `best_kind` may not record as `kind`; empty where they may."""
    if best_kind == Assessment.Kind.SELF and kind != Assessment.Kind.SELF:
        return gettext("Your role records what the site says of itself. Choose “The site itself”.")
    if kind == Assessment.Kind.THIRD and best_kind != Assessment.Kind.THIRD:
        return gettext(
            "An independent assessor has declared that nothing ties them to the site. Declare it first, or choose "
            "“Buyer or partner”."
        )
    return ""


class VisitForm(forms.Form):
    """Who looked, and when."""

    kind = forms.ChoiceField(
        label=_("Who looked"),
        choices=list(KIND_WORDS.items()),
    )
    observed_on = forms.DateField(label=_("Date of the visit"), widget=DateInput())
    note = forms.CharField(
        label=_("Note for those who work on this site"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *arguments: Any, today: date, best_kind: str, **options: Any) -> None:
        """`best_kind`: as whom this person looks at the site (`access.kind_of_visit`)."""
        super().__init__(*arguments, **options)
        self.today, self.best_kind = today, best_kind
        if best_kind == Assessment.Kind.SELF:
            self.fields["kind"].choices = [(Assessment.Kind.SELF, KIND_WORDS["self"])]  # type: ignore[attr-defined]

    def clean_kind(self) -> str:
        """No better than what they are to the site."""
        kind: str = self.cleaned_data["kind"]
        if sentence := why_not_kind(kind, self.best_kind):
            raise forms.ValidationError(sentence)
        return kind

    def clean_observed_on(self) -> date:
        """Not in the future, not before anybody assessed anything."""
        day: date = self.cleaned_data["observed_on"]
        if day > self.today:
            raise forms.ValidationError(gettext("The date lies in the future. Enter the day of the visit."))
        if day < EARLIEST:
            raise forms.ValidationError(gettext("The date is before the year 2000. Check the year."))
        return day


class UploadForm(VisitForm):
    """A file of determinations; each row names its own day, `observed_on` is only the day of the hand-in."""

    file = forms.FileField(label=_("CSV or XLSX file"), max_length=200)

    def clean_file(self) -> UploadedFile:
        """Small enough to be read at once."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_UPLOAD_BYTES:
            limit = {"limit": LARGEST_UPLOAD_BYTES // 1_000_000}
            raise forms.ValidationError(gettext("The file is larger than %(limit)d MB. Split it.") % limit)
        return file


class CircumstanceForm(forms.Form):
    """Something that bears on a level besides determinations."""

    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=list(CIRCUMSTANCE_WORDS.items()),
    )
    subject = forms.CharField(label=_("Requirement or condition"), max_length=80)
    starts_on = forms.DateField(label=_("From"), widget=DateInput())
    ends_on = forms.DateField(label=_("Until, or due"), required=False, widget=DateInput())
    holds = forms.TypedChoiceField(
        label=_("Is the condition there, or is the report credible?"),
        choices=[("", ""), ("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda said: said == "yes",
        required=False,
        empty_value=None,
    )
    reason = forms.CharField(label=_("Reason and evidence"), max_length=2000, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *arguments: Any, ladder: Ladder, today: date, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.ladder, self.today = ladder, today

    def clean(self) -> dict[str, Any]:
        """The subject exists and suits the kind; dates follow each other."""
        data: dict[str, Any] = super().clean() or {}
        if {"kind", "subject"} <= data.keys():
            self.check_subject(data["kind"], data["subject"])
        starts, ends = data.get("starts_on"), data.get("ends_on")
        if starts and starts > self.today:
            self.add_error("starts_on", gettext("The date lies in the future."))
        if starts and ends and ends < starts:
            self.add_error("ends_on", gettext("This date is before the first one."))
        if data.get("kind") == Circumstance.Kind.PLAN and not ends:
            self.add_error("ends_on", gettext("A plan needs the day by which it is due."))
        if data.get("holds") is None and data.get("kind") in {Circumstance.Kind.CONDITION, Circumstance.Kind.INCIDENT}:
            self.add_error("holds", gettext("Answer yes or no: what follows from it depends on this."))
        return data | {"holds": data.get("holds") is not False}

    def check_subject(self, kind: str, subject: str) -> None:
        """Conditions for answers, requirements for the rest; a stop gate always applies."""
        if kind == Circumstance.Kind.CONDITION:
            if subject not in {requirement.condition for requirement in self.ladder.requirements}:
                self.add_error("subject", gettext("This version has no such condition."))
        elif subject not in self.ladder.by_key:
            self.add_error(
                "subject", gettext("This version has no such requirement. Write its number, such as P4-L2-05.")
            )
        elif kind == Circumstance.Kind.APPROVAL and self.ladder.by_key[subject].gate == STOP:
            self.add_error("subject", gettext("This requirement always applies: it guards people against grave abuse."))


class ClosingForm(forms.Form):
    """How a plan, a contest or an incident ended."""

    closed_on = forms.DateField(label=_("Ended on"), widget=DateInput())
    reason = forms.CharField(label=_("How it ended"), max_length=2000, widget=forms.Textarea({"rows": 3}))


@dataclass(frozen=True, slots=True)
class Answers:
    """What a sheet of answers came to."""

    entries: tuple[DeterminationEntry, ...]
    faults: tuple[Fault, ...]


def read_answers(
    posted: Mapping[str, str], ladder: Ladder, kinds: Mapping[str, str], *,
    observed_on: date, decided_by: str, is_self: bool,
) -> Answers:  # fmt: skip
    """The answers of a posted sheet: `state-<key>`, `grade-<key>`, `reason-<key>`, `evidence-<key>`, `method-<key>`.

    `kinds` are the requirements asked about, with the kind of evidence each wants. A requirement without a state was
    not looked at and is left out: nothing is recorded of it.
    """
    entries, faults = [], []
    for key, kind in kinds.items():
        state = posted.get(f"state-{key}", "")
        if not state:
            if any(posted.get(f"{part}-{key}", "").strip() for part in ("reason", "evidence")):
                faults.append(Fault(key, gettext("Choose a state for what you wrote here, or take the words out.")))
            continue
        faults += faults_of_answer(posted, ladder, key, state)
        title = posted.get(f"evidence-{key}", "").strip()[:200]
        method = posted.get(f"method-{key}", "")
        evidence = (EvidenceEntry(kind, title, method or "D", observed_on),) if title else ()
        grade = SELF_DECLARED if is_self else posted.get(f"grade-{key}", "")
        reason = posted.get(f"reason-{key}", "").strip()
        entries.append(DeterminationEntry(key, state, observed_on, None, grade, decided_by, reason, evidence))
    if not entries:
        faults.append(Fault("", gettext("No requirement was answered. Choose a state for at least one.")))
    return Answers(tuple(entries), tuple(faults))


def faults_of_answer(posted: Mapping[str, str], ladder: Ladder, key: str, state: str) -> list[Fault]:
    """What is wrong with one answer."""
    faults = []
    if state not in ENTERED_STATES:
        faults.append(Fault(key, gettext("Unknown state “%(state)s”.") % {"state": state[:40]}))
    if state == NOT_APPLICABLE and ladder.by_key[key].gate == STOP:
        faults.append(Fault(key, gettext("This requirement always applies: it guards people against grave abuse.")))
    elif state == NOT_APPLICABLE and not ladder.by_key[key].condition:
        sentence = gettext("“Does not apply” needs a condition or an approval, and this requirement has no condition.")
        faults.append(Fault(key, sentence))
    if posted.get(f"grade-{key}", "") not in {"", *GRADE_WORDS}:
        faults.append(Fault(key, gettext("Unknown grade. Choose A, B, C or D.")))
    if posted.get(f"method-{key}", "") not in {"", *METHOD_WORDS}:
        faults.append(Fault(key, gettext("Unknown method.")))
    if len(posted.get(f"reason-{key}", "")) > 2000:  # noqa: PLR2004 - the field's length
        faults.append(Fault(key, gettext("The reason is longer than 2,000 characters.")))
    return faults


def state_choices() -> list[tuple[str, Any]]:
    """States that can be entered, with their words."""
    return [(state, STATE_WORDS[state]) for state in ENTERED_STATES]
