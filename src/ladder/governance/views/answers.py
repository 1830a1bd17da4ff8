"""Public pages of answers: rounds with answers, all answers of a round, one answer; and the same as files."""

import csv
import io
from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ladder.consultation.models import Round
from ladder.consultation.wording import read, text_languages
from ladder.core.canonical import write_canonically
from ladder.core.formula_safe import disarm
from ladder.governance.access import get_answered_round_or_404
from ladder.governance.forms.receipts import AnswersFilter
from ladder.governance.models import Answer, AnswerSet, Disposition
from ladder.governance.queries import published_answers as queries
from ladder.governance.queries.shown_words import NO_BAND, bands_by_issue, quotes_by_issue
from ladder.governance.queries.trace import reached_from
from ladder.governance.services.answers import content_of
from ladder.webkit.downloads import offer_file
from ladder.webkit.languages import pack_language
from ladder.webkit.paging import page_of


@require_safe
def list_answered_rounds(request: HttpRequest) -> HttpResponse:
    """Every round whose answers are published, the last first."""
    page = page_of(request, queries.list_answered_rounds())
    rounds = queries.as_answered_rounds(page.object_list)
    return render(request, "governance/answered_rounds.html", {"page": page, "rounds": rounds})


@require_safe
def list_answers(request: HttpRequest, address: str) -> HttpResponse:
    """All answers of a round, with a plot by principle; filtered by principle and disposition."""
    found = get_answered_round_or_404(request.user, address)
    answer_set = set_of(found)
    lines = [queries.line_of(one) for one in queries.answers_of(answer_set)]
    plot = queries.plot_of(found, lines)
    names = [(row.number, f"{row.number} {row.name.text}" if row.number else whole()) for row in plot]
    form = AnswersFilter(request.GET, principles=names)
    context = {
        "round": found,
        "title": read(found.titles),
        "answer_set": answer_set,
        "page": page_of(request, chosen(lines, form)),
        "form": form,
        "plot": plot,
        "scale": queries.WIDTH,
        "dispositions": [(one, Disposition(one).label) for one in Disposition.final()],
        "total": len(lines),
    }
    return render(request, "governance/answers.html", context)


def whole() -> str:
    """What is not about one requirement."""
    return _("The document as a whole")


def chosen(lines: Sequence[queries.AnswerLine], form: AnswersFilter) -> list[queries.AnswerLine]:
    """The answers that the filter lets through; all where it makes no sense."""
    wanted = form.cleaned_data if form.is_valid() else {}
    principle, disposition = wanted.get("principle", ""), wanted.get("disposition", "")
    return [
        line for line in lines
        if principle in {"", str(line.principle)} and disposition in {"", line.disposition}
    ]  # fmt: skip


def set_of(found: Round) -> AnswerSet:
    """The answers of a round, or 404."""
    answer_set = queries.find_answer_set(found)
    if answer_set is None:
        raise Http404
    return answer_set


@require_safe
def show_answer(request: HttpRequest, address: str, number: int) -> HttpResponse:
    """One answer: what was asked as far as words may be shown, what became of it, why, and what was changed."""
    found = get_answered_round_or_404(request.user, address)
    answer_set = set_of(found)
    answer = queries.answers_of(answer_set).filter(issue__number=number).first()
    if answer is None:
        raise Http404
    issue = answer.issue
    issue.answer, issue.round = answer, found
    context = {
        "round": found,
        "title": read(found.titles),
        "answer_set": answer_set,
        "line": queries.line_of(answer),
        "quotes": quotes_by_issue([issue]).get(issue.pk, ()),
        "comments": bands_by_issue([issue]).get(issue.pk, NO_BAND),
        "reached": reached_from([issue], pack_language()).get(issue.pk, ()),
    }
    return render(request, "governance/answer.html", context)


@require_safe
def send_answers(request: HttpRequest, address: str, kind: str) -> HttpResponse:
    """All answers of a round as JSON with the digest of their content, or as CSV."""
    found = get_answered_round_or_404(request.user, address)
    answer_set = set_of(found)
    answers = list(queries.answers_of(answer_set))
    name = f"{found.address}-answers.{kind}"
    if kind == "json":
        return offer_file(as_json(found, answer_set, answers), name, "application/json")
    if kind == "csv":
        return offer_file(as_csv(answers), name, "text/csv; charset=utf-8")
    raise Http404


def as_json(found: Round, answer_set: AnswerSet, answers: Sequence[Answer]) -> bytes:
    """`digest` is the SHA-256 of the canonical JSON (RFC 8785) of `content`."""
    return write_canonically(
        {
            "content": content_of(found, answers),
            "digest": answer_set.digest,
            "decision": str(answer_set.decision),
            "published_on": answer_set.published_on.isoformat(),
        }
    )


def as_csv(answers: Sequence[Answer]) -> str:
    """One line an answer, with titles and reasons in every language; nothing that a spreadsheet would run."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    languages = text_languages()
    texts = [f"{name}_{code}" for name in ("title", "reason") for code in languages]
    writer.writerow(["number", "requirement", "disposition", *texts, "duplicate_of", "decision"])
    for entry in map(queries.as_entry, answers):
        said = [entry[name].get(code, "") for name in ("titles", "reasons") for code in languages]
        row = [entry["number"], entry["requirement"], entry["disposition"], *said]
        writer.writerow([disarm(str(cell)) for cell in (*row, entry["duplicate_of"] or "", entry["decision"])])
    return f"\ufeff{stream.getvalue()}"
