"""Tells the synthesis room when answers are published: section 8 of the reports to come says so."""

from collections import Counter
from typing import Any

from django.dispatch import receiver
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ladder.governance.every_language import in_every_language
from ladder.governance.models import AnswerSet, Disposition
from ladder.governance.signals import answers_published
from ladder.synthesis.models import Passage
from ladder.synthesis.services.passages import write_passage


@receiver(answers_published, dispatch_uid="governance.write_response")
def write_response(sender: Any, answer_set: AnswerSet, **rest: object) -> None:
    """One passage in every language: when, by which decision, how many issues, and what became of them."""
    del sender, rest
    counts = Counter(answer_set.answers.values_list("disposition", flat=True))
    changed = answer_set.answers.filter(disposition__in=Disposition.changing(), issue__item__isnull=False)
    keys = sorted(set(changed.values_list("issue__item__key", flat=True)))
    write_passage(
        consultation=answer_set.round,
        actor=None,
        kind=Passage.Kind.RESPONSE,
        texts=in_every_language(lambda: response_to_round(answer_set, counts)),
        requirements=keys,
    )


def response_to_round(answer_set: AnswerSet, counts: Counter[str]) -> str:
    """The passage in the active language."""
    total = counts.total()
    told = ", ".join(f"{Disposition(key).label}: {counts[key]}" for key in Disposition.final() if counts[key])
    sentence = ngettext(
        "Every comment was answered on %(day)s by decision %(decision)s, in %(total)d answer with its reason.",
        "Every comment was answered on %(day)s by decision %(decision)s, in %(total)d answers with their reasons.",
        total,
    )
    values = {"day": date_format(answer_set.published_on), "decision": answer_set.decision, "total": total}
    became = _("What became of them: %(told)s.") % {"told": told}
    return f"{sentence % values} {became}"
