"""The starter framework, published, and pyxform's own judge of forms."""

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pyxform
from django.conf import settings

from ladder.catalogue.models import FrameworkVersion
from ladder.catalogue.services import load_pack, publish_version
from ladder.packfiles.reading import read_pack

DAY = date(2026, 3, 1)
VALIDATE = Path(pyxform.__file__).parent / "validators" / "odk_validate" / "bin" / "ODK_Validate.jar"
JAVA = shutil.which("java")


def publish_starter() -> FrameworkVersion:
    """The starter framework as it stands in the packs."""
    loaded = load_pack(read_pack(settings.PACKS_ROOT / "starter"), actor=None, on=DAY)
    return publish_version(version=loaded, actor=None, on=DAY)


def judge_by_validate(*paths: Path) -> tuple[int, str]:
    """ODK Validate's exit code and words for forms on disk."""
    order = [str(JAVA), "-Djava.awt.headless=true", "-jar", str(VALIDATE), *map(str, paths)]
    done = subprocess.run(order, capture_output=True, text=True, timeout=120, check=False)
    return done.returncode, done.stdout + done.stderr
