"""The plan on paper: a page that prints well, and a PDF with the pictures, in any of the languages."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ladder.assessment.reading import look_at
from ladder.consultation.wording import text_languages
from ladder.improvement import access
from ladder.improvement.paper import write_plan
from ladder.improvement.queries.plans import read_plan
from ladder.improvement.views.plans import context_of
from ladder.webkit.downloads import offer_file
from ladder.webkit.languages import speaking


@require_safe
def show_print(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One sheet for the wall of the office: pictures, who, until when, who pays."""
    site = access.get_site_or_404(request.user, public_id)
    look = look_at(request, public_id)
    view = read_plan(site, look.version, look.today)
    if view.plan is None:
        raise Http404
    return render(request, "improvement/print.html", context_of(request, look, view))


@require_safe
def download_pdf(request: HttpRequest, public_id: UUID, language: str) -> HttpResponse:
    """The same as a PDF, in a language."""
    site = access.get_site_or_404(request.user, public_id)
    look = look_at(request, public_id)
    view = read_plan(site, look.version, look.today)
    if view.plan is None or language not in text_languages():
        raise Http404
    with speaking(language):
        content = write_plan(view, look.version, language, look.today)
    return offer_file(content, f"plan-{look.site.public_id}.{language}.pdf", "application/pdf")
