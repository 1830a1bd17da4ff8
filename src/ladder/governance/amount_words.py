"""Why an amount was refused, in the reader's language."""

from django.utils.translation import gettext_lazy as _

from ladder.core.governance import amounts
from ladder.core.governance.amounts import AmountRefusedError

REFUSALS = {
    amounts.UNREADABLE: _("This is not an amount. Write it as 1250 or 1250.50."),
    amounts.AMBIGUOUS: _("This can be read in two ways. Write a thousand as 1000, a fraction with two digits as 1.25."),
    amounts.NEGATIVE: _("An amount is never negative here. Choose the other side, or take a booking back."),
    amounts.TOO_LARGE: _("This is more than fits here. Check the number of digits."),
}


def refusal_of(fault: AmountRefusedError) -> str:
    """The sentence of a refusal."""
    return str(REFUSALS[fault.why])
