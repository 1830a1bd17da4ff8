"""Stores the words that people write for a report: a letter, limits, recommendations with what they rest on."""

from collections.abc import Mapping, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ladder.accounts.models import User
from ladder.audit.services import record
from ladder.consultation.models import Round
from ladder.consultation.wording import trimmed
from ladder.synthesis.models import Passage
from ladder.synthesis.queries.remarks import spoken


@transaction.atomic
def write_passage(
    *, consultation: Round, actor: User | None, kind: str, texts: Mapping[str, str], requirements: Sequence[str] = ()
) -> Passage:
    """Add a passage. A recommendation rests on requirements, and on every comment that was made on them.

    Raises:
        ValidationError: there are no words, a requirement is not of the round, or a recommendation rests on nothing.
    """
    words = trimmed(texts)
    known = set(consultation.items.filter(key__in=requirements).values_list("key", flat=True))
    strangers = sorted(set(requirements) - known)
    if not words:
        raise ValidationError({"texts": _("Write the passage in at least one language.")})
    if strangers:
        sentence = _("The round asks about no requirement “%(key)s”.")
        raise ValidationError({"requirements": [sentence % {"key": key} for key in strangers]})
    if kind == Passage.Kind.RECOMMENDATION and not known:
        raise ValidationError({"requirements": _("Name the requirements that the recommendation rests on.")})
    passage = Passage.objects.create(
        round=consultation,
        kind=kind,
        texts=words,
        requirements=sorted(known),
        position=consultation.passages.filter(kind=kind).count() + 1,
        written_by=actor,
    )
    if known:
        passage.contributions.set(spoken(consultation).filter(item__key__in=known))
    note(passage, actor, "written")
    return passage


@transaction.atomic
def remove_passage(*, passage: Passage, actor: User | None) -> None:
    """Take a passage out of the reports to come; those that are published keep it."""
    note(passage, actor, "removed")
    passage.delete()


def note(passage: Passage, actor: User | None, what: str) -> None:
    """The entry in the log, without the words."""
    record(
        actor=actor,
        action=f"synthesis.passage_{what}",
        target=f"passage:{passage.public_id}",
        detail={"round": passage.round.address, "kind": passage.kind, "requirements": list(passage.requirements)},
    )
