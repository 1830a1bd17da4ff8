"""Pages of those who host an online dialogue: to announce and change it, its questions, what it left behind."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from ladder.audit.services import record_read
from ladder.catalogue.faults import translate_faults
from ladder.consultation import access
from ladder.consultation.forms import dialogues as forms
from ladder.consultation.models import Contribution, Gathering, Round
from ladder.consultation.queries import dialogues as queries
from ladder.consultation.services.dialogue_imports import ImportOutcome, import_dialogue_table
from ladder.consultation.services.dialogues import cancel_dialogue, change_dialogue, plan_dialogue
from ladder.consultation.services.questions import moderate_question
from ladder.consultation.tongues import NAMED
from ladder.consultation.views.dialogues import context_of_dialogue
from ladder.consultation.views.keeping import status_of
from ladder.consultation.views.rounds import context_of
from ladder.consultation.views.saving import both_methods, sent, try_to_save
from ladder.webkit.paging import page_of


@both_methods
def announce(request: HttpRequest, address: str) -> HttpResponse:
    """Announce an online dialogue."""
    keeper = access.require_keeper(request.user)
    row = access.get_round_or_404(keeper, address)
    sheet = Sheet(request, row, None)
    made = sheet.save(lambda plan: plan_dialogue(in_round=row, plan=plan, actor=keeper))
    if made is not None:
        messages.success(request, _("The dialogue is announced."))
        return redirect("consultation:session", address, made.public_id)
    context = {**context_of(request, row, "sessions"), **sheet.context()}
    return render(request, "consultation/session_form.html", context, status=status_of(sheet.form))


@both_methods
def change(request: HttpRequest, address: str, public_id: UUID) -> HttpResponse:
    """Change a dialogue."""
    keeper = access.require_keeper(request.user)
    dialogue = access.get_dialogue_or_404(keeper, address, public_id)
    sheet = Sheet(request, dialogue.round, dialogue)
    saved = sheet.save(lambda plan: change_dialogue(gathering=dialogue, plan=plan, actor=keeper))
    if saved is not None:
        messages.success(request, _("The dialogue was changed. Calendars that follow it are told."))
        return redirect("consultation:session", address, public_id)
    context = {**context_of_dialogue(request, dialogue), **sheet.context()}
    return render(request, "consultation/session_form.html", context, status=status_of(sheet.form))


@require_POST
def call_off(request: HttpRequest, address: str, public_id: UUID) -> HttpResponse:
    """Call a dialogue off."""
    keeper = access.require_keeper(request.user)
    dialogue = access.get_dialogue_or_404(keeper, address, public_id)
    cancel_dialogue(gathering=dialogue, actor=keeper)
    messages.success(request, _("The dialogue was called off. It stays in the list, marked so."))
    return redirect("consultation:session", address, public_id)


class Sheet:
    """The form of a dialogue with its interpretations and its agenda."""

    def __init__(self, request: HttpRequest, row: Round, dialogue: Gathering | None) -> None:
        data = sent(request)
        typed: dict[str, Any] = forms.typed_dialogue(dialogue) if dialogue else {}
        channels: Sequence[dict[str, Any]] = forms.typed_channels(dialogue) if dialogue else ()
        points: Sequence[dict[str, Any]] = forms.typed_points(dialogue) if dialogue else ()
        self.form = forms.DialogueForm(data, initial=typed, round_=row)
        self.channels = forms.ChannelFormSet(data, initial=channels, prefix="channel")
        languages = {"languages": row.languages}
        self.points = forms.PointFormSet(data, initial=points, prefix="point", form_kwargs=languages)

    def save(self, store: Any) -> Gathering | None:
        """Store what was typed, if all of it can be; faults of the rows are told above the form."""
        if not self.form.is_bound:
            return None
        are_valid = [part.is_valid() for part in (self.form, self.channels, self.points)]
        if not all(are_valid):
            self.form.add_error(None, _("Nothing was saved yet. Correct what is marked below."))
            return None
        channels = [channel for form in self.channels if (channel := form.plan()) is not None]
        points = [point for form in self.points if (point := form.plan()) is not None]
        saved: Gathering | None = try_to_save(self.form, lambda _found: store(self.form.plan(channels, points)))
        return saved

    def context(self) -> dict[str, Any]:
        """The parts of the page."""
        return {"form": self.form, "channel_forms": self.channels, "point_forms": self.points}


@require_safe
def show_questions(request: HttpRequest, address: str, public_id: UUID) -> HttpResponse:
    """The questions for the hosts and who is coming: numbers by language, and needs without names. It is logged."""
    host, dialogue = access.get_hosted_dialogue_or_404(request.user, address, public_id)
    record_read(actor=host, target=f"gathering:{dialogue.public_id}", why="dialogue_needs")
    state = request.GET.get("state", "")
    page = page_of(request, queries.list_questions(dialogue, state))
    context = {
        **context_of_dialogue(request, dialogue),
        "page": page,
        "questions": queries.show_questions(page),
        "registrations": queries.count_registrations(dialogue),
        "needs": queries.list_needs(dialogue),
        "state": state,
    }
    return render(request, "consultation/session_questions.html", context)


@require_POST
def moderate(request: HttpRequest, address: str, public_id: UUID, number: UUID) -> HttpResponse:
    """Note what the hosts did with a question."""
    host, dialogue = access.get_hosted_dialogue_or_404(request.user, address, public_id)
    question = queries.find_question(dialogue, number)
    form = forms.ModerationForm(request.POST)
    if question is None:
        raise Http404
    if form.is_valid():
        moderate_question(question=question, state=form.cleaned_data["state"], actor=host)
    else:
        messages.error(request, _("Choose what to do with the question."))
    return redirect("consultation:session_questions", address, public_id)


@both_methods
def hand_in(request: HttpRequest, address: str, public_id: UUID) -> HttpResponse:
    """Take in the chat or the polls of a dialogue."""
    host, dialogue = access.get_hosted_dialogue_or_404(request.user, address, public_id)
    form = forms.TableForm(sent(request), request.FILES if request.method == "POST" else None)
    outcome = None
    if form.is_valid():
        file = form.cleaned_data["file"]
        outcome = import_dialogue_table(
            gathering=dialogue, name=file.name, content=file.read(), actor=host, on=timezone.localdate()
        )
        if not outcome.table.faults:
            messages.success(request, sentence_of(outcome))
            return redirect("consultation:session_questions", address, public_id)
    context = {
        **context_of_dialogue(request, dialogue),
        "form": form,
        "faults": translate_faults(outcome.table.faults) if outcome else [],
        "spoken": NAMED,
        "consents": Contribution.Consent.choices,
        "groups": queries.group_choices(dialogue.round),
    }
    status = 422 if outcome else status_of(form)
    return render(request, "consultation/session_import.html", context, status=status)


def sentence_of(outcome: ImportOutcome) -> str:
    """What an import did, in one sentence."""
    new = ngettext("%(new)s line was taken in.", "%(new)s lines were taken in.", outcome.new) % {"new": outcome.new}
    known = ngettext("%(known)s was here already.", "%(known)s were here already.", outcome.known)
    return f"{new} {known % {'known': outcome.known}}" if outcome.known else new
