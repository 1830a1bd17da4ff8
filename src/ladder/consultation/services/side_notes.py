"""What is too risky to say in the room: sealed on arrival, opened by a facilitator alone, every opening logged."""

from django.db import transaction

from ladder.accounts.models import User
from ladder.audit.services import record, record_read
from ladder.consultation.models import Gathering, Round, SideNote
from ladder.consultation.services.sealing import seal, unseal

PURPOSE = "side_note"


@transaction.atomic
def leave_note(*, in_round: Round, text: str, language: str = "", gathering: Gathering | None = None) -> SideNote:
    """Keep a note for the facilitators of a gathering, or of the round where it names none.

    It is not tied to a participant: who opens it learns what was said, not what the same person answered elsewhere.
    The log of acts says nothing of it, because it would say when.
    """
    return SideNote.objects.create(
        round=in_round, gathering=gathering, sealed_text=seal(text, PURPOSE), language=language
    )


@transaction.atomic
def open_note(*, note: SideNote, actor: User) -> str | None:
    """The words of a note; None where its seal is broken. That it was opened, and by whom, is logged."""
    record_read(actor=actor, target=f"side_note:{note.public_id}", why="side_note")
    return unseal(note.sealed_text, PURPOSE)


@transaction.atomic
def handle_note(*, note: SideNote, actor: User) -> None:
    """Mark a note as dealt with. Its words are not opened for that."""
    note.is_handled = True
    note.save(update_fields=["is_handled"])
    record(actor=actor, action="consultation.side_note_handled", target=f"side_note:{note.public_id}")
