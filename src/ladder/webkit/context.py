"""What every page's shell needs, without a query of its own."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from ladder import __version__
from ladder.webkit.languages import html_language
from ladder.webkit.navigation import links_for


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """A language under its own name, and this page's address in it."""

    code: str
    html_code: str
    name: str
    url: str
    is_active: bool


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor: languages, navigation, notes and version."""
    return {
        "languages": language_links(request),
        "html_language": html_language(),
        "navigation": links_for(request),
        "is_demonstration": settings.IS_DEMONSTRATION,
        "product_version": __version__,
    }


def language_links(request: HttpRequest) -> list[LanguageLink]:
    """One link a language; it keeps the rest of the address."""
    active = get_language()
    links = []
    for code, name in settings.LANGUAGES:
        query = request.GET.copy()
        query["lang"] = code
        links.append(LanguageLink(code, html_language(code), name, f"?{query.urlencode()}", code == active))
    return links
