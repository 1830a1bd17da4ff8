"""Takes a version in from a workbook that somebody edited in Excel."""

from datetime import date

from ladder.accounts.models import User
from ladder.catalogue.faults import CatalogueFaultsError, translate_faults
from ladder.catalogue.models import FrameworkVersion
from ladder.catalogue.services.load import load_pack
from ladder.packfiles.faults import PackFaultsError
from ladder.packfiles.workbook import read_workbook


def import_workbook(*, data: bytes, name: str, actor: User | None, on: date) -> FrameworkVersion:
    """The workbook as a draft version.

    Raises:
        CatalogueFaultsError: every fault with its sheet, row and column; nothing was written.
    """
    try:
        pack = read_workbook(data, name)
    except PackFaultsError as refusal:
        raise CatalogueFaultsError(translate_faults(refusal.faults)) from refusal
    return load_pack(pack, actor=actor, on=on)
