"""Says in the reader's language what is wrong with the changes of a version in the making, and in which of them."""

from django.utils.translation import gettext as _

from ladder.packfiles.faults import Fault
from ladder.packfiles.messages import MESSAGES

CHANGE = "changes/"


def change_of(fault: Fault) -> str:
    """The key of the change that a fault is in; "" for the version as a whole."""
    return fault.place.file.removeprefix(CHANGE) if fault.place.file.startswith(CHANGE) else ""


def say_fault(fault: Fault) -> str:
    """One sentence with the change and the place in it."""
    where = " · ".join(part for part in (change_of(fault) or _("version"), fault.path) if part)
    return f"{where}: {_(MESSAGES[fault.code]) % dict(fault.values)}"
