"""Forms of those who take part: how they come in, and what they say about one requirement or question."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ladder.consultation.forms.fields import offer
from ladder.consultation.models import Contribution, Participant, Round
from ladder.consultation.queries.survey import Words
from ladder.consultation.services.contributing import LONGEST_TEXT
from ladder.consultation.services.participants import Arrival
from ladder.consultation.tongues import OTHER, SPOKEN
from ladder.consultation.wording import say, text_languages
from ladder.registry.models import Organisation
from ladder.registry.queries.sites import list_provinces
from ladder.webkit.languages import pack_language

ELSEWHERE = "elsewhere"
UNSAID = ("", _("I would rather not say"))
CODE_SIGNS = 40


def code_field(label: Any, *, required: bool, help_text: Any = "") -> forms.CharField:
    """A code, typed: no keyboard of a phone should change what is typed."""
    attributes = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
    widget = forms.TextInput(attributes)
    return forms.CharField(label=label, required=required, max_length=CODE_SIGNS, help_text=help_text, widget=widget)


class TakePartForm(forms.Form):
    """How somebody comes in. Everything about the person is voluntary."""

    code = code_field(
        _("Code of your invitation"),
        required=False,
        help_text=_("Eight signs on your card. Leave it empty if you have none. Your earlier code works here too."),
    )
    group = forms.ChoiceField(
        label=_("The group that is nearest to you"),
        required=False,
        help_text=_("Needed, unless you have the code of an invitation: then your group is known."),
    )
    language = forms.ChoiceField(label=_("The language you write in"), choices=SPOKEN)
    voice = forms.ChoiceField(
        label=_("How your answers are kept"),
        initial="anonymous",
        choices=(
            ("anonymous", _("Anonymous: without any day or order, mixed with answers of at least four other people")),
            ("pseudonym", _("Under a pseudonym: with the day; your answers can be read together, never with a name")),
        ),
        widget=forms.RadioSelect,
    )
    speaks_for = forms.ChoiceField(
        label=_("You speak for"),
        initial="self",
        choices=(("self", _("myself")), ("organisation", _("my organisation, which counts as one voice"))),
        widget=forms.RadioSelect,
    )
    organisation = forms.CharField(
        label=_("Name of your organisation"),
        required=False,
        max_length=200,
        help_text=_("Only if it should be shown with your answers. It cannot be anonymous then."),
    )
    gender = forms.ChoiceField(label=_("You are"), required=False, choices=(UNSAID, *Participant.Gender.choices))
    province = forms.ChoiceField(label=_("You live or work in"), required=False)

    def __init__(self, *args: Any, in_round: Round, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups = {group.group.key: group for group in in_round.groups.select_related("group")}
        groups = [("", _("Choose")), *((key, say(group.group.names)) for key, group in self.groups.items())]
        provinces = [UNSAID, *((name, name) for name in list_provinces() if name), (ELSEWHERE, _("Elsewhere"))]
        offer(self, "group", groups)
        offer(self, "province", provinces)
        self.fields["language"].initial = pack_language()

    def clean_organisation(self) -> Organisation | None:
        """The organisation of the registry with this name or short name.

        Raises:
            ValidationError: there is none.
        """
        typed = " ".join(self.cleaned_data["organisation"].split())
        if not typed:
            return None
        named = Organisation.objects.filter(name__iexact=typed) | Organisation.objects.filter(acronym__iexact=typed)
        found = named.order_by("pk").first()
        if found is None:
            sentence = gettext("This name is not in the list of organisations. Leave it empty: you still count as one.")
            raise forms.ValidationError(sentence)
        return found

    def arrival(self) -> Arrival:
        """What was said on coming in."""
        found = self.cleaned_data
        return Arrival(
            language=found["language"],
            group=self.groups.get(found["group"]),
            is_anonymous=found["voice"] == "anonymous",
            gender=found["gender"],
            province=found["province"],
            speaks_for_organisation=found["speaks_for"] == "organisation",
            organisation=found["organisation"],
        )


class CodeForm(forms.Form):
    """The code with which somebody goes on."""

    code = code_field(_("Your code"), required=True, help_text=_("Eight signs. Blanks and small letters do no harm."))

    def add_unknown(self) -> None:
        """Say that nobody has this code."""
        self.add_error("code", gettext("Nobody has this code in this round. Check each sign and type it again."))


class WordsForm(forms.Form):
    """What every form of words asks: the number that keeps it from being saved twice, consent, and the language."""

    number = forms.UUIDField(widget=forms.HiddenInput, required=False)
    consent = forms.ChoiceField(
        label=_("What may be done with these words"),
        choices=Contribution.Consent.choices,
        initial=Contribution.Consent.PARAPHRASE,
    )
    language = forms.ChoiceField(label=_("They are written in"), choices=SPOKEN)

    def offer_few_languages(self) -> None:
        """Only the language chosen on coming in, those of the product and "another": less to load a hundred times."""
        few = {self.initial.get("language", ""), *text_languages(), OTHER}
        offer(self, "language", [(code, name) for code, name in SPOKEN if code in few])

    def drawn_number(self) -> uuid.UUID:
        """The number that came with the form; a form sent without one gets its own."""
        return self.cleaned_data["number"] or uuid.uuid4()


class PositionForm(WordsForm):
    """Where somebody stands on a requirement, and why."""

    position = forms.ChoiceField(
        label=_("Where do you stand?"),
        choices=Contribution.Position.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the four, or skip this requirement.")},
    )
    text = forms.CharField(
        label=_("Why?"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Never names of people."),
    )
    proposed = forms.CharField(
        label=_("Words you would change it to"), required=False, max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 2}),
    )  # fmt: skip
    field_order = ("number", "position", "text", "proposed", "consent", "language")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_few_languages()


class AnswerForm(WordsForm):
    """An answer to a question of the round."""

    text = forms.CharField(
        label=_("Your answer"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": _("Write an answer, or skip this question.")},
    )
    field_order = ("number", "text", "consent", "language")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_few_languages()


class AsideForm(forms.Form):
    """A note for the facilitator alone."""

    text = forms.CharField(
        label=_("What the facilitator should know"), max_length=LONGEST_TEXT, widget=forms.Textarea({"rows": 5})
    )
    language = forms.ChoiceField(label=_("Written in"), choices=SPOKEN)


def starting_with(words: Words | None, participant: Participant) -> dict[str, Any]:
    """What a form shows when it is opened: what was said before, under a fresh number."""
    start: dict[str, Any] = {"number": uuid.uuid4(), "language": participant.language}
    if words is not None:
        names = ("position", "text", "proposed", "consent", "language", "comment_type")
        start |= {name: getattr(words, name) for name in names}
    return start
