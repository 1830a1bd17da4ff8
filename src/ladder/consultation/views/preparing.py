"""Pages on which a round in preparation gets its requirements, questions, rules, answers and stakeholder map."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ladder.consultation import access, queries, services
from ladder.consultation.forms.groups import GroupFormSet, list_group_names, typed_groups
from ladder.consultation.forms.rounds import (
    AnswersForm,
    ItemsForm,
    QuestionFormSet,
    RulesForm,
    typed_questions,
    write_answers,
)
from ladder.consultation.models import Round
from ladder.consultation.rule_words import say_rules
from ladder.consultation.views.keeping import status_of
from ladder.consultation.views.rounds import context_of
from ladder.consultation.views.saving import UNPROCESSABLE, both_methods, faults_in, faults_of, sent, try_to_save
from ladder.consultation.wording import name_of_language
from ladder.core.canonical import write_canonically
from ladder.webkit.faults import Fault


@both_methods
def choose_items(request: HttpRequest, address: str) -> HttpResponse:
    """Which requirements the round asks about, by principle and level."""
    keeper = access.require_keeper(request.user)
    row = access.get_round_or_404(keeper, address)
    form = ItemsForm(
        sent(request),
        principles=[(number, f"{number} {name.text}") for number, name in queries.principle_names(row).items()],
        levels=[(rank, f"{rank} {name.text}") for rank, name in queries.level_names(row).items()],
        initial={
            name: sorted(set(row.items.values_list(field, flat=True)))
            for name, field in (("principles", "principle"), ("levels", "level"))
        },
    )
    number = try_to_save(
        form, lambda _found: services.choose_items(actor=keeper, round_=row, selection=form.selection())
    )
    if number is not None:
        return saved(request, row, _("The round asks about %(number)s requirements.") % {"number": number})
    return show_form(request, row, form, _("Requirements of the round"))


@both_methods
def set_rules(request: HttpRequest, address: str) -> HttpResponse:
    """By which rules answers will be weighed."""
    keeper = access.require_keeper(request.user)
    row = access.get_round_or_404(keeper, address)
    document = write_canonically(row.rules).decode().replace(',"', ',\n"')
    form = RulesForm(sent(request), initial={"rules": document})
    rules = try_to_save(form, lambda found: services.set_rules(actor=keeper, round_=row, document=found["rules"]))
    if rules is not None:
        return saved(request, row, _("The rules are kept. They are fixed when the round opens."))
    context = {
        **context_of(request, row, "keep"), "form": form, "title": _("Rules"), "sections": say_rules(row.rules)
    }  # fmt: skip
    return render(request, "consultation/keep_rules.html", context, status=status_of(form))


@both_methods
def set_answers(request: HttpRequest, address: str, language: str) -> HttpResponse:
    """Questions and answers in one language of the round."""
    keeper = access.require_keeper(request.user)
    row = access.get_round_or_404(keeper, address)
    if language not in row.languages:
        raise Http404
    form = AnswersForm(sent(request), initial={"answers": write_answers(row.questions_and_answers.get(language, []))})
    changed = try_to_save(
        form,
        lambda found: services.change_answers(actor=keeper, round_=row, language=language, answers=found["answers"]),
    )
    if changed is not None:
        return saved(request, row, _("Saved."))
    title = _("Questions and answers") + f" · {name_of_language(language)}"
    return show_form(request, row, form, title)


@both_methods
def set_questions(request: HttpRequest, address: str) -> HttpResponse:
    """The round's own questions, in every language."""
    keeper = access.require_keeper(request.user)
    row = access.get_round_or_404(keeper, address)
    formset = QuestionFormSet(sent(request), initial=typed_questions(row))
    faults = faults_in(formset, lambda place, _form: _("Question %(number)s") % {"number": place})
    if formset.is_bound and not faults:
        plans = [plan for form in formset if (plan := form.plan())]
        try:
            services.set_questions(actor=keeper, round_=row, plans=plans)
        except ValidationError as fault:
            faults = faults_of(fault)
        else:
            return saved(request, row, _("The round has %(number)s questions of its own.") % {"number": len(plans)})
    return show_formset(request, row, "consultation/keep_questions.html", formset, faults)


@both_methods
def set_groups(request: HttpRequest, address: str) -> HttpResponse:
    """The stakeholder map: who should be heard, how many, and which small groups are heard together."""
    keeper = access.require_keeper(request.user)
    row = access.get_round_or_404(keeper, address)
    names = list_group_names()
    formset = GroupFormSet(sent(request), initial=typed_groups(row, names), form_kwargs={"names": names})
    faults = faults_in(formset, lambda _place, form: getattr(form, "name", ""))
    if formset.is_bound and not faults:
        plans = [plan for form in formset if (plan := form.plan())]
        try:
            services.set_groups(actor=keeper, round_=row, plans=plans)
        except ValidationError as fault:
            faults = faults_of(fault)
        else:
            return saved(request, row, _("The map has %(number)s groups.") % {"number": len(plans)})
    return show_formset(request, row, "consultation/keep_groups.html", formset, faults)


def saved(request: HttpRequest, row: Round, sentence: str) -> HttpResponse:
    """Back to the page of the keepers, saying what was done."""
    messages.success(request, sentence)
    return redirect("consultation:keep", row.address)


def show_form(request: HttpRequest, row: Round, form: Any, title: str) -> HttpResponse:
    """One form on its page."""
    context = {**context_of(request, row, "keep"), "form": form, "title": title}
    return render(request, "consultation/keep_form.html", context, status=status_of(form))


def show_formset(request: HttpRequest, row: Round, template: str, formset: Any, faults: list[Fault]) -> HttpResponse:
    """Many forms on one page, with the faults of all of them."""
    context = {**context_of(request, row, "keep"), "formset": formset, "faults": faults}
    return render(request, template, context, status=UNPROCESSABLE if faults else 200)
