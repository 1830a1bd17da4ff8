"""Refusal of a change to the catalogue, with every fault named in the reader's language."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext

from ladder.packfiles.faults import ERROR
from ladder.packfiles.faults import Fault as PackFault
from ladder.packfiles.messages import MESSAGES
from ladder.webkit.faults import Fault


class CatalogueFaultsError(ValueError):
    """The change was not made, and nothing was written; each fault says where and what to do."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(f"{one.where}: {one.sentence}" if one.where else one.sentence for one in faults))
        self.faults = tuple(faults)


def translate_faults(faults: Iterable[PackFault]) -> list[Fault]:
    """The errors of a pack's files for a page; warnings do not stop anybody and are left out."""
    return [
        Fault(str(fault.place), gettext(MESSAGES[fault.code]) % dict(fault.values))
        for fault in faults
        if fault.severity == ERROR
    ]
