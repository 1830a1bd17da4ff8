"""Takes over what people wrote on paper forms: one pseudonym a form, found again by the code printed on it.

A form that is typed a second time is compared with the first: that is the double entry. Nothing changes unless whoever
types says that the paper reads as typed now. What somebody took back with their code is not typed in again.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ladder.accounts.models import User
from ladder.audit import services as audit
from ladder.consultation.models import (
    Contribution,
    Gathering,
    Participant,
    Round,
    RoundGroup,
    RoundItem,
    Withdrawal,
)
from ladder.consultation.services import codes

NEW, AGREES, DIFFERS, CORRECTED = "new", "agrees", "differs", "corrected"


@dataclass(frozen=True, slots=True)
class PaperAnswer:
    """A position on one requirement, with the reason as it was written."""

    item: RoundItem
    position: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Slip:
    """One filled form. Everything but the code, the group and the answers may be empty."""

    code: str
    group: RoundGroup
    language: str
    consent: str
    answers: Sequence[PaperAnswer]
    gender: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """One requirement on which two entries of a form differ; "" where an entry has none."""

    key: str
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an entry."""

    state: str
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A form being typed: at which gathering it was filled, by whom it is typed, and on which day."""

    gathering: Gathering
    slip: Slip
    actor: User
    on: date


@transaction.atomic
def enter_slip(*, gathering: Gathering, slip: Slip, actor: User, on: date, is_right: bool = False) -> Outcome:
    """Store a form, compare it with its first entry, or, where `is_right`, correct the first entry.

    Raises:
        ValidationError: the round has not opened, or the code belongs to somebody who did not answer on paper.
    """
    if gathering.round.status == Round.Status.DRAFT:
        raise ValidationError(_("The round has not opened yet."))
    digest = codes.digest_of(slip.code, codes.RESUME)
    known = Participant.objects.select_for_update(of=("self",)).filter(code_digest=digest).first()
    entry = Entry(gathering, slip, actor, on)
    if known is None:
        return store_new(entry, digest)
    if known.round_id != gathering.round_id or known.channel != Participant.Channel.PAPER:
        raise ValidationError({"code": _("This code does not belong to a paper form of this round. Check each sign.")})
    return store_again(entry, known, is_right=is_right)


def store_new(entry: Entry, digest: str) -> Outcome:
    """A form that nobody typed before."""
    gathering, slip = entry.gathering, entry.slip
    participant = Participant.objects.create(
        round=gathering.round, channel=Participant.Channel.PAPER, group=slip.group, is_anonymous=False,
        code_digest=digest, language=slip.language, gender=slip.gender, province=gathering.province,
    )  # fmt: skip
    Contribution.objects.bulk_create([row_of(entry, participant, answer, None) for answer in slip.answers])
    note(entry, NEW, len(slip.answers))
    return Outcome(NEW)


def store_again(entry: Entry, participant: Participant, *, is_right: bool) -> Outcome:
    """A form that was typed before."""
    rows = participant.contributions.filter(superseded_by=None).select_related("item")
    standing = {row.item.key: row for row in rows if row.item is not None}
    typed = {answer.item.key: answer for answer in entry.slip.answers}
    differing = find_differences(standing, typed, numbers_taken_back(participant, [*typed]))
    if not differing:
        note(entry, AGREES, len(typed))
        return Outcome(AGREES)
    if not is_right:
        return Outcome(DIFFERS, tuple(differing))
    keys = [one.key for one in differing]
    never_written = [key for key in keys if key not in typed]
    participant.contributions.filter(item__key__in=never_written).delete()
    Contribution.objects.bulk_create(
        [row_of(entry, participant, typed[key], standing.get(key)) for key in keys if key in typed]
    )
    note(entry, CORRECTED, len(differing))
    return Outcome(CORRECTED, tuple(differing))


def find_differences(
    standing: Mapping[str, Contribution], typed: Mapping[str, PaperAnswer], taken_back: set[str]
) -> list[Difference]:
    """Where two entries differ, by requirement."""
    keys = sorted((standing.keys() | typed.keys()) - taken_back)
    found = []
    for key in keys:
        first = (standing[key].position, standing[key].text) if key in standing else ("", "")
        second = (typed[key].position, typed[key].text) if key in typed else ("", "")
        if first != second:
            found.append(Difference(key, " · ".join(filter(None, first)), " · ".join(filter(None, second))))
    return found


def numbers_taken_back(participant: Participant, keys: Sequence[str]) -> set[str]:
    """Requirements on which the person took back what the form said."""
    numbers = {number_of(participant, key, version): key for key in keys for version in (1, 2)}
    gone = Withdrawal.objects.filter(number__in=numbers).values_list("number", flat=True)
    return {numbers[number] for number in gone}


def number_of(participant: Participant, key: str, version: int) -> UUID:
    """The number of a form's answer: always the same, so that its withdrawal is known when the form is typed again."""
    return uuid.uuid5(participant.public_id, f"{key}:{version}")


def row_of(entry: Entry, participant: Participant, answer: PaperAnswer, before: Contribution | None) -> Contribution:
    """One answer as a contribution, after the one that stood."""
    number = number_of(participant, answer.item.key, 1 if before is None else 2)
    if before is not None and before.supersedes_id is not None:
        number = uuid.uuid4()
    gathering, slip = entry.gathering, entry.slip
    return Contribution(
        number=number, round=gathering.round, kind=Contribution.Kind.POSITION, channel=Contribution.Channel.PAPER,
        participant=participant, gathering=gathering, group=slip.group, item=answer.item, language=slip.language,
        position=answer.position, text=answer.text, consent=slip.consent, supersedes=before, recorded_by=entry.actor,
        received_on=entry.on,
    )  # fmt: skip


def note(entry: Entry, state: str, answers: int) -> None:
    """One entry in the log: that a form was typed, never whose."""
    target = f"gathering:{entry.gathering.public_id}"
    audit.record(actor=entry.actor, action=f"consultation.slip_{state}", target=target, detail={"answers": answers})
