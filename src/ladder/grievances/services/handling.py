"""What case handlers do with a grievance: open it by twos, say what it is about, answer, decide.

Every step stands in the case's own history and in the log of acts, by days.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext

from ladder.core.assessment.incidents import KINDS
from ladder.core.grievances import cases
from ladder.core.grievances.cases import Taken
from ladder.grievances.access import Handler, is_conflicted
from ladder.grievances.models import Grievance, Message, PairKey, Release
from ladder.grievances.queries.cases import history_of, possible_for
from ladder.grievances.queries.following import is_published
from ladder.grievances.sealing import ANSWER_BYTES, HALF_BYTES
from ladder.grievances.services.log import record_on
from ladder.grievances.services.telling import take_step
from ladder.registry.models import Site

SIMPLE = frozenset({cases.REFER, cases.REJECT, cases.VALIDATE, cases.CLOSE, cases.TAKE_BACK})
LARGEST_COUNT = 100_000


@dataclass(frozen=True, slots=True)
class About:
    """What a case is about, as handlers write it after reading: keys, a day, a count of children, no words."""

    site: Site | None
    kind: str
    occurred_on: date | None
    is_urgent: bool
    children: int | None


@transaction.atomic
def hand_over(*, handler: Handler, case: Grievance, halves: Mapping[UUID, Mapping[int, bytes]], on: date) -> int:
    """Keep keys that this handler half opened, each still sealed to a second handler; how many are new.

    `halves`: by message, by the second handler's key row.

    Raises:
        ValidationError: the step is not possible now, or what came is no half-opened key.
    """
    locked = lock(case)
    rows = [row for row in unopened_by(handler, locked) if row.second_id in halves.get(row.message.public_id, {})]
    for row in rows:
        row.half = halves[row.message.public_id][row.second_id]
        if len(row.half) != HALF_BYTES:
            raise ValidationError(gettext("What was sent is no half-opened key. Load the page again."))
    if rows:
        step(locked, handler, cases.HALF_OPENED, on)
        PairKey.objects.bulk_update(rows, ["half"])
    return len(rows)


def unopened_by(handler: Handler, case: Grievance) -> list[PairKey]:
    """Keys of pairs that this person is the first of and has not opened yet."""
    rows = PairKey.objects.filter(message__grievance=case, first__person=handler.user, half=None)
    return list(rows.select_related("message"))


@transaction.atomic
def note_opened(*, handler: Handler, case: Grievance, on: date) -> None:
    """Keep that this handler read the words, as the second of a pair."""
    locked = lock(case)
    if not PairKey.objects.filter(message__grievance=locked, second__person=handler.user).exclude(half=None).exists():
        raise ValidationError(gettext("Somebody of another organisation must open their half first."))
    if locked.state == cases.BEING_READ:
        step(locked, handler, cases.OPENED, on)
    log(handler, locked, "audit.record_read", on, why="grievance")


@transaction.atomic
def describe(*, handler: Handler, case: Grievance, about: About, on: date) -> None:
    """Write down what a case is about.

    Raises:
        ValidationError: it is not possible now, as where a release is proposed already; or an entry is odd, or the
            handler works for whoever runs that site.
    """
    locked = lock(case)
    if locked.state in cases.FIXED and not is_published(locked):
        raise ValidationError(gettext("Take back first what was proposed or released, then correct what it is about."))
    refuse_odd(handler, about, on)
    step(locked, handler, cases.DESCRIBED, on)
    locked.site, locked.kind, locked.occurred_on = about.site, about.kind, about.occurred_on
    locked.is_urgent, locked.children = about.is_urgent, about.children
    locked.save(update_fields=["site", "kind", "occurred_on", "is_urgent", "children"])


@transaction.atomic
def decide(*, handler: Handler, case: Grievance, kind: str, on: date) -> None:
    """Refer, reject, validate, take back a proposal or a release that is not published yet, or close.

    Raises:
        ValidationError: it is not possible now, or what the case is about is not written down yet.
    """
    locked = lock(case)
    if kind not in SIMPLE:
        raise ValidationError(gettext("Choose what to do from the list."))
    if kind == cases.VALIDATE and not is_described(locked):
        raise ValidationError(gettext("Write down the site, what happened and the day first."))
    if kind == cases.TAKE_BACK:  # locked before it is looked at: it may be published at this moment
        list(Release.objects.select_for_update().filter(grievance=locked))
    step(locked, handler, kind, on)
    if kind == cases.TAKE_BACK:
        locked.release.delete()


@transaction.atomic
def answer(*, handler: Handler, case: Grievance, sealed: bytes, asks: bool, on: date) -> None:
    """Keep an answer that the browser sealed to the source's code; `asks`: the case waits for more.

    Raises:
        ValidationError: it is not possible now, or was not sealed in our way.
    """
    locked = lock(case)
    if len(sealed) not in ANSWER_BYTES:
        raise ValidationError(gettext("What was sent is not sealed in our way. Load the page again."))
    step(locked, handler, cases.ASKED if asks else cases.ANSWERED, on)
    Message.objects.create(grievance=locked, is_answer=True, given_on=on, sealed=sealed)


def lock(case: Grievance) -> Grievance:
    """The case's row, locked, with what it is about."""
    return Grievance.objects.select_for_update(of=("self",)).select_related("site").get(pk=case.pk)


def is_described(case: Grievance) -> bool:
    """Whether a case says where, what and when."""
    return bool(case.site_id and case.kind and case.occurred_on)


def step(case: Grievance, handler: Handler, kind: str, on: date) -> None:
    """Take one step of a handler.

    Raises:
        ValidationError: the rules do not let this person take it now.
    """
    if case.site is not None and is_conflicted(handler.user, case.site):
        raise ValidationError(gettext("Whoever works for the site cannot act here."))
    if kind not in possible_for(handler, case, history_of(case)):
        raise ValidationError(gettext("This cannot be done now. Load the page again to see how the case stands."))
    take_step(case, Taken(kind, str(handler.user.pk), str(handler.organisation.pk)), on)
    log(handler, case, f"grievances.{kind}", on)


def log(handler: Handler, case: Grievance, action: str, on: date, **detail: str) -> None:
    """The audit entry of a step."""
    record_on(on, actor=handler.user, action=action, target=f"grievance:{case.public_id}", detail=detail)


def refuse_odd(handler: Handler, about: About, on: date) -> None:
    """Raise ValidationError by field."""
    faults = {}
    if about.kind and about.kind not in KINDS:
        faults["kind"] = gettext("Choose what happened from the list.")
    if about.occurred_on and about.occurred_on > on:
        faults["occurred_on"] = gettext("The date lies in the future. Enter the day on which it happened.")
    if about.children is not None and not 0 <= about.children <= LARGEST_COUNT:
        faults["children"] = gettext("Give a whole number from 0 to 100,000, or leave it empty.")
    if about.site is not None and is_conflicted(handler.user, about.site):
        faults["site"] = gettext("Whoever works for the site cannot act here. Leave this case to the other handlers.")
    if faults:
        raise ValidationError(faults)
