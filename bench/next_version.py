"""Building version 2 from 130 changed requirements in four languages, and its redline; seconds beside the limit."""

import os
import tempfile
import time
from collections.abc import Callable
from datetime import date
from typing import Any

HOME = tempfile.TemporaryDirectory(prefix="ladder-bench-")
os.environ |= {"LADDER_HOME": HOME.name, "DJANGO_SETTINGS_MODULE": "ladder.config.settings", "LADDER_DEMO": "1"}
os.environ.pop("DATABASE_URL", None)

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402

from ladder.accounts.services import create_account  # noqa: E402
from ladder.catalogue.queries import pack_of  # noqa: E402
from ladder.catalogue.services import load_pack, publish_version  # noqa: E402
from ladder.governance.models import Change, NextVersion  # noqa: E402
from ladder.governance.queries.amendments import proposed_of, remember  # noqa: E402
from ladder.governance.queries.redline import redline_of  # noqa: E402
from ladder.governance.redline_docx import write_redline  # noqa: E402
from ladder.governance.services.next_version import Terms, build_version, make_next_version  # noqa: E402
from ladder.packfiles.model import Pack, fingerprint  # noqa: E402
from ladder.packfiles.reading import read_pack  # noqa: E402

LIMIT_SECONDS = 5.0
DAY = date(2026, 3, 2)
FIELDS = ("title", "text", "evidence")


def timed(what: str, work: Callable[[], Any], limit: str = "") -> Any:
    """The result, with one line on how long it took."""
    start = time.perf_counter()
    found = work()
    print(f"{what:<58} {time.perf_counter() - start:>8.2f} s  {limit}", flush=True)
    return found


def change_of(row: NextVersion, pack: Pack, key: str) -> Change:
    """Every word of a requirement anew, in every language."""
    texts: dict[str, Any] = {}
    for field in FIELDS:
        source = f"{pack.source_text('requirements', key, field)} And it is read aloud to everybody who asks."
        others = {
            code: {
                "text": f"{pack.say('requirements', key, field, code)} …",
                "state": "draft",
                "of": fingerprint(source),
            }
            for code in pack.languages
        }
        texts[field] = others | {pack.authoritative_language: {"text": source, "state": "source", "of": ""}}
    return Change(
        next_version=row, key=key.lower(), kind="stricter", before=[key], after=[key], texts={key: texts},
        notes=dict.fromkeys(pack.languages, "It was asked for."), written_at=timezone.now(),
    )  # fmt: skip


def main() -> None:
    """Write 130 changes, build, build again after one more, draw."""
    call_command("migrate", verbosity=0)
    base = load_pack(read_pack(settings.PACKS_ROOT / "starter"), actor=None, on=DAY)
    base, keeper = (
        publish_version(version=base, actor=None, on=DAY),
        create_account(username="k", password="a long pass of keeper"),
    )
    row = make_next_version(base=base, rounds=[], terms=Terms("2.0.0", DAY), actor=keeper, at=timezone.now())
    pack = pack_of(base)
    Change.objects.bulk_create(change_of(row, pack, key) for key in pack.requirement_by_id)
    print(f"{row.changes.count()} changed requirements, {len(pack.languages)} languages")
    build = f"limit {LIMIT_SECONDS} s"
    timed("built for the first time", lambda: build_version(next_version=row, actor=keeper, on=DAY), build)
    change = row.changes.first()
    change.notes = {**change.notes, "en": "For another reason."}
    change.save()
    row = timed(
        "built again after one more change", lambda: build_version(next_version=row, actor=keeper, on=DAY), build
    )
    remember.cache_clear()
    proposed = timed("the changes applied and checked", lambda: proposed_of(row).pack)
    parts = timed("the redline of all of it", lambda: redline_of(row, proposed, "zh"))
    timed("the redline as a Word document", lambda: write_redline(row, parts, "zh"))


if __name__ == "__main__":
    main()
