"""One requirement of the document, with the words to comment on."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from ladder.consultation import access
from ladder.consultation.forms.comments import CommentForm
from ladder.consultation.forms.survey import starting_with
from ladder.consultation.models import Contribution, Participant, Round, RoundItem
from ladder.consultation.queries.comments import ItemPage, count_comments, list_quotable, show_item
from ladder.consultation.queries.survey import Words, find_item, list_words
from ladder.consultation.services.comments import save_comment
from ladder.consultation.services.contributing import Saved, Told
from ladder.consultation.services.presence import participant_of
from ladder.consultation.views.present import answer_closed
from ladder.consultation.views.rounds import context_of
from ladder.consultation.views.saving import UNPROCESSABLE, both_methods, sent, try_to_save

Kind = Contribution.Kind


@both_methods
def show_requirement(request: HttpRequest, address: str, key: str) -> HttpResponse:
    """A requirement as it is asked about: to read, to answer, and to comment on its words."""
    row = access.get_round_or_404(request.user, address)
    item = find_item(row, key)
    if item is None:
        raise Http404
    participant, shown = participant_of(request, row), show_item(row, item)
    is_open = row.is_open_on(timezone.localdate())
    if request.method == "POST" and not is_open:
        return answer_closed(request, row, lost=request.POST.get("text", ""))
    if participant is None or not is_open:
        if request.method == "POST":
            return redirect("consultation:take_part", address)
        return render_item(request, row, item, shown, {"is_open": is_open})
    return comment(request, participant, item, shown)


def comment(request: HttpRequest, participant: Participant, item: RoundItem, shown: ItemPage) -> HttpResponse:
    """The page for somebody who takes part: with their own comments and the form."""
    mine = [one for one in list_words(participant) if one.kind == Kind.COMMENT and one.item == item.pk]
    form = CommentForm(sent(request), shown=shown, initial=start_of(request, participant, mine))
    saved = try_to_save(form, lambda _found: save(participant, item, form))
    if saved is not None:
        return redirect(f"{request.path}?said={'withdrawn' if saved.was_withdrawn else 'saved'}#mine")
    more = {"is_open": True, "form": form, "mine": mine, "said": request.GET.get("said", "")}
    return render_item(request, participant.round, item, shown, more, status=UNPROCESSABLE if form.errors else 200)


def start_of(request: HttpRequest, participant: Participant, mine: list[Words]) -> dict[str, Any]:
    """What the form shows when it is opened: nothing, or the comment that is to be changed."""
    changed = next((one for one in mine if str(one.number) == request.GET.get("change")), None)
    start = starting_with(changed, participant)
    return start | {"changes": changed.number, "quote": changed.exact} if changed else start


def save(participant: Participant, item: RoundItem, form: CommentForm) -> Saved:
    """Keep the comment of a checked form.

    Raises:
        ValidationError: the words that it is about do not stand there, or the service refuses it.
    """
    found = form.cleaned_data
    told = Told(
        kind=Kind.COMMENT,
        language=found["language"],
        item=item,
        text=found["text"],
        proposed=found["proposed"],
        comment_type=found["comment_type"],
        consent=found["consent"],
        anchor=form.anchor(),
        changes=own_number(participant, form.changed()),
        number=form.drawn_number(),
    )
    return save_comment(participant=participant, told=told, on=timezone.localdate())


def own_number(participant: Participant, number: UUID | None) -> UUID | None:
    """The number of a comment to be changed, if it is the participant's own.

    Raises:
        ValidationError: it is not there any more.
    """
    if number is not None and all(one.number != number for one in list_words(participant)):
        raise ValidationError({"text": _("The comment that you change was changed or taken back elsewhere.")})
    return number


def render_item(
    request: HttpRequest, row: Round, item: RoundItem, shown: ItemPage, more: dict[str, Any], status: int = 200
) -> HttpResponse:
    """The page. While the round is open it says nothing of what others wrote, nor how much.

    A number that grows would tell somebody who looks on who is writing.
    """
    is_over = row.status == Round.Status.CLOSED
    context = {
        **context_of(request, row, "item"),
        "item": item,
        "shown": shown,
        "count": count_comments(item) if is_over or access.may_read_comments(request.user) else None,
        "others": list_quotable(item) if is_over else [],
        **more,
    }
    return render(request, "consultation/requirement.html", context, status=status)
