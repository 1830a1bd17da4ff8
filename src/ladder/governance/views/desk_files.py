"""The desk as a commenting form: with dispositions as observations, out and back in."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from django.views.decorators.http import require_safe

from ladder.audit.services import record_read
from ladder.consultation.form_faults import say_faults, say_place
from ladder.consultation.models import Round
from ladder.consultation.views.saving import UNPROCESSABLE, both_methods, faults_of, sent
from ladder.consultation.views.submissions import send_form
from ladder.governance import access
from ladder.governance.forms.desk import DeskFileForm
from ladder.governance.queries.desk_form import DeskHeadings, desk_form, other_languages
from ladder.governance.services.form_drafts import FormColumns, read_drafts, take_in_drafts
from ladder.packfiles.commenting.model import CommentForm
from ladder.packfiles.commenting.reading import read_form
from ladder.packfiles.commenting.words import WORDS, FormWords, words_for
from ladder.webkit.faults import Fault
from ladder.webkit.languages import find_language, pack_language


def headings() -> DeskHeadings:
    """The headings that the desk adds, in the reader's language."""
    return DeskHeadings(_("Issue"), _("Revision"), _("Language"), _("Reason (%(language)s)"))


@require_safe
def send_desk_form(request: HttpRequest, address: str, kind: str) -> HttpResponse:
    """Every comment with what becomes of it, in the form; the reading is logged."""
    worker, row = access.get_desk_or_404(request.user, address)
    words = words_for(pack_language())
    with override(find_language(words.language) or "en"):
        form = desk_form(row, words, headings(), timezone.localdate().isoformat())
    response = send_form(form, kind, f"{row.address}-desk-{words.language}")
    record_read(actor=worker, target=f"round:{row.public_id}", why="desk_form")
    return response


@both_methods
def take_in_desk_form(request: HttpRequest, address: str) -> HttpResponse:
    """Take the observations of a filled form as drafts: all of them, or none with every fault named."""
    worker, row = access.get_desk_or_404(request.user, address)
    form = DeskFileForm(sent(request), request.FILES if request.method == "POST" else None)
    context = {"round": row, "form": form}
    if request.method != "POST" or not form.is_valid():
        status = UNPROCESSABLE if form.errors else 200
        return render(request, "governance/desk/import.html", context, status=status)
    faults, found = read_file(form)
    if not faults and found is not None:
        try:
            read = read_drafts(round_=row, form=found, columns=columns_of(row, found))
            faults = [Fault(say_place(one.place) if one.place.line else "", one.sentence) for one in read.faults]
            if not faults:
                count = take_in_drafts(round_=row, read=read, actor=worker, at=timezone.now())
                sentence = ngettext("%(count)d answer was drafted.", "%(count)d answers were drafted.", count)
                messages.success(request, sentence % {"count": count})
                return redirect("governance:desk", address)
        except ValidationError as refusal:
            faults = faults_of(refusal)
    return render(request, "governance/desk/import.html", {**context, "faults": faults}, status=UNPROCESSABLE)


def read_file(form: forms.Form) -> tuple[list[Fault], CommentForm | None]:
    """The form in a file, or what is wrong with the file."""
    file = form.cleaned_data["file"]
    read = read_form(file.name, file.read())
    return say_faults(read.errors), read.form


def columns_of(row: Round, form: CommentForm) -> FormColumns:
    """Which of the form's languages its added headings are in; the reader's where none fits."""
    names = {column.heading for column in form.columns}
    offered = [words_for(pack_language()), *WORDS.values()]
    words = next((one for one in offered if columns_in(row, one).issue in names and is_worded(form, one)), offered[0])
    return columns_in(row, words)


def is_worded(form: CommentForm, words: FormWords) -> bool:
    """Whether the headings of a form are those of a language."""
    own = set(words.headings.values())
    return sum(column.heading in own for column in form.columns) > len(own) // 2


def columns_in(row: Round, words: FormWords) -> FormColumns:
    """The added headings in one of the form's languages."""
    with override(find_language(words.language) or "en"):
        found = headings()
        others = {code: found.reason_in(code) for code in other_languages(row, words)}
    return FormColumns(found.issue, found.revision, words.language, others)
