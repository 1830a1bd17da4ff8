"""Web capture: bytes of the first load, compressed as they travel: the app, a level-2 form, a list of 200 sites."""

import gzip
import os
import tempfile
from datetime import date
from uuid import UUID

HOME = tempfile.TemporaryDirectory(prefix="ladder-bench-")
os.environ |= {"LADDER_HOME": HOME.name, "DJANGO_SETTINGS_MODULE": "ladder.config.settings", "LADDER_DEMO": "1"}
os.environ.pop("DATABASE_URL", None)

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402

from ladder.catalogue.services import load_pack, publish_version  # noqa: E402
from ladder.field.capture_files import is_built, weigh_app  # noqa: E402
from ladder.field.services.forms import make_visit_form  # noqa: E402
from ladder.packfiles.reading import read_pack  # noqa: E402

DAY = date(2026, 3, 1)
SITES = 200


def main() -> None:
    """Print the three weights."""
    if not is_built():
        print("web capture: not built on this machine (tools/build_frontend.py)")
        return
    call_command("migrate", interactive=False, verbosity=0)
    loaded = load_pack(read_pack(settings.PACKS_ROOT / "starter"), actor=None, on=DAY)
    version = publish_version(version=loaded, actor=None, on=DAY)
    form = bytes(make_visit_form(version=version, target_level=2, actor=None, on=DAY).xml)
    sites = "\n".join(["name,label", *(f"{UUID(int=n << 96 | n)},Carrière {n} (s-{n})" for n in range(SITES))]).encode()
    weights = {"app": weigh_app(), "form": len(gzip.compress(form)), f"{SITES} sites": len(gzip.compress(sites))}
    told = ", ".join(f"{name} {weight / 1000:.0f} kB" for name, weight in weights.items())
    print(f"web capture, first load compressed: {told}; together {sum(weights.values()) / 1000:.0f} kB")


if __name__ == "__main__":
    main()
