"""Steps with a proposal: open it, take it back, count it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ladder.consultation.views.saving import try_to_save
from ladder.governance.access import get_prepared_or_404, get_spoken_for_or_404
from ladder.governance.forms.proposals import OpenForm, end_of
from ladder.governance.services.closing import close_proposal
from ladder.governance.services.proposals import open_proposal, withdraw_proposal
from ladder.governance.views.proposal_page import Tried, act, answer


@require_POST
def open_it(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Put a proposal to its body."""
    reader, proposal = get_prepared_or_404(request.user, public_id)
    form = OpenForm(request.POST)
    opened = try_to_save(
        form,
        lambda found: open_proposal(
            proposal=proposal, actor=reader, closes_at=end_of(found["last_day"]), at=timezone.now()
        ),
    )
    if opened is None:
        proposal.refresh_from_db()
        return answer(request, proposal, Tried({"open_form": form}))
    messages.success(request, _("The proposal is open. Its words and the rules are fixed by a digest."))
    return redirect("governance:proposal", public_id)


@require_POST
def withdraw(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take a proposal back."""
    reader, proposal = get_prepared_or_404(request.user, public_id)
    return act(
        request, proposal, _("The proposal is taken back. What was said stays on record."),
        lambda: withdraw_proposal(proposal=proposal, actor=reader, at=timezone.now()),
    )  # fmt: skip


@require_POST
def close(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Count a proposal, once."""
    reader, proposal = get_spoken_for_or_404(request.user, public_id)
    return act(
        request, proposal, _("The proposal is closed, and the whole count is kept."),
        lambda: close_proposal(proposal=proposal, actor=reader, at=timezone.now()),
    )  # fmt: skip
