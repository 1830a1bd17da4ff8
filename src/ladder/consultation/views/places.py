"""Pages of those who take part in an online dialogue: their place, by its code, and their questions."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from ladder.consultation import access
from ladder.consultation.forms.places import PlaceForm, QuestionForm, RegistrationForm
from ladder.consultation.models import Gathering, Registration
from ladder.consultation.services import limits
from ladder.consultation.services.questions import ask_question
from ladder.consultation.services.registrations import RegistrationPlan, cancel_place, find_registration, register
from ladder.consultation.services.sealing import seal, unseal
from ladder.consultation.tongues import name_of
from ladder.consultation.views.dialogues import calendar_response, context_of_dialogue, entry_of
from ladder.consultation.views.keeping import status_of
from ladder.consultation.views.saving import both_methods, sent, try_to_save
from ladder.consultation.wording import say
from ladder.core.consultation.codes import show_code
from ladder.webkit.answers import answer_status

PURPOSE = "place"


@never_cache
@both_methods
def take_place(request: HttpRequest, address: str, public_id: UUID) -> HttpResponse:
    """Register; the code is shown on the page that follows."""
    dialogue = access.get_dialogue_or_404(request.user, address, public_id)
    form = RegistrationForm(sent(request), dialogue=dialogue)
    if form.is_valid() and limits.is_spent(request, limits.ARRIVALS):
        return answer_status(request, limits.TOO_MANY)
    made = try_to_save(
        form,
        lambda found: register(
            gathering=dialogue,
            plan=RegistrationPlan(
                found["language_spoken"],
                found["language_heard"],
                dialogue.round.groups.filter(group__key=found["group"]).first() if found["group"] else None,
                found["access_needs"],
            ),
        ),
    )
    if made is not None:
        limits.spend(request, limits.ARRIVALS)
        remember(request, dialogue, made[1])
        return redirect("consultation:place", address, public_id)
    context = {**context_of_dialogue(request, dialogue), "form": form}
    return render(request, "consultation/session_register.html", context, status=status_of(form))


@never_cache
@both_methods
def show_place(request: HttpRequest, address: str, public_id: UUID) -> HttpResponse:
    """The place that this browser holds, or the question for its code."""
    dialogue = access.get_dialogue_or_404(request.user, address, public_id)
    form = PlaceForm(sent(request))
    if form.is_valid():
        if limits.is_spent(request, limits.CODES):
            return answer_status(request, limits.TOO_MANY)
        if find_registration(dialogue, form.cleaned_data["code"]) is not None:
            remember(request, dialogue, form.cleaned_data["code"])
            return redirect("consultation:place", address, public_id)
        limits.spend(request, limits.CODES)
        form.add_error("code", _("No place is held by this code here. Look for look-alikes and try again."))
    code, held = held_by(request, dialogue)
    context = {
        **context_of_dialogue(request, dialogue),
        "form": form,
        "held": held,
        "code": show_code(code) if held else "",
        "channel": name_of(held.language_heard) if held else "",
    }
    return render(request, "consultation/session_place.html", context, status=status_of(form))


@require_POST
def give_back(request: HttpRequest, address: str, public_id: UUID) -> HttpResponse:
    """Give the place of this browser back."""
    dialogue = access.get_dialogue_or_404(request.user, address, public_id)
    _code, held = held_by(request, dialogue)
    if held is None:
        raise Http404
    cancel_place(registration=held)
    request.session.pop(key_of(dialogue), None)
    messages.success(request, _("Your place was given back. Thank you for telling."))
    return redirect("consultation:session", address, public_id)


@never_cache
@require_safe
def send_own_calendar(request: HttpRequest, address: str, public_id: UUID) -> HttpResponse:
    """The dialogue for the calendar of somebody who has a place: with the way to join."""
    dialogue = access.get_dialogue_or_404(request.user, address, public_id)
    _code, held = held_by(request, dialogue)
    if held is None or held.state != Registration.State.REGISTERED:
        raise Http404
    lines = [say(dialogue.descriptions), dialogue.join_address, dialogue.phone_bridge]
    entry = entry_of(request, dialogue, description="\n".join(line for line in lines if line))
    return calendar_response(dialogue, entry)


@both_methods
def ask(request: HttpRequest, address: str, public_id: UUID) -> HttpResponse:
    """Ask the hosts a question, in any language."""
    dialogue = access.get_dialogue_or_404(request.user, address, public_id)
    form = QuestionForm(sent(request))
    if form.is_valid() and limits.is_spent(request, limits.ARRIVALS):
        return answer_status(request, limits.TOO_MANY)
    asked = try_to_save(
        form,
        lambda found: ask_question(
            gathering=dialogue, language=found["language"], text=found["text"], consent=found["consent"]
        ),
    )
    if asked is not None:
        limits.spend(request, limits.ARRIVALS)
        messages.success(request, _("Your question is with the hosts."))
        return redirect("consultation:session", address, public_id)
    context = {**context_of_dialogue(request, dialogue), "form": form}
    return render(request, "consultation/session_ask.html", context, status=status_of(form))


def key_of(dialogue: Gathering) -> str:
    """Where the sealed code of a place stands in the session."""
    return f"place:{dialogue.public_id}"


def remember(request: HttpRequest, dialogue: Gathering, code: str) -> None:
    """Keep the code, sealed, for as long as the browser stays open."""
    request.session[key_of(dialogue)] = seal(code, PURPOSE)
    if not request.user.is_authenticated:
        request.session.set_expiry(0)


def held_by(request: HttpRequest, dialogue: Gathering) -> tuple[str, Registration | None]:
    """The code and the place of this browser."""
    code = unseal(str(request.session.get(key_of(dialogue), "")), PURPOSE) or ""
    return code, find_registration(dialogue, code) if code else None
