"""Cases as case handlers see them, and numbers for everybody else who may see any."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from ladder.core.grievances import cases
from ladder.core.grievances.cases import Taken
from ladder.core.grievances.releasing import Published, published_numbers
from ladder.grievances.access import Handler, conflicted_sites
from ladder.grievances.models import CaseStep, Grievance, PairKey
from ladder.grievances.queries.following import is_published


@dataclass(frozen=True, slots=True)
class CaseView:
    """One case with its history and what this handler may do now."""

    case: Grievance
    steps: tuple[CaseStep, ...]
    possible: frozenset[str]
    needs_half: bool
    can_read: bool
    waits_for_second: bool


def find_cases(handler: Handler) -> QuerySet[Grievance]:
    """Cases that this handler may see, open ones first, in an order that says nothing of when they came in a day."""
    seen = Grievance.objects.exclude(site_id__in=conflicted_sites(handler.user)) | Grievance.objects.filter(site=None)
    return seen.select_related("site").order_by("-received_on", "number")


def show_case(handler: Handler, case: Grievance) -> CaseView:
    """A case as this handler sees it."""
    steps = tuple(case.steps.select_related("person", "organisation"))
    mine = PairKey.objects.filter(message__grievance=case)
    return CaseView(
        case=case,
        steps=steps,
        possible=possible_for(handler, case, history_from(steps)),
        needs_half=mine.filter(first__person=handler.user, half=None).exists(),
        can_read=mine.filter(second__person=handler.user).exclude(half=None).exists(),
        waits_for_second=mine.filter(first__person=handler.user).exclude(half=None).exists(),
    )


def possible_for(handler: Handler, case: Grievance, history: Sequence[Taken]) -> frozenset[str]:
    """The steps that this handler may take now."""
    person, house = str(handler.user.pk), str(handler.organisation.pk)
    return cases.possible(history, person, house, is_published=is_published(case))


def history_of(case: Grievance) -> list[Taken]:
    """A case's steps as the rules take them."""
    return history_from(case.steps.all())


def history_from(steps: Iterable[CaseStep]) -> list[Taken]:
    """Steps as the rules take them."""
    return [Taken(one.kind, key_of(one.person_id), key_of(one.organisation_id)) for one in steps]


def key_of(number: int | None) -> str:
    """A row's key as the rules take it; empty for the source."""
    return "" if number is None else str(number)


def sealed_for(handler: Handler, case: Grievance) -> dict[str, Any]:
    """What the handler's browser needs to open a case: ciphertext and keys that only its private key opens."""
    mine = Q(first__person=handler.user) | Q(second__person=handler.user, half__isnull=False)
    rows = PairKey.objects.filter(mine, message__grievance=case).select_related("first", "second", "message")
    pairs = [
        {
            "message": str(row.message.public_id),
            "first": row.first.fingerprint,
            "second": row.second.fingerprint,
            "sealed": bytes(row.sealed).hex() if row.half is None else "",
            "half": bytes(row.half).hex() if row.half is not None else "",
        }
        for row in rows
    ]
    messages = case.messages.filter(is_answer=False).order_by("given_on", "public_id")
    return {
        "messages": [
            {"id": str(one.public_id), "day": one.given_on.isoformat(), "body": bytes(one.sealed).hex()}
            for one in messages
        ],
        "pairs": sorted(pairs, key=lambda one: (one["message"], one["first"], one["second"])),
        "answer_key": bytes(case.answer_key).hex(),
    }


def count_cases() -> Published:
    """How many there are, in tens; demonstrations are not counted."""
    rows = Grievance.objects.filter(is_demonstration=False).values_list("state").annotate(number=Count("pk"))
    return published_numbers(dict(rows))
