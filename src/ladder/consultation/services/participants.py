"""People come in: by a single-use invitation or by the open link, under a pseudonym, with a code to come back."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ladder.consultation.models import Invitation, Participant, Round, RoundGroup
from ladder.consultation.services import codes
from ladder.registry.models import Organisation


@dataclass(frozen=True, slots=True)
class Arrival:
    """What somebody says about themselves on coming in; everything after `language` is voluntary.

    An organisation that is named speaks openly: it cannot be anonymous.
    """

    language: str
    group: RoundGroup | None = None
    is_anonymous: bool = True
    gender: str = ""
    province: str = ""
    speaks_for_organisation: bool = False
    organisation: Organisation | None = None


@transaction.atomic
def arrive_invited(*, in_round: Round, code: str, arrival: Arrival, on: date) -> tuple[Participant, str]:
    """Let somebody in by an invitation, which opens nothing any more from then on. Returns them and their resume code.

    The group is that of the invitation. Nothing is kept that leads from the invitation to the participant, and the log
    of acts says nothing either, because it would say when.

    Raises:
        ValidationError: the round takes nothing, or the code is unknown, used or ended.
    """
    require_open(in_round, on)
    found = Invitation.objects.select_for_update(of=("self",)).select_related("group")
    row = found.filter(
        round=in_round, code_digest=codes.digest_of(code, codes.INVITATION), is_used=False, ended_on=None
    ).first()
    if row is None:
        sentence = _(
            "This code is not known here, or was used before. Check each sign. If you answered before, go on with the "
            "code that you were shown then."
        )
        raise ValidationError({"code": sentence})
    row.is_used = True
    row.save(update_fields=["is_used"])
    speaks_for = row.is_for_organisation or arrival.speaks_for_organisation
    return make(in_round, Participant.Channel.INVITED, row.group, arrival, speaks_for_organisation=speaks_for)


@transaction.atomic
def arrive_openly(*, in_round: Round, arrival: Arrival, on: date) -> tuple[Participant, str]:
    """Let somebody in by the open link. Returns them and their resume code.

    Raises:
        ValidationError: the round takes nothing, has no open link, or no group of it was chosen.
    """
    require_open(in_round, on)
    if not in_round.has_open_link:
        raise ValidationError({"code": _("This round is answered by invitation. Write the code of your invitation.")})
    if arrival.group is None or arrival.group.round_id != in_round.pk:
        raise ValidationError({"group": _("Choose the group that is nearest to you.")})
    channel = Participant.Channel.OPEN_LINK
    speaks_for = arrival.speaks_for_organisation
    return make(in_round, channel, arrival.group, arrival, speaks_for_organisation=speaks_for)


def make(
    in_round: Round, channel: str, group: RoundGroup, arrival: Arrival, *, speaks_for_organisation: bool
) -> tuple[Participant, str]:
    """The pseudonym and its resume code, of which only the digest is kept."""
    code = codes.draw()
    organisation = arrival.organisation if speaks_for_organisation else None
    participant = Participant.objects.create(
        round=in_round,
        channel=channel,
        group=group,
        organisation=organisation,
        speaks_for_organisation=speaks_for_organisation,
        is_anonymous=arrival.is_anonymous and organisation is None,
        code_digest=codes.digest_of(code, codes.RESUME),
        language=arrival.language,
        gender=arrival.gender,
        province=arrival.province,
    )
    return participant, code


def find_by_code(in_round: Round, code: str) -> Participant | None:
    """Whose resume code this is, whatever the state of the round; None where nobody's."""
    rows = Participant.objects.select_related("round", "group__group")
    return rows.filter(round=in_round, code_digest=codes.digest_of(code, codes.RESUME)).first()


def require_open(in_round: Round, on: date) -> None:
    """Refuse what comes outside of the days of the round.

    Raises:
        ValidationError: the round takes nothing on that day.
    """
    if not in_round.is_open_on(on):
        raise ValidationError(_("This round takes no contributions today. Nothing was saved."))
