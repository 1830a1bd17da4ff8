"""Pages of the secretariat: found a body, set it up while it is in preparation, let it stand, propose changes later."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ladder.accounts.models import User
from ladder.consultation.views.keeping import status_of
from ladder.consultation.views.saving import UNPROCESSABLE, both_methods, faults_of, sent, try_to_save
from ladder.consultation.wording import say
from ladder.core.synthesis.rules import Rules
from ladder.governance import access
from ladder.governance.forms.bodies import BodyWordsForm, DecidingBodyField, FoundForm, rules_form, typed_body
from ladder.governance.forms.words import words_in
from ladder.governance.models import Body, RuleSet
from ladder.governance.queries.bodies import history_of
from ladder.governance.queries.body_rules import rules_in_words, say_set
from ladder.governance.queries.rules import rule_set_in_force, rule_sets_of
from ladder.governance.rule_words import chamber_names
from ladder.governance.services import bodies, rule_sets
from ladder.governance.services.body_effects import RULES
from ladder.governance.services.body_proposals import bodies_with, propose_rules
from ladder.governance.views.bodies import about
from ladder.webkit.faults import Fault

PREPARING, STANDING, ENDED = Body.State


def get_kept_or_404(request: HttpRequest, address: str) -> tuple[User, Body]:
    """The person and the body, for the secretariat."""
    keeper = access.require_keeper(request.user)
    return keeper, access.get_body_or_404(keeper, address)


@both_methods
def found_body(request: HttpRequest) -> HttpResponse:
    """Choose a kind, then word a new body that starts from the proposal for it."""
    keeper = access.require_keeper(request.user)
    kind = request.GET.get("kind", "")
    if kind not in Body.Kind.values:
        return render(request, "governance/found_kind.html", {"kinds": Body.Kind.choices})
    form = FoundForm(sent(request), kind=kind, on=timezone.localdate())
    made = try_to_save(form, lambda _found: bodies.found_body(actor=keeper, plan=form.plan()))
    if made is not None:
        messages.success(request, _("The body is in preparation. Only the secretariat sees it yet."))
        return redirect("governance:keep_body", made.address)
    context = {"form": form, "kind": Body.Kind(kind).label}
    return render(request, "governance/found_body.html", context, status=status_of(form))


@require_safe
def keep_body(request: HttpRequest, address: str) -> HttpResponse:
    """Where a body stands for the secretariat, and what is missing before it can stand."""
    _keeper, body = get_kept_or_404(request, address)
    return answer(request, body)


@both_methods
def change_body(request: HttpRequest, address: str) -> HttpResponse:
    """Other words and powers for a body in preparation."""
    keeper, body = get_kept_or_404(request, address)
    form = BodyWordsForm(sent(request), initial=typed_body(body))
    changed = try_to_save(
        form,
        lambda found: bodies.change_body(
            actor=keeper, body=body, names=words_in(form, "names"), purposes=words_in(form, "purposes"),
            powers=tuple(found["powers"]),
        ),
    )  # fmt: skip
    if changed is not None:
        return saved(request, body, _("Saved."))
    return show_form(request, body, form, _("Names, purpose and powers"))


@both_methods
def set_rules(request: HttpRequest, address: str, kind: str) -> HttpResponse:
    """Other rules: kept while the body is in preparation; once it stands, a draft proposal to a body with the power."""
    keeper, body = get_kept_or_404(request, address)
    if kind not in RuleSet.Kind.values or body.state == ENDED:
        raise Http404
    holding = rule_set_in_force(body, kind, timezone.localdate()) or next(
        (row for row in rule_sets_of(body) if row.kind == kind), None
    )
    if holding is None and kind != RuleSet.Kind.CONSULTATION:
        raise Http404
    content = holding.content if holding else Rules().as_document()
    form = rules_form(kind, sent(request), content)
    if body.state == STANDING:
        form.fields["deciding"] = deciding_field(RULES)
    done = try_to_save(form, lambda found: keep_rules(keeper, body, kind, form, found))
    if done is not None:
        return done_with(request, body, done)
    sentences = say_set(holding, chamber_names(body)) if holding else ()
    context = {"sentences": sentences, "is_proposal": body.state == STANDING}
    return show_form(request, body, form, str(RuleSet.Kind(kind).label), **context)


def keep_rules(keeper: User, body: Body, kind: str, form: Any, found: Any) -> Any:
    """The set of rules that was stored, or the draft proposal."""
    content = {name: value for name, value in form.content().items() if name != "deciding"}
    if body.state == STANDING:
        return propose_rules(actor=keeper, body=body, deciding=found["deciding"], kind=kind, content=content)
    return rule_sets.set_rules(actor=keeper, body=body, kind=kind, content=content)


def deciding_field(power: str) -> DecidingBodyField:
    """Which body is to decide, of those that may."""
    keys = [body.pk for body in bodies_with(power)]
    rows = Body.objects.filter(pk__in=keys).order_by("id")
    return DecidingBodyField(rows, label=_("Which body decides"), to_field_name="address", empty_label=None)


def done_with(request: HttpRequest, body: Body, done: Any) -> HttpResponse:
    """On to the draft proposal, or back to the page of the secretariat."""
    if isinstance(done, RuleSet):
        return saved(request, body, _("The rules are kept as number %(number)s.") % {"number": done.number})
    messages.success(request, _("A proposal is drafted. Word it, then put it to the body."))
    return redirect("governance:proposal", done.public_id)


@require_POST
def let_stand(request: HttpRequest, address: str) -> HttpResponse:
    """Let a body stand from today on."""
    keeper, body = get_kept_or_404(request, address)
    try:
        bodies.let_stand(actor=keeper, body=body, on=timezone.localdate())
    except ValidationError as fault:
        return answer(request, body, faults_of(fault))
    return saved(request, body, _("The body stands. From now on its rules and seats change by decision only."))


@require_POST
def drop_body(request: HttpRequest, address: str) -> HttpResponse:
    """Give up a body in preparation."""
    keeper, body = get_kept_or_404(request, address)
    try:
        bodies.dissolve(actor=keeper, body=body, on=timezone.localdate())
    except ValidationError as fault:
        return answer(request, body, faults_of(fault))
    return saved(request, body, _("The body is given up. It stays here as dissolved."))


def answer(request: HttpRequest, body: Body, faults: list[Fault] | None = None) -> HttpResponse:
    """The page of the secretariat, with the faults of what was tried."""
    today = timezone.localdate()
    shown = about(body, today)
    context = {
        **shown,
        "faults": faults or (),
        "later": [one for one in history_of(shown["view"]) if one.row.opens_on > today],
        "missing": bodies.list_missing(body, today) if body.state == PREPARING else (),
        "rules": rules_in_words(body, today),
    }
    return render(request, "governance/keep_body.html", context, status=UNPROCESSABLE if faults else 200)


def saved(request: HttpRequest, body: Body, sentence: str) -> HttpResponse:
    """Back to the page of the secretariat, saying what was done."""
    messages.success(request, sentence)
    return redirect("governance:keep_body", body.address)


def show_form(request: HttpRequest, body: Body, form: Any, title: str, **more: Any) -> HttpResponse:
    """One form of a body on its page."""
    context = {"body": body, "body_name": say(body.names), "form": form, "title": title, **more}
    return render(request, "governance/keep_body_form.html", context, status=status_of(form))
