"""What a newer version would change for a site: the part of the level's page, and the page of every change."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from ladder.assessment import queries
from ladder.assessment.access import Reader, may_see_reasons
from ladder.assessment.ahead import Ahead, Way, look_ahead, seen_principles
from ladder.assessment.reading import Look, look_at
from ladder.assessment.views.context import context_of
from ladder.assessment.words import CHANGE_WORDS
from ladder.catalogue.access import may_see_drafts
from ladder.catalogue.models import FrameworkVersion
from ladder.catalogue.queries import ladder_of, pack_of
from ladder.catalogue.queries.lineage import list_pairs
from ladder.consultation.wording import read
from ladder.core.assessment.result import SiteResult
from ladder.governance.queries.transitions import Transition, transition_of
from ladder.webkit.languages import pack_language


@dataclass(frozen=True, slots=True)
class Prospect:
    """A site's level under one version beside what a newer version would change, and the transition between them."""

    older: FrameworkVersion
    newer: FrameworkVersion
    preview: Ahead
    transition: Transition | None
    is_accepted: bool
    is_draft: bool
    waits: bool


def show_ahead(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Every requirement that a newer version would change, with the way to the words that caused it."""
    look = look_at(request, public_id)
    prospect = find_prospect(request.user, look, queries.result_on(look.site, look.version, look.day))
    if prospect is None:
        raise Http404
    context = {**context_of(request, look), **tell_prospect(prospect)}
    return render(request, "assessment/ahead.html", context)


def tell_prospect(prospect: Prospect | None) -> dict[str, object]:
    """What the templates need to show it."""
    words = prospect.transition.words if prospect and prospect.transition else {}
    return {"prospect": prospect, "transition_words": read(words), "change_words": CHANGE_WORDS}


def find_prospect(user: Reader, look: Look, result: SiteResult) -> Prospect | None:
    """What lies ahead of the level that a page shows today; None on other days, and where no version follows.

    Where nothing was recorded under the version looked at, the level under the newest earlier one is taken. One query
    where no version follows, at most five where one does.
    """
    if not look.is_today:
        return None
    if seen_principles(result):
        newer = queries.version_after(look.version, with_drafts=may_see_drafts(user))
        return weigh(user, look, look.version, newer, result) if newer else None
    older = next((one for one in look.versions if one.position < look.version.position), None)
    if older is None or older.framework_id != look.version.framework_id:
        return None
    return weigh(user, look, older, look.version, queries.result_on(look.site, older, look.day))


def weigh(
    user: Reader, look: Look, older: FrameworkVersion, newer: FrameworkVersion, result: SiteResult
) -> Prospect | None:
    """The preview between two versions; None where the newer one does not descend from the older."""
    pairs = list_pairs(older, newer)
    if pairs is None:
        return None
    way = Way(pack_of(older), pack_of(newer), ladder_of(newer), tuple(pairs))
    preview = look_ahead(way, result, pack_language(), may_rise=may_see_reasons(user, look.site))
    transition = transition_of(older)
    return Prospect(
        older=older,
        newer=newer,
        preview=preview,
        transition=transition,
        is_accepted=transition is None or transition.accepts(look.today),
        is_draft=newer.status == FrameworkVersion.Status.DRAFT,
        waits=bool(newer.effective_from and newer.effective_from > look.today),
    )
