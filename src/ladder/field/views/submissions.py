"""Pages of what was handed in: the room's first page, the list, one submission, and what was set aside."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ladder.accounts.models import User
from ladder.assessment.words import METHOD_WORDS
from ladder.audit.services import record_read
from ladder.consultation.views.saving import UNPROCESSABLE, sent, try_to_save
from ladder.field.access import may_make_forms, require_field
from ladder.field.forms.deciding import AcceptForm, LeaveForm
from ladder.field.models import Submission
from ladder.field.queries import submissions as queries
from ladder.field.services.deciding import accept_submission, leave_aside
from ladder.field.submission_access import (
    get_submission_or_404,
    may_decide,
    may_import,
    require_decider,
    visible_submissions,
)
from ladder.field.words import (
    ASIDE_SENTENCES,
    EVENT_WORDS,
    FAULT_SENTENCES,
    FLAG_SENTENCES,
    SOURCE_WORDS,
    STATE_SENTENCES,
    STATE_WORDS,
)
from ladder.webkit.downloads import offer_file
from ladder.webkit.paging import page_of


@require_safe
def show_home(request: HttpRequest) -> HttpResponse:
    """What waits, what came in lately, and where everything else is."""
    person = require_field(request.user)
    visible = visible_submissions(person)
    counts = queries.count_states(visible)
    context = {
        "counts": counts,
        "received": counts["waiting"] + counts["taken"] + counts["replaced"],
        "lately": queries.lately_by_site(visible),
        "may_make": may_make_forms(person),
        "may_import": may_import(person),
    }
    return render(request, "field/home.html", context)


@require_safe
def list_submissions(request: HttpRequest) -> HttpResponse:
    """Submissions this person may read, by state and site."""
    visible = visible_submissions(require_field(request.user))
    wanted = queries.Wanted.read(request.GET)
    context = {
        "page": page_of(request, queries.list_submissions(visible, wanted)),
        "wanted": wanted,
        "sites": queries.sites_in(visible),
        "state_words": STATE_WORDS,
        "source_words": SOURCE_WORDS,
    }
    return render(request, "field/submissions.html", context)


@require_safe
def show_submission(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One submission, question by question, and what became of it."""
    return show(request, get_submission_or_404(request.user, public_id), None, None)


def show(
    request: HttpRequest, submission: Submission, accept: AcceptForm | None, leave: LeaveForm | None
) -> HttpResponse:
    """The page of one submission, with what a person filled in on it."""
    can_decide = may_decide(request.user) and submission.state == Submission.State.ASIDE
    context = {
        "submission": submission,
        "story": queries.tell(submission),
        "accept": (accept or AcceptForm(initial=first_words(submission))) if can_decide else None,
        "leave": (leave or LeaveForm()) if can_decide else None,
        "state_words": STATE_WORDS,
        "state_sentences": STATE_SENTENCES,
        "source_words": SOURCE_WORDS,
        "flag_sentences": FLAG_SENTENCES,
        "fault_sentences": FAULT_SENTENCES,
        "event_words": EVENT_WORDS,
        "method_words": METHOD_WORDS,
        "aside_sentence": ASIDE_SENTENCES.get(submission.aside_reason, ""),
    }
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "field/submission.html", context, status=status)


def first_words(submission: Submission) -> dict[str, str]:
    """What the form to accept holds at first: who sent it, and the site where it is known."""
    site = submission.site
    return {
        "speaker": submission.person.username if submission.person else "",
        "site": (site.code or str(site.public_id)) if site else "",
    }


@require_POST
def accept(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Let through what was set aside, in somebody's name."""
    actor = require_decider(request.user)
    submission = get_submission_or_404(actor, public_id)
    form = AcceptForm(sent(request))
    saved = try_to_save(
        form,
        lambda found: accept_submission(submission=submission, **found, actor=actor, on=timezone.localdate()),
    )
    if saved is None:
        return show(request, submission, form, None)
    messages.success(request, _("It is let through. Findings are taken from it within moments."))
    return redirect("field:submission", public_id)


@require_POST
def leave(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Leave it aside for good."""
    actor = require_decider(request.user)
    submission = get_submission_or_404(actor, public_id)
    form = LeaveForm(sent(request))
    saved = try_to_save(form, lambda found: leave_aside(submission=submission, reason=found["reason"], actor=actor))
    if saved is None:
        return show(request, submission, None, form)
    messages.success(request, _("It stays aside, as it came."))
    return redirect("field:submission", public_id)


@require_safe
def send_xml(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The form as the phone sent it, byte for byte. Whoever takes what somebody else sent is named in the log.

    Not so for one's own, as on its page: the log would tell who sent a day sheet.
    """
    submission = get_submission_or_404(request.user, public_id)
    if not isinstance(request.user, User):
        raise Http404
    if submission.person_id != request.user.pk:
        record_read(actor=request.user, target=f"submission:{submission.public_id}", why="field_submission_xml")
    return offer_file(bytes(submission.xml), f"{submission.public_id}.xml", "text/xml; charset=utf-8")
