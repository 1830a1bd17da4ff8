"""Takes positions of seats and answers objections. Nothing is rewritten: the last position of a seat counts."""

from collections.abc import Mapping
from datetime import datetime
from typing import TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ladder.accounts.models import User
from ladder.audit import services as audit
from ladder.consultation.access import is_keeper
from ladder.consultation.wording import trimmed
from ladder.governance.access import tenures_in_force
from ladder.governance.models import (
    Attendance,
    Meeting,
    ObjectionAnswer,
    Option,
    Position,
    Proposal,
    Seat,
    Tenure,
)
from ladder.governance.queries.attending import PRESENT
from ladder.governance.queries.conflicts import recusals_of
from ladder.governance.queries.standings import options_of
from ladder.governance.services.proposals import lock


class Said(TypedDict, total=False):
    """What goes with a stance.

    `option` is the option or its key; `reasons` and `dissent` are texts by language; `meeting` is the one whose minutes
    hold the position; `revision` is the wording that was read.
    """

    option: Option | str | None
    reasons: Mapping[str, str] | None
    dissent: Mapping[str, str] | None
    meeting: Meeting | None
    revision: int | None


@transaction.atomic
def take_position(
    *, proposal: Proposal, tenure: Tenure, actor: User, stance: str, at: datetime, **said: Unpack[Said]
) -> Position:
    """Say where a seat stands on the current words of a proposal; what it said before stays on record.

    Raises:
        ValidationError: the proposal is not open or its time is over, it changed since it was read, the person does
            not hold the seat, the seat takes no positions here or is recused, or reasons are missing.
    """
    row = lock(proposal)
    require_open(row, at, said.get("revision"))
    held = require_seat(row, tenure, at)
    require_voice(row, held, actor, said.get("meeting"))
    require_no_conflict(row, held, at)
    position = Position.objects.create(
        proposal=row, revision=row.revision, seat=held.seat, tenure=held, stance=read_stance(stance),
        option=read_option(row, stance, said.get("option")), reasons=read_reasons(stance, said.get("reasons")),
        dissent=trimmed(said.get("dissent") or {}), meeting=said.get("meeting"), recorded_by=actor, taken_at=at,
    )  # fmt: skip
    detail = {"seat": held.seat.public_id, "revision": row.revision, "from_minutes": position.meeting is not None}
    audit.record(
        actor=actor, action="governance.position_taken", target=f"proposal:{row.public_id}", detail=detail, at=at
    )
    return position


@transaction.atomic
def answer_objection(
    *, position: Position, texts: Mapping[str, str], actor: User | None, at: datetime
) -> ObjectionAnswer:
    """Answer an objection in writing, before the proposal is closed.

    Raises:
        ValidationError: it is no objection, was answered, is on earlier words, or the answer is empty.
    """
    row = lock(position.proposal)
    if row.state != Proposal.State.OPEN:
        raise ValidationError(_("This proposal is not open. An answer would change nothing any more."))
    if position.stance != Position.Stance.OBJECT or position.revision != row.revision:
        raise ValidationError(_("Only an objection to the current words is answered."))
    if actor and actor.pk in {position.tenure.holder_id, position.tenure.alternate_id}:
        raise ValidationError(_("An objection is answered by somebody else than the seat that objects."))
    if ObjectionAnswer.objects.filter(position=position).exists():
        raise ValidationError(_("This objection was answered already. Say more in the discussion."))
    if not trimmed(texts):
        raise ValidationError({"text": _("Write the answer.")})
    answer = ObjectionAnswer.objects.create(position=position, texts=trimmed(texts), answered_by=actor, answered_at=at)
    detail = {"position": position.public_id}
    audit.record(
        actor=actor, action="governance.objection_answered", target=f"proposal:{row.public_id}", detail=detail, at=at
    )
    return answer


def require_open(row: Proposal, at: datetime, read: int | None) -> None:
    """Refuse a position before the opening, after the close, or on words that have changed since."""
    if row.state != Proposal.State.OPEN or row.closes_at is None:
        raise ValidationError(_("This proposal is not open for positions."))
    if at >= row.closes_at:
        raise ValidationError(_("The time for positions is over: this one came too late and was not recorded."))
    if read is not None and read != row.revision:
        raise ValidationError(
            _("The proposal was changed while you were reading. Read the new words, then take your position.")
        )


def require_seat(row: Proposal, tenure: Tenure, at: datetime) -> Tenure:
    """The tenure as it stands now, if it gives a position in this body."""
    held = tenures_in_force(timezone.localdate(at)).filter(pk=tenure.pk).first()
    if held is None:
        raise ValidationError(
            _("This seat was handed over or is not held any more. Its holder of today speaks for it.")
        )
    if held.seat.body_id != row.body_id:
        raise ValidationError(_("This seat is in another body."))
    if held.seat.kind != Seat.Kind.VOTING:
        raise ValidationError(_("An observer takes no position. Say it in the discussion."))
    return held


def require_voice(row: Proposal, held: Tenure, actor: User, meeting: Meeting | None) -> None:
    """The holder or the alternate speaks; the secretariat only from the minutes of a meeting in which they sat."""
    if meeting is None:
        if actor.pk not in {held.holder_id, held.alternate_id}:
            raise ValidationError(_("Only the holder of this seat or the alternate takes its position."))
        return
    if not is_keeper(actor):
        raise ValidationError(_("Only the secretariat records positions from minutes."))
    here = Attendance.objects.filter(meeting=meeting, meeting__body=row.body_id, meeting__state=Meeting.State.HELD)
    if not here.filter(seat=held.seat_id, tenure=held, who__in=PRESENT).exists():
        raise ValidationError(_("The attendance of this meeting does not say that this seat was taken by its holder."))


def require_no_conflict(row: Proposal, held: Tenure, at: datetime) -> None:
    """A recused seat takes no position."""
    if recusals_of(row, timezone.localdate(at)).get(held.seat_id):
        raise ValidationError(_("This seat has an interest in the proposal and takes no position on it."))


def read_stance(stance: str) -> str:
    """One of the stances."""
    if stance in Position.Stance.values:
        return stance
    raise ValidationError({"stance": _("Choose: support, stand aside, or object.")})


def read_option(row: Proposal, stance: str, option: Option | str | None) -> Option | None:
    """The option of the current words; an objection without one is to every option, standing aside names none."""
    if isinstance(option, Option) and (option.proposal_id, option.revision) != (row.pk, row.revision):
        raise ValidationError({"option": _("This option is from earlier words. Read the new ones and choose again.")})
    key = option.key if isinstance(option, Option) else option
    if stance == Position.Stance.STAND_ASIDE:
        return None
    found = next((one for one in options_of(row) if one.key == key), None)
    if found is None and (key or stance == Position.Stance.SUPPORT):
        raise ValidationError({"option": _("Choose the option that you support or object to.")})
    return found


def read_reasons(stance: str, reasons: Mapping[str, str] | None) -> dict[str, str]:
    """The reasons in writing, without which there is no objection."""
    written = trimmed(reasons or {})
    if stance == Position.Stance.OBJECT and not written:
        raise ValidationError({"reasons": _("An objection needs a reason in writing: it has to be answered.")})
    return written
