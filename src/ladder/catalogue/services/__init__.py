"""What changes the catalogue: loading, publishing and withdrawing versions."""

from ladder.catalogue.services.life import publish_version, withdraw_version
from ladder.catalogue.services.load import load_pack

__all__ = ["load_pack", "publish_version", "withdraw_version"]
