"""Words of how far work came, in the reader's language; what is not known says so."""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from ladder.governance.models import Progress
from ladder.governance.queries.year_facts import OVERDUE, UNSAID

WORK_WORDS: dict[str, str | Promise] = {
    **{state.value: state.label for state in Progress.State},
    UNSAID: pgettext_lazy("state of work", "Nothing noted yet"),
    OVERDUE: pgettext_lazy("state of work", "Overdue, not noted as done"),
}


def work_word(state: str) -> str:
    """The word of a state; an unknown key is shown as it is, never as something fine."""
    return str(WORK_WORDS.get(state, state))
