"""One requirement or one question a page: saved at every answer, chosen where the own group was heard least."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ladder.consultation.forms.survey import AnswerForm, PositionForm, WordsForm, starting_with
from ladder.consultation.models import Contribution, RoundItem, RoundQuestion
from ladder.consultation.queries.comments import show_item
from ladder.consultation.queries.survey import (
    Sitting,
    Words,
    count_said,
    find_item,
    find_next,
    find_question,
    find_words,
    list_words,
)
from ladder.consultation.services.contributing import Told
from ladder.consultation.services.positions import save_answer, save_position
from ladder.consultation.views.present import Here, address_of, answer_closed, for_participants, survey_context
from ladder.consultation.views.saving import UNPROCESSABLE, both_methods, sent, try_to_save
from ladder.consultation.wording import read
from ladder.core.consultation.routing import MOST_A_SITTING

Kind = Contribution.Kind
WITHDRAWN = "withdrawn"


@require_safe
@for_participants
def next_subject(request: HttpRequest, here: Here) -> HttpResponse:
    """On to what the own group was heard least on; to the pause when the sitting is over or nothing is left."""
    return go_on(here, Sitting.read(request.GET.get("seen", "")))


def go_on(here: Here, sitting: Sitting, **more: str) -> HttpResponse:
    """The next page of a sitting."""
    if not here.is_open:
        return redirect("consultation:mine", here.round.address)
    subject = None if sitting.is_over else find_next(here.participant, sitting)
    return redirect(address_of(here.round, subject, sitting if subject else Sitting(), **more))


@both_methods
@for_participants
def answer_item(request: HttpRequest, here: Here, key: str) -> HttpResponse:
    """A position on one requirement."""
    item = find_item(here.round, key)
    if item is None:
        raise Http404
    if not here.is_open:
        return answer_closed(request, here.round, lost=request.POST.get("text", ""))
    said = list_words(here.participant)
    form = PositionForm(sent(request), initial=starting_with(find_words(said, Kind.POSITION, item), here.participant))
    saved = try_to_save(
        form,
        lambda _found: save_position(
            participant=here.participant, told=told_in(form, Kind.POSITION, item), on=timezone.localdate()
        ),
    )
    if saved is None:
        return show(request, here, item, form, said)
    if saved.saved.was_withdrawn:
        return redirect(f"{request.path}?said={WITHDRAWN}")
    if saved.wants_reason and "why" not in request.GET:  # asked once, never pressed
        return redirect(address_of(here.round, item, sitting_of(request), why="1", back=request.GET.get("back", "")))
    return after_saving(request, here, item)


@both_methods
@for_participants
def answer_question(request: HttpRequest, here: Here, key: str) -> HttpResponse:
    """An answer to one question of the round."""
    question = find_question(here.round, key)
    if question is None:
        raise Http404
    if not here.is_open:
        return answer_closed(request, here.round, lost=request.POST.get("text", ""))
    said = list_words(here.participant)
    form = AnswerForm(sent(request), initial=starting_with(find_words(said, Kind.ANSWER, question), here.participant))
    saved = try_to_save(
        form,
        lambda _found: save_answer(
            participant=here.participant, told=told_in(form, Kind.ANSWER, question), on=timezone.localdate()
        ),
    )
    if saved is None:
        return show(request, here, question, form, said)
    if saved.was_withdrawn:
        return redirect(f"{request.path}?said={WITHDRAWN}")
    return after_saving(request, here, question)


def after_saving(request: HttpRequest, here: Here, subject: RoundItem | RoundQuestion) -> HttpResponse:
    """Back to where one came from, or on."""
    if request.GET.get("back") == "mine":
        return redirect("consultation:mine", here.round.address)
    return go_on(here, sitting_of(request).after(subject), said="saved")


def sitting_of(request: HttpRequest) -> Sitting:
    """The sitting as the address tells it."""
    return Sitting.read(request.GET.get("seen", ""))


def told_in(form: WordsForm, kind: str, subject: RoundItem | RoundQuestion) -> Told:
    """What a checked form says about a subject."""
    found = form.cleaned_data
    return Told(
        kind=kind,
        language=found["language"],
        item=subject if isinstance(subject, RoundItem) else None,
        question=subject if isinstance(subject, RoundQuestion) else None,
        position=found.get("position", ""),
        text=found["text"],
        proposed=found.get("proposed", ""),
        consent=found["consent"],
        number=form.drawn_number(),
    )


def show(
    request: HttpRequest, here: Here, subject: RoundItem | RoundQuestion, form: WordsForm, said: list[Words]
) -> HttpResponse:
    """The page of a subject. The code stands open on it right after the first answer that was saved."""
    sitting = sitting_of(request)
    context = {
        **survey_context(request, here.round),
        "form": form,
        "place": len(sitting.passed) + 1,
        "most": MOST_A_SITTING,
        "seen": sitting.write(),
        "after": sitting.after(subject).write(),
        "back": request.GET.get("back", ""),
        "wants_reason": "why" in request.GET,
        "said": request.GET.get("said", ""),
        "is_first": len(said) == 1,
    }
    if isinstance(subject, RoundItem):
        context |= {"item": subject, "shown": show_item(here.round, subject)}
        template = "consultation/answer.html"
    else:
        context |= {"question": read(subject.texts)}
        template = "consultation/question.html"
    return render(request, template, context, status=UNPROCESSABLE if form.errors else 200)


@require_safe
@for_participants
def pause(request: HttpRequest, here: Here) -> HttpResponse:
    """A pause after twelve, with the code to come back with; or the end, where nothing is left."""
    left = find_next(here.participant, Sitting()) if here.is_open else None
    context = {
        **survey_context(request, here.round),
        "count": count_said(here.participant),
        "has_more": left is not None,
    }
    return render(request, "consultation/pause.html", context)
