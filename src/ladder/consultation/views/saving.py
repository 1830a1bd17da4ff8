"""How forms of the room are saved: a service's refusal comes back as sentences on the form, and nothing is stored."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpRequest, QueryDict
from django.views.decorators.http import require_http_methods

from ladder.webkit.faults import Fault

Saved = TypeVar("Saved")
UNPROCESSABLE = 422
both_methods = require_http_methods(["GET", "HEAD", "POST"])


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form sent, be it empty; None where it was only opened."""
    return request.POST if request.method == "POST" else None


def try_to_save(form: forms.BaseForm, save: Callable[[Mapping[str, Any]], Saved]) -> Saved | None:
    """What `save` returns, or None with every fault of the service on the form."""
    if not form.is_valid():
        return None
    try:
        return save(form.cleaned_data)
    except ValidationError as fault:
        for name, sentences in sentences_of(fault).items():
            for sentence in sentences:
                form.add_error(name if name in form.fields else None, sentence)
        return None


def faults_of(fault: ValidationError) -> list[Fault]:
    """A service's refusal as faults of the whole page."""
    return [Fault("", sentence) for sentences in sentences_of(fault).values() for sentence in sentences]


def sentences_of(fault: ValidationError) -> dict[str, list[str]]:
    """Sentences by field; those of no field stand under "__all__"."""
    return fault.message_dict if hasattr(fault, "error_dict") else {NON_FIELD_ERRORS: fault.messages}


def faults_in(formset: forms.BaseFormSet[Any], name_of: Callable[[int, forms.BaseForm], str]) -> list[Fault]:
    """Every fault of many forms, each with the name of its form and field."""
    return [
        Fault(" · ".join(part for part in (name_of(place, form), label_of(form, field)) if part), str(sentence))
        for place, form in enumerate(formset, 1)
        for field, sentences in form.errors.items()
        for sentence in sentences
    ] + [Fault("", str(sentence)) for sentence in formset.non_form_errors()]


def label_of(form: forms.BaseForm, field: str) -> str:
    """The label of a field; "" for the form as a whole."""
    return str(form.fields[field].label or field) if field in form.fields else ""
