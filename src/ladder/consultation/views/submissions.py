"""Pages of written submissions: the form to download, the files that came, and how one is handed in."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ladder.audit.services import record_read
from ladder.consultation import access
from ladder.consultation.form_faults import say_faults, say_warnings
from ladder.consultation.forms.submissions import CheckForm, TakeForm, carried
from ladder.consultation.models import Round, Submission
from ladder.consultation.queries import submissions as queries
from ladder.consultation.queries.placements import list_later_versions
from ladder.consultation.services.submissions import (
    ReadSubmission,
    read_submission,
    take_back_submission,
    take_in_submission,
)
from ladder.consultation.tongues import name_of
from ladder.consultation.views.keeping import status_of
from ladder.consultation.views.rounds import context_of
from ladder.consultation.views.saving import UNPROCESSABLE, both_methods, sent, try_to_save
from ladder.packfiles.commenting.csv_files import write_csv
from ladder.packfiles.commenting.docx_writing import write_docx
from ladder.packfiles.commenting.model import CommentForm
from ladder.packfiles.commenting.words import words_for
from ladder.packfiles.commenting.xlsx_writing import write_xlsx
from ladder.webkit.downloads import offer_file
from ladder.webkit.languages import pack_language
from ladder.webkit.paging import page_of

ROWS_SHOWN = 50
WRITERS = {"docx": write_docx, "xlsx": write_xlsx, "csv": write_csv}
OPEN_XML = "application/vnd.openxmlformats-officedocument"
TYPES = {
    "docx": f"{OPEN_XML}.wordprocessingml.document",
    "xlsx": f"{OPEN_XML}.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


@require_safe
def list_submissions(request: HttpRequest, address: str) -> HttpResponse:
    """How to comment in writing; for the secretariat, the files that came; for the committee, all comments."""
    row = access.get_round_or_404(request.user, address)
    is_keeper, reads_comments = access.is_keeper(request.user), access.may_read_comments(request.user)
    context = {
        **context_of(request, row, "submissions"),
        "page": page_of(request, queries.list_submissions(row)) if is_keeper else None,
        "reads_comments": reads_comments,
        "later": list_later_versions(row) if reads_comments and row.status != Round.Status.DRAFT else (),
    }
    return render(request, "consultation/submissions.html", context)


@require_safe
def send_empty_form(request: HttpRequest, address: str, kind: str) -> HttpResponse:
    """The form to fill in, with the requirements of the round."""
    row = access.get_round_or_404(request.user, address)
    words = words_for(pack_language())
    form = queries.empty_form(row, words, timezone.localdate().isoformat())
    return send_form(form, kind, f"{row.address}-comments-form-{words.language}")


@require_safe
def send_comments(request: HttpRequest, address: str, kind: str) -> HttpResponse:
    """All comments of the round in the form, for the secretariat and the committee; the reading is logged."""
    reader = access.require_reader_of_comments(request.user)
    row = access.get_round_or_404(reader, address)
    extra = queries.ExtraHeadings(_("Language"), _("Use of the words"))
    form = queries.comments_form(row, words_for(pack_language()), extra, timezone.localdate().isoformat())
    record_read(actor=reader, target=f"round:{row.public_id}", why="comments_form")
    return send_form(form, kind, f"{row.address}-comments")


@require_safe
def send_submission(request: HttpRequest, address: str, public_id: UUID, kind: str) -> HttpResponse:
    """One file as it was handed in, cell by cell."""
    keeper = access.require_keeper(request.user)
    submission = find_submission(access.get_round_or_404(keeper, address), public_id)
    record_read(actor=keeper, target=f"submission:{submission.public_id}", why="submission_file")
    return send_form(queries.form_of(submission), kind, f"{address}-{submission.public_id}")


def send_form(form: CommentForm, kind: str, name: str) -> HttpResponse:
    """A form as a file of this kind."""
    if kind not in WRITERS:
        raise Http404
    return offer_file(WRITERS[kind](form, words_for(pack_language())), f"{name}.{kind}", TYPES[kind])


def find_submission(round_: Round, public_id: UUID) -> Submission:
    """A submission of the round, or 404."""
    found = queries.list_submissions(round_).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


@both_methods
def hand_in(request: HttpRequest, address: str) -> HttpResponse:
    """Choose a file and see every fault and warning of it; nothing is written yet."""
    keeper = access.require_keeper(request.user)
    row = access.get_round_or_404(keeper, address)
    form = CheckForm(sent(request), request.FILES if request.method == "POST" else None, round_=row)
    context = {**context_of(request, row, "submissions"), "form": form}
    if not form.is_valid():
        return render(request, "consultation/submission_import.html", context, status=status_of(form))
    file = form.cleaned_data["file"]
    content = file.read()
    read = read_submission(in_round=row, name=file.name, content=content)
    if read.known is not None:
        messages.info(request, _("This file is here already. Nothing was doubled."))
        return redirect("consultation:submission", address, read.known.public_id)
    faults = say_faults(read.file.errors)
    if faults:
        context |= {"faults": faults}
        return render(request, "consultation/submission_import.html", context, status=UNPROCESSABLE)
    take = TakeForm(initial=carried(file.name, content, form), round_=row)
    return render(request, "consultation/submission_preview.html", {**context, **preview_of(read), "take": take})


def preview_of(read: ReadSubmission) -> dict[str, Any]:
    """What the secretariat sees before a file is taken in."""
    comments = [one for one in read.rows if one.is_comment]
    return {
        "warnings": say_warnings(read.file.warnings, read.rows),
        "rows": comments[:ROWS_SHOWN],
        "row_count": len(comments),
        "head": dict(read.file.form.head) if read.file.form else {},
    }


@require_POST
def take_in(request: HttpRequest, address: str) -> HttpResponse:
    """Take in the file that was checked."""
    keeper = access.require_keeper(request.user)
    row = access.get_round_or_404(keeper, address)
    form = TakeForm(request.POST, round_=row)
    taken = try_to_save(
        form,
        lambda found: take_in_submission(
            in_round=row, name=found["name"], content=found["content"], plan=form.plan(), actor=keeper,
            on=timezone.localdate(),
        ),
    )  # fmt: skip
    if taken is None:
        context = {**context_of(request, row, "submissions"), "form": CheckForm(round_=row), "refused": form}
        return render(request, "consultation/submission_import.html", context, status=UNPROCESSABLE)
    submission, is_new = taken
    messages.success(
        request, _("The file was taken in.") if is_new else _("This file is here already. Nothing was doubled.")
    )
    return redirect("consultation:submission", address, submission.public_id)


@require_safe
def show_submission(request: HttpRequest, address: str, public_id: UUID) -> HttpResponse:
    """One file that was handed in: from whom, its rows, and what each became; the reading is logged."""
    keeper = access.require_keeper(request.user)
    row = access.get_round_or_404(keeper, address)
    submission = find_submission(row, public_id)
    record_read(actor=keeper, target=f"submission:{submission.public_id}", why="submission")
    page = page_of(request, submission.rows.select_related("contribution__item"))
    context = {
        **context_of(request, row, "submissions"),
        "submission": submission,
        "language": name_of(submission.language),
        "page": page,
        "columns": [heading for _key, heading in submission.head.get(queries.COLUMNS_KEY, ())],
    }
    return render(request, "consultation/submission.html", context)


@require_POST
def take_back(request: HttpRequest, address: str, public_id: UUID) -> HttpResponse:
    """Take a whole file back."""
    keeper = access.require_keeper(request.user)
    submission = find_submission(access.get_round_or_404(keeper, address), public_id)
    take_back_submission(submission=submission, actor=keeper, on=timezone.localdate())
    messages.success(request, _("The file and its comments are gone. Marks without content stay."))
    return redirect("consultation:submissions", address)
