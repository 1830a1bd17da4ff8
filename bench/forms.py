"""Making the largest form: 130 requirements in four languages, as rows, XLSX and XForm; seconds beside the limit."""

import os
import tempfile
import time
from datetime import date

HOME = tempfile.TemporaryDirectory(prefix="ladder-bench-")
os.environ |= {"LADDER_HOME": HOME.name, "DJANGO_SETTINGS_MODULE": "ladder.config.settings", "LADDER_DEMO": "1"}
os.environ.pop("DATABASE_URL", None)

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402

from ladder.catalogue.models import FrameworkVersion  # noqa: E402
from ladder.catalogue.queries.versions import build_ladder, read_stored  # noqa: E402
from ladder.catalogue.services import load_pack, publish_version  # noqa: E402
from ladder.field.models import FieldForm  # noqa: E402
from ladder.field.services.forms import make_day_sheet_form, make_visit_form  # noqa: E402
from ladder.packfiles.reading import read_pack  # noqa: E402

LIMIT_SECONDS = 3.0
DAY = date(2026, 3, 2)
LEVELS = (1, 2, 3, 4)


def main() -> None:
    """Print the figures; the first of each is with an empty memory, as after a start."""
    call_command("migrate", verbosity=0)
    loaded = load_pack(read_pack(settings.PACKS_ROOT / "starter"), actor=None, on=DAY)
    version = publish_version(version=loaded, actor=None, on=DAY)
    for level in LEVELS:
        time_visit(version, level)
    start = time.perf_counter()
    sheet = make_day_sheet_form(version=version, actor=None, on=DAY)
    print(f"day sheet{'':<37} {time.perf_counter() - start:6.3f} s  {len(bytes(sheet.xml)) // 1024} kB")


def time_visit(version: FrameworkVersion, level: int) -> None:
    """One form, made from nothing and kept."""
    read_stored.cache_clear()
    build_ladder.cache_clear()
    start = time.perf_counter()
    form = make_visit_form(version=version, target_level=level, actor=None, on=DAY)
    took = time.perf_counter() - start
    asked = sum("requirement" in each for each in form.questions)
    size = len(bytes(form.xml)) // 1024
    beside = f"limit {LIMIT_SECONDS:.1f} s  ratio {took / LIMIT_SECONDS:.2f}"
    print(f"visit, level {level}, {asked} requirements x 4 languages    {took:6.3f} s  {beside}  {size} kB")
    FieldForm.objects.filter(pk=form.pk).delete()


if __name__ == "__main__":
    main()
