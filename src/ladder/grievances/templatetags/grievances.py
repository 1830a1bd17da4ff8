"""Tags of the grievances room: `{% load grievances %}`."""

from django import template

from ladder.grievances.choices import STEPS

register = template.Library()


@register.filter
def step_word(kind: str) -> str:
    """What a step was, in the reader's language."""
    return str(STEPS.get(kind, kind))
