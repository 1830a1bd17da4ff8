"""The framework at a glance, its document page and its questions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ladder.catalogue.access import is_decided_elsewhere, may_keep_catalogue
from ladder.catalogue.exports import list_oscal_names
from ladder.catalogue.models import FrameworkVersion
from ladder.catalogue.queries import pack_of
from ladder.catalogue.queries.document_page import build_document_page, list_questions
from ladder.catalogue.queries.matrix import build_matrix
from ladder.catalogue.views.chosen import choose_version, list_shown, show_nothing_yet
from ladder.catalogue.views.downloads import list_downloads
from ladder.webkit.languages import pack_language

Status = FrameworkVersion.Status


@require_safe
def show_current(request: HttpRequest) -> HttpResponse:
    """The matrix of the version in force."""
    return show_version(request, "")


@require_safe
def show_version(request: HttpRequest, address: str) -> HttpResponse:
    """The matrix of principles and levels."""
    version = choose_version(request, address)
    if version is None:
        return show_nothing_yet(request)
    pack, language = pack_of(version), pack_language()
    context = {
        "version": version,
        "name": pack.read("framework", "framework", "name", language),
        "summary": pack.read("framework", "framework", "summary", language),
        "notice": pack.read("framework", "framework", "notice", language),
        "matrix": build_matrix(pack, language),
    }
    return render(request, "catalogue/framework.html", context)


@require_safe
def show_about(request: HttpRequest, address: str = "") -> HttpResponse:
    """The document page: where the version stands, licence, sources, hash, languages, other versions, downloads."""
    version = choose_version(request, address)
    if version is None:
        return show_nothing_yet(request)
    pack, may_keep = pack_of(version), may_keep_catalogue(request.user)
    context = {
        "version": version,
        "document": build_document_page(pack, pack_language()),
        "downloads": list_downloads(version, pack.languages),
        "oscal_names": list_oscal_names(pack),
        "versions": list_shown(request.user),
        "may_keep": may_keep,
        "may_publish": may_keep and version.status == Status.DRAFT and not is_decided_elsewhere(Status.PUBLISHED),
        "may_withdraw": may_keep and version.status == Status.PUBLISHED and not is_decided_elsewhere(Status.WITHDRAWN),
    }
    return render(request, "catalogue/about.html", context)


@require_safe
def show_questions(request: HttpRequest, address: str = "") -> HttpResponse:
    """Questions and answers."""
    version = choose_version(request, address)
    if version is None:
        return show_nothing_yet(request)
    questions = list_questions(pack_of(version), pack_language())
    return render(request, "catalogue/faq.html", {"version": version, "questions": questions})
