"""The matrix of requirements by groups, and the page of one requirement."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ladder.audit.services import record_read
from ladder.catalogue.access import may_see_drafts
from ladder.catalogue.queries import pack_of
from ladder.consultation.access import get_round_or_404
from ladder.consultation.models import Round, RoundItem
from ladder.registry.access import actor_of
from ladder.synthesis.access import get_item_or_404, get_results_or_404, may_see_live
from ladder.synthesis.models import Release
from ladder.synthesis.queries import matrix, releases
from ladder.synthesis.queries.groups import Grouping, grouping_of
from ladder.synthesis.queries.matrix import Filter, Heard
from ladder.synthesis.queries.next_version import next_version_of
from ladder.synthesis.queries.participation import Participation, participation_of
from ladder.synthesis.queries.requirement import Beside, Detail, live_detail, published_detail, with_translations
from ladder.synthesis.queries.sections import principles_of, sections_of
from ladder.synthesis.report.words_around import words_of
from ladder.synthesis.services.weighing import weigh
from ladder.synthesis.words import CLASS_WORDS, MISSING, name_of_groups
from ladder.webkit.languages import pack_language

MOST_CELLS = 320
MOST_DIGITS = 3


@require_safe
def show_matrix(request: HttpRequest, address: str) -> HttpResponse:
    """What was heard, requirement by requirement and group by group; one principle at a time where that is long."""
    consultation = get_round_or_404(request.user, address)
    context = standing_of(request, consultation)
    if context["release"] is None and not context["is_live"]:
        return render(request, "synthesis/nothing_yet.html", context)
    heard = heard_of(consultation, context["release"], context["grouping"])
    pack = pack_of(consultation.version)
    principles = principles_of(heard, pack, pack_language())
    wanted, may_show_all = read_filter(request, heard, list(principles))
    context |= {
        "wanted": wanted,
        "may_show_all": may_show_all,
        "principles": principles,
        "sections": sections_of(wanted.select(heard), pack, pack_language()),
        "participation": took_part(context["release"], heard),
    }
    return render(request, "synthesis/matrix.html", context)


def standing_of(request: HttpRequest, consultation: Round) -> dict[str, Any]:
    """What every page of results says: released or not, the groups, and where else to go.

    `release` is None where the reader sees what is heard so far.
    """
    published, grouping = releases.latest_published(consultation), grouping_of(consultation)
    is_live = may_see_live(request.user) and (published is None or request.GET.get("live") == "1")
    return {
        "round": consultation,
        "release": None if is_live else published,
        "published": published,
        "is_live": is_live,
        "sees_live": may_see_live(request.user),
        "grouping": grouping,
        "all_groups": name_of_groups(grouping.names),
        "next_version": next_version_of(consultation, with_drafts=may_see_drafts(request.user)),
        "classes": CLASS_WORDS,
        "missing": MISSING,
    }


def heard_of(consultation: Round, release: Release | None, grouping: Grouping) -> Heard:
    """The matrix of a release; without one, of what is weighed now."""
    items = matrix.items_of(consultation)
    if release is None:
        weighed = weigh(consultation)
        return matrix.heard_so_far(weighed.analysis, items, weighed.rules)
    groups = [frame.key for frame in grouping.frames]
    return matrix.heard_in_release(releases.bundle_of(release).tables, items, groups)


def took_part(release: Release | None, heard: Heard) -> Participation | None:
    """Who took part, as a release tells it; nothing before one."""
    return participation_of(releases.bundle_of(release).tables, heard.groups) if release else None


def read_filter(request: HttpRequest, heard: Heard, principles: list[int]) -> tuple[Filter, bool]:
    """What the reader asked for, and whether all principles fit on one page."""
    number, group = request.GET.get("principle", ""), request.GET.get("group", "")
    principle = int(number) if number.isascii() and number.isdecimal() and len(number) <= MOST_DIGITS else 0
    columns = 1 if group in heard.groups else len(heard.groups)
    may_show_all = columns * len(heard.lines) <= MOST_CELLS
    of_class = request.GET.get("class", "")
    if not principle and not may_show_all and not of_class and principles:
        principle = principles[0]
    return Filter(principle, group, of_class), may_show_all


@require_safe
def show_item(request: HttpRequest, address: str, key: str) -> HttpResponse:
    """One requirement: signals by group, reasons behind them, what is hidden and why, wordings."""
    consultation = get_results_or_404(request.user, address)
    item = get_item_or_404(consultation, key)
    context = standing_of(request, consultation)
    release = context["release"]
    line = heard_of(consultation, release, context["grouping"]).line(key)
    if line is None:
        raise Http404
    pack, language = pack_of(consultation.version), pack_language()
    wording = {part: pack.read("requirements", key, part, language) for part in ("title", "text")}
    detail = read_detail(release, item, context["grouping"]) if release else look_closely(request, item)
    return render(
        request, "synthesis/item.html", {**context, "item": item, "line": line, "detail": detail, "wording": wording}
    )


def read_detail(release: Release, item: RoundItem, grouping: Grouping) -> Detail:
    """What a release tells of a requirement."""
    files = releases.beside_of(release)
    beside = Beside(releases.open_link_in(files).get(item.key), releases.gatherings_in(files, item.key))
    detail = published_detail(releases.bundle_of(release), item, grouping.frames, beside)
    return with_translations(detail, item.key, words_of(release).translations, pack_language())


def look_closely(request: HttpRequest, item: RoundItem) -> Detail:
    """What is behind a requirement before a release; the opening is noted."""
    weighed = weigh(item.round)
    result = next(one for one in weighed.analysis.items if one.statement == item.key)
    record_read(actor=actor_of(request.user), target=f"round:{item.round.public_id}", why="comments")
    return live_detail(item, weighed.evidence, result)
