"""Positions sent by programs that a participant uses, such as a field app: with the participant's code, no account."""

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from ninja import Field, Router, Schema
from ninja.errors import HttpError

from ladder.consultation import access
from ladder.consultation.models import Contribution, Participant, Round
from ladder.consultation.queries.survey import find_item
from ladder.consultation.services import limits
from ladder.consultation.services.contributing import LONGEST_TEXT, Told
from ladder.consultation.services.participants import find_by_code
from ladder.consultation.services.positions import save_position
from ladder.consultation.tongues import SPOKEN
from ladder.webkit.faults import Fault
from ladder.webkit.reading import FaultyInput

UNAUTHORISED = 401
router = Router(tags=["consultation"])
Words = Annotated[str, Field(max_length=LONGEST_TEXT)]


class PositionIn(Schema):
    """A position of one participant. `number` is drawn by the device before sending and kept when it sends again."""

    code: Annotated[str, Field(max_length=40)]
    number: UUID
    requirement: Annotated[str, Field(max_length=80)]
    position: Contribution.Position
    reason: Words = ""
    proposed: Words = ""
    language: Annotated[str, Field(max_length=8)] = ""
    consent: Contribution.Consent = Contribution.Consent.PARAPHRASE


class PositionOut(Schema):
    """What became of it. `is_new` is false where the very same was there; `was_withdrawn`: it was not saved again."""

    number: UUID
    is_new: bool
    was_withdrawn: bool
    wants_reason: bool


@router.post(
    "/rounds/{address}/positions",
    response=PositionOut,
    summary="Save a position with a participant's code; sending it again changes nothing",
)
def send_position(request: HttpRequest, address: str, told: PositionIn) -> PositionOut:
    """A later position on the same requirement supersedes the earlier one."""
    row = access.get_round_or_404(request.user, address)
    participant = require_participant(request, row, told.code)
    result = save_position(participant=participant, told=read_position(row, participant, told), on=timezone.localdate())
    saved = result.saved
    return PositionOut(
        number=saved.number,
        is_new=saved.is_new,
        was_withdrawn=saved.was_withdrawn,
        wants_reason=result.wants_reason,
    )


def require_participant(request: HttpRequest, row: Round, code: str) -> Participant:
    """Whose code it is.

    Raises:
        HttpError: nobody's, or too many codes were tried.
    """
    if limits.is_spent(request, limits.CODES):
        raise HttpError(limits.TOO_MANY, gettext("Too many codes were tried. Wait a quarter of an hour."))
    found = find_by_code(row, code)
    if found is None:
        limits.spend(request, limits.CODES)
        raise HttpError(UNAUTHORISED, gettext("Nobody has this code in this round."))
    return found


def read_position(row: Round, participant: Participant, told: PositionIn) -> Told:
    """The position as the service takes it.

    Raises:
        FaultyInput: the requirement or the language is not known.
    """
    item = find_item(row, told.requirement)
    language = told.language or participant.language
    faults = []
    if item is None:
        faults.append(Fault("requirement", gettext("This round does not ask about this requirement.")))
    if language not in dict(SPOKEN):
        faults.append(Fault("language", gettext("Give one of: %(expected)s.") % {"expected": ", ".join(dict(SPOKEN))}))
    if faults:
        raise FaultyInput(faults)
    return Told(
        kind=Contribution.Kind.POSITION,
        language=language,
        item=item,
        position=told.position.value,
        text=told.reason.strip(),
        proposed=told.proposed.strip(),
        consent=told.consent.value,
        number=told.number,
    )
