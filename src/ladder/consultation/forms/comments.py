"""The form of a comment on the words of a requirement."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from ladder.consultation.forms.fields import offer
from ladder.consultation.forms.survey import WordsForm
from ladder.consultation.models import Contribution
from ladder.consultation.queries.comments import FIELDS, ItemPage
from ladder.consultation.services.comments import anchor_words
from ladder.consultation.services.contributing import LONGEST_TEXT, AnchorEntry

WHOLE = ""


class CommentForm(WordsForm):
    """Which words are meant, what kind of comment it is, what is said, and which words would be better.

    The words are chosen sentence by sentence, pasted, or marked in the page where scripts run (`quote_field` and
    `quote_start` come from there).
    """

    changes = forms.UUIDField(widget=forms.HiddenInput, required=False)
    sentence = forms.ChoiceField(label=_("Which words?"), required=False, widget=forms.RadioSelect)
    quote = forms.CharField(
        label=_("Or exactly these words"),
        required=False,
        max_length=1000,
        help_text=_("Copy them from the requirement, or mark them in it."),
    )
    quote_field = forms.ChoiceField(
        choices=[("", ""), *((name, name) for name in FIELDS)], required=False, widget=forms.HiddenInput
    )
    quote_start = forms.IntegerField(min_value=0, max_value=1_000_000, required=False, widget=forms.HiddenInput)
    comment_type = forms.ChoiceField(
        label=_("Kind of comment"),
        choices=Contribution.CommentType.choices,
        initial=Contribution.CommentType.GENERAL,
    )
    text = forms.CharField(
        label=_("Your comment"), required=False, max_length=LONGEST_TEXT, widget=forms.Textarea({"rows": 4})
    )
    proposed = forms.CharField(
        label=_("Words you propose instead"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 2}),
    )
    field_order = ("number", "changes", "sentence", "quote", "comment_type", "text", "proposed", "consent", "language")

    def __init__(self, *args: Any, shown: ItemPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shown = shown
        sentences = [(one.choice, one.text) for one in shown.sentences]
        offer(self, "sentence", [(WHOLE, _("The whole requirement")), *sentences])

    def anchor(self) -> AnchorEntry | None:
        """The words that are meant; None for the whole requirement.

        Raises:
            ValidationError: the words that were copied do not stand there.
        """
        found = self.cleaned_data
        if found["quote"].strip():
            return self.anchor_quote(found["quote"], found["quote_field"], found["quote_start"] or 0)
        if not found["sentence"]:
            return None
        chosen = next(one for one in self.shown.sentences if one.choice == found["sentence"])
        reading = self.shown.reading(chosen.field)
        return anchor_words(reading.text, chosen.text, language=reading.language, field=chosen.field, near=chosen.start)

    def anchor_quote(self, quote: str, field: str, start: int) -> AnchorEntry:
        """The anchor of words that were copied or marked: in the field named, else in the first that has them."""
        wanted = " ".join(quote.split())
        order = [field] if field else [name for name in FIELDS if wanted in self.shown.reading(name).text] or ["text"]
        reading = self.shown.reading(order[0])
        return anchor_words(reading.text, wanted, language=reading.language, field=order[0], near=start)

    def changed(self) -> UUID | None:
        """The number of the comment that this one replaces."""
        number: UUID | None = self.cleaned_data["changes"]
        return number
