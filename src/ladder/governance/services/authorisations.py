"""Effects that a later room acts on: the decision authorises, and says for what and how much."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ladder.governance.services.effects import Handler, Intended, register

WORDS = "words"


def describe_call(intended: Intended) -> str:
    """In one sentence."""
    return _("Opens a call for funding, %(name)s: %(words)s") % say(intended)


def describe_allocation(intended: Intended) -> str:
    """In one sentence."""
    return _("Approves an allocation, %(name)s: %(words)s") % say(intended)


def say(intended: Intended) -> dict[str, str]:
    """What is authorised, by its name and in the words that were decided."""
    return {"name": intended.subject.partition(":")[2], "words": str(intended.payload.get(WORDS, "—"))}


def hinder_blank(intended: Intended) -> list[str]:
    """An authorisation says what it is about and how far it goes."""
    if intended.subject.partition(":")[2] and str(intended.payload.get(WORDS, "")).strip():
        return []
    return [_("say what is authorised: its name, and in words how far it goes.")]


register(Handler("open_fund_call", gettext_lazy("Open a call for funding"), describe_call, hinder_blank))
register(Handler("approve_allocation", gettext_lazy("Approve an allocation"), describe_allocation, hinder_blank))
