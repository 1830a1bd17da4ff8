"""Pages of one measure: make it, see it, hand in evidence, check."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from ladder.assessment.reading import Look, look_at
from ladder.catalogue.queries import ladder_of, pack_of
from ladder.core.catalogue.ladder import CAP, Requirement
from ladder.core.improvement.measures import GIVEN
from ladder.improvement import access
from ladder.improvement.choices import suggest
from ladder.improvement.forms import STEPS_OF_WORKERS, CheckForm, MeasureForm, ProofForm, StepForm
from ladder.improvement.models import Measure
from ladder.improvement.queries.plans import find_plan, read_plan
from ladder.improvement.queries.progress import standing_of
from ladder.improvement.reading import tell
from ladder.improvement.services.plans import add_measure, start_plan
from ladder.improvement.services.proof import hand_in_proof
from ladder.improvement.services.steps import StepEntry, record_step
from ladder.improvement.words import STATE_WORDS, STEP_WORDS
from ladder.packfiles.model import Pack
from ladder.webkit.languages import pack_language

UNPROCESSABLE = 422


@login_required
def make_measure(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A new measure for the requirement that `?requirement=` names, beginning with a suggestion."""
    person, site = access.get_worked_site_or_404(request.user, public_id)
    look = look_at(request, public_id)
    requirement = ladder_of(look.version).by_key.get(request.GET.get("requirement", ""))
    if requirement is None:
        raise Http404
    pack = pack_of(look.version)
    may_agree = requirement.gate == CAP and access.may_check(request.user, site)
    form = MeasureForm(
        request.POST or None, requirement=requirement.key, costs=cost_choices(pack), may_agree=may_agree,
        initial=first_values(look, pack, requirement),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        plan = find_plan(site, look.version) or start_plan(site=site, version=look.version, actor=person, on=look.today)
        try:
            is_agreed = bool(form.cleaned_data.get("is_agreed"))
            measure = add_measure(plan=plan, entry=form.entry(), actor=person, on=look.today, is_agreed=is_agreed)
        except ValidationError as refused:
            say_refused(form, refused)
        else:
            messages.success(request, gettext("Recorded."))
            return redirect("improvement:measure", measure.public_id)
    context = {
        "site": site, "form": form, "requirement": requirement,
        "title": pack.read("requirements", requirement.key, "title", pack_language()),
    }  # fmt: skip
    return render(request, "improvement/make.html", context, status=UNPROCESSABLE if form.errors else 200)


def cost_choices(pack: Pack) -> list[tuple[str, str]]:
    """Cost classes of the pack with their names."""
    return [(each.key, pack.say("cost_classes", each.key, "name", pack_language())) for each in pack.cost_classes]


def first_values(look: Look, pack: Pack, requirement: Requirement) -> dict[str, object]:
    """What the form begins with: the requirement's own words, and the usual owner, picture and day."""
    gaps = read_plan(look.site, look.version, look.today).gaps
    due_on = next((gap.due_on for gap in gaps if gap.requirement == requirement.key), None)
    first = suggest(pack, requirement.key, requirement.cost_class, due_on, look.today)
    words = {f"words_{code}": pack.say("requirements", requirement.key, "text", code) for code in pack.languages}
    return {**words, "owner": first.owner, "due_on": first.due_on, "cost_class": requirement.cost_class,
            "payer": first.payer, "picture": first.picture}  # fmt: skip


def say_refused(form: forms.Form, refused: ValidationError) -> None:
    """What a service refuses, at the field it names or above the form."""
    named = refused.message_dict if hasattr(refused, "error_dict") else {"": refused.messages}
    for name, sentences in named.items():
        form.add_error(name if name in form.fields else None, sentences)


@require_safe
def show_measure(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One measure with everything that was recorded of it, and what this reader may do next."""
    measure = access.get_measure_or_404(request.user, public_id)
    return answer(request, measure)


def answer(request: HttpRequest, measure: Measure, **forms_with_faults: forms.Form) -> HttpResponse:
    """The page of a measure; a form that was refused stands in the place of its empty one."""
    site, version, today = measure.plan.site, measure.plan.version, timezone.localdate()
    standing = standing_of(measure, today)
    progress = standing.progress
    may_work = access.may_work(request.user, site)
    kinds = [kind for kind in STEPS_OF_WORKERS if progress.may_follow(kind)] if may_work else []
    checks = access.may_check(request.user, site) and progress.may_check(str(request.user.pk))
    context: dict[str, object] = {
        "measure": measure,
        "site": site,
        "told": tell(standing, pack_of(version), ladder_of(version), pack_language()),
        "state_words": STATE_WORDS,
        "step_words": STEP_WORDS,
        "proof_form": ProofForm() if may_work and progress.may_follow(GIVEN) else None,
        "step_form": StepForm(kinds=kinds) if kinds else None,
        "check_form": CheckForm() if checks else None,
        "sees_words": may_work,
        **forms_with_faults,
    }
    return render(request, "improvement/measure.html", context, status=UNPROCESSABLE if forms_with_faults else 200)


@login_required
@require_POST
def hand_in(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Evidence that it was done."""
    person, measure = access.get_worked_measure_or_404(request.user, public_id)
    form = ProofForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            said = form.cleaned_data
            hand_in_proof(
                measure=measure, file=said["file"], words=said["words"], actor=person, on=timezone.localdate()
            )
        except ValidationError as refused:
            say_refused(form, refused)
        else:
            messages.success(request, gettext("Handed in. Somebody from outside will look at it."))
            return redirect("improvement:measure", public_id)
    return answer(request, measure, proof_form=form)


@login_required
@require_POST
def step(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Started, moved, dropped, taken up again."""
    person, measure = access.get_worked_measure_or_404(request.user, public_id)
    form = StepForm(request.POST, kinds=STEPS_OF_WORKERS)
    if form.is_valid():
        said = form.cleaned_data
        entry = StepEntry(said["kind"], said["words"], said["due_on"])
        try:
            record_step(measure=measure, entry=entry, actor=person, on=timezone.localdate())
        except ValidationError as refused:
            say_refused(form, refused)
        else:
            messages.success(request, gettext("Recorded."))
            return redirect("improvement:measure", public_id)
    return answer(request, measure, step_form=form)


@login_required
@require_POST
def check(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Somebody from outside says whether the evidence shows that it was done."""
    person, measure = access.get_worked_measure_or_404(request.user, public_id)
    if not access.may_check(request.user, measure.plan.site):
        raise Http404
    form = CheckForm(request.POST)
    if form.is_valid():
        try:
            entry = StepEntry(form.cleaned_data["kind"], form.cleaned_data["words"])
            record_step(measure=measure, entry=entry, actor=person, on=timezone.localdate())
        except ValidationError as refused:
            say_refused(form, refused)
        else:
            messages.success(request, gettext("Recorded. The level moves when the finding is recorded."))
            return redirect("improvement:measure", public_id)
    return answer(request, measure, check_form=form)
