"""Levels of sites through the database: one determination, a whole visit, lists and pages, at 1 and 100,000 sites."""

import json
import logging
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta

HOME = tempfile.TemporaryDirectory(prefix="ladder-bench-")
os.environ |= {
    "LADDER_HOME": HOME.name,
    "DJANGO_SETTINGS_MODULE": "ladder.config.settings",
    "LADDER_SECOND_FACTOR": "no",
}
os.environ.pop("DATABASE_URL", None)

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, reset_queries  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from ladder.accounts.models import User  # noqa: E402
from ladder.assessment.entries import DeterminationEntry  # noqa: E402
from ladder.assessment.models import Assessment, SiteLevel  # noqa: E402
from ladder.assessment.queries import result_on  # noqa: E402
from ladder.assessment.services import record_determinations  # noqa: E402
from ladder.assessment.services.recording import Visit  # noqa: E402
from ladder.catalogue.models import FrameworkVersion  # noqa: E402
from ladder.catalogue.queries import ladder_of  # noqa: E402
from ladder.catalogue.services import load_pack, publish_version  # noqa: E402
from ladder.packfiles.reading import read_pack  # noqa: E402
from ladder.registry.models import Organisation, Site, Source, StakeholderGroup  # noqa: E402
from ladder.registry.services import grant_mandate  # noqa: E402
from ladder.registry.services.seeding import seed_registry  # noqa: E402

SITES, ASSESSED, CHUNK = 100_000, 300, 5_000
TODAY = timezone.localdate()
STATUSES = ("good_standing", "lapsed", "capped", "suspended", "none")


def say(what: str, value: float, limit: float | None = None, unit: str = "ms", peer: float | None = None) -> None:
    """One line: value, limit, their ratio, and the nearest peer's figure where there is one."""
    line = f"{what:<58} {value:>9.2f} {unit:<8}"
    if limit is not None:
        line += f" limit {limit:>6.0f}  ratio {value / limit:.2f}"
    print(line + (f"  peer {peer:.0f}" if peer else ""), flush=True)


def prepare() -> FrameworkVersion:
    """An empty database with the starter pack."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    seed_registry()
    version = load_pack(read_pack(settings.PACKS_ROOT / "starter"), actor=None, on=TODAY)
    return publish_version(version=version, actor=None, on=TODAY)


def add_sites(first: int, after: int) -> None:
    """Plain sites, without anything recorded about them."""
    source, now = Source.objects.get(key="secretariat"), timezone.now()
    for start in range(first, after, CHUNK):
        Site.objects.bulk_create(
            Site(code=f"b-{n}", name=f"Site {n}", name_folded=f"site {n}", province="Lualaba", source=source,
                 created_at=now)
            for n in range(start, min(start + CHUNK, after))
        )  # fmt: skip


def add_levels(version: FrameworkVersion) -> None:
    """A level for every site that has none, of all levels and statuses."""
    waiting = list(Site.objects.exclude(levels__version=version).values_list("pk", flat=True))
    for start in range(0, len(waiting), CHUNK):
        SiteLevel.objects.bulk_create(
            SiteLevel(site_id=key, version=version, level=key % 4, status=STATUSES[key % 5], grade="B",
                      vector=dict.fromkeys("1234567", key % 4), document={}, computed_on=TODAY,
                      changes_on=TODAY + timedelta(days=key % 300 + 1))
            for key in waiting[start:start + CHUNK]
        )  # fmt: skip


def answers(version: FrameworkVersion, days: int = 30, state: str = "met") -> list[DeterminationEntry]:
    """A state for each of the 130 requirements."""
    return [DeterminationEntry(one.key, state, TODAY - timedelta(days=days), None, "B", "bench")
            for one in ladder_of(version).requirements]  # fmt: skip


def assess(version: FrameworkVersion, site: Site) -> None:
    """A whole visit to a site."""
    day = TODAY - timedelta(days=30)
    record_determinations(site=site, version=version, visit=Visit(Assessment.Kind.THIRD, day), entries=answers(version),
                          actor=None, on=day)  # fmt: skip


def processor_ms(work: Callable[[int], object], times: int) -> float:
    """Median processor time of one call."""
    taken = []
    for number in range(times):
        began = time.process_time()
        work(number)
        taken.append((time.process_time() - began) * 1000)
    return statistics.median(taken)


def percentile_ms(work: Callable[[int], object], times: int) -> float:
    """The time that 95 of 100 calls stay under, by the clock on the wall."""
    taken = []
    for number in range(times):
        began = time.perf_counter()
        work(number)
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.quantiles(taken, n=20)[-1]


def queries_of(work: Callable[[int], object], number: int) -> int:
    """Statements of one call, without those that only open and close its transaction."""
    connection.force_debug_cursor = True
    reset_queries()
    work(number)
    connection.force_debug_cursor = False
    own = [
        one["sql"]
        for one in connection.queries_log
        if not one["sql"].startswith(("BEGIN", "COMMIT", "SAVE", "RELEASE"))
    ]
    return len(own)


def measure_one(version: FrameworkVersion, site: Site, label: str) -> None:
    """One new determination at a site with 130, and what else is asked of that site."""

    def record(number: int) -> None:
        one = DeterminationEntry("P4-L2-05", "met", TODAY - timedelta(days=1), None, "B", f"bench {label} {number}")
        record_determinations(
            site=site, version=version, visit=Visit("third", TODAY), entries=[one], actor=None, on=TODAY
        )

    say(f"one new determination, {label}", processor_ms(record, 40), 10, peer=39 if label == "1 site" else 873)
    say(f"one new determination, {label}", queries_of(record, 99), 10, "queries", peer=40)
    past = TODAY - timedelta(days=10)
    say(f"level as of a past date, {label}", processor_ms(lambda _: result_on(site, version, past), 40), 3)


def person(role: str) -> User:
    """Somebody with a role, who may look at every site."""
    group = StakeholderGroup.objects.first()
    house, _ = Organisation.objects.get_or_create(name="Bench", defaults={"group": group, "created_at": timezone.now()})
    user = User.objects.create(username=f"bench-{role}")
    grant_mandate(actor=None, user=user, organisation=house, role=role, starts_on=TODAY)
    return user


def signed_in(user: User) -> Client:
    """A client whose session is that person's."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    return client


def measure_api(version: FrameworkVersion, sites: list[Site]) -> None:
    """A site's determinations listed, and a whole visit in one call and again."""
    reader, writer = signed_in(person("buyer")), signed_in(person("secretariat"))
    address = "/api/v1/assessment/sites/{}/determinations"
    told = {"state": "met", "observed_on": str(TODAY), "grade": "B"}
    said = [{"requirement": one.requirement, **told} for one in answers(version)]
    body = json.dumps({"kind": "third", "started_on": str(TODAY), "answers": said})

    def hand_in(number: int) -> None:
        answer = writer.post(
            f"/api/v1/assessment/sites/{sites[-1 - number].public_id}/visits", body, content_type="application/json"
        )
        assert answer.status_code == 200, answer.content

    def read(number: int) -> int:
        return len(reader.get(address.format(sites[number].public_id)).content)

    say("a site's 130 determinations listed", processor_ms(read, 20))
    say("a site's 130 determinations listed", queries_of(read, 1), 6, "queries", peer=594)
    say("a site's 130 determinations listed", read(0) / 1000, 40, "kB", peer=461)
    say("a whole site's 130 answers in one call", processor_ms(hand_in, 15), 150)
    say("the same call again, nothing new", processor_ms(hand_in, 15), 150)


def measure_pages(sites: list[Site]) -> None:
    """Lists and pages by the clock on the wall."""
    client = Client(SERVER_NAME="localhost")
    pages = {
        "list of levels": "/assessment/?page={}",
        "list of levels, one level": "/assessment/?level=2&page={}",
        "list of levels, one status": "/assessment/?status=capped&page={}",
        "list of levels, API": "/api/v1/assessment/levels?offset={}",
    }
    for name, address in pages.items():
        say(f"{name}, p95", percentile_ms(lambda n, address=address: fetch(client, address.format(n + 1)), 40), 150)
    say(
        "last page of the list of levels",
        percentile_ms(lambda _: fetch(client, f"/assessment/?page={SITES // 30}"), 20),
        150,
    )
    say(
        "page of a site, p95",
        percentile_ms(lambda n: fetch(client, f"/assessment/sites/{sites[n].public_id}/"), 60),
        150,
    )


def fetch(client: Client, address: str) -> None:
    """A page that must be there."""
    assert client.get(address).status_code == 200, address


def main() -> None:
    """Few sites, then many, in one database of its own."""
    logging.disable()
    version = prepare()
    add_sites(0, 1)
    first = Site.objects.get()
    assess(version, first)
    measure_one(version, first, "1 site")
    add_sites(1, SITES)
    sites = list(Site.objects.order_by("pk")[1 : ASSESSED + 1])
    for site in sites:
        assess(version, site)
    add_levels(version)
    say("levels known", SiteLevel.objects.count(), unit="sites")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    measure_one(version, sites[0], "100,000 sites")
    measure_api(version, sites[100:])
    measure_pages(sites)


if __name__ == "__main__":
    main()
    connection.close()
    HOME.cleanup()
