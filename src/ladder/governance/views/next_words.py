"""Pages of the words of a version in the making: translations side by side, the redline, and the map of migration."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ladder.catalogue.queries import pack_of
from ladder.catalogue.words import compare_words
from ladder.consultation.views.saving import UNPROCESSABLE, both_methods, faults_of, sent, try_to_save
from ladder.governance import access
from ladder.governance.forms.changes import TranslationForm
from ladder.governance.queries.amendments import list_changes, proposed_of
from ladder.governance.queries.migration_map import build_map
from ladder.governance.queries.redline import redline_of
from ladder.governance.queries.translation_states import (
    change_for,
    count_states,
    fields_of,
    languages_into,
    list_tasks,
)
from ladder.governance.redline_docx import write_redline
from ladder.governance.services.next_version import confirm_migration
from ladder.governance.services.translating import Translated, write_translation
from ladder.governance.views.next_changes import language_of_reader
from ladder.governance.views.next_versions import context_of
from ladder.packfiles.model import DRAFT, REVIEWED
from ladder.webkit.downloads import offer_file
from ladder.webkit.paging import page_of

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def list_translations(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """How far each language has come, and the requirements of one of them, the weakest first."""
    _worker, row = access.get_next_version_or_404(request.user, public_id)
    changes, base = list_changes(row), pack_of(row.base)
    with_rest = request.GET.get("of") == "all"
    tasks = {one: list_tasks(row, changes, one, with_rest=with_rest) for one in languages_into(base)}
    asked = request.GET.get("language", language_of_reader(base))
    language = asked if asked in tasks else next(iter(tasks), "")
    context = {
        **context_of(row, "translations"),
        "counts": [count_states(found, one) for one, found in tasks.items()],
        "language": language,
        "with_rest": with_rest,
        "page": page_of(request, tasks.get(language, [])),
    }
    return render(request, "governance/next_translations.html", context)


@both_methods
def translate(request: HttpRequest, public_id: UUID, language: str, key: str) -> HttpResponse:
    """One requirement in one language: old and new source, old and new translation."""
    worker, row = access.get_next_version_or_404(request.user, public_id)
    base = pack_of(row.base)
    change = change_for(row, key)
    if change is None or language not in languages_into(base):
        raise Http404
    words = fields_of(base, change, key, language)
    state = REVIEWED if words and all(one.state == REVIEWED for one in words) else DRAFT
    initial = {one.field: one.new for one in words} | {"revision": change.revision, "state": state}
    fields = [one.field for one in words]
    form = TranslationForm(sent(request), language=language, fields=fields, initial=initial)
    saved = try_to_save(
        form,
        lambda found: write_translation(
            next_version=row, made=Translated(key, language, form.words(), found["state"]),
            revision=found["revision"], actor=worker, at=timezone.now(),
        ),
    )  # fmt: skip
    if saved is not None:
        messages.success(request, _("The translation is saved."))
        return redirect(f"../../?language={language}")
    context = {
        **context_of(row, "translations"), "key": key, "language": language, "form": form,
        "source": base.authoritative_language,
        "rows": [(one, compare_words(one.old_source, one.new_source), form[one.field]) for one in words],
    }  # fmt: skip
    return render(request, "governance/next_translation.html", context, status=UNPROCESSABLE if form.is_bound else 200)


@require_safe
def show_redline(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The whole version as a redline in one language, or only what is touched."""
    _worker, row = access.get_next_version_or_404(request.user, public_id)
    base, proposed = pack_of(row.base), proposed_of(row)
    asked = request.GET.get("language", "")
    language = asked if asked in base.languages else language_of_reader(base)
    only = request.GET.get("only") == "changes"
    parts = redline_of(row, proposed.pack, language, only_touched=only) if proposed.pack else ()
    context = {
        **context_of(row, "redline"), "parts": parts, "language": language, "tongues": base.languages, "only": only,
        "is_possible": proposed.pack is not None,
    }  # fmt: skip
    return render(request, "governance/next_redline.html", context)


@require_safe
def send_redline(request: HttpRequest, public_id: UUID, language: str) -> HttpResponse:
    """The redline as a Word document with tracked changes."""
    _worker, row = access.get_next_version_or_404(request.user, public_id)
    pack = proposed_of(row).pack
    if pack is None or language not in pack.languages:
        raise Http404
    name = f"{row.base.framework.key}-{row.version}-redline-{language}.docx"
    return offer_file(write_redline(row, redline_of(row, pack, language), language), name, WORD)


@both_methods
def show_migration(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The map from the version before; confirmed by a person who looked at it."""
    worker, row = access.get_next_version_or_404(request.user, public_id)
    pack = proposed_of(row).pack
    faults = []
    if request.method == "POST":
        digest = request.POST.get("digest", "")
        try:
            confirm_migration(next_version=row, digest=digest, actor=worker, at=timezone.now())
        except ValidationError as refusal:
            faults = faults_of(refusal)
        else:
            messages.success(request, _("The map is confirmed. A later change of a requirement undoes this."))
            return redirect(request.path)
    context = {**context_of(row, "migration"), "map": build_map(row, pack) if pack else None, "faults": faults}
    return render(request, "governance/next_migration.html", context, status=UNPROCESSABLE if faults else 200)
