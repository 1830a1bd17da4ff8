"""Pages that tell where sites stand and why."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from ladder.assessment import access, charts, queries
from ladder.assessment.access import review as review_access
from ladder.assessment.carrying import suggest
from ladder.assessment.exchange import write_csv
from ladder.assessment.incident_access import channel_of, is_at_desk, may_count
from ladder.assessment.models import Review
from ladder.assessment.reading import look_at
from ladder.assessment.review_beside import beside_findings
from ladder.assessment.review_words import REVIEW_WORDS
from ladder.assessment.views.ahead import find_prospect, tell_prospect
from ladder.assessment.views.context import context_of, read_story
from ladder.assessment.words import CHANGE_WORDS, DUE_WORD, METHOD_WORDS
from ladder.catalogue.queries import current_version, pack_of
from ladder.catalogue.queries.lineage import list_pairs
from ladder.core.assessment.facts import MET
from ladder.registry import access as registry_access
from ladder.webkit.downloads import offer_file
from ladder.webkit.languages import pack_language
from ladder.webkit.paging import page_of
from ladder.webkit.shapes import STATUS_WORDS

SHOWN_VISITS = 30


def list_levels(request: HttpRequest) -> HttpResponse:
    """All sites whose level is known under one version, filtered by level and status."""
    versions = list(queries.published_versions())
    current = current_version()
    version = next((one for one in versions if one.address == request.GET.get("version")), current)
    wanted = queries.LevelFilter.read(request.GET)
    pack = pack_of(version) if version else None
    names = {one.rank: pack.say("levels", one.key, "name", pack_language()) for one in pack.levels} if pack else {}
    today = timezone.localdate()
    context = {
        "page": page_of(request, queries.levels_for(version, wanted, today)),
        "today": today,
        "wanted": wanted,
        "level_names": names,
        "statuses": {**STATUS_WORDS, queries.DUE: DUE_WORD},
        "version": version,
        "versions": versions,
        "counts": queries.count_levels(version),
        "answers": is_at_desk(request.user),
        "hears_appeals": review_access.hears_appeals(request.user),
    }
    return render(request, "assessment/levels.html", context)


def show_site(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Seven small ladders that tell a site's story on a day."""
    look = look_at(request, public_id)
    result, forecast = queries.result_and_forecast(look.site, look.version, look.day)
    context = {
        **context_of(request, look, read_story(look, result)),
        **tell_prospect(find_prospect(request.user, look, result)),
        "forecast": forecast,
        "chart": charts.draw_history(queries.published_levels(look.site, look.version), look.today),
        "earlier": [one for one in look.versions if one != look.version],
        "sees_evidence": registry_access.is_privileged(request.user),
        "may_report": bool(channel_of(request.user, look.site)),
        "may_count": may_count(request.user, look.site),
    }
    return render(request, "assessment/site.html", context)


def show_reasons(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Every requirement and how it stood on a day."""
    look = look_at(request, public_id)
    access.require_reasons(request.user, look.site)
    story = read_story(look, queries.result_on(look.site, look.version, look.day))
    beside = beside_findings(look.site, look.version, look.day)
    met = [line.key for ladder in story.ladders for line in ladder.lines if line.state == MET and line.key in beside]
    context = {
        **context_of(request, look, story),
        "beside": beside,
        "review_words": REVIEW_WORDS,
        "met": len(met),
        "reviewed": sum(beside[key].review == Review.Verdict.CONFIRMED for key in met),
        "runs_site": registry_access.is_operator_of(request.user, look.site),
    }
    return render(request, "assessment/reasons.html", context)


def show_history(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Every determination ever recorded, latest observation first."""
    look = look_at(request, public_id)
    access.require_reasons(request.user, look.site)
    sees_notes = access.open_notes(request.user, look.site)
    rows = queries.history_of(look.site, look.version)
    context = {
        **context_of(request, look),
        "sees_notes": sees_notes,
        "page": page_of(request, rows.prefetch_related("evidence_uses__evidence") if sees_notes else rows),
        "visits": queries.visits_of(look.site, look.version).exclude(note="")[:SHOWN_VISITS] if sees_notes else [],
        "methods": METHOD_WORDS,
    }
    return render(request, "assessment/history.html", context)


def show_carried(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What results under an older version (`?from=`, else the newest of them) mean now, as a suggestion."""
    look = look_at(request, public_id)
    access.require_reasons(request.user, look.site)
    wanted = request.GET.get("from", "")
    offered = [one for one in look.versions if one != look.version and wanted in {"", one.address}]
    if wanted and not offered:
        raise Http404
    pairs = list_pairs(offered[0], look.version) if offered else None
    if not offered or pairs is None:
        return render(request, "assessment/carried.html", context_of(request, look))
    older = offered[0]
    result = queries.result_on(look.site, older, look.day)
    carried = suggest(result, pairs, pack_of(older), pack_of(look.version), pack_language())
    context = {**context_of(request, look), "older": older, "carried": carried, "change_words": CHANGE_WORDS}
    return render(request, "assessment/carried.html", context)


def download_determinations(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Every determination that counts as CSV, in the columns that `ladder assess` reads."""
    look = look_at(request, public_id)
    access.require_reasons(request.user, look.site)
    rows = queries.history_of(look.site, look.version).filter(withdrawal=None)
    content = write_csv(rows, with_notes=access.open_notes(request.user, look.site))
    name = look.site.code or str(look.site.public_id)
    return offer_file(content, f"determinations-{name}.csv", "text/csv; charset=utf-8")
