"""Pages of proposals: what waits for me, a new one, its words, and the page on which it is discussed and decided."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ladder.accounts.models import User
from ladder.consultation.access import is_keeper
from ladder.consultation.views.saving import UNPROCESSABLE, both_methods, faults_in, sent, try_to_save
from ladder.governance.access import (
    get_body_or_404,
    get_prepared_or_404,
    get_proposal_or_404,
    may_propose,
    require_participant,
    tenures_of,
)
from ladder.governance.forms.proposals import (
    ChangeForm,
    OptionFormSet,
    ProposalForm,
    end_of,
    offers_of,
    typed_option,
    typed_proposal,
)
from ladder.governance.models import Body, Proposal
from ladder.governance.queries.standings import options_of
from ladder.governance.queries.waiting import visible_proposals, waiting_of
from ladder.governance.services.proposal_plans import OptionPlan
from ladder.governance.services.proposals import amend_proposal, change_proposal, draft_proposal
from ladder.governance.views.proposal_page import answer, earliest_day
from ladder.webkit.paging import page_of


@require_safe
def list_proposals(request: HttpRequest) -> HttpResponse:
    """What waits for this person, and every proposal that they follow."""
    reader = require_participant(request.user)
    today = timezone.localdate()
    rows = visible_proposals(reader)
    running = waiting_of(list(rows.filter(state=Proposal.State.OPEN)), reader, today)
    context = {
        "waiting": [one for one in running if one.mine],
        "running": [one for one in running if not one.mine],
        "page": page_of(request, rows.exclude(state=Proposal.State.OPEN)),
        "bodies": bodies_to_ask(reader),
    }
    return render(request, "governance/proposals.html", context)


def bodies_to_ask(user: User) -> list[Body]:
    """The bodies to which this person may put a question."""
    rows = Body.objects.filter(state=Body.State.STANDING).order_by("pk")
    if is_keeper(user):
        return list(rows)
    return list(rows.filter(pk__in=[one.seat.body_id for one in tenures_of(user) if one.seat.chamber_id]))


@both_methods
def new_proposal(request: HttpRequest) -> HttpResponse:
    """A new proposal in preparation, for the body that the address names."""
    reader = require_participant(request.user)
    body = get_body_or_404(reader, request.GET.get("body", ""))
    if not may_propose(reader, body):
        raise Http404
    offers = offers_of(body)
    form = ProposalForm(sent(request), body=body)
    options = option_forms(request, body, offers)
    plans = read_options(options)
    if plans is not None:
        made = try_to_save(form, lambda _found: draft(body, form, plans, reader))
        if made is not None:
            messages.success(request, _("The proposal is in preparation. Only you and the secretariat see it."))
            return redirect("governance:proposal", made.public_id)
    return show_form(request, {"body": body, "form": form, "option_forms": options, "title": _("New proposal")})


def draft(body: Body, form: ProposalForm, plans: list[OptionPlan], reader: User) -> Proposal:
    """Store what was typed."""
    plan = form.plan(plans)
    return draft_proposal(
        body=body, titles=plan.titles, texts=plan.texts, options=plans, actor=reader, subjects=plan.subjects,
        meeting=plan.meeting,
    )  # fmt: skip


@require_safe
def show_proposal(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The question, its options, the discussion, and where every seat stands."""
    return answer(request, get_proposal_or_404(request.user, public_id))


@both_methods
def edit_proposal(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Other words for a proposal in preparation."""
    reader, proposal = get_prepared_or_404(request.user, public_id)
    form = ProposalForm(sent(request), body=proposal.body, kept=proposal.subjects, initial=typed_proposal(proposal))
    options = stored_options(request, proposal)
    plans = read_options(options)
    if plans is not None:
        changed = try_to_save(
            form, lambda _found: change_proposal(proposal=proposal, plan=form.plan(plans), actor=reader)
        )
        if changed is not None:
            messages.success(request, _("Saved."))
            return redirect("governance:proposal", proposal.public_id)
    title = _("Words of the proposal")
    return show_form(
        request, {"body": proposal.body, "proposal": proposal, "form": form, "option_forms": options, "title": title}
    )


@both_methods
def amend(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change a proposal that has opened: positions on the earlier words stay on record and count no more."""
    reader, proposal = get_prepared_or_404(request.user, public_id)
    typed = {**typed_proposal(proposal), "last_day": earliest_day(proposal), "revision": proposal.revision}
    form = ChangeForm(sent(request), body=proposal.body, kept=proposal.subjects, initial=typed)
    options = stored_options(request, proposal)
    plans = read_options(options)
    if plans is not None:
        amended = try_to_save(form, lambda found: store_amendment(proposal, form, plans, reader, found))
        if amended is not None:
            messages.success(request, _("The proposal is changed. Everybody takes a position on the new words."))
            return redirect("governance:proposal", proposal.public_id)
    context = {"body": proposal.body, "proposal": proposal, "form": form, "option_forms": options, "is_amendment": True}
    return show_form(request, {**context, "title": _("Amend the proposal")})


def store_amendment(
    proposal: Proposal, form: ChangeForm, plans: list[OptionPlan], reader: User, found: Mapping[str, Any]
) -> Proposal:
    """Store what was typed as a new revision."""
    return amend_proposal(
        proposal=proposal, plan=form.plan(plans), actor=reader, reasons=form.texts("reason"),
        closes_at=end_of(found["last_day"]), at=timezone.now(),
    )  # fmt: skip


def option_forms(request: HttpRequest, body: Body, offers: Any, initial: Any = None) -> Any:
    """The forms of the options."""
    return OptionFormSet(
        sent(request), prefix="options", initial=initial, form_kwargs={"offers": offers, "powers": body.powers}
    )


def stored_options(request: HttpRequest, proposal: Proposal) -> Any:
    """The forms of the options as they are now."""
    options = list(options_of(proposal))
    offers = offers_of(proposal.body, options)
    return option_forms(request, proposal.body, offers, [typed_option(one) for one in options])


def read_options(options: Any) -> list[OptionPlan] | None:
    """What was typed; None where nothing was sent or an option has faults."""
    if not options.is_bound or not options.is_valid():
        return None
    plans = [form.plan(place) for place, form in enumerate(options, 1)]
    return [one for one in plans if one is not None]


def show_form(request: HttpRequest, context: Mapping[str, Any]) -> HttpResponse:
    """The form, with the faults of what was sent."""
    options, form = context["option_forms"], context["form"]
    if options.is_bound:
        form.is_valid()
        faults = faults_in(options, lambda place, _form: _("Option %(place)s") % {"place": place})
        context = {**context, "faults": faults}
    return render(request, "governance/proposal_form.html", context, status=UNPROCESSABLE if options.is_bound else 200)
