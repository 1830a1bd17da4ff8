"""What changes the catalogue: loading, publishing and withdrawing versions."""

from ladder.catalogue.services.life import publish_version, withdraw_version
from ladder.catalogue.services.load import load_pack
from ladder.catalogue.services.workbook import import_workbook

__all__ = ["import_workbook", "load_pack", "publish_version", "withdraw_version"]
