"""Pages that read in exports of other servers: a look first, then all of it or nothing."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from ladder.accounts.models import User
from ladder.consultation.views.saving import UNPROCESSABLE, both_methods, sent
from ladder.field.forms.imports import GoOnForm, LookForm
from ladder.field.models import ExportImport
from ladder.field.services.export_look import Look, look_at
from ladder.field.services.importing import import_export
from ladder.field.services.waiting_imports import forget, keep_waiting, take_back
from ladder.field.submission_access import require_importer
from ladder.field.words import SYSTEM_WORDS
from ladder.registry.access import is_secretariat
from ladder.webkit.faults import Fault
from ladder.webkit.paging import page_of

MOST_SHOWN = 200


@both_methods
def look_first(request: HttpRequest) -> HttpResponse:
    """Send an export; see what it holds, or every fault of it. Nothing is written yet."""
    person = require_importer(request.user)
    form = LookForm(sent(request), request.FILES if request.method == "POST" else None)
    if not form.is_valid():
        return show(request, person, form, status=UNPROCESSABLE if form.errors else 200)
    file = form.cleaned_data["file"]
    content = file.read()
    look = look_at(file.name, content)
    token = "" if look.faults else keep_waiting(file.name, content, person)
    go_on = GoOnForm(initial={"token": token}, may_speak_for_others=is_secretariat(person)) if token else None
    return show(request, person, LookForm(), look=look, go_on=go_on, status=UNPROCESSABLE if look.faults else 200)


@require_POST
def go_on(request: HttpRequest) -> HttpResponse:
    """Import what was looked at."""
    person = require_importer(request.user)
    form = GoOnForm(sent(request), may_speak_for_others=is_secretariat(person))
    if not form.is_valid():
        return show(request, person, LookForm(), go_on=form, status=UNPROCESSABLE)
    kept = take_back(form.cleaned_data["token"], person)
    if kept is None:
        fault = Fault("", _("The file is no longer here. Send it again."))
        return show(request, person, LookForm(), faults=(fault,), status=UNPROCESSABLE)
    speaker = form.cleaned_data.get("speaker") or person
    done = import_export(name=kept[0], content=kept[1], person=speaker, actor=person)
    if done.run is None:
        return show(request, person, LookForm(), look=done.look, faults=done.faults, status=UNPROCESSABLE)
    forget(form.cleaned_data["token"])
    number = done.run.counts["new"]
    sentence = ngettext("%(number)d submission was read in.", "%(number)d submissions were read in.", number)
    messages.success(request, sentence % {"number": number})
    return redirect("field:imports")


def show(  # noqa: PLR0913 - all that the page shows
    request: HttpRequest, person: User, form: LookForm, *, look: Look | None = None, go_on: GoOnForm | None = None,
    faults: tuple[Fault, ...] = (), status: int = 200,
) -> HttpResponse:  # fmt: skip
    """The page, with what was found."""
    rows = ExportImport.objects.select_related("imported_by")
    own = rows if is_secretariat(person) else rows.filter(imported_by=person)
    found = faults or (look.faults if look else ())
    context = {
        "form": form,
        "look": look,
        "go_on": go_on,
        "faults": found[:MOST_SHOWN],
        "more_faults": max(0, len(found) - MOST_SHOWN),
        "missing": look.missing[:MOST_SHOWN] if look else (),
        "systems": SYSTEM_WORDS,
        "page": page_of(request, own),
    }
    return render(request, "field/imports.html", context, status=status)
