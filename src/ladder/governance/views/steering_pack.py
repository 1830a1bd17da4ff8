"""The steering pack: only the issues that were sent up, each on one sheet; and how one becomes a proposal."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ladder.audit.services import record_read
from ladder.consultation.views.keeping import status_of
from ladder.consultation.views.saving import both_methods, sent, try_to_save
from ladder.governance import access
from ladder.governance.forms.sending_up import SendUpForm
from ladder.governance.queries.steering_pack import sheets_of
from ladder.governance.services.hearing import hear
from ladder.governance.services.sending_up import send_up
from ladder.synthesis.words import name_of_groups


@require_safe
def show_pack(request: HttpRequest, address: str) -> HttpResponse:
    """Every issue before the steering committee; the reading is logged."""
    reader, row = access.get_steering_pack_or_404(request.user, address)
    record_read(actor=reader, target=f"round:{row.public_id}", why="steering_pack")
    heard, grouping = hear(row)
    sheets = sheets_of(row)
    context = {
        "round": row,
        "sheets": sheets,
        "lines": {one.issue.number: heard.line(one.issue.item.key) if one.issue.item else None for one in sheets},
        "all_groups": name_of_groups(grouping.names),
        "works_here": access.may_use_desk(request.user),
    }
    return render(request, "governance/desk/steering.html", context)


@both_methods
def send_issue_up(request: HttpRequest, address: str, number: int) -> HttpResponse:
    """Write the answers among which the steering committee chooses, and make the proposal."""
    worker, issue = access.get_issue_or_404(request.user, address, number)
    form = SendUpForm(sent(request), round_=issue.round)
    proposal = try_to_save(form, lambda _found: send_up(issue=issue, reasons=form.reasons(), actor=worker))
    if proposal is None:
        context = {"round": issue.round, "issue": issue, "form": form}
        return render(request, "governance/desk/send_up.html", context, status=status_of(form))
    messages.success(request, _("The proposal is in preparation. Open it when the committee can take positions."))
    return redirect("governance:proposal", proposal.public_id)
