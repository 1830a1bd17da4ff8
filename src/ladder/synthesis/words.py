"""Words for what is published: classes, where a group leans, whether it was heard. Never "vote", never "result"."""

from django.utils.translation import gettext_lazy as _

CLASS_WORDS = {
    "convergence_established": _("Convergence, established"),
    "convergence_provisional": _("Convergence, provisional"),
    "objection": _("Objection"),
    "divergence": _("Divergence"),
    "shared_refusal": _("Shared refusal"),
    "mixed": _("Mixed within groups"),
    "not_enough_heard": _("Not enough heard"),
}
CLASS_SENTENCES = {
    "convergence_established": _("Every group was heard, and each of them leans clearly towards support."),
    "convergence_provisional": _("The groups heard so far lean towards support; some groups are still to be heard."),
    "objection": _("Most groups support it, and at least one group cannot."),
    "divergence": _("Groups differ by more than chance explains."),
    "shared_refusal": _("The groups heard lean against it."),
    "mixed": _("People differ within the groups, not between them."),
    "not_enough_heard": _("Too few people of too many groups were heard to say anything."),
}
LEAN_WORDS = {
    "clearly_for": _("clearly for"),
    "for": _("for, on the whole"),
    "open": _("open"),
    "against": _("against"),
    "unheard": _("not heard"),
    "": _("not shown"),
}
STATE_WORDS = {
    "shown": _("shown"),
    "merged": _("shown together with another group"),
    "hidden": _("hidden: too few people to be safe"),
    "not_heard": _("not heard"),
}
