"""Forms of those who put questions to a body: the question, its options with what each would do, and the time."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ladder.consultation.forms.fields import offer, offer_rows
from ladder.consultation.wording import say, trimmed
from ladder.core.canonical import digest_of
from ladder.governance.forms.subjects import names_of_subjects, read_organisations, read_sites
from ladder.governance.forms.words import Words, WordsForm, typed_words
from ladder.governance.models import Body, Meeting, Option, Proposal
from ladder.governance.services.authorisations import WORDS
from ladder.governance.services.effects import Intended, describe, handler_of
from ladder.governance.services.proposal_plans import OptionPlan, ProposalPlan

A_DAY = timedelta(days=1)
FREE_OPTIONS, MOST_OPTIONS = 2, 8
LONGEST_TITLE, LONGEST_TEXT, LONGEST_KEY = 200, 20_000, 40
STATED_IN_WORDS = {"open_fund_call": "fund_call", "approve_allocation": "allocation_run"}


def end_of(day: date) -> datetime:
    """The moment until which a day that is included lasts; the last day of the calendar has no end and gives itself."""
    return datetime.combine(day + A_DAY if day < date.max else day, time(), UTC)


class MeetingField(forms.ModelChoiceField[Meeting]):
    """A meeting, by title and day."""

    def label_from_instance(self, obj: Meeting) -> str:
        """Title and day."""
        return f"{say(obj.titles)} · {obj.held_on.isoformat()}"


class ProposalForm(WordsForm):
    """The question, and what it is about."""

    words: ClassVar[tuple[Words, ...]] = (
        Words("title", _("Question"), LONGEST_TITLE, is_needed=True),
        Words("text", _("What there is to know"), LONGEST_TEXT, 6),
    )
    sites = forms.CharField(
        label=_("Sites that it is about"), required=False, max_length=1000,
        help_text=_("Codes of sites, separated by commas. Whoever works or owns them takes no position."),
    )  # fmt: skip
    organisations = forms.CharField(
        label=_("Organisations that it is about"), required=False, widget=forms.Textarea({"rows": 2}), max_length=2000,
        help_text=_("Names as the registry has them, one a line. Their seats take no position."),
    )  # fmt: skip
    meeting = MeetingField(
        label=_("Meeting in which it is spoken of"),
        queryset=Meeting.objects.none(),
        required=False,
        to_field_name="public_id",
    )

    def __init__(self, *args: Any, body: Body, kept: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept = [one for one in kept if not one.startswith(("site:", "organisation:"))]
        rows = body.meetings.exclude(state=Meeting.State.CANCELLED)
        offer_rows(self, "meeting", rows)

    def clean_sites(self) -> list[str]:
        """The sites as subjects."""
        return read_sites(self.cleaned_data["sites"])

    def clean_organisations(self) -> list[str]:
        """The organisations as subjects."""
        return read_organisations(self.cleaned_data["organisations"])

    def plan(self, options: Sequence[OptionPlan]) -> ProposalPlan:
        """The proposal that was typed. Subjects that no field shows stay."""
        found = self.cleaned_data
        subjects = [*found["sites"], *found["organisations"], *self.kept]
        return ProposalPlan(
            self.texts("title"), self.texts("text"), options, subjects, found["meeting"], found.get("revision")
        )


class ChangeForm(ProposalForm):
    """Other words for a proposal that has opened, why, and until when positions are taken on them."""

    words: ClassVar[tuple[Words, ...]] = (
        *ProposalForm.words,
        Words("reason", _("Why it is changed"), LONGEST_TEXT, 2, is_needed=True),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)
    last_day = forms.DateField(
        label=_("Positions are taken until, this day included"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )


class OpenForm(forms.Form):
    """Until when positions are taken."""

    last_day = forms.DateField(
        label=_("Positions are taken until, this day included"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )


class OptionForm(WordsForm):
    """One option: its name, its words, and what it would do. One without a name is left out."""

    words: ClassVar[tuple[Words, ...]] = (
        Words("name", _("Option"), LONGEST_TITLE),
        Words("text", _("What speaks for it"), LONGEST_TEXT, 3),
    )
    key = forms.SlugField(required=False, max_length=LONGEST_KEY, widget=forms.HiddenInput)
    effects = forms.MultipleChoiceField(
        label=_("What it would do"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Without anything marked, all stays as it is."),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("It would also authorise"), required=False)
    subject = forms.SlugField(label=_("Name of what is authorised"), required=False, max_length=60)
    authorised = forms.CharField(label=_("How far it goes"), required=False, max_length=2000)

    def __init__(self, *args: Any, offers: Mapping[str, Intended], powers: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offers = offers
        offer(self, "effects", [(key, describe(one)) for key, one in offers.items()])
        kinds = [(kind, one.name) for kind in STATED_IN_WORDS if kind in powers and (one := handler_of(kind))]
        offer(self, "kind", [("", "—"), *kinds])
        if not kinds:
            for name in ("kind", "subject", "authorised"):
                del self.fields[name]
        if not offers:
            del self.fields["effects"]

    def clean(self) -> dict[str, Any]:
        """An authorisation says of what and how far."""
        found: dict[str, Any] = super().clean() or {}
        if found.get("kind") and not (found.get("subject") and found.get("authorised", "").strip()):
            self.add_error("kind", gettext("Say what is authorised: give it a name, and write how far it goes."))
        return found

    def plan(self, place: int) -> OptionPlan | None:
        """The option that was typed; None for one without a name."""
        names = trimmed(self.texts("name"))
        if not names:
            return None
        found = self.cleaned_data
        effects = [self.offers[key] for key in found.get("effects", ())]
        if found.get("kind"):
            subject = f"{STATED_IN_WORDS[found['kind']]}:{found['subject']}"
            effects.append(Intended(found["kind"], subject, {WORDS: found["authorised"].strip()}))
        return OptionPlan(found.get("key") or f"option-{place}", names, self.texts("text"), effects)


OptionFormSet = forms.formset_factory(
    OptionForm, extra=FREE_OPTIONS, max_num=MOST_OPTIONS, absolute_max=MOST_OPTIONS, validate_max=True
)


def key_of(intended: Intended) -> str:
    """How a form names an effect: by what it is."""
    return digest_of([intended.kind, intended.subject, dict(intended.payload)])[:16]


def offers_of(body: Body, options: Iterable[Option] = ()) -> dict[str, Intended]:
    """The effects to choose from: what the body could decide now, and what the options state already."""
    offered = [intended for kind in body.powers if (handler := handler_of(kind)) for intended in handler.offers(body)]
    stated = [Intended.read(entry) for option in options for entry in option.effects]
    return {key_of(one): one for one in [*offered, *stated]}


def typed_option(option: Option) -> dict[str, Any]:
    """An option as its form shows it."""
    effects = [key_of(Intended.read(entry)) for entry in option.effects]
    return {"key": option.key, "effects": effects, **typed_words(name=option.names, text=option.texts)}


def typed_proposal(proposal: Proposal) -> dict[str, Any]:
    """A proposal as its form shows it."""
    return {
        **typed_words(title=proposal.titles, text=proposal.texts),
        **names_of_subjects(proposal.subjects),
        "meeting": proposal.meeting.public_id if proposal.meeting else None,
    }
