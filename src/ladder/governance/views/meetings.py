"""Pages of meetings: the list, one with who was there, planning, and recording."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ladder.accounts.models import User
from ladder.consultation.access import is_keeper
from ladder.consultation.views.saving import UNPROCESSABLE, both_methods, faults_of, sent, try_to_save
from ladder.governance.access import get_body_or_404, get_meeting_or_404, require_keeper, takes_part_in, tenures_of
from ladder.governance.forms.meetings import MeetingForm, RecordForm, typed_meeting, typed_record
from ladder.governance.models import Body, Meeting, Proposal
from ladder.governance.queries.attending import benches_of, meetings_for, seats_on
from ladder.governance.services.meetings import cancel_meeting, change_meeting, plan_meeting, record_meeting
from ladder.webkit.paging import page_of


@require_safe
def list_meetings(request: HttpRequest) -> HttpResponse:
    """Meetings that were held; for those who take part, also those to come."""
    user = request.user
    keeps = is_keeper(user)
    mine = None if keeps else [one.seat.body_id for one in tenures_of(user)]
    context = {
        "page": page_of(request, meetings_for(mine)),
        "bodies": list(Body.objects.filter(state=Body.State.STANDING).order_by("pk")) if keeps else [],
    }
    return render(request, "governance/meetings.html", context)


@require_safe
def show_meeting(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """When and where, who was there, the minutes, and what was spoken of."""
    return answer(request, get_meeting_or_404(request.user, public_id))


def answer(request: HttpRequest, meeting: Meeting, refusal: ValidationError | None = None) -> HttpResponse:
    """The page of a meeting."""
    proposals = meeting.proposals.select_related("body").order_by("pk")
    public = (Proposal.State.DECIDED,)
    follows = takes_part_in(request.user, meeting.body)
    shown = proposals.exclude(state=Proposal.State.DRAFT) if follows else proposals.filter(state__in=public)
    benches = benches_of(meeting)
    context = {
        "meeting": meeting,
        "benches": benches,
        "there": sum(one.there for one in benches),
        "seats": sum(len(one.rows) for one in benches),
        "is_shielded": meeting.body.shields_seats and not follows,
        "proposals": list(shown),
        "may_keep": is_keeper(request.user),
        "is_past": meeting.held_on <= timezone.localdate(),
        "faults": faults_of(refusal) if refusal else [],
    }
    return render(request, "governance/meeting.html", context, status=UNPROCESSABLE if refusal else 200)


@both_methods
def plan(request: HttpRequest) -> HttpResponse:
    """A new meeting of the body that the address names."""
    keeper = require_keeper(request.user)
    body = get_body_or_404(keeper, request.GET.get("body", ""))
    form = MeetingForm(sent(request))
    made = try_to_save(form, lambda _found: plan_meeting(body=body, plan=form.plan(), actor=keeper))
    if made is not None:
        messages.success(request, _("The meeting is planned."))
        return redirect("governance:meeting", made.public_id)
    context = {"form": form, "body": body, "title": _("Plan a meeting")}
    return render(request, "governance/meeting_form.html", context, status=UNPROCESSABLE if form.errors else 200)


@both_methods
def change(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Another day, place or title."""
    keeper, meeting = kept(request, public_id)
    form = MeetingForm(sent(request), initial=typed_meeting(meeting))
    changed = try_to_save(form, lambda _found: change_meeting(meeting=meeting, plan=form.plan(), actor=keeper))
    if changed is not None:
        messages.success(request, _("Saved."))
        return redirect("governance:meeting", public_id)
    context = {"form": form, "body": meeting.body, "meeting": meeting, "title": _("Change the meeting")}
    return render(request, "governance/meeting_form.html", context, status=UNPROCESSABLE if form.errors else 200)


@both_methods
def keep(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Who was there, and the minutes."""
    keeper, meeting = kept(request, public_id)
    if meeting.state == Meeting.State.CANCELLED or meeting.held_on > timezone.localdate():
        raise Http404
    form = RecordForm(sent(request), seats=seats_on(meeting.body, meeting.held_on), initial=typed_record(meeting))
    recorded = try_to_save(
        form,
        lambda _found: record_meeting(meeting=meeting, record=form.record(), actor=keeper, on=timezone.localdate()),
    )
    if recorded is not None:
        messages.success(request, _("Attendance and minutes are on record."))
        return redirect("governance:meeting", public_id)
    context = {"form": form, "body": meeting.body, "meeting": meeting, "title": _("Attendance and minutes")}
    return render(request, "governance/meeting_form.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_POST
def cancel(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Call a meeting off."""
    keeper, meeting = kept(request, public_id)
    try:
        cancel_meeting(meeting=meeting, actor=keeper)
    except ValidationError as refusal:
        return answer(request, meeting, refusal)
    messages.success(request, _("The meeting is called off."))
    return redirect("governance:meeting", public_id)


def kept(request: HttpRequest, public_id: UUID) -> tuple[User, Meeting]:
    """The person and the meeting that they keep."""
    keeper = require_keeper(request.user)
    return keeper, get_meeting_or_404(keeper, public_id)
