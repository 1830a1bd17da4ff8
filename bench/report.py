"""From the close of a round to its draft report in three languages: 130 requirements, every group."""

import os
import resource
import tempfile
import time
from collections.abc import Callable
from typing import Any

HOME = tempfile.TemporaryDirectory(prefix="ladder-bench-")
os.environ |= {"LADDER_HOME": HOME.name, "DJANGO_SETTINGS_MODULE": "ladder.config.settings", "LADDER_DEMO": "1"}
os.environ.pop("DATABASE_URL", None)

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from ladder.accounts.services import create_account  # noqa: E402
from ladder.catalogue.services import load_pack, publish_version  # noqa: E402
from ladder.consultation.models import Contribution  # noqa: E402
from ladder.consultation.services.demonstration import load_demonstration_rounds  # noqa: E402
from ladder.packfiles.reading import read_pack  # noqa: E402
from ladder.registry.services import seed_registry  # noqa: E402
from ladder.synthesis.report.build import build_report  # noqa: E402
from ladder.synthesis.report.docx import write_docx  # noqa: E402
from ladder.synthesis.report.pdf import write_pdf  # noqa: E402
from ladder.synthesis.report.reading import read_source  # noqa: E402
from ladder.synthesis.services.releases import prepare_release, publish_release  # noqa: E402

LANGUAGES = ("en", "fr", "zh")
LIMIT_SECONDS = 60
PAGES = ("/results/demo-closed/", "/results/demo-closed/P2-L2-08/", "/results/demo-closed/report/")


def timed(what: str, work: Callable[[], Any]) -> tuple[Any, float]:
    """The result, and how long it took."""
    start = time.perf_counter()
    found = work()
    taken = time.perf_counter() - start
    print(f"{what:<58} {taken:>8.2f} s", flush=True)
    return found, taken


def main() -> None:
    """Load, close to report, pages."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    seed_registry()
    today = timezone.localdate()
    version = publish_version(
        version=load_pack(read_pack(settings.PACKS_ROOT / "starter"), actor=None, on=today), actor=None, on=today
    )
    draft = load_pack(read_pack(settings.PACKS_ROOT / "starter-next"), actor=None, on=today)
    one, other = (create_account(username=name, password=f"a long pass of {name}") for name in ("keeper", "second"))
    rounds, _ = timed(
        "two invented rounds loaded",
        lambda: load_demonstration_rounds(version=version, draft=draft, facilitator=one, on=today),
    )
    print(f"{Contribution.objects.filter(round=rounds.closed).count():,} contributions, 130 requirements")
    release, first = timed(
        "weighed, protected, audited, frozen", lambda: prepare_release(consultation=rounds.closed, actor=one, on=today)
    )
    source, second = timed("the release read", lambda: read_source(release))
    total = first + second
    for language in LANGUAGES:
        report, taken = timed(f"report in {language}: built", lambda code=language: build_report(source, code))
        total += taken
        for name, write in (("PDF", write_pdf), ("DOCX", write_docx)):
            total += timed(f"report in {language}: {name}", lambda made=report, to=write: to(made))[1]
    print(f"close to draft report {total:.1f} s, limit {LIMIT_SECONDS} s, ratio {total / LIMIT_SECONDS:.2f}")
    publish_release(release=release, actor=other, on=today)
    client = Client(HTTP_HOST="127.0.0.1")
    for address in PAGES:
        client.get(address)
        timed(f"{address} again", lambda path=address: client.get(path))
    print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
