"""Effects that a later room acts on: the decision authorises, and says for what and how much."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ladder.consultation.wording import say
from ladder.governance.queries.subjects import KINDS, name_subjects
from ladder.governance.services.effects import Handler, Intended, register

WORDS = "words"


def describe_call(intended: Intended) -> str:
    """In one sentence."""
    return _("Opens a call for funding, %(name)s: %(words)s") % told(intended)


def describe_allocation(intended: Intended) -> str:
    """In one sentence."""
    return _("Approves an allocation, %(name)s: %(words)s") % told(intended)


def told(intended: Intended) -> dict[str, str]:
    """What is authorised, by its name and in the words that were decided."""
    return {"name": name_of(intended.subject), "words": words_of(intended) or "—"}


def name_of(subject: str) -> str:
    """How people call an organisation, a site or a round; anything else by the name that the decision gave it."""
    kind, _separator, name = subject.partition(":")
    return name_subjects([subject])[subject] if kind in KINDS else name


def words_of(intended: Intended) -> str:
    """How far it goes: one text as it was typed, or the reader's of several languages; "" where nothing is said."""
    words = intended.payload.get(WORDS, "")
    return (say(words) if isinstance(words, Mapping) else str(words)).strip()


def hinder_blank(intended: Intended) -> list[str]:
    """An authorisation says what it is about and how far it goes."""
    if intended.subject.partition(":")[2] and words_of(intended):
        return []
    return [_("say what is authorised: its name, and in words how far it goes.")]


register(Handler("open_fund_call", gettext_lazy("Open a call for funding"), describe_call, hinder_blank))
register(Handler("approve_allocation", gettext_lazy("Approve an allocation"), describe_allocation, hinder_blank))
