"""The form of one change: ends and kind, the issues behind it, why, what is asked, and words in one language."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ladder.catalogue.labels import CHANGES, FIELDS
from ladder.consultation.forms.fields import offer, words_field
from ladder.consultation.wording import name_of_language, say
from ladder.governance.models import Change, Issue
from ladder.governance.queries.source_words import parent_of, words_of
from ladder.governance.services.changes import LONGEST_KEY, ChangePlan
from ladder.packfiles.document import as_entry
from ladder.packfiles.model import GATES, TEXT_STATES, Pack
from ladder.packfiles.sections import SECTIONS
from ladder.webkit.languages import pack_language

NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,59}")
LONGEST_TEXT = 4000
LONGEST_ENDS = 400
WORD_FIELDS = SECTIONS["requirements"].fields
ROWS = {"title": 0, "text": 4, "evidence": 3, "open_question": 2}
FACTS = ("principle", "level", "gate", "condition", "cost", "evidence_kind", "evidence_methods")


def read_keys(text: str) -> tuple[str, ...]:
    """Numbers of requirements, however they are set apart."""
    return tuple(dict.fromkeys(part for part in re.split(r"[\s,;、，]+", text) if part))


class EndsForm(forms.Form):
    """The kind of a change and the requirements at its ends."""

    kind = forms.ChoiceField(label=_("Kind of change"), choices=list(CHANGES.items()))
    before = forms.CharField(
        label=_("Requirements before"), required=False, max_length=LONGEST_ENDS,
        help_text=_("Numbers in the earlier version, with blanks between them. Empty for what is new."),
    )  # fmt: skip
    after = forms.CharField(
        label=_("Requirements after"), required=False, max_length=LONGEST_ENDS,
        help_text=_("Numbers in the next version, with blanks between them. Empty for what is withdrawn."),
    )  # fmt: skip

    def clean_after(self) -> str:
        """Numbers as packs have them.

        Raises:
            ValidationError: one could not be a number of a requirement.
        """
        typed = str(self.cleaned_data["after"])
        if wrong := [key for key in read_keys(typed) if not NUMBER.fullmatch(key)]:
            sentence = gettext("%(value)s is no number of a requirement: use letters, digits, dots and dashes.")
            raise forms.ValidationError(sentence % {"value": wrong[0]})
        return typed

    def ends(self) -> dict[str, Any]:
        """Kind and both ends."""
        found = self.cleaned_data
        return {"kind": found["kind"], "before": read_keys(found["before"]), "after": read_keys(found["after"])}


class NewChangeForm(EndsForm):
    """A change that no issue began."""

    key = forms.SlugField(
        label=_("Short name of the change"), max_length=LONGEST_KEY, help_text=_("Such as water-and-latrines.")
    )
    field_order = ("key",)

    def clean_key(self) -> str:
        """Small letters, as addresses have them."""
        return str(self.cleaned_data["key"]).lower()


class ChangeForm(EndsForm):
    """A change as it stands, with its words in one language; words in other languages stay as they are."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    issues = forms.MultipleChoiceField(
        label=_("Issues that caused it"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, *args: Any, change: Change, base: Pack, language: str, issues: list[Issue], **kwargs: Any
    ) -> None:
        self.change, self.base, self.language = change, base, language
        self.by_number = {f"{one.round.address}/{one.number}": one for one in issues}
        kwargs["initial"] = self.known()
        super().__init__(*args, **kwargs)
        offer(self, "issues", [(name, label_of(one)) for name, one in self.by_number.items()])
        why = _("Why, for the public")
        for code in base.languages:
            label = f"{why} · {name_of_language(code)}"
            self.fields[f"note_{code}"] = words_field(label, code, longest=LONGEST_TEXT, rows=2)
        for place, key in enumerate(change.after):
            self.add_words(place, key)
            self.add_facts(place)

    def known(self) -> dict[str, Any]:
        """What the change says now."""
        change = self.change
        held = set(change.issues.values_list("pk", flat=True)) if change.pk else set()
        values: dict[str, Any] = {
            "kind": change.kind, "before": " ".join(change.before), "after": " ".join(change.after),
            "revision": change.revision, "issues": [name for name, one in self.by_number.items() if one.pk in held],
        }  # fmt: skip
        values |= {f"note_{code}": text for code, text in change.notes.items()}
        for place, key in enumerate(change.after):
            for field in WORD_FIELDS:
                values[f"w{place}_{field}"] = words_of(self.base, change, key, field, self.language).new
            values |= {f"f{place}_{name}": value for name, value in self.facts(key).items()}
        return values

    def facts(self, key: str) -> dict[str, Any]:
        """What a requirement asks without its words, as it would be now."""
        parent = self.base.requirement_by_id.get(parent_of(self.change, key))
        return {**(as_entry(parent) if parent else {}), **self.change.entries.get(key, {})}

    def add_words(self, place: int, key: str) -> None:
        """A field for each text of a requirement."""
        for field in WORD_FIELDS:
            label = f"{key} · {FIELDS[field]}"
            made = words_field(label, self.language, longest=LONGEST_TEXT, rows=ROWS[field])
            self.fields[f"w{place}_{field}"] = made

    def add_facts(self, place: int) -> None:
        """A field for each property of a requirement."""
        for name, choices in choices_of(self.base).items():
            label = str({**FIELDS, **PROPERTIES}[name])
            if name == "evidence_methods":
                made: forms.ChoiceField = forms.MultipleChoiceField(
                    label=label, choices=choices, widget=forms.CheckboxSelectMultiple
                )
            else:
                made = forms.ChoiceField(label=label, choices=choices, required=name != "condition")
            self.fields[f"f{place}_{name}"] = made

    def plan(self) -> ChangePlan:
        """What was typed; a requirement that got another number keeps its place."""
        ends, found = self.ends(), self.cleaned_data
        keys = ends["after"] if len(ends["after"]) == len(self.change.after) else self.change.after
        return ChangePlan(
            **ends,
            entries={key: self.typed_facts(place) for place, key in enumerate(keys)},
            texts={key: self.typed_words(place) for place, key in enumerate(keys)},
            notes={code: found[f"note_{code}"] for code in self.base.languages},
            issues=[self.by_number[name] for name in found["issues"]],
        )

    def typed_words(self, place: int) -> dict[str, dict[str, str]]:
        """The words of one requirement by field, in the language of the form."""
        return {field: {self.language: self.cleaned_data[f"w{place}_{field}"]} for field in WORD_FIELDS}

    def typed_facts(self, place: int) -> dict[str, Any]:
        """The properties of one requirement."""
        found: Mapping[str, Any] = {name: self.cleaned_data[f"f{place}_{name}"] for name in FACTS}
        numbers = {name: int(found[name]) for name in ("principle", "level")}
        return {**found, **numbers, "evidence_methods": sorted(found["evidence_methods"])}


PROPERTIES = {"principle": _("Principle"), "evidence_methods": _("How evidence is looked at")}


def choices_of(pack: Pack) -> dict[str, list[tuple[Any, str]]]:
    """What each property may be, in the reader's words."""
    return {
        "principle": [(one.number, f"{one.number} {said(pack, 'principles', one.key)}") for one in pack.principles],
        "level": [(one.rank, f"{one.rank} {said(pack, 'levels', one.key)}") for one in pack.levels],
        "gate": [(key, "–" if key == "none" else said(pack, "gates", key)) for key in GATES],
        "condition": [
            ("", "–"), *((one.key, said(pack, "conditions", one.key, "question")) for one in pack.conditions)
        ],
        "cost": [(one.key, said(pack, "cost_classes", one.key)) for one in pack.cost_classes],
        "evidence_kind": [(one.key, said(pack, "evidence_kinds", one.key)) for one in pack.evidence_kinds],
        "evidence_methods": [(one.key, said(pack, "evidence_methods", one.key)) for one in pack.evidence_methods],
    }  # fmt: skip


def said(pack: Pack, section: str, key: str, field: str = "name") -> str:
    """The words of an entry, or its key."""
    return pack.say(section, key, field, pack_language()) or key


def label_of(issue: Issue) -> str:
    """An issue by number, requirement and title."""
    about = issue.item.key if issue.item else ""
    return " · ".join(part for part in (str(issue.number), about, say(issue.titles)) if part)


class RemoveForm(forms.Form):
    """Which revision of a change is taken back."""

    revision = forms.IntegerField(widget=forms.HiddenInput)


class TranslationForm(forms.Form):
    """The words of one requirement in one language, and whether the translation was reviewed."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    state = forms.ChoiceField(label=_("State of this translation"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, language: str, fields: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shown = fields
        offer(self, "state", [(state, STATES[state]) for state in TEXT_STATES])
        for name in fields:
            self.fields[name] = words_field(FIELDS[name], language, longest=LONGEST_TEXT, rows=ROWS[name])

    def words(self) -> dict[str, str]:
        """What was typed, by field."""
        return {name: self.cleaned_data[name] for name in self.shown}


STATES = {
    "draft": _("Draft: another person should look at it"),
    "reviewed": _("Reviewed: it says what the source says"),
}
