"""Keeps what is said of a proposal by seats, observers and the secretariat. Append-only."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ladder.accounts.models import User
from ladder.audit import services as audit
from ladder.consultation.access import is_keeper
from ladder.consultation.wording import text_languages
from ladder.governance.access import tenure_in, tenures_in_force
from ladder.governance.models import DiscussionNote, Proposal
from ladder.governance.services.proposals import lock

LONGEST_NOTE = 10_000
TALKED_OF = (Proposal.State.OPEN, Proposal.State.UNDECIDED)


@transaction.atomic
def add_note(*, proposal: Proposal, actor: User, language: str, text: str, at: datetime) -> DiscussionNote:
    """Say something of a proposal, for the seat that the person holds or for the secretariat.

    Raises:
        ValidationError: the discussion is not open, the person does not take part, or the text is empty or too long.
    """
    row = lock(proposal)
    if row.state not in TALKED_OF:
        raise ValidationError(_("The discussion of this proposal is not open."))
    tenure = tenure_in(actor, row.body)
    if tenure is not None and not tenures_in_force(timezone.localdate(at)).filter(pk=tenure.pk).exists():
        tenure = None
    if tenure is None and not is_keeper(actor):
        raise ValidationError(_("Only those who sit in this body and the secretariat take part in its discussion."))
    if not text.strip() or len(text) > LONGEST_NOTE:
        raise ValidationError({"text": _("Write between 1 and %(most)s signs.") % {"most": LONGEST_NOTE}})
    if language not in text_languages():
        raise ValidationError({"language": _("Choose the language in which you wrote.")})
    note = DiscussionNote.objects.create(
        proposal=row, tenure=tenure, language=language, text=text.strip(), said_by=actor, said_at=at
    )
    detail = {"note": note.public_id, "signs": len(note.text)}
    audit.record(actor=actor, action="governance.note_added", target=f"proposal:{row.public_id}", detail=detail, at=at)
    return note
