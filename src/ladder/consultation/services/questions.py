"""Takes questions for an online dialogue, before and while it is held, and what its hosts did with them."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ladder.accounts.models import User
from ladder.audit import services as audit
from ladder.consultation.models import Contribution, Gathering, Moderation
from ladder.consultation.queries.dialogues import state_of
from ladder.webkit.text import is_clean

LONGEST_QUESTION = 2_000


@transaction.atomic
def ask_question(*, gathering: Gathering, language: str, text: str, consent: str) -> Contribution:
    """Take a question from somebody who is not asked who they are; no day or moment is kept with it.

    The log of acts says nothing of it, because it would say when.

    Raises:
        ValidationError: the dialogue is over or was called off, or the words cannot be kept.
    """
    if state_of(gathering, timezone.now()) != "to_come":
        raise ValidationError(_("This dialogue takes no more questions."))
    words = text.strip()
    if not words or len(words) > LONGEST_QUESTION or not is_clean(words):
        raise ValidationError({"text": _("Write your question in at most 2,000 characters.")})
    return Contribution.objects.create(
        round_id=gathering.round_id,
        kind=Contribution.Kind.QUESTION,
        channel=Contribution.Channel.DIALOGUE,
        gathering=gathering,
        language=language,
        text=words,
        consent=consent,
    )


@transaction.atomic
def moderate_question(*, question: Contribution, state: str, actor: User) -> None:
    """Note what the hosts did with a question; a later word replaces an earlier one.

    Raises:
        ValidationError: there is no such state.
    """
    if state not in Moderation.State.values:
        raise ValidationError(_("Choose what to do with the question."))
    Moderation.objects.update_or_create(contribution=question, defaults={"state": state, "decided_by": actor})
    target = f"contribution:{question.number}"
    audit.record(actor=actor, action="consultation.question_moderated", target=target, detail={"state": state})
