"""Pages of translations, for the secretariat: the queue of each language, a text beside its original, its check."""

import logging
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from ladder.audit.services import record_read
from ladder.consultation import access
from ladder.consultation.forms.translations import LanguageForm, QueueForm, TranslationForm
from ladder.consultation.machine_translation import TranslationFailedError, TranslationService, configured_service
from ladder.consultation.models import Contribution, Round, Translation
from ladder.consultation.queries import translations as queries
from ladder.consultation.services.translations import check_translation, save_translation, translate_by_machine
from ladder.consultation.tongues import name_of
from ladder.consultation.views.keeping import status_of
from ladder.consultation.views.rounds import context_of
from ladder.consultation.views.saving import both_methods, faults_of, sent, try_to_save
from ladder.consultation.wording import text_languages
from ladder.webkit.languages import pack_language
from ladder.webkit.paging import page_of

LOG = logging.getLogger(__name__)


@require_safe
def show_queue(request: HttpRequest, address: str) -> HttpResponse:
    """What lacks a translation into a language, or waits to be checked; the reading is logged."""
    keeper = access.require_keeper(request.user)
    row = access.get_round_or_404(keeper, address)
    form = QueueForm({"language": pack_language(), "state": queries.MISSING, **request.GET.dict()})
    chosen = form.cleaned_data if form.is_valid() else {"language": pack_language(), "state": queries.MISSING}
    language, state = chosen["language"], chosen["state"] or queries.MISSING
    record_read(actor=keeper, target=f"round:{row.public_id}", why="translations")
    page = page_of(request, queries.list_queue(row, language, state))
    context = {
        **context_of(request, row, "keep"),
        "form": form,
        "page": page,
        "rows": queries.show_queue(page, language),
        "language": language,
        "language_name": name_of(language),
        "state": state,
        "counts": queries.count_by_language(row),
        "has_service": find_service() is not None,
    }
    return render(request, "consultation/translations.html", context)


def find_service() -> TranslationService | None:
    """The service of the settings; none where its address may not be used, which the server's log is told."""
    try:
        return configured_service()
    except TranslationFailedError as fault:
        LOG.warning("%s", fault)
        return None


@both_methods
def edit(request: HttpRequest, address: str, number: UUID, language: str) -> HttpResponse:
    """Translate a contribution beside its original."""
    keeper = access.require_keeper(request.user)
    contribution = find_contribution(access.get_round_or_404(keeper, address), number, language)
    known = queries.find_translation(contribution, language)
    beginning = known or queries.find_earlier(contribution, language)
    initial = {"text": beginning.text, "proposed": beginning.proposed} if beginning else {}
    form = TranslationForm(sent(request), initial=initial, contribution=contribution, language=language)
    saved = try_to_save(
        form,
        lambda _found: save_translation(
            contribution=contribution, language=language, words=form.words(), actor=keeper, on=timezone.localdate()
        ),
    )
    if saved is not None:
        messages.success(request, _("The translation is kept. Somebody else has to check it."))
        return redirect("consultation:translation", address, number, language)
    if not form.is_bound:
        record_read(actor=keeper, target=f"contribution:{contribution.number}", why="translation")
    context = {**context_of_text(request, contribution, known, language), "form": form}
    return render(request, "consultation/translation.html", context, status=status_of(form))


def context_of_text(
    request: HttpRequest, contribution: Contribution, known: Translation | None, language: str
) -> dict[str, Any]:
    """What the page of one text needs."""
    earlier = None if known else queries.find_earlier(contribution, language)
    return {
        **context_of(request, contribution.round, "keep"),
        "contribution": contribution,
        "original_language": name_of(contribution.language),
        "language": language,
        "language_name": name_of(language),
        "known": known,
        "label": queries.label_of(known) if known else "",
        "earlier": earlier,
        "may_check": known is not None and not known.is_reviewed and known.made_by_id != request.user.pk,
    }


def find_contribution(round_: Round, number: UUID, language: str) -> Contribution:
    """A contribution with words that stands, to be translated into a language of ours other than its own; or 404."""
    rows = (
        queries.needing(round_, language).filter(number=number).select_related("round__version", "item", "supersedes")
    )
    found = rows.first() if language in text_languages() else None
    if found is None:
        raise Http404
    return found


@require_POST
def check(request: HttpRequest, address: str, number: UUID, language: str) -> HttpResponse:
    """Mark a translation as checked."""
    keeper = access.require_keeper(request.user)
    contribution = find_contribution(access.get_round_or_404(keeper, address), number, language)
    translation = queries.find_translation(contribution, language)
    if translation is None:
        raise Http404
    try:
        check_translation(translation=translation, actor=keeper)
        messages.success(request, _("The translation counts as checked."))
    except ValidationError as fault:
        for one in faults_of(fault):
            messages.error(request, one.sentence)
    return redirect("consultation:translation", address, number, language)


@require_POST
def ask_machine(request: HttpRequest, address: str) -> HttpResponse:
    """Have the service translate what lacks a translation."""
    keeper = access.require_keeper(request.user)
    row = access.get_round_or_404(keeper, address)
    service, form = find_service(), LanguageForm(request.POST)
    if service is None or not form.is_valid():
        raise Http404
    language = form.cleaned_data["language"]
    try:
        made = translate_by_machine(
            in_round=row, language=language, service=service, actor=keeper, on=timezone.localdate()
        )
        sentence = ngettext(
            "%(number)s text was translated by a machine.", "%(number)s texts were translated by a machine.", len(made)
        )
        messages.success(request, sentence % {"number": len(made)})
    except TranslationFailedError as fault:
        LOG.warning("Translation failed: %s", fault)
        messages.error(
            request, _("The translation service did not answer as it should. Nothing was written. Try again later.")
        )
    return redirect(f"{reverse('consultation:translations', args=[address])}?language={language}")
