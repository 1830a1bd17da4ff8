"""The resolution desk with 1,000 comments: list, filters, moves, answers and the form, beside their limits."""

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any, TypeVar

HOME = tempfile.TemporaryDirectory(prefix="ladder-bench-")
os.environ |= {
    "LADDER_HOME": os.environ.get("LADDER_BENCH_HOME", HOME.name), "DJANGO_SETTINGS_MODULE": "ladder.config.settings",
    "LADDER_DEMO": "1",
}  # fmt: skip
os.environ.pop("DATABASE_URL", None)

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from ladder.accounts.models import User  # noqa: E402
from ladder.accounts.services import create_account  # noqa: E402
from ladder.catalogue.services import load_pack, publish_version  # noqa: E402
from ladder.consultation.models import Contribution, Participant, Round, RoundGroup, RoundItem  # noqa: E402
from ladder.core.synthesis.rules import Rules  # noqa: E402
from ladder.governance.models import Issue  # noqa: E402
from ladder.governance.services.issues import bundle_comments  # noqa: E402
from ladder.packfiles.reading import read_pack  # noqa: E402
from ladder.registry.models import Mandate, Organisation, StakeholderGroup  # noqa: E402
from ladder.registry.services import seed_registry  # noqa: E402

Found = TypeVar("Found")
COMMENTS, PEOPLE, REPEATS = 1_000, 150, 15
LIMIT_MS = 100
WORDS = (
    "fee", "water", "pit", "dust", "scale", "depot", "child", "school", "rope", "title", "cooperative", "price",
    "tax", "road", "police", "record", "trader", "paper", "card", "meeting", "woman", "washer", "clinic", "helmet",
    "tunnel", "depth", "lamp", "owner", "map", "village", "chief", "share", "debt", "season",
)  # fmt: skip


def main() -> int:
    """Print each figure beside its limit; 1 when one is missed."""
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    call_command("migrate", verbosity=0)
    keeper, row = make_round()
    made, taken = timed(lambda: bundle_comments(round_=row, actor=keeper, on=timezone.localdate()))
    print(f"{COMMENTS:,} comments bundled into {len(made)} issues in {taken:,.0f} ms", flush=True)
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(keeper)
    desk = f"/governance/desk/{row.address}/"
    _, cold = timed(lambda: client.get(desk))
    numbers = [issue.number for issue in made]
    _, weighed = timed(partial(client.get, f"{desk}{numbers[0]}/?panel=1"))
    print(
        f"the first table {cold:,.0f} ms, the first issue, for which all is weighed once: {weighed:,.0f} ms", flush=True
    )
    chance = random.Random(7)
    chosen = chance.sample(numbers, REPEATS)
    tables = {
        "list, pages at random": [f"?page={chance.randint(1, len(made) // 30)}" for _ in range(REPEATS)],
        "filter by words": [f"?q={word}" for word in WORDS[:REPEATS]],
        "filter by group, type and language": ["?group=diggers&type=technical&language=fr"] * REPEATS,
        "filter by principle and answer": ["?principle=2&disposition=open"] * REPEATS,
        "move to an issue (what stands beside)": [f"{number}/?panel=1" for number in chosen],
    }
    passed = [bench(what, [partial(client.get, desk + one) for one in asked]) for what, asked in tables.items()]
    passed.append(bench("answer an issue", [partial(answer, client, desk, number) for number in chosen]))
    large = [issue for issue in made if issue.members.count() > 1][:REPEATS]
    passed.append(
        bench("move a comment to another issue", [partial(move, client, desk, one, numbers[-1]) for one in large])
    )
    for kind in ("docx", "xlsx", "csv"):
        response, taken = timed(partial(client.get, f"{desk}form.{kind}"))
        print(f"the form with all comments as {kind}: {taken:,.0f} ms, {len(response.content):,} bytes", flush=True)
    return 0 if all(passed) else 1


def answer(client: Client, desk: str, number: int) -> object:
    """Draft an answer as the page posts it."""
    revision = Issue.objects.values_list("revision", flat=True).get(number=number)
    data = {"revision": revision, "disposition": "accepted", "reason_en": f"Yes, {number}.", "back": ""}
    response = client.post(f"{desk}{number}/resolve/", data)
    assert response.status_code == 302, response.content[:400]
    return response


def move(client: Client, desk: str, issue: Issue, into: int) -> object:
    """Send one comment of an issue to another, as the page posts it."""
    [number] = issue.members.values_list("contribution__number", flat=True)[:1]
    response = client.post(f"{desk}{issue.number}/move/", {"number": str(number), "move-other": into})
    assert response.status_code == 302, response.content[:400]
    return response


def bench(what: str, works: Sequence[Callable[[], Any]]) -> bool:
    """Print the median, the worst and the mean of processor time beside the limit."""
    start = time.process_time()
    taken = [timed(work)[1] for work in works]
    worked = (time.process_time() - start) * 1000 / len(works)
    middle = statistics.median(taken)
    print(
        f"{what:<40} median {middle:>6.1f} ms, worst {max(taken):>6.1f} ms, processor {worked:>6.1f} ms,"
        f" ratio {middle / LIMIT_MS:.2f}",
        flush=True,
    )
    return middle <= LIMIT_MS


def timed(work: Callable[[], Found]) -> tuple[Found, float]:
    """The result, and the milliseconds it took."""
    start = time.perf_counter()
    found = work()
    return found, (time.perf_counter() - start) * 1000


def make_round() -> tuple[User, Round]:
    """A closed round on the starter pack: 150 people with positions on everything, and 1,000 comments of theirs."""
    seed_registry()
    today = timezone.localdate()
    pack = load_pack(read_pack(settings.PACKS_ROOT / "starter"), actor=None, on=today)
    version = publish_version(version=pack, actor=None, on=today) if pack.status == "draft" else pack
    row = Round.objects.create(
        address="bench", version=version, titles={"en": "Bench"}, languages=["en", "fr", "zh"], status="closed",
        opens_on=today - timedelta(days=70), closes_on=today - timedelta(days=1), rules=Rules().as_document(),
        rules_digest=Rules().digest, created_at=timezone.now(),
    )  # fmt: skip
    items = RoundItem.objects.bulk_create(
        RoundItem(
            round=row,
            requirement_id=one.requirement_id,
            key=one.key,
            principle=one.principle,
            level=one.level,
            position=at,
        )
        for at, one in enumerate(version.requirements.order_by("position"))
    )
    groups = [
        RoundGroup.objects.create(round=row, group=group, expected=30, position=at)
        for at, group in enumerate(StakeholderGroup.objects.order_by("position")[:8])
    ]
    people = Participant.objects.bulk_create(
        Participant(round=row, channel="invited", group=groups[at % len(groups)]) for at in range(PEOPLE)
    )
    chance = random.Random(11)
    Contribution.objects.bulk_create(
        [contribution(row, person, item, chance, kind="position") for person in people for item in items],
        batch_size=500,
    )
    Contribution.objects.bulk_create(
        [
            contribution(row, chance.choice(people), chance.choice(items), chance, kind="comment")
            for _ in range(COMMENTS)
        ],
        batch_size=500,
    )
    return keeper_of(today), row


def contribution(row: Round, person: Participant, item: RoundItem, chance: random.Random, kind: str) -> Contribution:
    """A position without words, or a comment with some."""
    is_comment = kind == "comment"
    words = " ".join(chance.choices(WORDS, k=chance.randint(8, 40))) if is_comment else ""
    copied = is_comment and chance.random() < 0.1
    return Contribution(
        round=row, participant=person, group=person.group, item=item, channel="invited", kind=kind,
        language=chance.choice(("fr", "en", "sw")), consent="quote_with_role", received_on=row.closes_on,
        position="" if is_comment else chance.choice(("as_written", "as_written", "with_change", "cannot", "unclear")),
        text="The fee for the card of each digger should be paid by the owner of the pit." if copied else words,
        comment_type=chance.choice(("general", "technical", "editorial")) if is_comment else "",
        proposed=" ".join(chance.choices(WORDS, k=12)) if is_comment and not copied and chance.random() < 0.3 else "",
    )  # fmt: skip


def keeper_of(today: date) -> User:
    """Somebody of the secretariat."""
    known = User.objects.filter(username="demo-secretariat").first()
    if known is not None:
        return known
    keeper = create_account(username="keeper", password="a long pass of the keeper")
    house = Organisation.objects.create(
        name="Secretariat", country="CD", group=StakeholderGroup.objects.all()[0], created_at=timezone.now()
    )
    Mandate.objects.create(
        user=keeper, organisation=house, role="secretariat", starts_on=today, created_at=timezone.now()
    )
    return keeper


if __name__ == "__main__":
    sys.exit(main())
