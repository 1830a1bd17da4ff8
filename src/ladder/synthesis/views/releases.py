"""Pages of releases: their history, the certificate in plain words, the files, and the two steps to a publication."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ladder.accounts.models import User
from ladder.consultation.access import require_keeper
from ladder.consultation.models import Round
from ladder.synthesis.access import (
    get_release_or_404,
    get_results_or_404,
    get_weighed_or_404,
    may_prepare,
    may_publish,
    may_see_live,
)
from ladder.synthesis.downloads import media_type_of, zip_files
from ladder.synthesis.forms import say_refusal
from ladder.synthesis.models import Release
from ladder.synthesis.queries import releases
from ladder.synthesis.queries.history import steps_of
from ladder.synthesis.services.releases import ReleaseStepError, prepare_release, publish_release, set_aside_release
from ladder.synthesis.views.results import standing_of
from ladder.webkit.downloads import offer_file

A_DAY_SECONDS = 86_400


@require_safe
def list_releases(request: HttpRequest, address: str) -> HttpResponse:
    """All releases of a round with what changed in each, and the one that waits."""
    consultation = get_results_or_404(request.user, address)
    rows = [row for row in releases.releases_of(consultation) if row.state == Release.State.PUBLISHED]
    context = {
        **standing_of(request, consultation),
        "steps": steps_of([(row, releases.bundle_of(row).tables) for row in rows]),
        "waiting": releases.waiting(consultation) if may_see_live(request.user) else None,
        "may_prepare": may_prepare(request.user) and consultation.status != Round.Status.DRAFT,
        "unsealed": releases.count_unsealed(consultation) if may_prepare(request.user) else 0,
    }
    return render(request, "synthesis/releases.html", context)


@require_safe
def show_release(request: HttpRequest, address: str, number: int) -> HttpResponse:
    """One release: certificate, hashes, files; for those who decide, what is to be published."""
    consultation = get_results_or_404(request.user, address)
    release = get_release_or_404(request.user, consultation, number)
    context = {
        **standing_of(request, consultation),
        "shown": release,
        "counted": sorted(release.certificate.get("counted", {}).items()),
        "files": releases.list_files(release),
        "commands": [f"ladder release {verb} {folder_of(consultation, number)}" for verb in ("verify", "audit")],
        "comments": releases.bundle_of(release).comments,
        "may_publish": may_publish(request.user, release),
        "may_set_aside": may_see_live(request.user) and release.state == Release.State.PREPARED,
    }
    return render(request, "synthesis/release.html", context)


@require_safe
def send_zip(request: HttpRequest, address: str, number: int) -> HttpResponse:
    """The whole bundle as one archive."""
    consultation = get_results_or_404(request.user, address)
    release = get_release_or_404(request.user, consultation, number)
    folder = folder_of(consultation, number)
    response = offer_file(zip_files(folder, releases.files_of(release)), f"{folder}.zip", "application/zip")
    return with_caching(response, release, "zip")


def folder_of(consultation: Round, number: int) -> str:
    """The folder in which the files of a release stand."""
    return f"{consultation.address}-release-{number}"


@require_safe
def send_file(request: HttpRequest, address: str, number: int, name: str) -> HttpResponse:
    """One file of a release."""
    consultation = get_results_or_404(request.user, address)
    release = get_release_or_404(request.user, consultation, number)
    text = releases.file_of(release, name)
    if text is None:
        raise Http404
    return with_caching(HttpResponse(text, media_type_of(name)), release, name)


def with_caching(response: HttpResponse, release: Release, name: str) -> HttpResponse:
    """What is published never changes, so copies of it may be kept; what waits is asked for each time."""
    response["ETag"] = f'"{release.digest[:32]}-{name}"'
    is_public = release.state == Release.State.PUBLISHED
    response["Cache-Control"] = f"public, max-age={A_DAY_SECONDS}" if is_public else "private, no-store"
    return response


@require_POST
def prepare(request: HttpRequest, address: str) -> HttpResponse:
    """Freeze what was heard as the next release."""
    keeper = require_keeper(request.user)
    _reader, consultation = get_weighed_or_404(keeper, address)
    try:
        release = prepare_release(consultation=consultation, actor=keeper, on=timezone.localdate())
    except ReleaseStepError as refusal:
        return refuse(request, refusal, "synthesis:releases", address)
    messages.success(request, _("The release is prepared. Another person looks at it and publishes it."))
    return redirect("synthesis:release", address, release.number)


@require_POST
def publish(request: HttpRequest, address: str, number: int) -> HttpResponse:
    """Show a release to everybody."""
    return take_step(
        request, address, number,
        lambda release, reader: publish_release(release=release, actor=reader, on=timezone.localdate()),
        _("The release is published. It never changes again."),
    )  # fmt: skip


@require_POST
def set_aside(request: HttpRequest, address: str, number: int) -> HttpResponse:
    """Take back a release that nobody published."""
    return take_step(
        request, address, number,
        lambda release, reader: set_aside_release(release=release, actor=reader),
        _("The release is set aside. Its number is free again."),
    )  # fmt: skip


def take_step(
    request: HttpRequest, address: str, number: int, step: Callable[[Release, User], Release], done: str
) -> HttpResponse:
    """A step of those who prepare and decide; where it is refused, the page says why."""
    reader, consultation = get_weighed_or_404(request.user, address)
    release = get_release_or_404(reader, consultation, number)
    try:
        step(release, reader)
    except ReleaseStepError as refusal:
        return refuse(request, refusal, "synthesis:release", address, number)
    messages.success(request, done)
    return redirect("synthesis:releases", address)


def refuse(request: HttpRequest, refusal: ReleaseStepError, name: str, *place: object) -> HttpResponse:
    """Back to a page with the reasons."""
    for reason in refusal.reasons:
        messages.error(request, say_refusal(reason))
    return redirect(name, *place)
