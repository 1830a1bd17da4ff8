"""The links of the page head. Each room registers its own when Django starts."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Entry:
    """One link: a lazily translated label, the name of an address, its place, and who sees it (all, if not said)."""

    label: str | Promise
    url_name: str
    order: int = 100
    is_shown: Callable[[HttpRequest], bool] | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """One link as the page shows it."""

    label: str
    url: str
    is_here: bool


_entries: dict[str, Entry] = {}


def register(entry: Entry) -> None:
    """Add a link, to be called in `AppConfig.ready`; the same address name replaces."""
    _entries[entry.url_name] = entry


def links_for(request: HttpRequest) -> list[Link]:
    """The links this reader sees, in order; an address that does not exist is left out."""
    ordered = sorted(_entries.values(), key=lambda entry: (entry.order, entry.url_name))
    shown = [
        (entry, find_url(entry.url_name)) for entry in ordered if entry.is_shown is None or entry.is_shown(request)
    ]
    here = find_place(request.path, [url for _, url in shown])
    return [Link(str(entry.label), url, url == here) for entry, url in shown if url]


def find_place(path: str, urls: list[str]) -> str:
    """The link under which a page stands: the longest address its own begins with; the first page stands alone."""
    return max(
        (url for url in urls if url and (path == url or (url != "/" and path.startswith(url)))), key=len, default=""
    )


def find_url(name: str) -> str:
    """The address of a name, or "" where no room offers it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
