"""The annual report of a large year: generated from the tables, frozen, and set as PDF in two languages."""

import os
import tempfile
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

HOME = tempfile.TemporaryDirectory(prefix="ladder-bench-")
os.environ |= {"LADDER_HOME": HOME.name, "DJANGO_SETTINGS_MODULE": "ladder.config.settings", "LADDER_DEMO": "1"}
os.environ.pop("DATABASE_URL", None)

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402

from ladder.core.canonical import digest_of  # noqa: E402
from ladder.governance.models import (  # noqa: E402
    Attendance,
    Body,
    Booking,
    BudgetLine,
    Chamber,
    Closing,
    Decision,
    Meeting,
    Progress,
    Proposal,
    RuleSet,
    Seat,
    Tenure,
    WorkItem,
)
from ladder.governance.services.year_documents import submit_document  # noqa: E402
from ladder.governance.year_papers.build import build_paper  # noqa: E402
from ladder.registry.models import Organisation, StakeholderGroup  # noqa: E402
from ladder.registry.services import seed_registry  # noqa: E402
from ladder.synthesis.report.pdf import write_pdf  # noqa: E402

YEAR, LAST_DAY = 2025, date(2025, 12, 31)
ITEMS, NOTES, LINES, BOOKINGS, SEATS, MEETINGS, DECISIONS = 200, 4, 400, 12, 15, 12, 60
LANGUAGES = ("en", "fr")
LIMIT_SECONDS = 60


def timed(what: str, work: Callable[[], Any]) -> tuple[Any, float]:
    """The result, and how long it took."""
    start = time.perf_counter()
    found = work()
    taken = time.perf_counter() - start
    print(f"{what:<58} {taken:>8.2f} s", flush=True)
    return found, taken


def texts(words: str) -> dict[str, str]:
    """Words in two languages."""
    return {"en": f"{words}, in some more words than one", "fr": f"{words}, en quelques mots de plus"}


def load_year() -> Body:
    """A steering committee with a full year."""
    now = timezone.now()
    body = Body.objects.create(
        address="bench", kind="steering", state="standing", sign="B", names=texts("Committee"),
        stands_from=date(YEAR, 1, 1), created_at=now,
    )  # fmt: skip
    load_work_and_money(body)
    load_committee(body)
    return body


def load_work_and_money(body: Body) -> None:
    """Items with notes, lines with bookings, in two currencies."""
    days = {"starts_on": date(YEAR, 2, 1), "ends_on": date(YEAR, 11, 30)}
    items = WorkItem.objects.bulk_create(
        WorkItem(body=body, year=YEAR, titles=texts(f"Work {at}"), measures=texts("Seen"), position=at, **days)
        for at in range(ITEMS)
    )
    Progress.objects.bulk_create(
        Progress(item=item, state="done" if at == NOTES - 1 else "under_way", texts=texts("Noted"), noted_on=LAST_DAY)
        for item in items
        for at in range(NOTES)
    )
    lines = BudgetLine.objects.bulk_create(
        BudgetLine(
            body=body, year=YEAR, kind="cost" if at % 4 else "income", titles=texts(f"Line {at}"),
            item=items[at % ITEMS] if at % 4 else None, amount=Decimal(1000 + at),
            currency="CDF" if at % 3 == 0 else "USD", position=at,
        )
        for at in range(LINES)
    )  # fmt: skip
    Booking.objects.bulk_create(
        Booking(line=line, amount=Decimal("83.21"), booked_on=LAST_DAY, reference=f"Voucher {at}")
        for line in lines
        for at in range(BOOKINGS)
    )


def load_committee(body: Body) -> None:
    """Seats with holders, meetings with attendance, decisions with a dissent each."""
    now = timezone.now()
    chamber = Chamber.objects.create(body=body, key="all", names=texts("All"), position=0)
    rules = RuleSet.objects.create(
        body=body, kind="deciding", number=1, content={}, digest=digest_of({}), in_force_from=date(YEAR, 1, 1),
        created_at=now,
    )  # fmt: skip
    group = StakeholderGroup.objects.all()[0]
    tenures = []
    for at in range(SEATS):
        holder = Organisation.objects.create(name=f"Organisation {at}", group=group, created_at=now)
        seat = Seat.objects.create(
            body=body, chamber=chamber, names=texts(f"Seat {at}"), opens_on=date(YEAR, 1, 1), position=at
        )
        begins = date(YEAR, 1, 1)
        tenures.append(Tenure.objects.create(seat=seat, organisation=holder, starts_on=begins, created_at=now))
    for month in range(MEETINGS):
        held = {"held_on": date(YEAR, month + 1, 10), "state": "held", "kind": "room", "created_at": now}
        meeting = Meeting.objects.create(body=body, titles=texts("Meeting"), **held)
        Attendance.objects.bulk_create(
            Attendance(meeting=meeting, seat=one.seat, tenure=one, who="holder" if at % 5 else "absent")
            for at, one in enumerate(tenures)
        )
    for number in range(1, DECISIONS + 1):
        decide(body, number, rules, tenures)


def decide(body: Body, number: int, rules: RuleSet, tenures: list[Tenure]) -> None:
    """One decision on which one seat dissents."""
    now = timezone.now()
    proposal = Proposal.objects.create(
        body=body, number=number, state="decided", titles=texts(f"Question {number}"), digest="0" * 64, closes_at=now,
        created_at=now,
    )  # fmt: skip
    option = proposal.options.create(key="yes", names=texts("Yes"), position=0)
    seats = [
        {
            "seat": str(one.seat.public_id), "chamber": "all", "names": one.seat.names, "tenure": str(one.public_id),
            "organisation": {"id": str(one.organisation.public_id), "name": one.organisation.name}, "recused": "",
            "position": {"stance": "support" if at else "object", "reasons": {} if at else texts("We do not agree")},
        }
        for at, one in enumerate(tenures)
    ]  # fmt: skip
    record = {
        "outcome": "majority", "option": "yes", "rules": {}, "method": {}, "chambers": [], "seats": seats,
        "proposal": {"words": {"options": []}},
    }  # fmt: skip
    closing = Closing.objects.create(
        proposal=proposal, revision=1, outcome="majority", option=option, rule_set=rules, record=record,
        digest=digest_of(record), closed_at=now,
    )  # fmt: skip
    decided = date(YEAR, 1 + number % 12, 15)
    Decision.objects.create(body=body, number=number, proposal=proposal, closing=closing, decided_on=decided)


def main() -> None:
    """Load a year, then from the tables to two PDFs."""
    call_command("migrate", verbosity=0)
    seed_registry()
    print(f"{ITEMS} items, {LINES} lines, {LINES * BOOKINGS} bookings, {MEETINGS} meetings, {DECISIONS} decisions")
    body, _taken = timed("Loaded", load_year)
    start = time.perf_counter()
    report, _taken = timed(
        "Generated, frozen and hashed",
        lambda: submit_document(body=body, kind="report", year=YEAR, actor=None, on=date(YEAR + 1, 1, 15)),
    )
    for language in LANGUAGES:
        paper, _taken = timed(f"Built in {language}", lambda at=language: build_paper(report, at))
        pdf, _taken = timed(f"Set as PDF in {language}", lambda tree=paper: write_pdf(tree))
        print(f"{'':<58} {len(pdf) / 1e6:>8.2f} MB")
    total = time.perf_counter() - start
    print(f"{'From the tables to both PDFs':<58} {total:>8.2f} s of {LIMIT_SECONDS} s")


if __name__ == "__main__":
    main()
