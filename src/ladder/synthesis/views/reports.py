"""The report of a release: as a page in the reader's language, as PDF and DOCX in every language of reports."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from ladder.consultation.models import Round
from ladder.consultation.wording import name_of_language
from ladder.synthesis.access import get_release_or_404, get_results_or_404
from ladder.synthesis.models import Release
from ladder.synthesis.queries.releases import latest_published
from ladder.synthesis.report.build import REPORT_LANGUAGES, build_report
from ladder.synthesis.report.docx import write_docx
from ladder.synthesis.report.pdf import write_pdf
from ladder.synthesis.report.reading import read_source
from ladder.synthesis.report.tree import Report
from ladder.webkit.downloads import offer_file
from ladder.webkit.languages import find_language, html_language, pack_language

KINDS: dict[str, tuple[Callable[[Report], bytes], str]] = {
    "pdf": (write_pdf, "application/pdf"),
    "docx": (write_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}
KEPT_FILES = 24
A_YEAR_SECONDS = 31_536_000


@dataclass(frozen=True, slots=True)
class ReportFile:
    """One file of a report to download."""

    url: str
    kind: str
    language: str
    html_code: str


@require_safe
def show_latest(request: HttpRequest, address: str) -> HttpResponse:
    """The report of the newest published release."""
    consultation = get_results_or_404(request.user, address)
    release = latest_published(consultation)
    if release is None:
        raise Http404
    return render_report(request, consultation, release)


@require_safe
def show_report(request: HttpRequest, address: str, number: int) -> HttpResponse:
    """The report of one release; of one that waits only for those who prepare and decide."""
    consultation = get_results_or_404(request.user, address)
    return render_report(request, consultation, get_release_or_404(request.user, consultation, number))


def render_report(request: HttpRequest, consultation: Round, release: Release) -> HttpResponse:
    """The page of a report."""
    context = {
        "round": consultation,
        "report": build_report(read_source(release), pack_language()),
        "files": files_of(consultation, release),
    }
    return render(request, "synthesis/report.html", context)


def files_of(consultation: Round, release: Release) -> list[ReportFile]:
    """Every file of the report."""
    return [
        ReportFile(
            reverse("synthesis:report_file", args=[consultation.address, release.number, language, kind]),
            kind.upper(),
            name_of_language(language),
            html_language(find_language(language)),
        )
        for language in REPORT_LANGUAGES
        for kind in KINDS
    ]


@require_safe
def send_report(request: HttpRequest, address: str, number: int, language: str, kind: str) -> HttpResponse:
    """The report as a file; of a published release it is the same for ever."""
    consultation = get_results_or_404(request.user, address)
    release = get_release_or_404(request.user, consultation, number)
    if kind not in KINDS or language not in REPORT_LANGUAGES:
        raise Http404
    is_frozen = release.state == Release.State.PUBLISHED
    make = frozen_file if is_frozen else write_file
    name = f"{consultation.address}-{number}.{language}.{kind}"
    response = offer_file(make(release.pk, language, kind), name, KINDS[kind][1])
    if is_frozen:
        response["Cache-Control"] = f"public, max-age={A_YEAR_SECONDS}"
    return response


def write_file(key: int, language: str, kind: str) -> bytes:
    """The report of the release with this key as a file."""
    release = Release.objects.select_related("round__version").get(pk=key)
    return KINDS[kind][0](build_report(read_source(release), language))


@lru_cache(maxsize=KEPT_FILES)
def frozen_file(key: int, language: str, kind: str) -> bytes:
    """The same, kept in memory: a published report never changes."""
    return write_file(key, language, kind)
