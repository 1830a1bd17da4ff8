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
    if known is None:
        return store_new(gathering, slip, digest, actor, on)
    if known.round_id != gathering.round_id or known.channel != Participant.Channel.PAPER:
        raise ValidationError({"code": _("This code does not belong to a paper form of this round. Check each sign.")})
    return store_again(gathering, known, slip, actor, on, is_right=is_right)


def store_new(gathering: Gathering, slip: Slip, digest: str, actor: User, on: date) -> Outcome:
    """A form that nobody typed before."""
    participant = Participant.objects.create(
        round=gathering.round, channel=Participant.Channel.PAPER, group=slip.group, is_anonymous=False,
        code_digest=digest, language=slip.language, gender=slip.gender, province=gathering.province,
    )  # fmt: skip
    rows = [row_of(gathering, participant, slip, answer, actor, on) for answer in slip.answers]
    Contribution.objects.bulk_create(rows)
    note(gathering, actor, NEW, len(rows))
    return Outcome(NEW)


def store_again(
    gathering: Gathering, participant: Participant, slip: Slip, actor: User, on: date, *, is_right: bool
) -> Outcome:
    """A form that was typed before."""
    standing = {
        row.item.key: row
        for row in participant.contributions.filter(superseded_by=None).select_related("item")
        if row.item is not None
    }
    typed = {answer.item.key: answer for answer in slip.answers}
    taken_back = numbers_taken_back(participant, [*typed])
    differing = find_differences(standing, typed, taken_back)
    if not differing:
        note(gathering, actor, AGREES, len(typed))
        return Outcome(AGREES)
    if not is_right:
        return Outcome(DIFFERS, tuple(differing))
    rows = []
    for one in differing:
        if one.key not in typed:
            participant.contributions.filter(item__key=one.key).delete()  # was never on the paper
            continue
        rows.append(row_of(gathering, participant, slip, typed[one.key], actor, on, standing.get(one.key)))
    Contribution.objects.bulk_create(rows)
    note(gathering, actor, CORRECTED, len(differing))
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


def row_of(  # noqa: PLR0913, PLR0917 - all that it needs
    gathering: Gathering, participant: Participant, slip: Slip, answer: PaperAnswer, actor: User, on: date,
    before: Contribution | None = None,
) -> Contribution:  # fmt: skip
    """One answer as a contribution, after the one that stood."""
    number = number_of(participant, answer.item.key, 1 if before is None else 2)
    if before is not None and before.supersedes_id is not None:
        number = uuid.uuid4()
    return Contribution(
        number=number, round=gathering.round, kind=Contribution.Kind.POSITION, channel=Contribution.Channel.PAPER,
        participant=participant, gathering=gathering, group=slip.group, item=answer.item, language=slip.language,
        position=answer.position, text=answer.text, consent=slip.consent, supersedes=before, recorded_by=actor,
        received_on=on,
    )  # fmt: skip


def note(gathering: Gathering, actor: User, state: str, answers: int) -> None:
    """One entry in the log: that a form was typed, never whose."""
    target = f"gathering:{gathering.public_id}"
    audit.record(actor=actor, action=f"consultation.slip_{state}", target=target, detail={"answers": answers})
