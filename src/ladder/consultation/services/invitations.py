"""Single-use codes for the people of a group: drawn, shown once, kept only as keyed digests."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ladder.accounts.models import User
from ladder.consultation.models import Invitation, Round, RoundGroup
from ladder.consultation.services.codes import INVITATION, digest_of, draw
from ladder.consultation.services.rounds import lock, note
from ladder.consultation.wording import say

MOST_AT_ONCE = 500


@transaction.atomic
def issue_invitations(
    *, actor: User | None, round_: Round, group: RoundGroup, number: int, on: date, is_for_organisation: bool = False
) -> list[str]:
    """Fresh codes, to be printed or copied now: they cannot be shown again.

    Codes for persons never exceed the number of people expected of the group, because that number is what coverage and
    worst cases are reckoned from. Codes for organisations are counted apart.

    Raises:
        ValidationError: the round is not open on that day, or the number is not possible.
    """
    row = lock(round_)
    if not row.is_open_on(on):
        raise ValidationError(_("Codes are issued while the round is open. Open it first, or extend it."))
    check_number(group, number, is_for_organisation=is_for_organisation)
    codes = [draw() for _number in range(number)]
    Invitation.objects.bulk_create(
        [
            Invitation(
                round=row,
                group=group,
                is_for_organisation=is_for_organisation,
                code_digest=digest_of(code, INVITATION),
                issued_on=on,
            )
            for code in codes
        ],
        batch_size=100,
    )
    detail = {"group": group.group.key, "codes": number, "for_organisations": is_for_organisation}
    note(actor, row, "invitations_issued", detail)
    return codes


def check_number(group: RoundGroup, number: int, *, is_for_organisation: bool) -> None:
    """Refuse no codes, too many at once, and more codes for persons than persons are expected.

    Raises:
        ValidationError: under `number`.
    """
    if not 1 <= number <= MOST_AT_ONCE:
        sentence = _("Write how many codes, from 1 to %(most)s at a time.") % {"most": MOST_AT_ONCE}
        raise ValidationError({"number": sentence})
    out = Invitation.objects.filter(group=group, is_for_organisation=False, ended_on=None).count()
    if not is_for_organisation and out + number > group.expected:
        sentence = _(
            "%(expected)s people of “%(group)s” are expected and %(out)s codes are out: at most %(left)s more. "
            "End unused codes first if they were lost."
        )
        values = {"expected": group.expected, "group": say(group.group.names), "out": out,
                  "left": max(0, group.expected - out)}  # fmt: skip
        raise ValidationError({"number": sentence % values})


@transaction.atomic
def end_unused_invitations(*, actor: User | None, round_: Round, group: RoundGroup, on: date) -> int:
    """Let the unused codes of a group open nothing any more; how many they were. Used codes stay as they are."""
    row = lock(round_)
    ended = Invitation.objects.filter(group=group, is_used=False, ended_on=None).update(ended_on=on)
    note(actor, row, "invitations_ended", {"group": group.group.key, "codes": ended})
    return ended
