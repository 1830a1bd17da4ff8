"""Files of a version, the same bytes for everybody, with a tag by which a reader knows that nothing changed."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ladder import __version__
from ladder.catalogue.access import get_version_or_404
from ladder.catalogue.exports import FORMS, export, export_oscal_files
from ladder.catalogue.models import FrameworkVersion
from ladder.catalogue.queries import pack_of
from ladder.catalogue.templatetags.catalogue import language_name
from ladder.webkit.downloads import offer_file
from ladder.webkit.languages import pack_language

A_DAY_SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class FileName:
    """`1.0.docx`, `1.0.fr.docx`, `1.0.oscal.zip`: the version's address, a language where one is named, the form."""

    address: str
    language: str
    form: str


@dataclass(frozen=True, slots=True)
class Download:
    """A line of the list of files."""

    name: str
    label: str
    remark: str


@require_safe
def send(request: HttpRequest, name: str) -> HttpResponse:
    """Send a file, or say that the reader has it already."""
    wanted = read_name(name)
    version = get_version_or_404(request.user, wanted.address)
    languages = pack_of(version).languages
    if FORMS[wanted.form].is_by_language and not wanted.language:
        own = pack_language() if pack_language() in languages else version.authoritative_language
        return redirect("catalogue:download", f"{wanted.address}.{own}.{wanted.form}")
    if wanted.language and wanted.language not in languages:
        raise Http404
    language = wanted.language
    tag = f'"{version.content_hash[:32]}-{wanted.form}-{language}-{__version__}"'
    if tag in request.headers.get("If-None-Match", ""):
        return with_caching(HttpResponseNotModified(), version, tag)
    content = export(version.content_hash, wanted.form, language)
    response = offer_file(content, file_name(version, wanted, language), FORMS[wanted.form].media_type)
    return with_caching(response, version, tag)


@require_safe
def send_oscal(request: HttpRequest, address: str, name: str) -> HttpResponse:
    """Send one OSCAL document: the catalogue, a profile, the crosswalks."""
    version = get_version_or_404(request.user, address)
    data = export_oscal_files(version.content_hash).get(name)
    if data is None:
        raise Http404
    tag = f'"{version.content_hash[:32]}-{name}-{__version__}"'
    if tag in request.headers.get("If-None-Match", ""):
        return with_caching(HttpResponseNotModified(), version, tag)
    return with_caching(HttpResponse(data, "application/json"), version, tag)


def read_name(name: str) -> FileName:
    """The parts of a file's name.

    Raises:
        Http404: it ends in no form that is offered.
    """
    form = max((form for form in FORMS if name.endswith(f".{form}")), key=len, default="")
    if not form:
        raise Http404
    stem = name.removesuffix(f".{form}")
    address, _, language = stem.rpartition(".")
    is_language = FORMS[form].is_by_language and language.isalpha()
    return FileName(address, language, form) if is_language else FileName(stem, "", form)


def file_name(version: FrameworkVersion, wanted: FileName, language: str) -> str:
    """Under which name the file is kept."""
    part = f".{language}" if language else ""
    return f"{version.framework.key}-{version.version}{part}.{wanted.form}"


def with_caching(response: HttpResponse, version: FrameworkVersion, tag: str) -> HttpResponse:
    """Published content never changes, so copies of it may be kept; a draft is asked for each time."""
    response["ETag"] = tag
    if version.status == FrameworkVersion.Status.DRAFT:
        response["Cache-Control"] = "private, no-cache"
    else:
        response["Cache-Control"] = f"public, max-age={A_DAY_SECONDS}"
    return response


def list_downloads(version: FrameworkVersion, languages: tuple[str, ...]) -> list[Download]:
    """Every file that is offered of a version."""
    remarks = {
        "docx": _("to read and to comment in Word"),
        "xlsx": _("to change in Excel and bring back"),
        "csv": _("one line a requirement"),
        "yaml": _("the whole version as one file"),
        "zip": _("the content pack as a folder of files"),
        "json": _("the stored document; its SHA-256 is the content hash"),
        "oscal.zip": _("OSCAL catalogue, one profile a level, crosswalks"),
    }
    return [
        Download(f"{version.address}{part}.{form}", label_of(form, part[1:]), remark)
        for form, remark in remarks.items()
        for part in ([f".{language}" for language in languages] if FORMS[form].is_by_language else [""])
    ]


def label_of(form: str, language: str) -> str:
    """The form in capitals, with the language under its own name."""
    words = form.replace(".", " ").upper().replace("OSCAL ZIP", "OSCAL")
    return f"{words} · {language_name(language)}" if language else words
