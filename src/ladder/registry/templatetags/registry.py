"""Filters of the registry's pages: `{% load registry %}`."""

from datetime import date

from django import template

from ladder.core.registry.comparing import FactView
from ladder.core.registry.places import Place
from ladder.registry.models import Fact, Visit
from ladder.registry.sentences import name_of_kind, word_of
from ladder.registry.wording import say_age, say_place, say_value

register = template.Library()


@register.filter
def fact_value(fact: FactView) -> str:
    """The value of a fact in words."""
    return say_value(fact.value, fact.unit)


@register.filter
def kind_name(kind: str) -> str:
    """What a kind of fact is called."""
    return name_of_kind(kind)


@register.filter
def word(key: str) -> str:
    """A word of the closed lists."""
    return word_of(key)


@register.filter
def age(day: date, now: date) -> str:
    """How long ago a day was."""
    return say_age(day, now)


@register.filter
def place_words(place: Place) -> str:
    """Where a place is."""
    return say_place(place)


@register.filter
def method_name(method: str) -> str:
    """How a fact became known."""
    return str(Fact.Method(method).label)


@register.filter
def precision_name(precision: str) -> str:
    """How far a date can be believed."""
    return str(Visit.Precision(precision).label)
