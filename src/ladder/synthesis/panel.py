"""What other rooms' pages show of results, without knowing this room: only what is published."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from ladder.consultation.models import Round
from ladder.synthesis.access import may_see_live
from ladder.synthesis.models import Release
from ladder.synthesis.queries import releases


def show_results(request: HttpRequest, consultation: Round) -> SafeString:
    """On the page of a round: the way to its results; for the public only once they are published."""
    published = releases.latest_published(consultation)
    sees_live = may_see_live(request.user) and consultation.status != Round.Status.DRAFT
    if published is None and not sees_live:
        return SafeString("")
    words = {"round": consultation, "release": published, "sees_live": sees_live}
    return SafeString(render_to_string("synthesis/_round_panel.html", words, request))


def show_heard(request: HttpRequest, requirement: tuple[int, str]) -> SafeString:
    """On the page of a requirement (version and key): in which rounds it was consulted on, with its classes then."""
    version, key = requirement
    rows = Release.objects.filter(round__version=version, round__items__key=key, state=Release.State.PUBLISHED)
    newest = {row.round_id: row for row in rows.select_related("round").order_by("number")}
    heard = [(row.round, classes_in(row, key)) for row in newest.values()]
    if not heard:
        return SafeString("")
    return SafeString(render_to_string("synthesis/_requirement_panel.html", {"heard": heard, "key": key}, request))


def classes_in(release: Release, key: str) -> tuple[str, ...]:
    """The classes of a requirement in a release."""
    items = releases.bundle_of(release).tables.items
    return next((one.classes for one in items if one.item == key), ())
