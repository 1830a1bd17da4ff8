"""The page of one issue at the desk: its comments, its answer, its trace, and how it is merged, split and moved."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ladder.accounts.models import User
from ladder.audit.services import record_read
from ladder.consultation.views.saving import UNPROCESSABLE, faults_of, try_to_save
from ladder.governance import access
from ladder.governance.forms.desk import (
    MOST_DIGITS,
    AssignForm,
    FilterForm,
    IssueAnswerForm,
    OtherIssueForm,
    SplitForm,
    TitleForm,
    read_numbers,
)
from ladder.governance.models import Issue
from ladder.governance.queries import desk, desk_issue
from ladder.governance.queries.answering import is_answered, live_issues
from ladder.governance.services import issues as services
from ladder.governance.services.resolutions import draft_resolutions, take_back_draft
from ladder.governance.views.desk import BACK, back_to_desk
from ladder.governance.views.desk_panel import panel_of
from ladder.webkit.faults import Fault
from ladder.webkit.paging import page_of

EVENTS_SHOWN = 30


@require_safe
def show_issue(request: HttpRequest, address: str, number: int) -> HttpResponse:
    """One issue; with `?panel=1` only what stands beside the table. The reading is logged."""
    worker, issue = access.get_issue_or_404(request.user, address, number)
    if request.GET.get("panel"):
        note_reading(worker, issue)
        context = {**panel_of(issue.round, issue, worker), **standing_of(issue), "back": request.GET.get(BACK, "")}
        return render(request, "governance/desk/_panel.html", context)
    return render(request, "governance/desk/issue.html", context_of(request, worker, issue))


def note_reading(worker: User, issue: Issue) -> None:
    """Log that the comments of an issue were read, once a page."""
    record_read(actor=worker, target=f"issue:{issue.public_id}", why="desk")


def standing_of(issue: Issue) -> dict[str, Any]:
    """The round, and whether its answers are published."""
    return {"round": issue.round, "is_answered": is_answered(issue.round)}


def context_of(request: HttpRequest, worker: User, issue: Issue, **more: Any) -> dict[str, Any]:
    """Everything the page of an issue shows, its reading logged; `more` are forms that came back."""
    note_reading(worker, issue)
    row = issue.round
    page = page_of(request, desk_issue.members_of(issue))
    numbers = live_issues(row).values_list("number", flat=True)
    context = {
        **panel_of(row, issue, worker, more.pop("form", None)),
        **standing_of(issue),
        "page": page,
        "comments": desk_issue.voiced(page),
        "events": desk_issue.events_of(issue)[:EVENTS_SHOWN],
        "earlier": numbers.filter(number__lt=issue.number).last(),
        "later": numbers.filter(number__gt=issue.number).first(),
        "title_form": TitleForm(round_=row, titles=issue.titles),
        "split_form": SplitForm(round_=row, prefix="split"),
        "merge_form": OtherIssueForm(prefix="merge"),
        "move_form": OtherIssueForm(prefix="move"),
        "assign_form": AssignForm(
            workers=desk_issue.list_workers(timezone.localdate()),
            initial={"to": str(issue.assigned_to.public_id) if issue.assigned_to else ""},
        ),
    }
    return {**context, **more}


@require_POST
def resolve(request: HttpRequest, address: str, number: int) -> HttpResponse:
    """Draft the answer, or give the one that another issue has; go on to the next issue of the table."""
    worker, issue = access.get_issue_or_404(request.user, address, number)
    data = posted(request, issue)
    form = IssueAnswerForm(data, round_=issue.round)
    made = try_to_save(
        form,
        lambda found: draft_resolutions(
            round_=issue.round, drafts={number: form.draft()}, revisions={number: found["revision"]}, actor=worker,
            at=timezone.now(),
        ),
    )  # fmt: skip
    if made is None:
        return refuse_answer(request, worker, issue, form, data)
    messages.success(
        request,
        _("Issue %(number)s: %(answer)s") % {"number": number, "answer": made[0].get_disposition_display()},
    )
    return go_on(request, worker, issue)


def posted(request: HttpRequest, issue: Issue) -> QueryDict:
    """What was posted; where an issue was named whose answer is to be used, with that answer in every language."""
    data = request.POST.copy()
    like = data.get("like", "")
    is_number = like.isascii() and like.isdecimal() and len(like) <= MOST_DIGITS
    kept = desk_issue.answer_of(issue.round, int(like)) if is_number else None
    if kept is not None:
        data["disposition"] = kept.disposition
        data["duplicate_of"] = str(kept.duplicate_of.number) if kept.duplicate_of else ""
        for code in issue.round.languages:
            data[f"reason_{code}"] = kept.reasons.get(code, "")
    return data


def refuse_answer(
    request: HttpRequest, worker: User, issue: Issue, form: IssueAnswerForm, data: QueryDict
) -> HttpResponse:
    """Back with what was typed.

    Where somebody else wrote meanwhile, their answer stands above it, and saving again is upon what they wrote.
    """
    _worker, fresh = access.get_issue_or_404(request.user, issue.round.address, issue.number)
    is_changed = data.get("revision") != str(fresh.revision)
    data["revision"] = str(fresh.revision)
    context = context_of(request, worker, fresh, form=form, is_changed=is_changed, back=request.POST.get(BACK, ""))
    return render(request, "governance/desk/issue.html", context, status=UNPROCESSABLE)


def go_on(request: HttpRequest, worker: User, issue: Issue) -> HttpResponse:
    """To the next issue of the table where the answer was written beside it, else to the page of the issue."""
    if BACK not in request.POST:
        return redirect("governance:issue", issue.round.address, issue.number)
    wanted = FilterForm(QueryDict(request.POST[BACK]), round_=issue.round).wanted(worker)
    following = desk.next_after(desk.find_issues(issue.round, wanted), issue.number)
    return back_to_desk(request, issue.round, following or issue.number)


@require_POST
def take_back_answer(request: HttpRequest, address: str, number: int) -> HttpResponse:
    """Let an issue be without an answer again."""
    worker, issue = access.get_issue_or_404(request.user, address, number)
    revision = request.POST.get("revision", "")
    known = int(revision) if revision.isascii() and revision.isdecimal() else 0
    return attempt(request, worker, issue, lambda: take_back_draft(issue=issue, revision=known, actor=worker))


@require_POST
def merge(request: HttpRequest, address: str, number: int) -> HttpResponse:
    """Take an issue into another one."""
    worker, issue = access.get_issue_or_404(request.user, address, number)
    form = OtherIssueForm(request.POST, prefix="merge")

    def step() -> Issue:
        into = other_of(issue, form)
        services.merge_issues(issue=issue, into=into, actor=worker)
        return into

    return attempt(request, worker, issue, step)


@require_POST
def split(request: HttpRequest, address: str, number: int) -> HttpResponse:
    """Make a new issue of the marked comments, or of some words of one."""
    worker, issue = access.get_issue_or_404(request.user, address, number)
    form = SplitForm(request.POST, prefix="split", round_=issue.round)

    def step() -> Issue:
        refuse_form(form)
        made, _event = services.split_issue(
            issue=issue, numbers=read_numbers(request.POST.getlist("number")), titles=form.titles(), actor=worker,
            on=timezone.localdate(), part=form.cleaned_data["part"],
        )  # fmt: skip
        return made

    return attempt(request, worker, issue, step, split_form=form)


@require_POST
def move(request: HttpRequest, address: str, number: int) -> HttpResponse:
    """Move the marked comments to another issue."""
    worker, issue = access.get_issue_or_404(request.user, address, number)
    form = OtherIssueForm(request.POST, prefix="move")

    def step() -> Issue:
        into = other_of(issue, form)
        numbers = read_numbers(request.POST.getlist("number"))
        services.move_comments(issue=issue, into=into, numbers=numbers, actor=worker)
        return into

    return attempt(request, worker, issue, step)


@require_POST
def take_back_step(request: HttpRequest, address: str, number: int) -> HttpResponse:
    """Take back the last merge, split or move of an issue."""
    worker, issue = access.get_issue_or_404(request.user, address, number)

    def step() -> Issue:
        event = desk_issue.last_undoable(issue)
        if event is None:
            raise ValidationError(_("There is nothing to take back."))
        services.undo(event=event, actor=worker)
        return issue if event.kind != event.Kind.SPLIT or event.issue_id != issue.pk else event.other or issue

    return attempt(request, worker, issue, step)


@require_POST
def name(request: HttpRequest, address: str, number: int) -> HttpResponse:
    """Give an issue a title."""
    worker, issue = access.get_issue_or_404(request.user, address, number)
    form = TitleForm(request.POST, round_=issue.round)

    def step() -> Issue:
        refuse_form(form)
        return services.name_issue(issue=issue, titles=form.titles(), actor=worker)

    return attempt(request, worker, issue, step, title_form=form)


@require_POST
def assign(request: HttpRequest, address: str, number: int) -> HttpResponse:
    """Say who sees to an issue."""
    worker, issue = access.get_issue_or_404(request.user, address, number)
    form = AssignForm(request.POST, workers=desk_issue.list_workers(timezone.localdate()))

    def step() -> None:
        refuse_form(form)
        services.assign_issues(round_=issue.round, numbers=[issue.number], to=form.chosen(), actor=worker)

    return attempt(request, worker, issue, step)


def other_of(issue: Issue, form: OtherIssueForm) -> Issue:
    """The issue that was named, of the same round."""
    refuse_form(form)
    other = Issue.objects.filter(round=issue.round_id, number=form.cleaned_data["other"]).first()
    if other is None:
        values = {"number": form.cleaned_data["other"]}
        raise ValidationError(_("There is no issue %(number)s in this round.") % values)
    return other


def refuse_form(form: forms.BaseForm) -> None:
    """What a form finds wrong, as a refusal."""
    if not form.is_valid():
        raise ValidationError([sentence for sentences in form.errors.values() for sentence in sentences])


def attempt(
    request: HttpRequest, worker: User, issue: Issue, step: Callable[[], Issue | None], **bound: forms.BaseForm
) -> HttpResponse:
    """Take a step and go on to the issue that it leads to; where it is refused, say why and keep what was typed."""
    try:
        after = step() or issue
    except ValidationError as refusal:
        return refuse(request, worker, issue, faults_of(refusal), bound)
    messages.success(request, _("Done. It stands in the trace of the issue."))
    if BACK in request.POST:
        return back_to_desk(request, issue.round, after.number)
    return redirect("governance:issue", issue.round.address, after.number)


def refuse(
    request: HttpRequest, worker: User, issue: Issue, faults: Iterable[Fault], bound: dict[str, forms.BaseForm]
) -> HttpResponse:
    """The page of the issue as it stands now, with the reasons."""
    _worker, fresh = access.get_issue_or_404(request.user, issue.round.address, issue.number)
    marked = set(request.POST.getlist("number"))
    context = context_of(request, worker, fresh, faults=list(faults), marked=marked, **bound)
    return render(request, "governance/desk/issue.html", context, status=UNPROCESSABLE)
