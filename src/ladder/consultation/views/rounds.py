"""Public pages of rounds: the list, one round, its document, vision, questions and answers, and its rules."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ladder.consultation import access, queries
from ladder.consultation.models import Round
from ladder.consultation.rule_words import say_rules
from ladder.consultation.wording import name_of_language, pick, read
from ladder.core.canonical import write_canonically
from ladder.webkit.downloads import offer_file
from ladder.webkit.paging import page_of


def context_of(request: HttpRequest, row: Round, here: str) -> dict[str, Any]:
    """What every page of a round needs: the round, where it stands, which part this is, and what this reader may do."""
    return {
        "card": queries.show_round(row, timezone.localdate()),
        "round": row,
        "here": here,
        "languages_of_round": [name_of_language(code) for code in row.languages],
        "may_keep": access.is_keeper(request.user),
        "may_see_coverage": access.may_see_coverage(request.user),
    }


@require_safe
def list_rounds(request: HttpRequest) -> HttpResponse:
    """Every round, the newest first; those in preparation for those who prepare them."""
    shown = queries.list_rounds(with_drafts=access.prepares(request.user))
    page = page_of(request, shown)
    today = timezone.localdate()
    cards = [queries.show_round(row, today) for row in page.object_list]
    context = {
        "page": page,
        "cards": cards,
        "may_keep": access.is_keeper(request.user),
        "may_see_coverage": access.may_see_coverage(request.user),
    }
    return render(request, "consultation/rounds.html", context)


@require_safe
def show_round(request: HttpRequest, address: str) -> HttpResponse:
    """One round: what, when, in which languages, how to take part, who should be heard and how far they were."""
    row = access.get_round_or_404(request.user, address)
    context = {
        **context_of(request, row, "overview"),
        "events": queries.list_events(row),
        "groups": queries.build_coverage(row),
        "principles": queries.count_items(row),
        "questions": [read(one.texts) for one in row.questions.all()],
    }
    return render(request, "consultation/round.html", context)


@require_safe
def show_document(request: HttpRequest, address: str) -> HttpResponse:
    """What the round asks about: requirements by principle and level, under their plain titles."""
    row = access.get_round_or_404(request.user, address)
    context = {**context_of(request, row, "document"), "principles": queries.build_document(row)}
    return render(request, "consultation/round_document.html", context)


@require_safe
def show_vision(request: HttpRequest, address: str) -> HttpResponse:
    """What the framework is for."""
    row = access.get_round_or_404(request.user, address)
    context = {**context_of(request, row, "vision"), "vision": read(row.visions)}
    return render(request, "consultation/round_vision.html", context)


@require_safe
def show_answers(request: HttpRequest, address: str) -> HttpResponse:
    """Questions about the round, with answers."""
    row = access.get_round_or_404(request.user, address)
    language, pairs = pick(row.questions_and_answers)
    context = {**context_of(request, row, "faq"), "language": language, "pairs": pairs}
    return render(request, "consultation/round_faq.html", context)


@require_safe
def show_rules(request: HttpRequest, address: str) -> HttpResponse:
    """The rules of the round in plain words, their hash, and what happened to the round since."""
    row = access.get_round_or_404(request.user, address)
    context = {
        **context_of(request, row, "rules"),
        "sections": say_rules(row.rules),
        "events": queries.list_events(row),
    }
    return render(request, "consultation/round_rules.html", context)


@require_safe
def send_rules(request: HttpRequest, address: str) -> HttpResponse:
    """The rules as a file whose SHA-256 is the hash that was published at opening."""
    row = access.get_round_or_404(request.user, address)
    if not row.rules_digest:
        raise Http404
    response = offer_file(write_canonically(row.rules), f"{row.address}.rules.json", "application/json")
    response["ETag"] = f'"{row.rules_digest}"'
    return response
