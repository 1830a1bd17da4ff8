"""Pages of the assessment room."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from ladder.assessment import access, charts, queries, services
from ladder.assessment.exchange import read_upload, write_csv
from ladder.assessment.forms import (
    Answers,
    CircumstanceForm,
    DayForm,
    UploadForm,
    VisitForm,
    read_answers,
    state_choices,
)
from ladder.assessment.models import Assessment
from ladder.assessment.reading import Look, look_at
from ladder.assessment.services.circumstances import CircumstanceEntry
from ladder.assessment.services.recording import Recorded, Visit
from ladder.assessment.story import Story, tell
from ladder.assessment.words import GRADE_WORDS, METHOD_WORDS, REMARK_WORDS, STATUS_SENTENCES
from ladder.catalogue.queries import current_version, ladder_of, pack_of
from ladder.registry import access as registry_access
from ladder.webkit.languages import pack_language
from ladder.webkit.paging import page_of
from ladder.webkit.shapes import STATUS_WORDS


def list_levels(request: HttpRequest) -> HttpResponse:
    """All sites whose level is known, filtered by level and status."""
    version = current_version()
    wanted = queries.LevelFilter.read(request.GET)
    page = page_of(request, queries.levels_for(version, wanted))
    pack = pack_of(version) if version else None
    names = {level.rank: pack.say("levels", level.key, "name", pack_language()) for level in pack.levels} if pack else {}
    return render(request, "assessment/levels.html", {
        "page": page, "wanted": wanted, "level_names": names, "statuses": STATUS_WORDS, "version": version,
        "counts": queries.count_levels(version),
    })


def show_site(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Seven small ladders that tell a site's story on a day."""
    look = look_at(request, public_id)
    story = read_story(look)
    return render(request, "assessment/site.html", {
        **context_of(request, look, story), "forecast": queries.forecast(look.site, look.version, look.day),
        "chart": charts.draw_history(queries.snapshots_of(look.site, look.version), look.today),
    })


def show_reasons(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Every requirement and how it stood on a day."""
    look = look_at(request, public_id)
    access.require_reasons(request.user, look.site)
    return render(request, "assessment/reasons.html", context_of(request, look, read_story(look)))


def show_history(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Every determination ever recorded, newest first, and the levels as published."""
    look = look_at(request, public_id)
    access.require_reasons(request.user, look.site)
    return render(request, "assessment/history.html", {
        **context_of(request, look, None),
        "page": page_of(request, queries.history_of(look.site, look.version)),
        "snapshots": queries.snapshots_of(look.site, look.version),
        "pack": pack_of(look.version),
    })


def download_determinations(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Every determination as CSV, in the columns that `ladder assess` reads."""
    look = look_at(request, public_id)
    access.require_reasons(request.user, look.site)
    rows = queries.history_of(look.site, look.version)
    content = write_csv(rows, with_notes=access.may_see_notes(request.user, look.site))
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="determinations-{look.site.code}.csv"'
    return response


@login_required
def record_visit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A visit entered by form, one principle at a time."""
    look = look_at(request, public_id)
    access.require_record(request.user, look.site)
    form = VisitForm(request.POST or None, today=look.today, may_be_independent=may_be_independent(request, look))
    principle = request.GET.get("principle", "1")
    keys = [one.key for one in ladder_of(look.version).requirements if one.principle == principle]
    answers = Answers((), ())
    if request.method == "POST" and form.is_valid():
        answers = read_answers(request.POST, ladder_of(look.version), keys, observed_on=form.cleaned_data["observed_on"],
                               decided_by=str(request.user), is_self=form.cleaned_data["kind"] == Assessment.Kind.SELF)
        if not answers.faults:
            return say_recorded(request, look, save(request, look, form, answers, ""))
    story = read_story(look)
    chosen = [one for one in story.ladders if one.principle == principle]
    return render(request, "assessment/record.html", {
        **context_of(request, look, story), "form": form, "faults": answers.faults, "chosen": chosen,
        "states": state_choices(), "grades": GRADE_WORDS, "methods": METHOD_WORDS, "posted": request.POST,
        "principle": principle,
    }, status=422 if request.method == "POST" else 200)


@login_required
def upload_determinations(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A visit handed in as a CSV or XLSX file; every fault is listed with its place, or all is recorded."""
    look = look_at(request, public_id)
    access.require_record(request.user, look.site)
    form = UploadForm(request.POST or None, request.FILES or None, today=look.today,
                      may_be_independent=may_be_independent(request, look))
    answers = Answers((), ())
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        answers = read_upload(file.name, file.read(), ladder_of(look.version), look.today, str(request.user))
        if not answers.faults:
            return say_recorded(request, look, save(request, look, form, answers, file.name))
    return render(request, "assessment/upload.html", {
        **context_of(request, look, None), "form": form, "faults": answers.faults,
    }, status=422 if request.method == "POST" else 200)


@login_required
def record_circumstance(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A condition's answer, an approval, a plan, a contest or an incident."""
    look = look_at(request, public_id)
    access.require_record(request.user, look.site)
    form = CircumstanceForm(request.POST or None, ladder=ladder_of(look.version), today=look.today)
    if request.method == "POST" and form.is_valid():
        entry = CircumstanceEntry(**form.cleaned_data, decided_by=str(request.user))
        services.record_circumstance(site=look.site, version=look.version, entry=entry, actor=request.user, on=look.today)
        messages.success(request, gettext("Recorded."))
        return redirect("assessment:site", public_id)
    return render(request, "assessment/circumstances.html", {
        **context_of(request, look, None), "form": form, "pack": pack_of(look.version),
        "conditions": queries.conditions_of(look.version, pack_language()),
        "circumstances": queries.circumstances_of(look.site, look.version),
    }, status=422 if request.method == "POST" else 200)


def read_story(look: Look) -> Story:
    """The result of a look, in the reader's language."""
    result = queries.result_on(look.site, look.version, look.day)
    return tell(result, pack_of(look.version), pack_language())


def context_of(request: HttpRequest, look: Look, story: Story | None) -> dict[str, object]:
    """What every page of a site needs."""
    status = story.result.status if story else ""
    return {
        **(figures_of(story) if story else {}), "look_query": urlencode({"on": look.day, "version": look.version.version}),
        "look": look, "site": look.site, "story": story, "day_form": DayForm({"on": look.day}),
        "remark_words": REMARK_WORDS, "status_sentence": STATUS_SENTENCES.get(status, ""),
        "sees_reasons": access.may_see_reasons(request.user, look.site),
        "sees_notes": access.may_see_notes(request.user, look.site),
        "may_record": access.may_record(request.user, look.site),
    }


def figures_of(story: Story) -> dict[str, object]:
    """Numbers of a story as the page shows them: shares in whole percent."""
    outlook, share = story.result.next_level, story.result.share_b_or_better
    return {
        "views": [ladder.view for ladder in story.ladders],
        "bar": {"low": percent(outlook.low), "high": percent(outlook.high)} if outlook else {},
        "share_b": None if share is None else percent(share),
        "grade_word": GRADE_WORDS.get(story.result.grade or "", ""),
    }


def percent(share: float | None) -> int:
    """A share in whole percent, rounded down so that it never says all where something is missing."""
    return int((share or 0) * 100)


def may_be_independent(request: HttpRequest, look: Look) -> bool:
    """Whether this person may record as somebody other than those who run the site."""
    return registry_access.has_role(request.user, "assessor", "secretariat", "regulator")


def save(request: HttpRequest, look: Look, form: VisitForm, answers: Answers, file_name: str) -> Recorded:
    """Hand checked answers to the service."""
    data = form.cleaned_data
    visit = Visit(data["kind"], data["observed_on"], note=data["note"], source_name=file_name)
    return services.record_determinations(site=look.site, version=look.version, visit=visit, entries=answers.entries,
                                          actor=request.user, on=timezone.localdate())


def say_recorded(request: HttpRequest, look: Look, recorded: Recorded) -> HttpResponse:
    """Tell what was recorded and go to the site's page."""
    sentence = gettext("Recorded: %(new)d new, %(known)d already known.")
    messages.success(request, sentence % {"new": recorded.new, "known": recorded.known})
    return redirect(reverse("assessment:site", args=[look.site.public_id]))
