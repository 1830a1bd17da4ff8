"""Where somebody tells something, and comes back with a code: for anybody, without account, cookie or script."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ladder.consultation.services.limits import is_spent, spend
from ladder.core.grievances import cases, codes
from ladder.core.grievances.padding import TooLongError
from ladder.grievances.access import may_tell_for_others
from ladder.grievances.choices import PICTURES, STATE_SENTENCES, TOLD_KINDS
from ladder.grievances.forms import TOO_LONG, TellForm
from ladder.grievances.models import Grievance
from ladder.grievances.queries.following import list_answers, list_sealed_answers, may_withdraw
from ladder.grievances.queries.ring import Ring, find_ring
from ladder.grievances.sealing import Stretched, Told
from ladder.grievances.services.telling import (
    Offered,
    add,
    add_words,
    find_by_code,
    find_by_handle,
    take_in,
    tell,
    withdraw,
)
from ladder.grievances.views.quiet import CODES, TELLING, is_built, quiet
from ladder.grievances.wire import read_document, read_hex, read_words
from ladder.registry.access import require
from ladder.webkit.answers import answer_status
from ladder.webkit.faults import Fault

TOO_MANY, UNPROCESSABLE, CONFLICT, UNKNOWN = 429, 422, 409, 404


@quiet
@require_http_methods(["GET", "HEAD", "POST"])
def tell_something(request: HttpRequest) -> HttpResponse:
    """The page to tell something on; without scripts the server seals what it sends."""
    if request.method != "POST":
        return show_form(request, TellForm())
    if is_spent(request, TELLING):
        return answer_status(request, TOO_MANY)
    form = TellForm(request.POST)
    if not form.is_valid():
        return show_form(request, form, status=UNPROCESSABLE)
    spend(request, TELLING)
    way = "facilitator" if request.POST.get("way") == "facilitator" else "server"
    try:
        code = tell(told=told_in(form, way), on=timezone.localdate())
    except ValidationError as fault:
        return show_form(request, form, [Fault("", sentence) for sentence in fault.messages], status=UNPROCESSABLE)
    except TooLongError:  # signs that are longer when they are sealed, as quotation marks are
        form.add_error("text", TOO_LONG)
        return show_form(request, form, status=UNPROCESSABLE)
    return render(request, "grievances/told.html", {"code": codes.show_code(code), "way": way})


@require_safe
def tell_for_somebody(request: HttpRequest) -> HttpResponse:
    """The same page for those who write down what others tell them. It sends to the page for anybody."""
    require(may_tell_for_others(request.user))
    response = show_form(request, TellForm(), way="facilitator")
    response.headers["Cache-Control"] = "no-store"
    return response


@quiet
@require_POST
def take_sealed(request: HttpRequest) -> HttpResponse:
    """Take in what a browser sealed."""
    if is_spent(request, TELLING):
        return JsonResponse({}, status=TOO_MANY)
    spend(request, TELLING)
    try:
        document, ring = read_document(request), find_ring()
        words = read_words(document, ring.by_fingerprint)
        handle, answer_key = read_hex(document.get("handle")), read_hex(document.get("answer_key"))
        take_in(offered=Offered(handle, answer_key, words), on=timezone.localdate())
    except ValidationError:
        return JsonResponse({}, status=CONFLICT)
    return JsonResponse({})


@quiet
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """Where a code leads, for a browser without scripts: state, answers, more words, taking back."""
    if request.method != "POST":
        return show_follow(request, [])
    if is_spent(request, CODES):
        return answer_status(request, TOO_MANY)
    typed = request.POST.get("code", "")
    grievance, stretched = find_by_code(typed)
    if grievance is None or stretched is None:
        if stretched is not None:  # a slip of the finger is no guess
            spend(request, CODES)
        return show_follow(request, [Fault("", say_wrong(typed))], status=UNPROCESSABLE)
    try:
        done = act(request, grievance)
    except ValidationError as fault:
        return show_case(request, grievance, stretched, faults=[Fault("", one) for one in fault.messages])
    return show_case(request, grievance, stretched, done=done)


@quiet
@require_POST
def follow_sealed(request: HttpRequest) -> HttpResponse:
    """Where the handle of a code leads, for a browser that keeps the code to itself."""
    if is_spent(request, CODES):
        return JsonResponse({}, status=TOO_MANY)
    today = timezone.localdate()
    try:
        document = read_document(request)
        grievance = find_by_handle(read_hex(document.get("handle")))
        if grievance is None:
            spend(request, CODES)
            return JsonResponse({}, status=UNKNOWN)
        if document.get("withdraw") is True:
            withdraw(grievance=grievance, on=today)
        elif "body" in document:
            add(grievance=grievance, words=read_words(document, find_ring().by_fingerprint), on=today)
    except ValidationError:
        return JsonResponse({}, status=CONFLICT)
    grievance.refresh_from_db()
    answers = [sealed.hex() for sealed in list_sealed_answers(grievance)]
    may = {"is_open": is_open(grievance), "may_withdraw": may_withdraw(grievance)}
    return JsonResponse({"state": say_state(grievance), **may, "answers": answers})


def act(request: HttpRequest, grievance: Grievance) -> str:
    """Add or take back, as the form says; what was done, "" for only looking."""
    today, what = timezone.localdate(), request.POST.get("act", "")
    if what == "withdraw":
        withdraw(grievance=grievance, on=today)
    elif what == "add":
        form = TellForm(request.POST)
        if not form.is_valid():
            raise ValidationError([str(one) for one in form.errors["text"]] or [_("Write what happened.")])
        try:
            add_words(grievance=grievance, told=told_in(form, "server"), on=today)
        except TooLongError as fault:
            raise ValidationError(str(TOO_LONG)) from fault
    else:
        return ""
    grievance.refresh_from_db()
    return what


def told_in(form: TellForm, way: str) -> Told:
    """What a checked form says."""
    found = form.cleaned_data
    return Told(found["text"], way, found["site"], found["kind"], get_language() or "")


def show_form(
    request: HttpRequest, form: TellForm, faults: list[Fault] | None = None, *, way: str = "server", status: int = 200
) -> HttpResponse:
    """The page to tell something on, or how to reach help where nobody can hear yet."""
    ring = find_ring()
    kinds = [(key, name, PICTURES[key]) for key, name in TOLD_KINDS.items()]
    context = {**about(ring), "form": form, "faults": faults or [], "kinds": kinds, "way": way}
    return render(request, "grievances/tell.html", context, status=status)


def show_follow(request: HttpRequest, faults: list[Fault], status: int = 200) -> HttpResponse:
    """The page that asks for a code."""
    return render(request, "grievances/follow.html", {**about(find_ring()), "faults": faults}, status=status)


def show_case(
    request: HttpRequest,
    grievance: Grievance,
    stretched: Stretched,
    *,
    done: str = "",
    faults: list[Fault] | None = None,
) -> HttpResponse:
    """What a source sees of its case."""
    context = {
        "code": request.POST.get("code", ""),
        "state": say_state(grievance),
        "is_open": is_open(grievance),
        "may_withdraw": may_withdraw(grievance),
        "answers": list_answers(grievance, stretched),
        "more": "" if done else request.POST.get("text", ""),
        "done": done,
        "faults": faults or [],
    }
    return render(request, "grievances/followed.html", context, status=UNPROCESSABLE if faults else 200)


def about(ring: Ring) -> dict[str, Any]:
    """What pages that seal need of the ring."""
    houses = {key.organisation_id: place for place, key in enumerate(ring.keys)}
    keys = [
        {"fingerprint": key.fingerprint, "house": houses[key.organisation_id], "key": bytes(key.public_key).hex()}
        for key in ring.keys
    ]
    return {"ring": ring, "ring_keys": keys, "is_built": is_built()}


def say_wrong(typed: str) -> str:
    """Why a code leads nowhere."""
    if codes.is_wellformed(codes.normalise(typed)):
        return _("We do not know this number.")
    return _("A digit is wrong. The number has 21 digits, in seven groups of three.")


def say_state(grievance: Grievance) -> str:
    """The state in words for a source."""
    return str(STATE_SENTENCES[grievance.state])


def is_open(grievance: Grievance) -> bool:
    """Whether more can be said."""
    return grievance.state not in cases.FINAL
