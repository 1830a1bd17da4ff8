"""Pages of case handlers: the list of cases, and one case that two of them open together."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from ladder.assessment.incident_kinds import kind_names
from ladder.consultation.views.saving import faults_of, try_to_save
from ladder.core.grievances import cases
from ladder.grievances.access import Handler, get_case_or_404, get_handler_or_404, may_see_numbers
from ladder.grievances.choices import DECISIONS, TOLD_KINDS, WAYS, words_of
from ladder.grievances.forms import AboutForm, ProposalForm
from ladder.grievances.models import Grievance, Release
from ladder.grievances.queries.cases import count_cases, find_cases, sealed_for, show_case
from ladder.grievances.queries.ring import find_ring
from ladder.grievances.services.handling import About, answer, decide, describe, hand_over, note_opened
from ladder.grievances.services.releasing import Proposal, propose, release
from ladder.grievances.views.quiet import is_built
from ladder.grievances.wire import read_document, read_halves, read_hex
from ladder.registry.access import require
from ladder.webkit.faults import Fault
from ladder.webkit.paging import page_of

UNPROCESSABLE = 422


@require_safe
@never_cache
def list_cases(request: HttpRequest) -> HttpResponse:
    """All cases that this handler may see."""
    handler = get_handler_or_404(request.user)
    page = page_of(request, find_cases(handler))
    context = {"page": page, "handler": handler, "ring": find_ring(), "kinds": kind_names()}
    return render(request, "grievances/cases.html", context)


@require_safe
@never_cache
def show_numbers(request: HttpRequest) -> HttpResponse:
    """How many grievances there are, in tens: all that the secretariat sees."""
    require(may_see_numbers(request.user))
    published = count_cases()
    rows = [(Grievance.State(state).label, number) for state, number in published.by_state.items()]
    return render(request, "grievances/numbers.html", {"published": published, "rows": rows, "ring": find_ring()})


@require_safe
@never_cache
def show_one(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One case: its history, what this handler may do, and, sealed, the words."""
    handler = get_handler_or_404(request.user)
    return show(request, handler, get_case_or_404(handler, public_id))


@require_POST
def take_halves(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What a handler's browser half opened, and whether it showed the words."""
    handler = get_handler_or_404(request.user)
    case, today = get_case_or_404(handler, public_id), timezone.localdate()
    try:
        document = read_document(request)
        if document.get("opened") is True:
            note_opened(handler=handler, case=case, on=today)
        if document.get("halves"):
            hand_over(handler=handler, case=case, halves=read_halves(document), on=today)
    except ValidationError:
        return JsonResponse({}, status=UNPROCESSABLE)
    return JsonResponse({})


@require_POST
def take_answer(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """An answer that a handler's browser sealed."""
    handler = get_handler_or_404(request.user)
    case = get_case_or_404(handler, public_id)
    try:
        document = read_document(request)
        sealed, asks = read_hex(document.get("sealed")), document.get("asks") is True
        answer(handler=handler, case=case, sealed=sealed, asks=asks, on=timezone.localdate())
    except ValidationError:
        return JsonResponse({}, status=UNPROCESSABLE)
    return JsonResponse({})


@require_POST
def describe_case(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What a case is about."""
    handler = get_handler_or_404(request.user)
    case, form = get_case_or_404(handler, public_id), AboutForm(request.POST)
    today = timezone.localdate()
    saved = try_to_save(form, lambda found: described(handler, case, About(**found), today))
    return redirect("grievances:case", public_id) if saved else show(request, handler, case, about=form)


def described(handler: Handler, case: Grievance, about: About, today: Any) -> bool:
    """Whether a description was kept; faults are raised."""
    describe(handler=handler, case=case, about=about, on=today)
    return True


@require_POST
def decide_case(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Refer, reject, validate, close, take a proposal back, or release what another organisation proposed."""
    handler = get_handler_or_404(request.user)
    case, kind, today = get_case_or_404(handler, public_id), request.POST.get("kind", ""), timezone.localdate()
    if kind == cases.RELEASE:
        return attempt(request, handler, case, lambda: release(handler=handler, case=case, on=today))
    return attempt(request, handler, case, lambda: decide(handler=handler, case=case, kind=kind, on=today))


@require_POST
def propose_release(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What a validated case would let out."""
    handler = get_handler_or_404(request.user)
    case, form = get_case_or_404(handler, public_id), ProposalForm(request.POST)
    today = timezone.localdate()
    saved = try_to_save(form, lambda found: propose(handler=handler, case=case, proposal=proposal_in(found), on=today))
    return redirect("grievances:case", public_id) if saved else show(request, handler, case, proposal=form)


def proposal_in(found: Any) -> Proposal:
    """A checked form as a proposal."""
    return Proposal(
        found["precision"], found["is_credible"], tuple(found["words"]), found["protect_days"], found["requirement"]
    )


def attempt(request: HttpRequest, handler: Handler, case: Grievance, act: Callable[[], object]) -> HttpResponse:
    """Do it and go back to the case, or show the case with what stands against it."""
    try:
        act()
    except ValidationError as fault:
        return show(request, handler, case, faults=faults_of(fault))
    return redirect("grievances:case", case.public_id)


def show(
    request: HttpRequest,
    handler: Handler,
    case: Grievance,
    *,
    about: AboutForm | None = None,
    proposal: ProposalForm | None = None,
    faults: list[Fault] | None = None,
) -> HttpResponse:
    """The page of a case."""
    view = show_case(handler, case)
    row = Release.objects.filter(grievance=case).select_related("site").first()
    context = {
        "view": view,
        "case": case,
        "handler": handler,
        "kind_name": kind_names().get(case.kind, ""),
        "released_kind": kind_names().get(row.kind, "") if row else "",
        "sealed": sealed_for(handler, case),
        "names": {"ways": {key: str(one) for key, one in WAYS.items()}, "kinds": told_names()},
        "about": about or AboutForm(initial=about_of(case)),
        "proposal": proposal or ProposalForm(),
        "release": row,
        "release_words": words_of(row.words) if row else "",
        "decisions": [(kind, DECISIONS[kind]) for kind in DECISIONS if kind in view.possible],
        "can_propose": cases.PROPOSE in view.possible,
        "can_describe": cases.DESCRIBED in view.possible,
        "can_answer": cases.ANSWERED in view.possible,
        "can_ask": cases.ASKED in view.possible,
        "faults": faults or [],
        "is_built": is_built(),
    }
    is_faulty = bool(faults or (about and about.errors) or (proposal and proposal.errors))
    return render(request, "grievances/case.html", context, status=UNPROCESSABLE if is_faulty else 200)


def told_names() -> dict[str, str]:
    """The kinds that a source may point at, by key."""
    return {key: str(name) for key, name in TOLD_KINDS.items()}


def about_of(case: Grievance) -> dict[str, Any]:
    """What is known of a case, as the form begins with."""
    names = ("site", "kind", "occurred_on", "is_urgent", "children")
    return {name: getattr(case, name) for name in names}
