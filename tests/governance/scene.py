"""Committees with seats and people, written straight into the tables, for tests of this room."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from ladder.accounts.models import User
from ladder.core.canonical import digest_of
from ladder.governance.models import Body, Chamber, RuleSet, Seat, Tenure
from ladder.governance.services.resolutions import draft_resolution
from ladder.registry.models import Organisation, StakeholderGroup

FIRST_DAY = date(2026, 1, 1)
SIDES = {"government": 1, "companies": 2, "civil_society": 2}
POWERS = (
    "publish_version", "withdraw_version", "publish_answers", "answer_issue", "change_rules", "approve_workplan",
    "approve_budget", "approve_report", "open_fund_call", "approve_allocation",
)  # fmt: skip
DECIDING = {
    "quorum_share": "1/2", "quorum_least": 1, "majority_share": "1/2", "fallback": "chamber_majority",
    "open_days": 7, "objection_days": 14, "appeal_days": 60,
}  # fmt: skip


@dataclass
class Committee:
    """A standing body; seats, tenures and people by name such as `companies-1` and `observer-1`."""

    body: Body
    seats: Mapping[str, Seat]
    tenures: Mapping[str, Tenure]
    people: Mapping[str, User]


def found_committee(
    make_person: Callable, *, kind: str = "steering", sides: Mapping[str, int] = SIDES, observers: int = 1,
    deciding: Mapping[str, object] | None = None,
) -> Committee:  # fmt: skip
    """Each seat of a side is held by a person of an organisation of its own; names begin with the kind of the body."""
    body = Body.objects.create(
        address=kind, kind=kind, state="standing", sign=kind[:2].upper(), names={"en": f"The {kind} committee"},
        powers=list(POWERS), stands_from=FIRST_DAY, created_at=timezone.now(),
    )  # fmt: skip
    content = {**DECIDING, **(deciding or {})}
    RuleSet.objects.create(
        body=body, kind="deciding", number=1, content=content, digest=digest_of(content), in_force_from=FIRST_DAY,
        created_at=timezone.now(),
    )  # fmt: skip
    seats, tenures, people = {}, {}, {}
    for place, (side, number) in enumerate({**sides, "observer": observers}.items()):
        is_observer = side == "observer"
        chamber = (
            None if is_observer else Chamber.objects.create(body=body, key=side, names={"en": side}, position=place)
        )
        for count in range(1, number + 1):
            name = f"{side}-{count}"
            people[name] = make_person(f"{kind}-{name}", "committee", organisation_of(f"{kind} {name}"))
            seats[name] = Seat.objects.create(
                body=body, chamber=chamber, kind="observer" if is_observer else "voting", names={"en": name},
                opens_on=FIRST_DAY, position=len(seats),
            )  # fmt: skip
            tenures[name] = Tenure.objects.create(
                seat=seats[name], organisation=organisation_of(f"{kind} {name}"), holder=people[name],
                starts_on=FIRST_DAY, created_at=timezone.now(),
            )  # fmt: skip
    return Committee(body, seats, tenures, people)


def organisation_of(name: str) -> Organisation:
    """An organisation of this name."""
    group, _ = StakeholderGroup.objects.get_or_create(key="tests", defaults={"position": 99, "names": {"en": "Tests"}})
    found, _ = Organisation.objects.get_or_create(
        name=name, country="CD", defaults={"group": group, "created_at": timezone.now()}
    )
    return found


def draft_answer(issue, actor, disposition="accepted", reasons=None, duplicate_of=None):
    """An answer as the desk drafts it, on the issue as it stands now."""
    issue.refresh_from_db()
    return draft_resolution(
        issue=issue, revision=issue.revision, disposition=disposition, duplicate_of=duplicate_of, actor=actor,
        reasons={"en": "Yes.", "fr": "Oui.", "zh": "是。"} if reasons is None else reasons, at=timezone.now(),
    )  # fmt: skip
