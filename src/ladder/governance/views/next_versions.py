"""Pages of a version in the making: the list, what hinders it, its terms, building it, and proposing it to a body."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ladder.catalogue.access import get_version_or_404
from ladder.catalogue.models import FrameworkVersion
from ladder.consultation.views.keeping import status_of
from ladder.consultation.views.saving import UNPROCESSABLE, both_methods, faults_of, sent, try_to_save
from ladder.governance import access
from ladder.governance.forms.next_versions import BeginForm, BodyForm, TermsForm, typed
from ladder.governance.models import NextVersion
from ladder.governance.queries import next_pages
from ladder.governance.queries.amendments import list_changes
from ladder.governance.queries.deciding_bodies import bodies_with_power
from ladder.governance.queries.next_hindrances import accepted_by_round, hindrances_of
from ladder.governance.services import next_version as services
from ladder.governance.services.publication_proposals import propose_publication, propose_status
from ladder.webkit.languages import pack_language


@require_safe
def list_next(request: HttpRequest) -> HttpResponse:
    """Every version in the making or made."""
    access.require_desk(request.user)
    return render(request, "governance/next_versions.html", {"rows": next_pages.list_next_versions()})


@both_methods
def begin(request: HttpRequest) -> HttpResponse:
    """Begin the version that follows one and answers rounds."""
    worker = access.require_desk(request.user)
    form = BeginForm(sent(request))
    made = try_to_save(
        form,
        lambda found: services.make_next_version(
            base=found["base"], rounds=list(found["rounds"]), terms=form.terms(), actor=worker, at=timezone.now()
        ),
    )
    if made is not None:
        messages.success(request, _("The next version is begun. Write the changes that the accepted issues ask for."))
        return redirect("governance:next_version", made.public_id)
    return render(request, "governance/next_begin.html", {"form": form}, status=status_of(form))


@require_safe
def show_next(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Where a version in the making stands, what hinders it, and its changes."""
    _worker, row = access.get_next_version_or_404(request.user, public_id)
    return render(request, "governance/next_version.html", overview(row))


def overview(row: NextVersion) -> dict[str, Any]:
    """What the page of a version in the making shows."""
    changes, accepted = list_changes(row), accepted_by_round(row)
    return {
        **context_of(row, "overview"),
        "rounds": list(accepted),
        "hindrances": hindrances_of(row, changes, accepted),
        "lines": next_pages.list_lines(row, changes, pack_language()),
        "waiting": next_pages.list_waiting(accepted, changes),
        "translated": next_pages.languages_of(row, changes),
        "proposals": next_pages.proposals_about(row),
    }


def context_of(row: NextVersion, here: str) -> dict[str, Any]:
    """What every page of a version in the making needs; `here` is the page."""
    return {"next": row, "here": here, "may_change": row.state in services.CHANGEABLE}


@both_methods
def change_terms(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Other dates, another number."""
    worker, row = access.get_next_version_or_404(request.user, public_id)
    form = TermsForm(sent(request), initial=typed(row))
    saved = try_to_save(form, lambda _found: services.change_terms(next_version=row, terms=form.terms(), actor=worker))
    if saved is not None:
        messages.success(request, _("Saved. Build the version again before it is proposed."))
        return redirect("governance:next_version", public_id)
    context = {**context_of(row, "terms"), "form": form}
    return render(request, "governance/next_terms.html", context, status=status_of(form))


@require_POST
def build(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Load what the changes make as a draft of the catalogue."""
    worker, row = access.get_next_version_or_404(request.user, public_id)
    try:
        services.build_version(next_version=row, actor=worker, on=timezone.localdate())
    except ValidationError as refusal:
        return refused(request, row, refusal)
    messages.success(request, _("The version is built. It stands in the catalogue as a draft."))
    return redirect("governance:next_version", public_id)


@require_POST
def set_aside(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give a version in the making up."""
    worker, row = access.get_next_version_or_404(request.user, public_id)
    try:
        services.set_aside(next_version=row, actor=worker)
    except ValidationError as refusal:
        return refused(request, row, refusal)
    messages.success(request, _("The version is set aside. Its changes stay on record."))
    return redirect("governance:next_version", public_id)


def refused(request: HttpRequest, row: NextVersion, refusal: ValidationError) -> HttpResponse:
    """The page again, with every reason."""
    context = {**overview(row), "faults": faults_of(refusal)}
    return render(request, "governance/next_version.html", context, status=UNPROCESSABLE)


@both_methods
def propose(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Put what was built before a body."""
    worker, row = access.get_next_version_or_404(request.user, public_id)
    bodies = bodies_with_power("publish_version")
    form = BodyForm(sent(request), bodies=bodies)
    made = try_to_save(
        form,
        lambda found: propose_publication(
            next_version=row, body=next(one for one in bodies if one.address == found["body"]), actor=worker
        ),
    )
    if made is not None:
        messages.success(request, _("The proposal is drafted. Complete its words and open it for positions."))
        return redirect("governance:proposal", made.public_id)
    context = {**context_of(row, "propose"), "form": form, "bodies": bodies, "hindrances": hindrances_of(row)}
    return render(request, "governance/next_propose.html", context, status=status_of(form))


@both_methods
def propose_of_catalogue(request: HttpRequest, address: str) -> HttpResponse:
    """Propose that a loaded draft be published, or that a published version be withdrawn."""
    worker = access.require_desk(request.user)
    version = get_version_or_404(worker, address)
    is_draft = version.status == FrameworkVersion.Status.DRAFT
    bodies = bodies_with_power("publish_version" if is_draft else "withdraw_version")
    form = BodyForm(sent(request), bodies=bodies)
    made = try_to_save(
        form,
        lambda found: propose_status(
            version=version, body=next(one for one in bodies if one.address == found["body"]), actor=worker
        ),
    )
    if made is not None:
        messages.success(request, _("The proposal is drafted. Complete its words and open it for positions."))
        return redirect("governance:proposal", made.public_id)
    context = {"form": form, "version": version, "bodies": bodies, "is_draft": is_draft}
    return render(request, "governance/next_propose_status.html", context, status=status_of(form))
