"""Tags of the pages of a year: `{% load years %}`: money, and states as word and shape."""

from decimal import Decimal

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ladder.governance.models import Progress, YearDocument
from ladder.governance.money import write_money, write_percent
from ladder.governance.queries.year_differences import Difference
from ladder.governance.queries.year_facts import OVERDUE, UNSAID
from ladder.governance.work_words import work_word
from ladder.governance.year_words import FieldChange, changes_of
from ladder.webkit.shapes import STATE_SHAPES, draw_shape

register = template.Library()
TRIANGLE = '<path d="M12 3 2 20h20zM12 10v5M12 17.5v.5"/>'
# For each state the drawing, and the class that colours it.
WORK_LOOKS = {
    Progress.State.DONE: (STATE_SHAPES["met"], "state-met"),
    Progress.State.UNDER_WAY: (STATE_SHAPES["partly"], "state-under_way"),
    Progress.State.LATE: (STATE_SHAPES["lapsed"], "state-lapsed"),
    Progress.State.DROPPED: (STATE_SHAPES["not_met"], "state-not_applicable"),
    OVERDUE: (TRIANGLE, "state-contested"),
    UNSAID: (STATE_SHAPES["not_assessed"], "state-not_assessed"),
}
DOCUMENT_LOOKS = {
    YearDocument.State.APPROVED: (STATE_SHAPES["met"], "state-met"),
    YearDocument.State.SUBMITTED: (STATE_SHAPES["lapsed"], "state-lapsed"),
    YearDocument.State.REPLACED: (STATE_SHAPES["contested"], "state-replaced"),
    YearDocument.State.SET_ASIDE: (STATE_SHAPES["not_applicable"], "state-not_applicable"),
}


@register.simple_tag
def work_badge(state: str) -> SafeString:
    """How far a work item came, as word and shape."""
    return look(WORK_LOOKS.get(state, ("", "")), work_word(state))


@register.simple_tag
def document_badge(document: YearDocument) -> SafeString:
    """Where a document stands, as word and shape."""
    return look(DOCUMENT_LOOKS.get(YearDocument.State(document.state), ("", "")), document.get_state_display())


@register.simple_tag
def money(amount: Decimal, currency: str) -> str:
    """An amount with its currency."""
    return write_money(amount, currency)


@register.simple_tag
def deviation(amount: Decimal, currency: str) -> str:
    """An amount with its sign."""
    return write_money(amount, currency, is_signed=True)


@register.filter
def percent(number: Decimal) -> str:
    """A percentage in the reader's language."""
    return write_percent(number)


@register.filter
def changes(difference: Difference) -> list[FieldChange]:
    """What differs, field by field."""
    return changes_of(difference)


def look(drawn: tuple[str, str], words: object) -> SafeString:
    """A shape and its word in a pill; the word alone where the state is not known."""
    shape, style = drawn
    return format_html('<span class="state {}">{}{}</span>', style, draw_shape(shape), words)
