"""Forms of those who keep a round: its words and dates, its requirements, questions, rules, and its life."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ladder.catalogue.models import FrameworkVersion
from ladder.catalogue.queries import list_versions
from ladder.consultation.forms.fields import day_field, offer, offer_rows, text_language_choices, words_field
from ladder.consultation.models import Round
from ladder.consultation.services.contents import QuestionPlan
from ladder.consultation.services.preparation import Selection
from ladder.consultation.services.round_plans import LONGEST_TITLE, RoundPlan
from ladder.consultation.wording import name_of_language, text_languages

LONGEST_TEXT = 10_000
LONGEST_REASON = 500
FREE_QUESTIONS = 2
WORDS = (
    ("titles", _("Title"), LONGEST_TITLE, 0),
    ("overviews", _("What this round is about"), LONGEST_TEXT, 4),
    ("visions", _("Vision"), LONGEST_TEXT, 4),
)


class RoundForm(forms.Form):
    """Address, dates, languages and words of a round. Words are asked for in every language of this place."""

    address = forms.SlugField(
        label=_("Address"), max_length=60, help_text=_("Short, without blanks: it becomes part of the web address.")
    )
    opens_on = day_field(_("Opens on"))
    closes_on = day_field(_("Closes on"))
    languages = forms.MultipleChoiceField(label=_("Languages of the round"), widget=forms.CheckboxSelectMultiple)
    has_open_link = forms.BooleanField(
        label=_("Anybody may answer by the open link; such answers are counted apart and decide nothing"),
        required=False,
        initial=True,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = text_language_choices()
        offer(self, "languages", choices)
        self.fields["languages"].initial = [code for code, _name in choices]
        for code, name in choices:
            for field, label, longest, rows in WORDS:
                self.fields[f"{field}_{code}"] = words_field(f"{label} · {name}", code, longest=longest, rows=rows)

    def plan(self, known: Round | None = None) -> RoundPlan:
        """The plan that was typed; questions and answers have a page of their own."""
        found = self.cleaned_data
        texts = {field: {code: found[f"{field}_{code}"] for code in text_languages()} for field, *_rest in WORDS}
        return RoundPlan(
            address=found["address"],
            languages=tuple(found["languages"]),
            opens_on=found["opens_on"],
            closes_on=found["closes_on"],
            has_open_link=found["has_open_link"],
            questions_and_answers=known.questions_and_answers if known else {},
            **texts,
        )


class NewRoundForm(RoundForm):
    """A new round, with the version that it is about."""

    version = forms.ModelChoiceField(
        label=_("Version of the framework"),
        queryset=FrameworkVersion.objects.none(),
        to_field_name="address",
        empty_label=None,
    )
    field_order = ("version",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = [row.pk for row in list_versions() if row.status != FrameworkVersion.Status.WITHDRAWN]
        offer_rows(self, "version", FrameworkVersion.objects.filter(pk__in=chosen).order_by("-position"))


def typed(round_: Round) -> dict[str, Any]:
    """A round as its form shows it."""
    known: dict[str, Mapping[str, str]] = {field: getattr(round_, field) for field, *_rest in WORDS}
    words = {f"{field}_{code}": text for field, texts in known.items() for code, text in texts.items()}
    plain = ("address", "opens_on", "closes_on", "languages", "has_open_link")
    return {**{name: getattr(round_, name) for name in plain}, **words}


class ItemsForm(forms.Form):
    """Which principles and levels a round asks about."""

    principles = forms.TypedMultipleChoiceField(
        label=_("Principles"), coerce=int, widget=forms.CheckboxSelectMultiple, choices=()
    )
    levels = forms.TypedMultipleChoiceField(
        label=_("Levels"), coerce=int, widget=forms.CheckboxSelectMultiple, choices=()
    )

    def __init__(
        self, *args: Any, principles: Iterable[tuple[int, str]], levels: Iterable[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "principles", list(principles))
        offer(self, "levels", list(levels))

    def selection(self) -> Selection:
        """The choice."""
        return Selection(self.cleaned_data["principles"], self.cleaned_data["levels"])


class QuestionForm(forms.Form):
    """One question of the round; a form without any words is left out."""

    key = forms.SlugField(label=_("Short name"), required=False, max_length=40)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in text_languages():
            self.fields[f"text_{code}"] = words_field(name_of_language(code), code, longest=LONGEST_TEXT, rows=2)

    def plan(self) -> QuestionPlan | None:
        """The question typed, None where there is none."""
        texts = {code: self.cleaned_data.get(f"text_{code}", "") for code in text_languages()}
        key = self.cleaned_data.get("key", "")
        return QuestionPlan(key, texts) if key or any(texts.values()) else None


QuestionFormSet = forms.formset_factory(QuestionForm, extra=FREE_QUESTIONS, max_num=60, absolute_max=60)


def typed_questions(round_: Round) -> list[dict[str, str]]:
    """The questions of a round as their forms show them."""
    return [
        {"key": row.key, **{f"text_{code}": text for code, text in row.texts.items()}} for row in round_.questions.all()
    ]


class RulesForm(forms.Form):
    """The rules as the document that is published, for those who know the method."""

    rules = forms.CharField(
        label=_("Rules as JSON"), max_length=20_000, widget=forms.Textarea({"rows": 12, "spellcheck": "false"})
    )

    def clean_rules(self) -> Mapping[str, object]:
        """The document.

        Raises:
            ValidationError: it is not a JSON object.
        """
        try:
            document = json.loads(self.cleaned_data["rules"])
        except (ValueError, RecursionError) as fault:
            raise forms.ValidationError(gettext("This is not JSON. Paste the whole document of rules.")) from fault
        if not isinstance(document, dict):
            raise forms.ValidationError(gettext("Write names and numbers between curly brackets."))
        return document


class AnswersForm(forms.Form):
    """Questions and answers in one language, as text: question, answer below it, a blank line between pairs."""

    answers = forms.CharField(
        label=_("Questions and answers"),
        required=False,
        max_length=60_000,
        widget=forms.Textarea({"rows": 16}),
        help_text=_("A question on one line, its answer on the lines below it, then an empty line."),
    )

    def clean_answers(self) -> list[dict[str, str]]:
        """The pairs.

        Raises:
            ValidationError: a question has no answer.
        """
        return read_answers(self.cleaned_data["answers"])


def read_answers(text: str) -> list[dict[str, str]]:
    """Pairs of question and answer from text.

    Raises:
        ValidationError: a question has no answer.
    """
    blocks = [block.strip().partition("\n") for block in text.replace("\r\n", "\n").split("\n\n") if block.strip()]
    for question, _newline, answer in blocks:
        if not answer.strip():
            sentence = gettext("This question has no answer below it: “%(question)s”.") % {"question": question[:80]}
            raise forms.ValidationError(sentence)
    return [{"question": question.strip(), "answer": answer.strip()} for question, _newline, answer in blocks]


def write_answers(rows: Sequence[Mapping[str, str]]) -> str:
    """Pairs as the text that their form shows."""
    return "\n\n".join(f"{row['question']}\n{row['answer']}" for row in rows)


class ExtendForm(forms.Form):
    """A later last day, and why."""

    closes_on = day_field(_("New last day"))
    reason = forms.CharField(
        label=_("Reason, for everybody to read"), max_length=LONGEST_REASON, widget=forms.Textarea({"rows": 2})
    )


class CloseForm(forms.Form):
    """Closing for good."""

    reason = forms.CharField(
        label=_("Reason, if it closes before its last day is over"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea({"rows": 2}),
    )
